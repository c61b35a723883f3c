import { LONGEST_TYPED_POSTCODE } from '@dtp/contract/places.ts';

/** A typed text as a postcode. `prefix` is what has been typed so far, in usual form: "DE45 1E". */
export type TypedPostcode =
  | { readonly kind: 'postcode'; readonly postcode: string; readonly outward: string; readonly sector: string }
  | { readonly kind: 'partial'; readonly outward: string; readonly sector: string | null; readonly prefix: string }
  | { readonly kind: 'not-a-postcode' };

const LONGEST_COMPACT = 7;

/** What stands between the characters without meaning anything: all kinds of space, dash and zero-width mark, full stops. */
const SEPARATORS = /[\s\p{Zs}\p{Pd}\u2212\u200b-\u200d\u2060\ufeff.]+/gu;
const ENDS_AFTER_SEPARATOR = /[\s\p{Zs}\p{Pd}\u2212.][0-9oi]$/iu;

/**
 * The outward shapes of Royal Mail's format (BS 7666-3 annex C): L a letter, 9 a digit, 8 a digit but not nought (districts are
 * numbered from 1 except for single ones such as BS0), T and F the few letters used in third and fourth place.
 */
const OUTWARD_SHAPES = ['L8', 'L89', 'LL9', 'LL89', 'L8T', 'LL8F'] as const;
const INWARD_SHAPE = '9UU';

const LETTERS: Readonly<Record<string, RegExp>> = {
  L: /[A-Z]/,
  T: /[ABCDEFGHJKPSTUW]/,
  F: /[ABEHMNPRVWXY]/,
  // Never C, I, K, M, O or V, which are easily misread.
  U: /[ABDEFGHJLNPQRSTUWXYZ]/,
};

/** No area begins with Q, V or X or has I, J or Z second: such a reading loses to any other, but is not refused (ONS uses ZZ99). */
const UNUSED_FIRST = /[QVX]/;
const UNUSED_SECOND = /[IJZ]/;
const UNUSED_COST = 3;

/** Girobank's postcode fits no shape. */
const GIROBANK = 'GIR';

type Fitted = { readonly text: string; readonly cost: number };

/** One character read as its place in the shape wants it, or undefined where it cannot be. */
const fitCharacter = (character: string, place: string): string | undefined => {
  const letters = LETTERS[place];
  if (letters) {
    const letter = character === '0' ? 'O' : character === '1' ? 'I' : character;
    return letters.test(letter) ? letter : undefined;
  }
  const digit = character === 'O' ? '0' : character === 'I' ? '1' : character;
  return /[0-9]/.test(digit) && !(place === '8' && digit === '0') ? digit : undefined;
};

/** Reads `text` by a shape; the cost counts characters put right and letters that no area uses. */
const fitShape = (text: string, shape: string): Fitted | undefined => {
  if (text.length !== shape.length) return undefined;
  let fitted = '';
  let cost = 0;
  for (let at = 0; at < shape.length; at++) {
    const given = text.charAt(at);
    const read = fitCharacter(given, shape.charAt(at));
    if (read === undefined) return undefined;
    if (read !== given) cost++;
    fitted += read;
  }
  if (UNUSED_FIRST.test(fitted.charAt(0))) cost += UNUSED_COST;
  if (shape.startsWith('LL') && UNUSED_SECOND.test(fitted.charAt(1))) cost += UNUSED_COST;
  return { text: fitted, cost };
};

/** The reading of an outward code with the fewest changes. */
const fitOutward = (text: string): Fitted | undefined => {
  if (text === GIROBANK) return { text, cost: 0 };
  let best: Fitted | undefined;
  for (const shape of OUTWARD_SHAPES) {
    const fitted = fitShape(text, shape);
    if (fitted && (!best || fitted.cost < best.cost)) best = fitted;
  }
  return best;
};

const compactOf = (typed: string): string | undefined => {
  if (typed.length > LONGEST_TYPED_POSTCODE) return undefined;
  // NFKC turns full-width letters, as some keyboards give, into plain ones.
  const compact = typed.normalize('NFKC').replace(SEPARATORS, '').toUpperCase();
  return /^[A-Z0-9]+$/.test(compact) && compact.length <= LONGEST_COMPACT ? compact : undefined;
};

const asWhole = (compact: string): TypedPostcode | undefined => {
  const inward = fitShape(compact.slice(-INWARD_SHAPE.length), INWARD_SHAPE);
  const outward = fitOutward(compact.slice(0, -INWARD_SHAPE.length));
  if (!inward || !outward) return undefined;
  const postcode = `${outward.text} ${inward.text}`;
  return { kind: 'postcode', postcode, outward: outward.text, sector: postcode.slice(0, -2) };
};

const asPartOf = (compact: string, inwardLength: number): TypedPostcode | undefined => {
  const outward = fitOutward(compact.slice(0, compact.length - inwardLength));
  const begun = fitShape(compact.slice(compact.length - inwardLength), INWARD_SHAPE.slice(0, inwardLength));
  if (!outward || !begun) return undefined;
  if (inwardLength === 0) return { kind: 'partial', outward: outward.text, sector: null, prefix: outward.text };
  const prefix = `${outward.text} ${begun.text}`;
  return { kind: 'partial', outward: outward.text, sector: prefix.slice(0, outward.text.length + 2), prefix };
};

const lookup = <Reading>(readings: readonly (Reading | undefined)[]): Reading[] => readings.filter(reading => reading !== undefined);

/**
 * Every way in which a text is the beginning of a postcode, likeliest first: "DE11" is the outward code DE11 or the sector DE1 1.
 * Empty when it is a whole postcode or none at all.
 */
export const partialReadings = (typed: string): Extract<TypedPostcode, { kind: 'partial' }>[] => {
  const compact = compactOf(typed);
  if (!compact || asWhole(compact)) return [];
  const lengths = ENDS_AFTER_SEPARATOR.test(typed.trim()) ? [1, 0, 2] : [0, 1, 2];
  return lookup(lengths.map(length => asPartOf(compact, length))).filter(reading => reading.kind === 'partial');
};

/**
 * The one postcode parser. Takes any case, separators anywhere, and letter O for nought or letter I for one (and the reverse)
 * where the position shows which was meant. Never throws; text that cannot be a postcode costs no more than reading its length.
 */
export const parsePostcode = (typed: string): TypedPostcode => {
  const compact = compactOf(typed);
  if (!compact) return { kind: 'not-a-postcode' };
  return asWhole(compact) ?? partialReadings(typed)[0] ?? { kind: 'not-a-postcode' };
};

/** The letters that begin a postcode: "DE" of "DE45 1ES". */
export const postcodeArea = (postcode: string): string => /^[A-Z]+/.exec(postcode)?.[0] ?? '';
