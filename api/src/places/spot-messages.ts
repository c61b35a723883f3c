/** The words about spots: plain, short, sentence case. */

const list = (names: readonly string[]): string => new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names);

export const spotWords = {
  position: 'where you are',
  sector: (sector: string): string => `We only know the area ${sector}, so distances are rough.`,
  retired: (postcode: string): string => `${postcode} is no longer in use. Distances are from where it was.`,
  nothing: 'Enter a postcode, town, village or street.',
  unknownPostcode: (postcode: string): string => `We do not know where ${postcode} is. Check it, or try a town or village.`,
  unknownName: (typed: string): string => `We could not find “${typed}”. Check the spelling, or try a postcode.`,
  several: (name: string, details: readonly string[]): string =>
    `There is more than one ${name}: ${list(details.slice(0, 4))}${details.length > 4 ? ', and others' : ''}. Try a postcode, or choose from the list.`,
  unknownAddress: 'We do not know this address. Try its postcode.',
  unknownPoint: 'This address has no place on our map yet. Try its postcode.',
  served: (area: string): string => `This is in ${area}.`,
  edge: 'This is close to a boundary, so it may be in either of these.',
  outside: 'This is outside Derbyshire. GOV.UK can tell you which council it is in.',
} as const;
