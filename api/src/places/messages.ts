import type { Area } from '@dtp/contract/places.ts';
import { differOnlyByPark } from './park-choice.ts';

/** The words of the places service: plain, short, sentence case. */

const EXAMPLE = 'DE45 1ES';

/** Stands for the name of a council that the record has only a code for. */
export const UNNAMED_COUNCIL = 'another council’s area';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const list = (names: readonly string[], last: string): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`;

/** "March 2015" of "2015-03-01": files give the month a postcode ended, not the day. */
const monthOf = (day: string): string => `${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`.trim();

/** A district's part on one side of the park's boundary; `apart` where the district does not reach into the park. */
export const areaName = (district: string, side: 'inside' | 'outside' | 'apart', park: string): string => {
  if (side === 'apart') return district;
  return side === 'inside' ? `${district}, inside the ${park}` : `${district}, outside the national park`;
};

/** "Chesterfield" of an area's name, without its side of the park's boundary. */
const districtOf = (area: Area): string => area.name.split(', ')[0] ?? area.name;
const districtsOf = (areas: readonly Area[]): string[] => [...new Set(areas.map(districtOf))];

const named = (councils: readonly string[]): string => (councils.length > 3 || councils.length === 0 ? '' : list(councils, 'and'));
const outsideIn = (councils: readonly string[]): string =>
  named(councils) ? `outside Derbyshire, in ${named(councils)}` : 'outside Derbyshire';

export const notAPostcodeMessage = `That is not a UK postcode. A postcode looks like ${EXAMPLE}.`;

export const partialMessage = (typed: string): string =>
  `${typed} is only the beginning of a postcode. Add the rest, so that it looks like ${EXAMPLE}.`;

export const notFoundMessage = (asked: string): string =>
  `We could not find ${asked} in Derbyshire. Check it for typing slips. If it is right, it is outside our area: GOV.UK can tell you which council is yours.`;

export const settledMessage = (postcode: string, area: Area, borderCouncil: string | undefined): string =>
  borderCouncil
    ? `${postcode} is in ${area.name}. It is very near the boundary with ${borderCouncil}: if you pay council tax there, that is your council.`
    : `${postcode} is in ${area.name}.`;

export const addressesMessage = (postcode: string, areas: readonly Area[], outside: readonly string[]): string => {
  const where =
    areas.length > 1 && differOnlyByPark(areas)
      ? `Some homes in ${postcode} are inside the national park and some are outside it.`
      : `${outside.length > 0 ? 'Most homes' : 'Homes'} in ${postcode} are in ${list(districtsOf(areas), 'or')}.`;
  return `${where}${outside.length > 0 ? ` Some are ${outsideIn(outside)}.` : ''} Choose where yours is.`;
};

export const boundaryMessage = (postcode: string, areas: readonly Area[], borderCouncil: string | undefined): string => {
  const border = borderCouncil ? ` It is very near the boundary with ${borderCouncil} too.` : '';
  return differOnlyByPark(areas)
    ? `${postcode} is close to the edge of the national park.${border} Choose whether your home is inside or outside it.`
    : `${postcode} is close to the boundary between ${list(districtsOf(areas), 'and')}.${border} Choose the one you live in.`;
};

/** How an answer came to rest on the sector. */
type SectorLead = {
  readonly asked: string;
  readonly sector: string;
  /** Whether full postcodes of this part of the country are on record, so that this one is missing from them. */
  readonly isMissing: boolean;
  readonly isRetired: boolean;
};

const sectorLead = ({ asked, sector, isMissing, isRetired }: SectorLead): string => {
  if (asked === sector) return '';
  if (isRetired) return `${asked} is no longer in use, so this goes by ${sector}. `;
  return isMissing ? `${asked} is not in our list, so this goes by ${sector}. ` : `This goes by ${sector}, the first part of ${asked}. `;
};

export type SectorWords = SectorLead & {
  readonly areas: readonly Area[];
  /** Councils outside the partnership that share the sector: they have no more than half of it. */
  readonly outside: readonly string[];
};

export const sectorMessage = (words: SectorWords): string => {
  const { sector, areas, outside } = words;
  const lead = sectorLead(words);
  const [only, ...more] = areas;
  const isWhole = only && more.length === 0 && outside.length === 0;
  if (isWhole && words.asked !== sector && !words.isMissing && !words.isRetired)
    return `${words.asked} is in ${only.name}, like all of ${sector}.`;
  if (isWhole) return `${lead}${sector} is in ${only.name}.`;
  const isPartly = outside.length > 0 ? ` Part of it is ${outsideIn(outside)}.` : '';
  if (only && more.length === 0) return `${lead}Part of ${sector} is in ${only.name}.${isPartly} Choose where you live.`;
  const where = differOnlyByPark(areas)
    ? `${sector} is partly inside the national park and partly outside it.`
    : `${sector} is in ${list(districtsOf(areas), 'and')}.`;
  return `${lead}${where}${isPartly} Choose where you live.`;
};

export const retiredMessage = (
  postcode: string,
  retiredOn: string | null,
  areas: readonly Area[],
  borderCouncil: string | undefined,
): string => {
  const fact = retiredOn ? `${postcode} went out of use in ${monthOf(retiredOn)}.` : `${postcode} is no longer in use.`;
  const border = borderCouncil
    ? ` It was very near the boundary with ${borderCouncil}: if you pay council tax there, that is your council.`
    : '';
  const [only, ...more] = areas;
  if (only && more.length === 0) return `${fact} It was in ${only.name}.${border}`;
  if (differOnlyByPark(areas))
    return `${fact} It was near the edge of the national park.${border} Choose whether your home is inside or outside it.`;
  return `${fact} It was in or near ${list(districtsOf(areas), 'and')}.${border} Choose where you live.`;
};

export type OutsideWords = SectorLead & {
  readonly basis: 'addresses' | 'point' | 'sector';
  readonly councils: readonly string[];
  /** Partners' areas in which the home may be all the same. */
  readonly ours: readonly Area[];
};

const FINDER = 'GOV.UK can tell you which council is yours.';

const whollyOutside = ({ asked, councils, isRetired }: OutsideWords): string => {
  const fact = named(councils) ? `${asked} is in ${named(councils)}, outside Derbyshire.` : `${asked} is outside Derbyshire.`;
  return `${fact}${isRetired ? ' It is no longer in use.' : ''}`;
};

export const outsideMessage = (words: OutsideWords): string => {
  const { asked, sector, basis, councils, ours } = words;
  if (ours.length === 0) return `${whollyOutside(words)} ${FINDER}`;
  const districts = list(districtsOf(ours), 'and');
  const beyond = named(councils) ? `in ${named(councils)}, outside Derbyshire` : 'outside Derbyshire';
  switch (basis) {
    case 'point':
      return `${whollyOutside(words)} It is very near ${districts}: if you pay council tax there, choose that. ${FINDER}`;
    case 'addresses':
      return `Most homes in ${asked} are ${beyond}. Some are in ${districts}. Choose where yours is. ${FINDER}`;
    case 'sector':
      return `${sectorLead(words)}Most of ${sector} is ${beyond}. Part of it is in ${districts}. Choose where you live. ${FINDER}`;
  }
};

const LOWER_KINDS: Readonly<Record<string, string>> = { 'Suburban Area': 'Suburb', 'Other Settlement': 'Settlement' };

/** "Village in High Peak, SK17", and ", near Hope" where that is needed to tell two apart. */
export const townDetail = (kind: string, district: string | undefined, outward: string, near?: string): string =>
  [`${LOWER_KINDS[kind] ?? kind}${district ? ` in ${district}` : ''}`, outward, near ? `near ${near}` : '']
    .filter(part => part !== '')
    .join(', ');

/** What an outward code, sector or postcode lies in: partners' districts by name, likeliest first. */
export const codeDetail = (districts: readonly string[]): string => {
  if (districts.length === 0) return 'Outside Derbyshire';
  return districts.length > 3 ? `${districts.slice(0, 3).join(', ')} and others` : list(districts, 'and');
};

/** What is said of suggestions that have nothing else to tell them apart. */
export const suggestionWords = { street: 'Street', address: 'Address' } as const;

/** What follows the parameter's name in a 400. */
export const whereFault = {
  unknownAuthority: 'is not the id of a partner',
  unknownArea: 'is not an area of this partnership',
  areaNotHere: 'is not one of the areas of this postcode',
} as const;
