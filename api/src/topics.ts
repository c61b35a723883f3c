import type { AzAnswering } from './az/answering.ts';
import { phraseWords, wordsOf } from './az/query.ts';
import type { AzReadModel } from './az/read-model.ts';
import { stem } from './az/stem.ts';
import type { Topics } from './contact/answering.ts';
import type { WordStems } from './contact/emergencies.ts';

/** The words of a text as the A to Z compares them: without small words, signs and inflections. */
export const wordStems: WordStems = text => phraseWords(wordsOf(text)).map(stem);

/** What the contact centre asks of the A to Z. */
export const topicsOf = (az: AzReadModel, answering: AzAnswering): Topics => ({
  service: az.service,
  find: (words, hosts) => az.search(words, { hostKind: hosts[0]?.kind ?? null, inPark: false }, 'put-right'),
  answers: (service, asked) => answering.service(service, asked),
});
