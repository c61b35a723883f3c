/** The language the words are in. A screen reader needs to know it on a page in another one. */
export const LANGUAGE = 'en-GB';
/** The way they run, on a page that runs the other way too. */
export const DIRECTION = 'ltr';

/** Words that several widgets use. */
export const messages = {
  slow: 'This is taking longer than usual. We are still trying.',
  unavailable: 'Sorry, this service is not working at the moment. We keep trying, and will show it as soon as it is back.',
  offline: 'You seem to be offline. We will carry on as soon as you are connected again.',
  instead: 'In the meantime you can use:',
  phone: (name: string) => `Or call ${name} on`,
  unchecked: 'number not checked yet',
  problem: 'There is a problem',
  suggestions: 'Suggestions',
  suggested: (count: number) => (count === 1 ? '1 suggestion' : `${count} suggestions`),
  postcode: {
    label: 'Your postcode',
    optional: '(optional)',
    tooLong: 'Enter a full UK postcode, like DE45 1ES',
  },
  pages: {
    name: 'Pages',
    previous: 'Previous page',
    next: 'Next page',
    where: (page: number, pages: number) => `Page ${page} of ${pages}`,
  },
} as const;
