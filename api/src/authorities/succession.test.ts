import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Authority } from '@dtp/contract/authorities.ts';
import { authorityBook } from './book.ts';

const council = (id: string, more: Partial<Record<'activeFrom' | 'activeTo', string>> & { successors?: string[] } = {}): Authority =>
  Authority.parse({
    id,
    name: `${id} council`,
    shortName: id,
    kind: 'district',
    gss: `E-${id}`,
    register: null,
    custodian: null,
    homeUrl: 'https://council.example/',
    contact: { label: 'Main number', phone: null, url: null, source: null, verifiedOn: null },
    activeFrom: null,
    activeTo: null,
    successors: [],
    ...more,
  });

const ids = (list: readonly Authority[]) => list.map(one => one.id as string);

test('a body in being stands for itself', () => {
  assert.deepEqual(ids(authorityBook([council('old-town')]).successorsOn('old-town', '2026-11-22')), ['old-town']);
});

test('on the day it ends, its successors take its place, and theirs after them', () => {
  const book = authorityBook([
    council('old-town', { activeTo: '2028-04-01', successors: ['north', 'south'] }),
    council('north', { activeFrom: '2028-04-01' }),
    council('south', { activeFrom: '2028-04-01', activeTo: '2030-04-01', successors: ['far-south'] }),
    council('far-south', { activeFrom: '2030-04-01' }),
  ]);
  assert.deepEqual(ids(book.successorsOn('old-town', '2028-03-31')), ['old-town']);
  assert.deepEqual(ids(book.successorsOn('old-town', '2028-04-01')), ['north', 'south']);
  assert.deepEqual(ids(book.successorsOn('old-town', '2031-01-01')), ['north', 'far-south']);
});

test('a circle in the record ends, and an unknown id has no successors', () => {
  const book = authorityBook([
    council('a', { activeTo: '2020-01-01', successors: ['b'] }),
    council('b', { activeTo: '2020-01-01', successors: ['a'] }),
  ]);
  assert.deepEqual(book.successorsOn('a', '2026-01-01'), []);
  assert.deepEqual(book.successorsOn('nowhere', '2026-01-01'), []);
});
