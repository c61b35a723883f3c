import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AreaId, AuthorityId } from '@dtp/contract/ids.ts';
import type { Area } from '@dtp/contract/places.ts';
import type { Whereabouts } from '../places/whereabouts.ts';
import { responsibilityFor } from './responsibility.ts';

const id = (text: string) => AuthorityId.parse(text);

const area = (district: string, inPark = false): Area => {
  const county = district === 'derby' ? 'derby' : 'derbyshire';
  return {
    id: AreaId.parse(inPark ? `${district}.park` : district),
    name: district,
    inPark,
    serves: {
      district: id(district),
      county: id(county),
      planning: id(inPark ? 'peak-district' : district),
      police: id('police-force'),
      fire: id('fire-service'),
    },
    share: null,
  };
};

const within = (areas: readonly Area[], maybeOutside = false): Whereabouts => ({
  kind: 'within',
  evidence: 'postcode',
  areas,
  maybeOutside,
});
const park = ['peak-district'];
const dales = area('derbyshire-dales');
const dalesPark = area('derbyshire-dales', true);
const bolsover = area('bolsover');
const derby = area('derby');

const said = (outcome: ReturnType<typeof responsibilityFor>): string =>
  outcome.kind === 'elsewhere'
    ? outcome.kind
    : `${outcome.kind}: ${outcome.holders.map(({ authority, certain }) => `${authority}${certain ? '' : '?'}`).join(', ')}`;

const cases = [
  ['a district service in one area', 'district', [bolsover], 'settled: bolsover'],
  ['a county service in one area', 'county', [bolsover], 'settled: derbyshire'],
  ['a county service across districts asks nobody', 'county', [bolsover, dales], 'settled: derbyshire'],
  ['a district service across districts', 'district', [bolsover, dales], 'depends: bolsover?, derbyshire-dales?'],
  ['a district service across the park’s edge asks nobody', 'district', [dales, dalesPark], 'settled: derbyshire-dales'],
  ['planning across the park’s edge', 'planning', [dales, dalesPark], 'depends: derbyshire-dales?, peak-district?'],
  ['planning inside the park', 'planning', [dalesPark], 'settled: peak-district'],
  ['everyone’s own part, in two tiers', 'all', [bolsover], 'settled: bolsover, derbyshire'],
  ['everyone’s own part, in Derby', 'all', [derby], 'settled: derby'],
  [
    'everyone’s own part across districts: the county is certain',
    'all',
    [bolsover, dales],
    'depends: bolsover?, derbyshire, derbyshire-dales?',
  ],
  ['a county service across the city’s edge', 'county', [bolsover, derby], 'depends: derbyshire?, derby?'],
  ['police across all', 'police', [bolsover, derby, dalesPark], 'settled: police-force'],
  ['fire across all', 'fire', [bolsover, derby], 'settled: fire-service'],
  ['the park’s own service, wherever', 'park', [bolsover, derby], 'settled: peak-district'],
] as const;

for (const [name, tier, areas, expected] of cases)
  test(name, () => assert.equal(said(responsibilityFor(tier, within(areas), park)), expected));

test('outside the partnership only the park’s own services are answered', () => {
  assert.equal(said(responsibilityFor('district', { kind: 'elsewhere' }, park)), 'elsewhere');
  assert.equal(said(responsibilityFor('police', { kind: 'elsewhere' }, park)), 'elsewhere');
  assert.equal(said(responsibilityFor('park', { kind: 'elsewhere' }, park)), 'settled: peak-district');
});

test('a home that may lie across the outer border is never settled', () => {
  assert.equal(said(responsibilityFor('district', within([bolsover], true), park)), 'depends: bolsover?');
});

test('with nothing said, only what is the same everywhere is settled', () => {
  const unknown: Whereabouts = { kind: 'unknown', areas: [bolsover, dales, derby] };
  assert.equal(said(responsibilityFor('police', unknown, park)), 'settled: police-force');
  assert.match(said(responsibilityFor('district', unknown, park)), /^depends/);
});
