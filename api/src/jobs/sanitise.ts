import sanitizeHtml from 'sanitize-html';
import { advertBlocks } from './advert-blocks.ts';
import { LONGEST_DESCRIPTION } from './record.ts';

/** What an advert may be made of: domain.md, "Jobs". */
const ALLOWED = ['p', 'ul', 'ol', 'li', 'strong', 'em', 'h3', 'h4', 'a'];
/** What lays an advert out, and only parts its paragraphs. */
const BOXES = [
  ...['address', 'article', 'aside', 'blockquote', 'br', 'caption', 'center', 'dd', 'details', 'div', 'dl', 'dt', 'figcaption', 'figure'],
  ...['footer', 'header', 'hr', 'main', 'nav', 'pre', 'section', 'summary', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr'],
];
/** What is not read at all, with the text that is in it. */
const UNREAD = [
  ...['applet', 'audio', 'button', 'canvas', 'embed', 'frameset', 'head', 'iframe', 'math', 'noembed', 'noframes', 'noscript', 'object'],
  ...['option', 'script', 'select', 'style', 'svg', 'template', 'textarea', 'title', 'video', 'xmp'],
];
const SAME_AS: Readonly<Record<string, string>> = { b: 'strong', i: 'em', h1: 'h3', h2: 'h3', h5: 'h4', h6: 'h4' };

const TAG = /<[a-z!/?]/i;
/** An & that begins no entity is one of the text. */
const LOOSE_AMPERSAND = /&(?!#?\w+;)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the control characters is the purpose
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const SPACES = /[\s\u00a0]+/g;

/** More than this is not even looked at. */
const LONGEST_RAW = 200_000;
/** Deeper than this no advert is laid out, and what is nested without end would hold up the server. */
const MOST_DEPTH = 50;
/** An advert of so many is no longer one that people wrote. */
const MOST_TAGS = 10_000;
/** From so many words on an advert is refused. */
const MOST_WORDS = 20_000;

const isHttps = (href: string | undefined): boolean => {
  const url = href === undefined ? null : URL.parse(href.trim());
  return url?.protocol === 'https:' && url.username === '' && url.password === '';
};

/** A tag without a meaning, which is taken out again: the library forgets to close what stands after a tag that it leaves out by itself. */
const NOTHING = 'span';

const RULES = {
  allowedAttributes: { a: ['href'] },
  allowedSchemes: ['https'],
  allowProtocolRelative: false,
  nonTextTags: UNREAD,
  disallowedTagsMode: 'discard',
  enforceHtmlBoundary: false,
  nestingLimit: 50,
  transformTags: {
    ...Object.fromEntries(Object.entries(SAME_AS).map(([from, to]) => [from, sanitizeHtml.simpleTransform(to, {}, false)])),
    // A link that may not be one leaves its words.
    a: (_tag, { href }) => (isHttps(href) ? { tagName: 'a', attribs: { href: (href ?? '').trim() } } : { tagName: NOTHING, attribs: {} }),
  },
  textFilter: text => text.replace(UNSEEN, '').replace(SPACES, ' '),
} satisfies sanitizeHtml.IOptions;

const cleaned = (
  advert: string,
  allowedTags: readonly string[],
  watch: Pick<sanitizeHtml.IOptions, 'onOpenTag' | 'onCloseTag'> = {},
): string => sanitizeHtml(advert, { ...RULES, ...watch, allowedTags: [...allowedTags, NOTHING] }).replace(/<\/?span>/g, '');

/** Each line of a plain text is a paragraph. */
const plainAdvert = (text: string): string =>
  text
    .replace(LOOSE_AMPERSAND, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .split(/[\r\n\u2028\u2029]+/)
    .map(line => `<p>${line}</p>`)
    .join('');

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** The words of a sanitised advert alone, in one line: for search and summaries. */
export const advertText = (html: string): string =>
  html
    .replace(/<\/?(?:strong|em|a)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:amp|lt|gt|quot);/g, entity => ENTITIES[entity] ?? entity)
    .replace(SPACES, ' ')
    .trim();

const wordsOf = (text: string): number => (text === '' ? 0 : text.split(' ').length);

const count = new Intl.NumberFormat('en-GB');

const tooLong = `is longer than ${count.format(LONGEST_DESCRIPTION)} characters`;
const tooManyWords = (words: number): string => `has ${count.format(words)} words, and should have fewer than ${count.format(MOST_WORDS)}`;

type Excess = 'too deep' | 'too many tags';
class ExcessFound extends Error {
  readonly excess: Excess;
  constructor(excess: Excess) {
    super(excess);
    this.excess = excess;
  }
}

/** With what may be in it and what lays it out. Stops at the first tag too many: each costs as much as there is around it. */
const laidOutAdvert = (advert: string): { readonly html: string } | Excess => {
  let [depth, tags] = [0, 0];
  const onOpenTag = () => {
    if (++depth > MOST_DEPTH) throw new ExcessFound('too deep');
    if (++tags > MOST_TAGS) throw new ExcessFound('too many tags');
  };
  const onCloseTag = () => void depth--;
  try {
    return { html: cleaned(advert, [...ALLOWED, ...BOXES], { onOpenTag, onCloseTag }) };
  } catch (fault) {
    if (fault instanceof ExcessFound) return fault.excess;
    throw fault;
  }
};

/** An advert that can be kept, or why it cannot: completes "description …". */
export type Sanitised = { readonly kind: 'html'; readonly html: string } | { readonly kind: 'fault'; readonly message: string };

/**
 * An advert, HTML or plain text, as HTML of p, ul, ol, li, strong, em, h3, h4, and a with an https address and nothing else. What is not
 * allowed goes, its words stay. To sanitise it again changes nothing.
 */
export const sanitiseAdvert = (advert: string): Sanitised => {
  const fault = (message: string): Sanitised => ({ kind: 'fault', message });
  if (advert.length > LONGEST_RAW) return fault(`is longer than ${count.format(LONGEST_RAW)} characters with its markup`);
  const hasMarkup = TAG.test(advert);
  if (!hasMarkup) {
    const text = advert.replace(UNSEEN, '').replace(SPACES, ' ').trim();
    const words = wordsOf(text);
    if (words >= MOST_WORDS) return fault(tooManyWords(words));
    if (text.length > LONGEST_DESCRIPTION) return fault(tooLong);
  }
  const laidOut = laidOutAdvert(hasMarkup ? advert : plainAdvert(advert));
  if (laidOut === 'too deep') return fault(`is nested more than ${MOST_DEPTH} levels deep`);
  if (laidOut === 'too many tags') return fault(`has more than ${count.format(MOST_TAGS)} tags`);
  const html = cleaned(advertBlocks(laidOut.html), ALLOWED);
  const text = advertText(html);
  if (text === '') return fault('is empty');
  const words = wordsOf(text);
  if (words >= MOST_WORDS) return fault(tooManyWords(words));
  if (html.length > LONGEST_DESCRIPTION) return fault(tooLong);
  return { kind: 'html', html };
};

const LONGEST_SUMMARY = 200;

/** The beginning of an advert, at most 200 characters, whole words. */
export const summaryOf = (html: string): string => {
  // Characters that a line of text may not have look like markup there.
  const text = advertText(html)
    .replace(/[<>]/g, ' ')
    .replace(/&(?=#?\w+;)/g, '& ')
    .replace(SPACES, ' ')
    .trim();
  if (text.length <= LONGEST_SUMMARY) return text || 'See the advert.';
  return `${text.slice(0, LONGEST_SUMMARY - 1).replace(/\s+\S*$/, '')}…`;
};
