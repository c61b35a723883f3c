import type { Answer } from '@dtp/contract/az.ts';
import type { ActionKind } from '@dtp/contract/ids.ts';

/** Words of the hosted A to Z pages. What an answer says about itself (`because`, place messages) comes from the rules. */
export const words = {
  title: 'A to Z of services',
  lead: 'Search in your own words. Add your postcode to see who does it where you live.',
  what: 'What do you need?',
  whatHint: 'For example: bin day, pothole, school place',
  search: 'Search',
  popular: 'Popular tasks',
  categories: 'Browse by subject',
  letters: 'Browse A to Z',
  allServices: 'A to Z of services',
  reviewed: (day: string) => `Checked on ${day}`,
  page: (number: number, pages: number) => `Page ${number} of ${pages}`,
  listTitle: (title: string, letter: string) => `${title}: ${letter}`,
  needsPlace: 'Who does this depends on where you live. Enter your postcode to see who to ask.',
  needsChoice: 'Who does this depends on where in the postcode your home is.',
  mayBe: (names: readonly string[]) =>
    `It may be ${names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`}.`,
  elsewhere: 'Your postcode is outside the area of this service. Ask your own council.',
  noDirectPage: (name: string) => `Go to the ${name} website`,
  phone: 'Phone',
  unverified: 'number not checked yet',
  notProvided: (name: string) => `${name} does not do this. They may know who does:`,
  unknown: (name: string) => `We do not know yet whether ${name} does this. Ask them:`,
  cost: 'Cost',
  eligibility: 'Who can get it',
  alsoCalled: 'Also called',
  subjects: 'Subjects',
  nothingTitle: 'Nothing found',
  nothing: 'Try fewer or other words, for example “bin” or “parking”. Or browse by letter or subject below.',
  corrected: (shown: string, typed: string) => `Showing results for “${shown}” instead of “${typed}”.`,
  exact: (typed: string) => `Search for “${typed}” instead`,
  count: (total: number) => (total === 1 ? '1 service found' : `${total} services found`),
  more: (shown: number) => `The best ${shown} are shown. Add a word to narrow the list.`,
  listedAs: (title: string) => `See: ${title}`,
  report: 'Ask us or report it',
  next: 'Next page',
  previous: 'Previous page',
} as const;

/** Headings of the groups: what people do next. */
export const groupTitles: Readonly<Record<ActionKind, string>> = {
  apply: 'Apply',
  pay: 'Pay',
  report: 'Report',
  request: 'Request',
  book: 'Book',
  'find-out': 'Find out',
  contact: 'Contact',
};

/** The sentence an answer's status needs before its links; none when the service is provided. */
export const statusSentence = (answer: Answer): string | null => {
  if (answer.status === 'unknown') return words.unknown(answer.authority.name);
  return answer.status === 'not-provided' ? words.notProvided(answer.authority.name) : null;
};
