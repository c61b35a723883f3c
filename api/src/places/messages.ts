import type { Area } from '@dtp/contract/places.ts';

/** The words of the places service: plain, short, sentence case. */

const EXAMPLE = 'DE45 1ES';
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

const differOnlyByPark = (areas: readonly Area[]): boolean => new Set(areas.map(area => area.serves.district)).size === 1;

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
  const where = differOnlyByPark(areas)
    ? `Some homes in ${postcode} are inside the national park and some are outside it.`
    : `Homes in ${postcode} are in ${list(districtsOf(areas), 'or')}.`;
  return `${where} Choose where yours is.${outside.length > 0 ? ` Some are ${outsideIn(outside)}.` : ''}`;
};

export const boundaryMessage = (postcode: string, areas: readonly Area[]): string =>
  differOnlyByPark(areas)
    ? `${postcode} is close to the edge of the national park. Choose whether your home is inside or outside it.`
    : `${postcode} is close to the boundary between ${list(districtsOf(areas), 'and')}. Choose the one you live in.`;

export type SectorWords = {
  readonly asked: string;
  readonly sector: string;
  readonly areas: readonly Area[];
  /** Councils outside the partnership that share the sector, and how much of it is theirs: 0 to 1. */
  readonly outside: readonly string[];
  readonly outsideShare: number;
  /** Whether full postcodes of this part of the country are on record, so that this one is missing from them. */
  readonly isMissing: boolean;
};

const sectorLead = ({ asked, sector, isMissing }: SectorWords): string => {
  if (asked === sector) return '';
  return isMissing ? `${asked} is not in our list, so this goes by ${sector}. ` : `This goes by ${sector}, the first part of ${asked}. `;
};

export const sectorMessage = (words: SectorWords): string => {
  const { sector, areas, outside, outsideShare } = words;
  const lead = sectorLead(words);
  const rest = outside.length > 0 ? ` ${outsideShare > 0.5 ? 'Most of it' : 'Part of it'} is ${outsideIn(outside)}.` : '';
  const [only, ...more] = areas;
  if (only && more.length === 0) return `${lead}${outside.length > 0 ? `Part of ${sector}` : sector} is in ${only.name}.${rest}`;
  const where = differOnlyByPark(areas)
    ? `${sector} is partly inside the national park and partly outside it.`
    : `${sector} is in ${list(districtsOf(areas), 'and')}.`;
  return `${lead}${where}${rest} Choose where you live.`;
};

export const retiredMessage = (postcode: string, retiredOn: string | null, areas: readonly Area[]): string => {
  const fact = retiredOn ? `${postcode} went out of use in ${monthOf(retiredOn)}.` : `${postcode} is no longer in use.`;
  const [only, ...more] = areas;
  if (only && more.length === 0) return `${fact} It was in ${only.name}.`;
  if (differOnlyByPark(areas))
    return `${fact} It was near the edge of the national park. Choose whether your home is inside or outside it.`;
  return `${fact} It was in or near ${list(districtsOf(areas), 'and')}. Choose where you live.`;
};

export type OutsideWords = {
  readonly asked: string;
  readonly councils: readonly string[];
  /** Partners' districts so near that the home may be there. */
  readonly near: readonly Area[];
  readonly isRetired: boolean;
};

export const outsideMessage = ({ asked, councils, near, isRetired }: OutsideWords): string => {
  const fact = named(councils) ? `${asked} is in ${named(councils)}, outside Derbyshire.` : `${asked} is outside Derbyshire.`;
  const retired = isRetired ? ' It is no longer in use.' : '';
  const edge = near.length > 0 ? ` It is very near ${list(districtsOf(near), 'and')}: if you pay council tax there, choose that.` : '';
  return `${fact}${retired}${edge} GOV.UK can tell you which council is yours.`;
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
