import { join } from 'node:path';
import type { AskedPlace } from '@dtp/contract/az.ts';
import type { Area } from '@dtp/contract/places.ts';
import { csvRows } from '../shared-data.ts';
import { type AcceptContext, type Check, openVerdict } from './check.ts';

/** Who has to serve a postcode by the truth: the register's ids by GSS code, from domain.md. */
const DISTRICTS: Readonly<Record<string, { readonly district: string; readonly county: string }>> = {
  E06000015: { district: 'derby', county: 'derby' },
  E07000032: { district: 'amber-valley', county: 'derbyshire' },
  E07000033: { district: 'bolsover', county: 'derbyshire' },
  E07000034: { district: 'chesterfield', county: 'derbyshire' },
  E07000035: { district: 'derbyshire-dales', county: 'derbyshire' },
  E07000036: { district: 'erewash', county: 'derbyshire' },
  E07000037: { district: 'high-peak', county: 'derbyshire' },
  E07000038: { district: 'north-east-derbyshire', county: 'derbyshire' },
  E07000039: { district: 'south-derbyshire', county: 'derbyshire' },
};

const areasOf = (place: AskedPlace): readonly Area[] => ('areas' in place ? place.areas : []);
const names = (place: AskedPlace): string =>
  `${place.kind} ${areasOf(place)
    .map(area => area.id)
    .join(' or ')}`.trim();

/** Whether a GSS code is that of a partner's district. */
export const isOurs = (gss: string): boolean => gss in DISTRICTS;

/** Whether an area is the true one in every role that differs within the county. */
export const isTrue = (area: Area | undefined, gss: string, inPark: boolean): boolean => {
  const truth = DISTRICTS[gss];
  if (!truth || !area) return false;
  const { district, county, planning, police, fire } = area.serves;
  const rightPlanning = planning === (inPark ? 'peak-district' : truth.district);
  const rightForAll = police === 'derbyshire-constabulary' && fire === 'derbyshire-fire-rescue';
  return district === truth.district && county === truth.county && area.inPark === inPark && rightPlanning && rightForAll;
};

const rows = (context: AcceptContext, file: string) => csvRows(join(context.data, 'postcodes', file));

const liveCheck: Check = {
  name: 'Live Derbyshire postcodes: district, county, in or out of the park',
  run: async context => {
    const verdict = openVerdict();
    for await (const { postcode = '', district_gss: gss = '', in_peak_park: park, district_name: name } of rows(
      context,
      'derbyshire-postcodes-checked.csv',
    )) {
      const place = await context.places.find(postcode, context.day);
      verdict.count(place.kind === 'ambiguous' ? `ambiguous, ${areasOf(place).length} areas` : place.kind);
      const isPlace = place.kind === 'settled' || place.kind === 'ambiguous';
      // The likeliest area has to be the true one, also where the person is asked to choose.
      if (!isPlace || !isTrue(areasOf(place)[0], gss, park === '1'))
        verdict.mismatch(`${postcode} is ${name}${park === '1' ? ' in the park' : ''}, we say ${names(place)}`);
    }
    return verdict;
  },
};

/** A sector that is outside for the most part still offers the areas it has on our side. */
const sectorOutcome = (place: AskedPlace): string => {
  const areas = areasOf(place).length === 1 ? 'one area' : 'several areas';
  if (place.kind === 'outside') return `mostly outside, ${areas} of ours offered`;
  return `${place.kind}, ${areas}${'beyond' in place && place.beyond.length > 0 ? ', partly outside' : ''}`;
};

const sectorCheck: Check = {
  name: 'The same by sector alone, as a fresh clone answers: the true area is among those offered',
  run: async context => {
    const verdict = openVerdict();
    for await (const { postcode = '', district_gss: gss = '', in_peak_park: park } of rows(context, 'derbyshire-postcodes-checked.csv')) {
      const place = await context.places.find(postcode.slice(0, -2), context.day);
      verdict.count(sectorOutcome(place));
      const isOffered = areasOf(place).some(area => isTrue(area, gss, park === '1'));
      if (!(place.kind === 'sector' || place.kind === 'outside') || !isOffered)
        verdict.mismatch(`${postcode} by its sector: we say ${names(place)}`);
    }
    return verdict;
  },
};

const neighbourCheck: Check = {
  name: 'Neighbours’ postcodes: outside, with the council named',
  run: async context => {
    const verdict = openVerdict();
    for await (const { postcode = '', district_gss: gss = '' } of rows(context, 'neighbour-postcodes.csv')) {
      const place = await context.places.find(postcode, context.day);
      verdict.count(place.kind === 'outside' && place.areas.length > 0 ? 'outside, very near ours' : place.kind);
      if (place.kind !== 'outside' || place.council?.gss !== gss) verdict.mismatch(`${postcode} is in ${gss}, we say ${names(place)}`);
    }
    return verdict;
  },
};

const neighbourSectorCheck: Check = {
  name: 'Neighbours’ postcodes by sector alone: never certain that they are ours',
  run: async context => {
    const verdict = openVerdict();
    for await (const { postcode = '', district_gss: gss = '' } of rows(context, 'neighbour-postcodes.csv')) {
      const place = await context.places.find(postcode.slice(0, -2), context.day);
      if (!('beyond' in place)) {
        verdict.mismatch(`${postcode} by its sector: we say ${names(place)}`);
        continue;
      }
      const isAsked = place.beyond.length > 0;
      verdict.count(`${place.kind}, ${isAsked ? 'with both sides to choose from' : `${place.areas.length} areas of ours`}`);
      if (!isAsked && !(place.kind === 'outside' && place.areas.length === 0))
        verdict.mismatch(`${postcode} in ${gss} by its sector: we say ${names(place)}, and do not ask`);
    }
    return verdict;
  },
};

const retiredCheck: Check = {
  name: 'Postcodes out of use: retired, answered from their last place',
  run: async context => {
    const verdict = openVerdict();
    for await (const { postcode = '', district_gss_pip: gss = '', district_name: name } of rows(
      context,
      'retired-or-non-residential-postcodes.csv',
    )) {
      const place = await context.places.find(postcode, context.day);
      verdict.count(place.kind === 'retired' ? `retired, ${areasOf(place).length === 1 ? 'one area' : 'several areas'}` : place.kind);
      if (place.kind !== 'retired' || areasOf(place)[0]?.serves.district !== DISTRICTS[gss]?.district)
        verdict.mismatch(`${postcode} was in ${name}, we say ${names(place)}`);
    }
    return verdict;
  },
};

export const placeChecks: readonly Check[] = [liveCheck, sectorCheck, neighbourCheck, neighbourSectorCheck, retiredCheck];
