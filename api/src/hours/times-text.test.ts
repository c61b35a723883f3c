import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readTimes, timesText } from './times-text.ts';

test('hours that are written are read as the same', () => {
  const time = fc
    .integer({ min: 0, max: 1439 })
    .map(minute => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
  const hours = fc.tuple(time, time).map(([opens, closes]) => ({ opens, closes: closes === '00:00' ? '24:00' : closes }));
  fc.assert(fc.property(fc.array(hours, { maxLength: 4 }), list => assert.deepEqual(readTimes(timesText(list)), list)));
});

test('what is not hours is not taken for them', () => {
  for (const text of ['by appointment', '9', '9-', '09:00', '09:00-12:00, perhaps']) assert.equal(readTimes(text), undefined, text);
});
