/** A count or rate as people read it: "139,851". */
export const number = (count: number): string => Math.round(count).toLocaleString('en-GB');

/** Words about postcode and boundary files. Those about a whole file complete the sentence "<file> …". */
export const importWords = {
  twice: (postcode: string): string => `has ${postcode}, which is in the files more than once`,
  columnNames: (file: string): string => `${file} holds column names only; nothing in it to import.`,
  emptyFile: 'is empty. Nothing was changed.',
  noRows: 'has a header but no rows. Nothing was changed.',
  cutOff: (line: number): string => `breaks off in the middle of line ${number(line)}. Fetch it again. Nothing was changed.`,
  broken: (refused: number, rows: number): string =>
    `is broken: ${number(refused)} of its ${number(rows)} rows cannot be used. Nothing was changed.`,
  shrunken: (area: string, rows: number, before: number): string =>
    `The files have ${number(rows)} postcodes of the area ${area}, and the record has ${number(before)}. ` +
    'That is under nine tenths, so they look incomplete, and nothing was changed. If it is right, add --allow-shrink.',
  older: (area: string, edition: string, stored: string): string =>
    `is of ${edition}, and the record has the area ${area} of ${stored}. An older list brings back postcodes that have ended, ` +
    'so nothing was changed. If it is right, add --allow-older.',
  noCode: 'has no GSS code among its properties, and its name is no partner’s',
  notAPartner: (gss: string): string => `has the code ${gss}, which is no partner’s: import it with --kind neighbour`,
  isAPartner: (gss: string): string => `has the code ${gss}, which is a partner’s: import it with --kind district`,
  noBoundaries: 'has no boundary that can be used. Nothing was changed.',
} as const;
