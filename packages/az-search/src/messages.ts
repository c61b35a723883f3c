import type { ActionKind } from '@dtp/contract/ids.ts';

/** The words of the A to Z widget, each by itself, so that no name of one is shipped. Those about places and connections are the kit's. */

/** Headings of the groups of results. */
export const actions: Readonly<Record<ActionKind, string>> = {
  apply: 'Apply',
  pay: 'Pay',
  report: 'Report',
  request: 'Request',
  book: 'Book',
  'find-out': 'Find out',
  contact: 'Contact',
};

export const services = (total: number): string => (total === 1 ? '1 service' : `${total} services`);

export const form = 'Find a service';
export const what = 'What do you need?';
export const whatHint = 'For example bin day, pothole or school place';
export const whatMissing = 'Enter what you need, or your postcode';
export const postcodeHint = 'So we can show who is responsible where you live';
export const search = 'Search';
export const back = 'Back';
export const popular = 'Popular tasks';
export const categories = 'Browse by subject';
export const letters = 'Browse A to Z';
export const letter = (letter: string) => `Services under ${letter}`;
export const noLetter = (letter: string) => `${letter}, nothing listed`;
export const category = 'Services';
export const searching = 'Searching';
export const loading = 'Loading';
export const found = (total: number, query: string) => `${services(total)} found for “${query}”.`;
export const corrected = (searched: string, typed: string) => `Showing results for “${searched}” instead of “${typed}”.`;
export const exact = (typed: string) => `Search for “${typed}” instead`;
export const chooseBelow = 'Choose below where your home is.';
export const nothing = (query: string) => `Nothing was found for “${query}”.`;
export const tryOther = 'Try other words or fewer of them, such as “bin” or “parking”.';
export const noServices = 'No services are listed here.';
export const askInstead = (name: string) => `Or ask ${name} on`;
export const more = 'Show more results';
export const best = (shown: number, total: number) => `These are the best ${shown} of ${total}. Add a word to narrow them down.`;
export const addPostcode = 'Add your postcode to see who is responsible where you live.';
export const depends = 'Who does this depends on where you live.';
export const dependsOnChoice = 'Who does this depends on where in the postcode your home is.';
export const mayBe = (names: string) => `It may be ${names}.`;
export const elsewhere = 'Your postcode is outside our area. Ask your own council.';
export const unknown = (name: string) => `We do not know yet whether ${name} does this. Ask them:`;
export const notProvided = (name: string) => `${name} does not do this. They may know who does:`;
export const website = (name: string) => `Go to the ${name} website`;
export const phone = 'Phone';
export const cost = 'Cost';
export const eligibility = 'Who can get it';
export const reviewed = (date: string) => `Checked on ${date}`;
export const alsoUnder = (title: string) => `see ${title}`;
export const gone = 'We could not find that page of the A to Z. It may have a new name: search for it, or go back.';
export const refused = 'We could not answer that. Try other words, or go back.';
export const faults = { q: 'What you typed', postcode: 'Your postcode' } as const;
