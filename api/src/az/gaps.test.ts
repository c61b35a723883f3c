import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Authority } from '@dtp/contract/authorities.ts';
import authorityData from '../../data/authorities.json' with { type: 'json' };
import { countGaps, type GapKind, gapsOn, gapsToCsv } from './gaps.ts';
import { AnswerRecord, ServiceRecord } from './record.ts';

const authorities = authorityData.authorities.map(one => Authority.parse(one)).filter(one => one.kind === 'district');
const erewash = authorities.filter(one => one.id === 'erewash');

const service = ServiceRecord.parse({
  id: 'borrow-a-ladder',
  lgsl: null,
  title: 'Borrow a ladder',
  summary: 'Borrow a ladder.',
  synonyms: [],
  categories: ['housing'],
  tier: 'district',
  action: 'book',
  provision: 'power',
  popularity: 3,
});

const complete = AnswerRecord.parse({
  service: service.id,
  authority: 'erewash',
  status: 'provided',
  actions: [{ kind: 'book', label: 'Book', url: 'https://www.erewash.gov.uk/ladders' }],
  contact: { label: 'Desk', phone: '0115 907 2244', url: null, source: null, verifiedOn: '2026-01-02' },
  lastReviewed: '2026-02-03',
});

const lacks = (answers: readonly AnswerRecord[]): readonly GapKind[] =>
  gapsOn({ categories: [], services: [service], answers }, erewash, '2026-11-22')[0]?.lacks ?? [];

test('an answer with nothing missing is no gap', () => assert.deepEqual(lacks([complete]), []));
test('no answer is a gap', () => assert.deepEqual(lacks([]), ['unknown']));
test('an answer out of date is a gap', () => assert.deepEqual(lacks([{ ...complete, validTo: '2026-11-21' }]), ['unknown']));
test('what a provided answer lacks is named', () => {
  assert.deepEqual(lacks([{ ...complete, actions: [], lastReviewed: null }]), ['no-page', 'not-reviewed']);
  const contact = { label: 'Desk', phone: '0115 907 2244', url: null, source: null, verifiedOn: null };
  assert.deepEqual(lacks([{ ...complete, contact }]), ['unverified-phone']);
  assert.deepEqual(lacks([{ ...complete, contact: { ...contact, phone: null } }]), ['no-phone']);
});
test('a reviewed no is an answer', () => assert.deepEqual(lacks([{ ...complete, status: 'not-provided', actions: [] }]), []));

test('gaps count by authority and by service, and export as one row each', () => {
  const gaps = gapsOn({ categories: [], services: [service], answers: [complete] }, authorities, '2026-11-22');
  assert.equal(gaps.length, 7);
  assert.equal(countGaps(gaps, gap => gap.service.title)[0]?.unknown, 7);
  assert.equal(gapsToCsv(gaps).trim().split('\r\n').length, 8);
});
