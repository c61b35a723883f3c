import { number } from './import-messages.ts';

/** Words about gazetteer and address files. Those about a whole file complete the sentence "<file> …", those about a record "line 12 …". */
export const gazetteerWords = {
  notAGazetteer: (first: string): string =>
    `is no gazetteer transfer file (DTF 7.3 or AddressBase Premium CSV): its first record begins with “${first.slice(0, 30)}”. Nothing was changed.`,
  noTrailer: 'has a header (record 10) but no trailer (record 99), so it breaks off. Fetch it again. Nothing was changed.',
  trailer: (said: number, read: number): string =>
    `has ${number(read)} records, and its trailer (record 99) says ${number(said)}: some are missing. Fetch it again; nothing was changed. ` +
    'If it is meant to be a part of the file, add --excerpt.',
  unknownStreet: (usrn: string): string => `is on the street ${usrn}, which is neither in the files nor on record, so it has no name yet`,
  noName: 'has a place but nothing to call it by',
  nowhere: 'is named, but no record 21 of it says where it is',
  property: (uprn: string): string => `UPRN ${uprn}`,
  shrunken: (fresh: number, before: number): string =>
    `The files leave ${number(fresh)} of the ${number(before)} addresses that the record has of the same custodians. That is under nine ` +
    'tenths, so they look incomplete, and nothing was changed. If it is right, add --allow-shrink.',
  noUprnColumns: (missing: readonly string[]): string =>
    `is not OS Open UPRN: it lacks the column${missing.length === 1 ? '' : 's'} ${missing.join(', ')}. Nothing was changed.`,
} as const;
