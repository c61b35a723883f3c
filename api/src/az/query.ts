import { stem } from './stem.ts';

/** A word as typed, in lower case, and the form under which it is matched. `weight` is how much it says about what is wanted, 0 to 1. */
export type Term = { surface: string; stem: string; weight: number };

/**
 * Lower case, no accents, no signs. A possessive loses its mark ("neighbour's" is neighbours, "can't" is cant); other signs part words.
 */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/['’‘`´]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .split(' ')
    .filter(word => word !== '');

/** Words that carry no subject: they are in every sentence. */
const EMPTY = new Set(
  (
    'a an the this that these those my mine your yours our ours their theirs his her hers its i im ive ill me we us you he she they them it is am are was were be been being ' +
    'do does did doing have has had having can could should would will shall may might must to of in on at by for from with about into onto as if then than so and or but because also ' +
    'just please thanks thank hello hi there here up down out back coming came come what whats when whens where wheres which who whos whom whose how hows why any some im youre theyre weve ' +
    'get gets getting got gotten want wants wanted wanna need needs needed like know let lets am pm etc uk england english derbyshire ok really very much many more most us s t'
  ).split(' '),
);

/** Words that help to tell services apart but are never the subject, with what is left of their weight. */
const FAINT: ReadonlyMap<string, number> = new Map(
  Object.entries({
    0.15: 'find finding found go going goes went way ways info information details service services website web site page online form forms number numbers contact phone telephone email address ring call someone somebody anyone anybody something anything one now soon try trying make making take taking put use using',
    0.25: 'near nearest nearby local area areas around close me help helping helped advice support scheme schemes tell ask asking request requesting give given see look looking check checking keep keeps kept keeping always still again today tomorrow tonight yesterday week weeks last next every time times big bigger massive huge small little old new good bad wrong thing things person people lot not no never without off stop stopped',
    0.4: 'apply applying application applications report reporting reported council councils authority problem problems issue issues neighbour neighbours neighbor neighbors man woman men women mum mums dad dads mother father nan nana gran grandma grandad son sons daughter husband wife partner friend friends family families',
    0.6: 'cant unable afford day days home homes public start starting change changing changed cost costs free pay paying paid book booking renew renewal',
  }).flatMap(([weight, words]) => words.split(' ').map((word): [string, number] => [word, Number(weight)])),
);

/** Openings and asides that would only water a query down. Longest first, as they are tried. */
const PHRASES = [
  'is there any way i can',
  'what do i need to do to',
  'what is the best way to',
  'i would like to know',
  'can you tell me',
  'could you tell me',
  'how do i go about',
  'what do i do if',
  'what do i do',
  'what to do if',
  'what to do',
  'how do you',
  'how much does it cost to',
  'i am looking for',
  'im looking for',
  'who do i speak to about',
  'who do i talk to about',
  'who do i contact about',
  'who do i call about',
  'who do i ring about',
  'who deals with',
  'who is responsible for',
  'number for',
  'is it possible to',
  'am i able to',
  'near me',
  'near by',
  'in my area',
  'where i live',
].map(phrase => phrase.split(' '));

/** Words that never change what a phrase means: "hole in the road" is "hole in road". */
const SMALL = new Set('a an the this that these those my your our his her their some is are was were am be been im its'.split(' '));

/** The words of a phrase without the small ones, so that phrases can be compared. */
export const phraseWords = (words: readonly string[]): string[] => words.filter(word => !SMALL.has(word));

const startsAt = (words: readonly string[], at: number, phrase: readonly string[]): boolean =>
  phrase.every((word, offset) => words[at + offset] === word);

/** Takes the phrases out, unless nothing would be left. */
const withoutPhrases = (words: readonly string[]): readonly string[] => {
  const kept: string[] = [];
  for (let at = 0; at < words.length; ) {
    const phrase = PHRASES.find(one => startsAt(words, at, one));
    if (phrase) at += phrase.length;
    else kept.push(words[at++] ?? '');
  }
  return kept.length > 0 ? kept : words;
};

/** Sayings whose sense is lost word by word: "want" and "to" are empty, and who wants to die is not asking about a death. */
const SAYINGS: readonly (readonly [readonly string[], string])[] = [
  'want to die',
  'wanna die',
  'wish i was dead',
  'wish i were dead',
  'better off dead',
  'dont want to live',
  'end it all',
].map(saying => [saying.split(' '), 'suicide']);

const withSayings = (words: readonly string[]): readonly string[] => {
  for (const [saying, meant] of SAYINGS) {
    const at = words.findIndex((_, from) => startsAt(words, from, saying));
    if (at >= 0) return [...words.slice(0, at), meant, ...words.slice(at + saying.length)];
  }
  return words;
};

export const isEmptyWord = (word: string): boolean => EMPTY.has(word);

export const termOf = (surface: string): Term => ({ surface, stem: stem(surface), weight: FAINT.get(surface) ?? 1 });

/** The terms of a name in the catalogue: its words without the empty ones. */
export const termsOfName = (name: string): Term[] =>
  wordsOf(name)
    .filter(word => !EMPTY.has(word))
    .map(termOf);

/** The terms of a query, in order, each once. Empty when nothing but empty words or signs was typed. */
export const termsOfQuery = (words: readonly string[]): Term[] => {
  const meant = withoutPhrases(withSayings(words)).filter(word => !EMPTY.has(word));
  return [...new Map(meant.map(termOf).map(term => [term.stem, term])).values()];
};
