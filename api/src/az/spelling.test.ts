import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { atOnce } from './slices.ts';
import { createSpeller, slipDistance } from './spelling.ts';

const words = [
  'council',
  'counsel',
  'tax',
  'recycling',
  'collection',
  'badge',
  'bag',
  'library',
  'nursery',
  'pothole',
  'permit',
  'pets',
  'school',
  'day',
];
const spell = atOnce(createSpeller(words.map((word, at) => ({ word, weight: word === 'council' ? 50 : 5 + at / 100 }))));

const slips: readonly (readonly [string, string])[] = [
  ['counsil', 'council'],
  ['recylcing', 'recycling'],
  ['colection', 'collection'],
  ['libary', 'library'],
  ['nurcery', 'nursery'],
  ['skool', 'school'],
  ['pothols', 'pothole'],
  ['permitt', 'permit'],
  ['dya', 'day'],
];

for (const [typed, meant] of slips) test(`${typed} is taken for ${meant}`, () => assert.equal(spell(typed), meant));

test('a word far from all others is left alone', () => {
  assert.equal(spell('xylophone'), null);
  assert.equal(spell('qq'), null);
});

test('what the words around say decides between near candidates', () => {
  assert.equal(spell('bage'), 'bag');
  assert.equal(
    spell('bage', candidate => candidate === 'badge'),
    'badge',
  );
});

test('an unfinished word is left to be completed, not corrected', () => {
  assert.equal(spell('libra'), null);
  assert.equal(spell('collec'), null);
});

test('a swap of neighbours counts as one slip, and a sound-alike as less than a stranger', () => {
  assert.ok(slipDistance('ab', 'ba', 5) < 1.2);
  assert.ok(slipDistance('kat', 'cat', 5) < slipDistance('wat', 'cat', 5));
  assert.equal(slipDistance('cat', 'cat', 5), 0);
});

test('never throws and never makes up a word, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), typed => {
      const answer = spell(typed);
      assert.ok(answer === null || words.includes(answer));
    }),
  );
});
