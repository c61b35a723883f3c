import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Authority } from '@dtp/contract/authorities.ts';
import { Tier } from '@dtp/contract/ids.ts';
import authorityData from '../../data/authorities.json' with { type: 'json' };
import { because, type ReasonFacts } from './messages.ts';

const authorities = authorityData.authorities.map(one => Authority.parse(one));
const body = (id: string): Authority => {
  const found = authorities.find(one => one.id === id);
  assert.ok(found);
  return found;
};

const standings = ['host', 'postcode', 'chosen', 'possible', 'listed'] as const;

const reason = (id: string, tier: Tier, standing: ReasonFacts['standing'], reachesPark = false): string =>
  because({ authority: body(id), tier, standing, areaName: null, unitaries: ['Derby'], reachesPark });

test('each way of knowing has its own words', () => {
  for (const [id, tier] of [
    ['bolsover', 'district'],
    ['derbyshire', 'county'],
    ['derby', 'district'],
    ['peak-district', 'planning'],
    ['high-peak', 'planning'],
  ] as const) {
    const said = standings.map(standing => reason(id, tier, standing));
    assert.equal(new Set(said).size, standings.length, said.join(' | '));
  }
});

test('planning names the side of the park’s boundary where the council has both', () => {
  assert.equal(reason('high-peak', 'planning', 'postcode', true), 'Your postcode is in High Peak, outside the national park.');
  assert.equal(reason('bolsover', 'planning', 'postcode'), 'Your postcode is in Bolsover.');
});

test('where both councils answer, each says it does its own part', () => {
  assert.match(reason('bolsover', 'all', 'postcode'), /does its own part of this\.$/);
  assert.match(reason('derbyshire', 'all', 'host'), /does its own part of this everywhere in Derbyshire outside Derby\.$/);
  assert.match(reason('derby', 'all', 'host'), /does the work of both district and county in Derby\.$/);
});

test('every reason is a short sentence without jargon', () => {
  for (const { id } of authorities) {
    for (const tier of Tier.options) {
      for (const standing of standings) {
        const said = reason(id, tier, standing);
        assert.match(said, /^[A-Z][^!]*\.$/);
        assert.ok(said.length <= 140 && !/undefined|null|tier|unitary/.test(said), said);
      }
    }
  }
});
