import type { Signpost } from '@dtp/contract/contact.ts';
import type { SignpostRecord } from './record.ts';

/** The words of a text as they are compared: without signs, small words and inflections. */
export type WordStems = (text: string) => readonly string[];

export type EmergencyFinder = {
  /** The signposts that a question, or the service it found, calls for; most urgent first. */
  find(asked: { readonly words: readonly string[]; readonly service: string | null }): readonly Signpost[];
};

const publicSignpost = ({ id, title, advice, phone, text, bslUrl, url }: SignpostRecord): Signpost => ({
  id,
  title,
  advice,
  phone,
  text,
  bslUrl,
  url,
});

const contains = (words: readonly string[], phrase: readonly string[]): boolean =>
  phrase.length > 0 && words.some((_, at) => phrase.every((word, offset) => words[at + offset] === word));

/** Finds what is urgent in a question: a phrase of a signpost stands in it, whole words in a row. `signposts` in their order. */
export const createEmergencyFinder = (signposts: readonly SignpostRecord[], stems: WordStems): EmergencyFinder => {
  const known = signposts.map(signpost => ({
    signpost,
    services: new Set<string>(signpost.services),
    phrases: signpost.words.map(words => stems(words)),
  }));
  return {
    find: ({ words, service }) => {
      const asked = words.map(stems);
      return known
        .filter(
          ({ services, phrases }) =>
            (service !== null && services.has(service)) || phrases.some(phrase => asked.some(one => contains(one, phrase))),
        )
        .map(({ signpost }) => publicSignpost(signpost));
    },
  };
};
