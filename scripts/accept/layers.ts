import { join } from 'node:path';
import { z } from 'zod';
import { toGrid } from '../../api/src/places/grid.ts';
import { hoursOf, LIBRARY_FILES } from '../layers/libraries.ts';
import { csvRows } from '../shared-data.ts';
import { type AcceptContext, type Check, openVerdict } from './check.ts';
import { livePostcodes, nearestByHand, samplePostcodes, type TrueThing, trueCounts, trueLibraries, trueStops } from './layer-truth.ts';
import { isOurs, isTrue } from './places.ts';

const importCheck: Check = {
  name: 'Layers: every feature of the files is on record, left out on purpose, or refused with a reason',
  run: async ({ data, imported, map }) => {
    const verdict = openVerdict();
    const truth = await trueCounts(data);
    for (const { layer, rows, taken, leftOut, refused } of imported) {
      verdict.count(`${layer}: ${taken} of ${rows}${leftOut > 0 ? `, ${leftOut} left out` : ''}`);
      if (taken + leftOut + refused.length !== rows)
        verdict.mismatch(`${layer}: ${rows - taken - leftOut} features are gone without a word`);
      if (taken !== truth.get(layer)) verdict.mismatch(`${layer} should have ${truth.get(layer)} features and has ${taken}`);
      if (map.layer(layer)?.count !== taken) verdict.mismatch(`${layer} has ${map.layer(layer)?.count} on record, and ${taken} came in`);
      for (const sentence of refused) verdict.mismatch(`${layer}: ${sentence}`);
    }
    return verdict;
  },
};

const hoursCheck: Check = {
  name: 'Libraries: the hours on record are those of the files, day by day',
  run: async ({ data, mapRecord, map }) => {
    const verdict = openVerdict();
    const rows = await mapRecord.byNumber('libraries', [...map.numbers('libraries')]);
    for (const file of LIBRARY_FILES)
      for await (const listed of csvRows(join(data, file))) {
        if (listed['Year closed']) continue;
        const row = rows.find(({ title, postcode }) => title === listed['Library name']?.trim() && postcode === listed.Postcode);
        // A list that says "00:00" of a day says nothing that can be relied on, so its hours are kept as text.
        const isReadable = !Object.values(listed).includes('00:00');
        const hours = isReadable ? hoursOf(listed) : [];
        verdict.count(hours.length > 0 ? 'with hours' : isReadable ? 'without hours' : 'with hours that cannot be read, kept as text');
        if (!row || JSON.stringify(row.hours ?? []) !== JSON.stringify(hours))
          verdict.mismatch(`${listed['Library name']}: ${JSON.stringify(row?.hours)} on record`);
      }
    return verdict;
  },
};

const SAMPLE = 500;
const Nearest = z.object({ items: z.array(z.object({ id: z.string(), title: z.string(), distanceM: z.number() })).min(1) });

/** The answer's `identity` is what the file calls a thing. */
const nearestCheck = (
  layer: string,
  what: string,
  truth: (data: string) => Promise<TrueThing[]>,
  identity: (item: z.infer<typeof Nearest>['items'][number]) => string,
): Check => ({
  name: `The nearest ${what} to ${SAMPLE} postcodes: the one that looking at every one finds`,
  run: async ({ data, get }) => {
    const verdict = openVerdict();
    const things = await truth(data);
    for (const { postcode, at } of await samplePostcodes(data, SAMPLE)) {
      const answer = Nearest.parse(await get(`/api/v1/map/nearest?layer=${layer}&limit=1&postcode=${encodeURIComponent(postcode)}`));
      const [first] = answer.items;
      const { names, metres } = nearestByHand(things, at);
      verdict.count(metres < 1000 ? 'within 1 km' : 'farther');
      // Distances are told in whole metres.
      if (!first || !names.includes(identity(first)) || Math.abs(first.distanceM - metres) > 1)
        verdict.mismatch(`${postcode}: ${names.join(' or ')} at ${metres.toFixed(1)} m, we say ${first?.title} at ${first?.distanceM} m`);
    }
    return verdict;
  },
});

/** The wards at hand are generalised to 20 m, so that a point this near an edge may come out on its other side. */
const WARD_EDGE_M = 40;

const wardsAt = async ({ map, mapRecord }: AcceptContext) => {
  const rows = await mapRecord.byNumber('wards', [...map.numbers('wards')]);
  const codes = new Map(rows.map(row => [row.number, row.id]));
  return (lat: number, lng: number): { code: string | undefined; metres: number }[] =>
    map.nearest('wards', toGrid({ lat, lng }), 5).map(({ number, metres }) => ({ code: codes.get(number), metres }));
};

const wardCheck: Check = {
  name: 'The ward of each live postcode',
  run: async context => {
    const verdict = openVerdict();
    const wards = await wardsAt(context);
    for await (const { postcode, row } of livePostcodes(context.data)) {
      const near = wards(Number(row.lat), Number(row.lng));
      const containing = near.filter(({ metres }) => metres === 0);
      if (containing.length === 1 && containing[0]?.code === row.ward_gss) {
        verdict.count('the ward that contains the point');
        continue;
      }
      const off = near.find(({ code }) => code === row.ward_gss)?.metres ?? Infinity;
      if (off <= WARD_EDGE_M) verdict.count(`another, and its own within ${WARD_EDGE_M} m (wards are generalised to 20 m)`);
      else
        verdict.mismatch(
          `${postcode} is in ${row.ward_gss}, which is ${off.toFixed(0)} m off; we say ${containing.map(({ code }) => code)}`,
        );
    }
    return verdict;
  },
};

const servingCheck: Check = {
  name: 'Who serves a spot, by the full boundaries: district and park of each live postcode’s point',
  run: async ({ data, spots, day }) => {
    const verdict = openVerdict();
    for await (const { postcode, row } of livePostcodes(data)) {
      const { areas } = await spots.serving({ lat: Number(row.lat), lng: Number(row.lng) }, day);
      // The district that contains the point, which is not always the one that OS counts the postcode to: one point lies outside.
      const { pip_gss_lad2019bfc: gss = '', in_peak_park: park } = row;
      const isRight = isOurs(gss) ? areas.length === 1 && isTrue(areas[0], gss, park === '1') : areas.length === 0;
      verdict.count(areas.length === 0 ? 'outside the partnership' : areas.length === 1 ? 'one area' : 'several areas');
      if (!isRight)
        verdict.mismatch(`${postcode} stands in ${gss}${park === '1' ? ' in the park' : ''}, we say ${areas.map(({ id }) => id)}`);
    }
    return verdict;
  },
};

const Items = z.object({
  numberMatched: z.number(),
  features: z.array(z.object({ id: z.string() })),
  links: z.array(z.object({ rel: z.string(), href: z.string() })),
});

const ogcCheck: Check = {
  name: 'OGC API Features: paging through a collection gives each feature once',
  run: async ({ imported, get }) => {
    const verdict = openVerdict();
    for (const { layer, taken } of imported) {
      const ids: string[] = [];
      let next: string | undefined = `/ogc/collections/${layer}/items?limit=1000&f=json`;
      while (next !== undefined) {
        const page = Items.parse(await get(next));
        if (page.numberMatched !== taken) verdict.mismatch(`${layer} says ${page.numberMatched} features, and ${taken} came in`);
        ids.push(...page.features.map(({ id }) => id));
        const href = page.links.find(({ rel }) => rel === 'next')?.href;
        next = href && new URL(href).pathname + new URL(href).search;
      }
      verdict.count(`${layer}: ${ids.length}`);
      if (new Set(ids).size !== taken || ids.length !== taken)
        verdict.mismatch(`${layer}: ${ids.length} features on all pages, ${taken} came in`);
    }
    return verdict;
  },
};

export const layerChecks: readonly Check[] = [
  importCheck,
  hoursCheck,
  nearestCheck('libraries', 'library', trueLibraries, ({ title }) => title),
  nearestCheck('bus-stops', 'bus stop', trueStops, ({ id }) => id),
  wardCheck,
  servingCheck,
  ogcCheck,
];
