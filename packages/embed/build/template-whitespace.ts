import type { Plugin } from 'vite';

type Edit = { readonly from: number; readonly to: number; readonly text: string };
type Node = { readonly type: string; readonly start: number; readonly end: number; readonly [field: string]: unknown };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** The constant pieces of a template, in order, and where the expressions stood. A blank between pieces is never put in or taken out whole. */
type Pieces = readonly string[];

/**
 * Shortens the constant pieces of a style sheet: comments, line breaks and the blanks that mean nothing in CSS. Text in quotes is kept.
 * A blank beside an expression stays one blank, because only CSS that is complete can say whether it matters.
 */
export function shortenCss(pieces: Pieces): string[] {
  return pieces.map(piece =>
    piece
      .split(/("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/)
      .map((part, at) =>
        at % 2 === 1
          ? part
          : part
              .replace(/\/\*[\s\S]*?\*\//g, ' ')
              .replace(/\s+/g, ' ')
              .replace(/ ?([{};,>]) ?/g, '$1')
              .replace(/(\w): /g, '$1:')
              .replace(/;}/g, '}')
              .replace(/([ :,(-])0\./g, '$1.'),
      )
      .join(''),
  );
}

/**
 * Makes every run of blanks in markup one space, which draws the same. Attribute values and templates with preformatted text are kept.
 * Where quotes are open is carried from piece to piece, since an expression may stand inside an attribute.
 */
export function shortenHtml(pieces: Pieces): string[] {
  if (pieces.some(piece => /<(pre|textarea)\b/i.test(piece))) return [...pieces];
  let tag = false;
  let quote = '';
  return pieces.map(piece => {
    let short = '';
    for (const character of piece) {
      const blank = quote === '' && /\s/.test(character);
      if (blank && short.endsWith(' ')) continue;
      short += blank ? ' ' : character;
      if (quote !== '') quote = character === quote ? '' : quote;
      else if (tag && (character === '"' || character === "'")) quote = character;
      else if (character === '<') tag = true;
      else if (character === '>') tag = false;
    }
    return short;
  });
}

const SHORTENERS: Readonly<Record<string, (pieces: Pieces) => string[]>> = { html: shortenHtml, css: shortenCss };

function editsOf(template: Node, code: string): Edit[] {
  const { tag, quasi } = template;
  const name = isNode(tag) && tag.type === 'Identifier' && typeof tag.name === 'string' ? tag.name : '';
  const shorten = Object.hasOwn(SHORTENERS, name) ? SHORTENERS[name] : undefined;
  if (!shorten || !isNode(quasi) || !Array.isArray(quasi.quasis)) return [];
  const quasis = quasi.quasis.filter(isNode);
  const pieces = shorten(quasis.map(({ start, end }) => code.slice(start, end)));
  return quasis.map(({ start, end }, at) => ({ from: start, to: end, text: pieces[at] ?? '' }));
}

function findEdits(node: Node, code: string): Edit[] {
  const own = node.type === 'TaggedTemplateExpression' ? editsOf(node, code) : [];
  const children = Object.values(node)
    .flatMap((value: unknown) => (Array.isArray(value) ? value : [value]))
    .filter(isNode);
  return [...own, ...children.flatMap(child => findEdits(child, code))];
}

/** Vite plugin: takes the needless blanks out of Lit's html and css templates, which a minifier may not touch. */
export const templateWhitespace = (): Plugin => ({
  name: 'dtp:template-whitespace',
  apply: 'build',
  enforce: 'post',
  transform(code, id) {
    if (id.includes('node_modules') || !/\b(html|css)`/.test(code)) return null;
    const root: unknown = this.parse(code);
    if (!isNode(root)) return null;
    const edits = findEdits(root, code).sort((a, b) => b.from - a.from);
    return { code: edits.reduce((text, { from, to, text: short }) => text.slice(0, from) + short + text.slice(to), code), map: null };
  },
});
