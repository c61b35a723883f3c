import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import starter from '../../data/contact/signposts.json' with { type: 'json' };
import { wordStems } from '../topics.ts';
import { createEmergencyFinder } from './emergencies.ts';
import { SignpostRecord } from './record.ts';

const { find } = createEmergencyFinder(z.array(SignpostRecord).parse(starter.signposts), wordStems);
const numbersFor = (words: string) => find({ words: [words], service: null }).map(({ phone }) => phone);

for (const [words, number] of [
  ['gas leak', '0800 111 999'],
  ['I can smell gas!', '0800 111 999'],
  ['smell of gas in the kitchen', '0800 111 999'],
  ['someone is hurt', '999'],
  ['someone hurt on the road', '999'],
  ['my house is on fire', '999'],
  ['house fire', '999'],
  ['he is not breathing', '999'],
  ['being attacked', '999'],
  ['power cut', '105'],
  ['no electricity', '105'],
  ['I want to kill myself', '116 123'],
] as const)
  test(`“${words}” is shown ${number}`, () => assert.ok(numbersFor(words).includes(number), numbersFor(words).join()));

for (const words of [
  'bins',
  'fire door',
  'fire safety check',
  'flood map',
  'gas safety certificate',
  'hurtful comments',
  'council tax',
  'power of attorney',
  '',
])
  test(`“${words}” is no emergency`, () => assert.deepEqual(numbersFor(words), []));

test('a service that was found calls for its number, whatever the words', () => {
  const service = 'report-a-gas-leak-or-carbon-monoxide';
  assert.deepEqual(
    find({ words: ['funny air'], service }).map(({ phone }) => phone),
    ['0800 111 999'],
  );
});
