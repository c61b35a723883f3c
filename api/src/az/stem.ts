import { stemmer as porter } from 'stemmer';

/** Plurals and past forms that no suffix rule finds, and words that Porter's rules would spoil. */
const IRREGULAR: Readonly<Record<string, string>> = {
  children: 'child',
  childs: 'child',
  childrens: 'child',
  kids: 'kid',
  men: 'man',
  women: 'woman',
  mens: 'man',
  womens: 'woman',
  people: 'person',
  peoples: 'person',
  persons: 'person',
  mice: 'mouse',
  geese: 'goose',
  feet: 'foot',
  teeth: 'tooth',
  knives: 'knife',
  wives: 'wife',
  wolves: 'wolf',
  buses: 'bus',
  busses: 'bus',
  gases: 'gas',
  paid: 'pay',
  payment: 'pay',
  payments: 'pay',
  used: 'use',
  mps: 'mp',
  voter: 'vote',
  voters: 'vote',
  parked: 'parking',
  ratings: 'rating',
  weddings: 'wedding',
  universities: 'university',
  communities: 'community',
  tipped: 'tipping',
  tipper: 'tipping',
  stolen: 'steal',
  stole: 'steal',
  built: 'build',
  bought: 'buy',
  sold: 'sell',
  thrown: 'throw',
  threw: 'throw',
  taken: 'take',
  took: 'take',
  given: 'give',
  burnt: 'burn',
  died: 'die',
  dies: 'die',
  dying: 'die',
  tyres: 'tyre',
  drunk: 'drink',
  bitten: 'bite',
  bit: 'bite',
  flies: 'fly',
  flying: 'fly',
  skies: 'sky',
  ties: 'tie',
  pies: 'pie',
  lying: 'lie',
  leaves: 'leaf',
  shelves: 'shelf',
  loaves: 'loaf',
  halves: 'half',
  cannot: 'cant',
  couldnt: 'cant',
  unable: 'cant',
  dont: 'not',
  didnt: 'not',
  doesnt: 'not',
  isnt: 'not',
  arent: 'not',
  wasnt: 'not',
  havent: 'not',
  hasnt: 'not',
  wont: 'not',
  never: 'not',
  fines: 'fine',
  fined: 'fine',
};

/** Kept apart from the shorter word that Porter would make of them: parking is not a park, nor news something new. */
const WHOLE = new Set([
  'parking',
  'rating',
  'news',
  'bus',
  'gas',
  'university',
  'community',
  'training',
  'evening',
  'morning',
  'during',
  'tipping',
  'housing',
  'wedding',
]);

/** American and -ize spellings to one form, before stemming. Both sides of a match pass through here, so the form itself need not be pretty. */
const oneSpelling = (word: string): string =>
  word
    .replace(/is(e|es|ed|er|ers|ing|ation|ations)$/, (_, ending: string) =>
      word.length - ending.length > 5 ? `iz${ending}` : `is${ending}`,
    )
    .replace(/ys(e|es|ed|ing)$/, 'yz$1')
    .replace(/^(licen|practi|defen|offen)c(e|es|ed|ing)$/, '$1s$2')
    .replace(/^(cent|theat|met|fib|lit)er(s?)$/, '$1re$2')
    .replace(/^(neighb|col|fav|behavi|lab|harb|hon|rum|vap)or/, '$1our')
    .replace(/^(program|catalog)(s?)$/, (_, stem: string, plural: string) => `${stem}${stem === 'program' ? 'me' : 'ue'}${plural}`)
    .replace(/ll(ed|ing|er|ers)$/, 'l$1');

/**
 * The form under which a word is matched: plural with singular, -ing with -ed, British with American spelling.
 * Porter's algorithm (M. F. Porter, "An algorithm for suffix stripping", 1980) with the exceptions of this catalogue's field.
 * Expects one lower-case word without apostrophes.
 */
export const stem = (word: string): string => {
  let form = forms.get(word);
  if (form === undefined) {
    form = stemOf(word);
    if (forms.size >= MOST_FORMS) forms.clear();
    forms.set(word, form);
  }
  return form;
};

/** Stems worked out so far: a search asks for those of the same few hundred words again and again. */
const forms = new Map<string, string>();
const MOST_FORMS = 20_000;

const stemOf = (word: string): string => {
  const known = IRREGULAR[word] ?? word;
  if (WHOLE.has(known) || known.length < 4 || /\d/.test(known)) return known;
  // Porter makes "plai" of playing and play; with the short words above left alone, "pai" of paying would match nothing.
  return porter(oneSpelling(known)).replace(/([aeou])i$/, '$1y');
};
