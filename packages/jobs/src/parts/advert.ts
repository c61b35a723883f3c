/** What an advert may be made of. The server lets nothing else through; here it is made anew, so that nothing else can get in. */
const PLAIN = new Set(['p', 'ul', 'ol', 'li', 'strong', 'em']);

/** Headings take their place under those of the widget: h3 is the first level in an advert, h4 the second. */
const HEADINGS: Readonly<Record<string, number>> = { h3: 0, h4: 1 };

type HtmlPolicy = { createHTML(text: string): string };

declare const trustedTypes: { createPolicy(name: string, rules: HtmlPolicy): HtmlPolicy } | undefined;

/** A page that asks for trusted types (`require-trusted-types-for 'script'`) takes HTML from a named policy alone. Made once: a name is taken once. */
let policy: HtmlPolicy | undefined;

const trusted = (text: string): string => {
  if (typeof trustedTypes === 'undefined') return text;
  policy ??= trustedTypes.createPolicy('dtp-jobs', { createHTML: html => html });
  return policy.createHTML(text);
};

const drawn = new Map<string, HTMLElement>();

/**
 * The description of a job as elements. It is parsed in a document that runs and loads nothing; of that only words and what is on the list
 * are made anew, without an attribute but the address of a link, which is https or is none.
 * @param html Sanitised HTML of the record.
 * @param level Of the headings in it, from.
 */
export function advert(html: string, level: number): HTMLElement {
  const key = level + html;
  const known = drawn.get(key);
  if (known) return known;
  const box = document.createElement('div');
  box.className = 'advert';
  copyInto(box, new DOMParser().parseFromString(trusted(html), 'text/html').body, level);
  drawn.clear();
  drawn.set(key, box);
  return box;
}

function copyInto(target: Node, source: Node, level: number): void {
  for (const node of source.childNodes) {
    if (node instanceof Text) target.appendChild(document.createTextNode(node.data));
    else if (node instanceof Element && !/^(script|style|template|noscript|iframe|object|svg|math)$/.test(node.localName)) {
      copyInto(copyOf(node, target, level), node, level);
    }
  }
}

/** The element made anew, or where it is none of ours the place that its words go to. */
function copyOf(node: Element, target: Node, level: number): Node {
  const name = node.localName;
  const depth = HEADINGS[name];
  const href = node.getAttribute('href') ?? '';
  if (depth !== undefined) {
    const heading = document.createElement('div');
    heading.className = 'small';
    heading.setAttribute('role', 'heading');
    heading.setAttribute('aria-level', String(Math.min(level + depth, 6)));
    return target.appendChild(heading);
  }
  if (name === 'a' && href.startsWith('https://')) return target.appendChild(Object.assign(document.createElement('a'), { href }));
  return PLAIN.has(name) ? target.appendChild(document.createElement(name)) : target;
}
