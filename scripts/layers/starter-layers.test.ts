import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { WeeklySpan } from '@dtp/contract/hours.ts';
import { FeatureId, LayerId, LayerRole, LayerStyle } from '@dtp/contract/map.ts';
import { z } from 'zod';
import authoritiesFile from '../../api/data/authorities.json' with { type: 'json' };
import { addressOf, slugOf } from './layer.ts';
import { hoursOf } from './libraries.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../api/data/layers/${name}.json`, import.meta.url), 'utf8'));

const words = z.string().min(1);
const IndexFile = z.strictObject({
  layers: z.array(
    z.strictObject({
      id: LayerId,
      title: words,
      singular: words,
      description: words,
      owner: words.nullable(),
      category: words,
      role: LayerRole,
      geometry: z.enum(['point', 'polygon']),
      licence: words,
      licenceUrl: z.url(),
      attribution: words,
      source: words,
      isVerified: z.boolean(),
      isSample: z.boolean(),
      style: LayerStyle,
      edition: z.string().nullable(),
    }),
  ),
});

/** In Derbyshire or close to it: west to east, south to north. */
const point = z.tuple([z.number().min(-2.1).max(-1.1), z.number().min(52.6).max(53.6)]);
const FeaturesFile = z.strictObject({
  features: z.array(
    z.strictObject({
      id: FeatureId,
      title: words,
      summary: words.optional(),
      geometry: z.strictObject({ type: z.literal('Point'), coordinates: point }),
      address: words.optional(),
      postcode: z
        .string()
        .regex(/^[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}$/)
        .optional(),
      phone: words.optional(),
      email: z.email().optional(),
      url: z.url({ protocol: /^https?$/ }).optional(),
      hours: z.array(WeeklySpan).min(1).optional(),
      properties: z.record(z.string(), z.string()).optional(),
      source: words.optional(),
    }),
  ),
});
type Features = z.infer<typeof FeaturesFile>['features'];

const { layers } = IndexFile.parse(read('index'));
const featuresOf = (id: string): Features => FeaturesFile.parse(read(id)).features;
const POINT_LAYERS = ['settlements', 'council-offices', 'recycling-centres', 'fire-stations', 'libraries'];

test('A fresh clone has areas, things to look for and the names of places', () => {
  assert.deepEqual(
    layers.map(({ id, role }) => `${id}: ${role}`),
    [
      'park: areas',
      'districts: areas',
      'county: areas',
      'settlements: background',
      'council-offices: places',
      'recycling-centres: places',
      'fire-stations: places',
      'libraries: places',
    ],
  );
});

test('Every owner is a partner', () => {
  const partners = authoritiesFile.authorities.map(({ id }) => id);
  for (const { id, owner } of layers) assert(owner === null || partners.includes(owner), `${id} belongs to ${owner}`);
});

test('Layers that nobody has checked with their owner say so', () => {
  const unchecked = layers.filter(({ isVerified }) => !isVerified).map(({ id }) => id);
  assert.deepEqual(unchecked, ['council-offices', 'recycling-centres', 'fire-stations', 'libraries']);
});

test('The points of a layer are well formed, in Derbyshire, and have an id each', () => {
  for (const id of POINT_LAYERS) {
    const ids = featuresOf(id).map(feature => feature.id);
    assert.equal(new Set(ids).size, ids.length, `two features of ${id} have one id`);
  }
});

test('Areas come from the outlines', () => {
  for (const id of ['park', 'districts', 'county']) assert.deepEqual(read(id), { topology: 'outlines.topo.json', object: id });
});

test('Each of the thirteen partners has its office', () => {
  const offices = featuresOf('council-offices').map(({ title }) => title);
  assert.deepEqual(offices, authoritiesFile.authorities.map(({ name }) => name).sort());
});

test('Bakewell Library has its hours, and libraries that have closed are gone', () => {
  const libraries = featuresOf('libraries');
  const bakewell = libraries.find(({ id }) => id === 'bakewell-library');
  assert.deepEqual(bakewell?.hours?.at(4), { day: 5, opens: '09:30', closes: '19:00' });
  assert.equal(libraries.length, 60);
  assert.equal(libraries.filter(({ title }) => title === 'Belper Library').length, 1);
  assert(!libraries.some(({ title }) => /Derby Central|Pear Tree/.test(title)));
});

test('A fire station that the list puts far away stands at its postcode, and says so', () => {
  const dronfield = featuresOf('fire-stations').find(({ id }) => id === 'dronfield-fire-station');
  const [lng = 0] = dronfield?.geometry.coordinates ?? [];
  assert(lng > -1.5 && lng < -1.4);
  assert.match(dronfield?.source ?? '', /middle of its postcode/);
});

test('Nobody’s name or own address stands in the starter layers', () => {
  const emails = POINT_LAYERS.flatMap(featuresOf).flatMap(({ email }) => email ?? []);
  assert(emails.length > 0);
  for (const email of emails) assert.match(email, /^([a-z]+\.library|cml\.[a-z]+)@/);
});

test('Hours are read day by day, several spans a day', () => {
  const row = { 'Monday staffed hours': '09:30-12:00, 13:00 - 17:00', 'Friday staffed hours': '00:00', 'Sunday staffed hours': '' };
  assert.deepEqual(hoursOf(row), [
    { day: 1, opens: '09:30', closes: '12:00' },
    { day: 1, opens: '13:00', closes: '17:00' },
  ]);
});

test('Addresses are one tidy line, ids are readable', () => {
  assert.equal(addressOf(['"The Hub"', ' High Street.,Bolsover', 'Bolsover ', '']), '"The Hub", High Street, Bolsover');
  assert.equal(slugOf('St. Mary’s Fire & Rescue Centre'), 'st-marys-fire-rescue-centre');
});
