import assert from 'node:assert/strict';
import { test } from 'node:test';
import { termsOfName, termsOfQuery, wordsOf } from './query.ts';

const surfaces = (text: string): string[] => termsOfQuery(wordsOf(text)).map(term => term.surface);

test('signs, accents, capitals and possessives do not matter', () => {
  assert.deepEqual(wordsOf("Neighbour’s CAFÉ — B&B, can't!"), ['neighbours', 'cafe', 'b', 'and', 'b', 'cant']);
  assert.deepEqual(wordsOf('a\u200db \u{1f600} <b>x</b>'), ['a', 'b', 'b', 'x', 'b']);
});

test('a sentence is left with what it is about', () => {
  assert.deepEqual(surfaces('How do I go about getting a skip please?'), ['skip']);
  assert.deepEqual(surfaces('when is my bin day'), ['bin', 'day']);
  assert.deepEqual(surfaces('who do i contact about a pothole'), ['pothole']);
});

test('a phrase that is all there is stays', () => assert.ok(surfaces('number for').length > 0));

test('a refusal keeps its not, and inability its cannot', () => {
  assert.ok(surfaces('street light not working').includes('not'));
  assert.ok(surfaces("I can't pay").includes('cant'));
});

test('nothing but empty words or signs asks for nothing', () => {
  for (const text of ['', '   ', '???', 'the of and', '🦆🦆', '-- ;']) assert.deepEqual(surfaces(text), []);
});

test('the verb of a name weighs less than its subject', () => {
  const [verb, subject] = termsOfName('Report a pothole');
  assert.ok(verb && subject && verb.weight < subject.weight);
});
