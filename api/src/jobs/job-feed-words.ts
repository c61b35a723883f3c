const number = new Intl.NumberFormat('en-GB');
const vacancies = (count: number): string => (count === 1 ? 'one vacancy' : `${number.format(count)} vacancies`);

/** Why a feed's old vacancies stay, or not all of its new ones were taken. Shown to the operator; no address is in it. */
export const feedWords = {
  notJson: 'The feed is neither JSON nor a page with JSON-LD in it.',
  brokenJson: 'The JSON-LD in the page cannot be read.',
  noPostings: 'There are no job postings (schema.org JobPosting) in the feed.',
  notRss: 'The feed is not RSS 2.0: there is no channel in it.',
  brokenXml: 'The feed is not XML: something is missing or out of place.',
  hasDoctype: 'The feed declares a document type, which can hide a trap, so it was not read.',
  empty: (onRecord: number) => `The feed lists nothing. The ${vacancies(onRecord)} from it stay.`,
  nothing: 'The feed lists nothing. Check its address, if that is not right.',
  shrunken: (now: number, before: number) =>
    `The feed lists ${vacancies(now)}, and had ${number.format(before)}: it looks incomplete, so all of the old ones stay. If it is right, look again with --allow-fewer.`,
  unusable: (bad: number, all: number, first: string) =>
    `Of the ${vacancies(all)} in the feed ${number.format(bad)} cannot be used: the feed may have changed its shape, so the old ones stay. The first: ${first}.`,
  someUnusable: (bad: number, all: number, first: string) =>
    `Of the ${vacancies(all)} in the feed ${number.format(bad)} cannot be used. The first: ${first}.`,
  tooMany: (entries: number, most: number) =>
    `The feed has ${number.format(entries)} entries, and at most ${number.format(most)} are read, so the old vacancies stay.`,
  tooDeep: 'The feed is nested without end, which can be a trap, so it was not read.',
  unread: 'The feed could not be read.',
} as const;

/** The paragraph that an advert gets whose feed does not say when it closes. */
export const noClosingParagraph = (until: string): string =>
  `<p>The feed this comes from does not give a closing date. It is shown here until ${until}: check the employer’s own page.</p>`;
