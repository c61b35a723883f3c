import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stem } from './stem.ts';

const together: readonly (readonly string[])[] = [
  ['bin', 'bins'],
  ['child', 'children', 'childs'],
  ['pay', 'paid', 'paying', 'payment'],
  ['organise', 'organize', 'organisation', 'organizations'],
  ['licence', 'license', 'licences', 'licensing'],
  ['neighbour', 'neighbor', 'neighbours'],
  ['centre', 'center', 'centres'],
  ['bus', 'buses'],
  ['city', 'cities'],
  ['play', 'playing'],
  ['travelling', 'traveling', 'travelled'],
  ['die', 'died', 'dies', 'dying'],
  ['cant', 'cannot', 'unable'],
  ['recycle', 'recycling', 'recycled'],
];

for (const words of together) {
  test(`${words.join(', ')} match one another`, () => {
    assert.equal(new Set(words.map(stem)).size, 1, words.map(stem).join(', '));
  });
}

const apart: readonly (readonly [string, string])[] = [
  ['park', 'parking'],
  ['new', 'news'],
  ['tip', 'tipping'],
  ['rate', 'rating'],
  ['university', 'universal'],
  ['wed', 'wedding'],
];

for (const [one, other] of apart) {
  test(`${one} and ${other} stay apart`, () => assert.notEqual(stem(one), stem(other)));
}

test('numbers and acronyms stay as they are', () => {
  for (const word of ['pcn', 'mot', '999', '4x4', 'co2']) assert.equal(stem(word), word);
});
