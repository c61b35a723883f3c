import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readTimes, timesText } from './times-text.ts';

test('hours that are written are read as the same', () => {
  const time = fc
    .integer({ min: 0, max: 1439 })
    .map(minute => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
  const hours = fc
    .tuple(time, time)
    .filter(([opens, closes]) => opens !== closes)
    .map(([opens, closes]) => ({ opens, closes: closes === '00:00' ? '24:00' : closes }));
  fc.assert(fc.property(fc.array(hours, { maxLength: 4 }), list => assert.deepEqual(readTimes(timesText(list)), list)));
});

test('what is not hours is not taken for them', () => {
  for (const text of ['by appointment', '9', '9-', '09:00', '09:00-12:00, perhaps']) assert.equal(readTimes(text), undefined, text);
});

test('hours that pass midnight have to be plain: "9-5" is not a night', () => {
  for (const text of ['9-5', '8.30-4.30', '9am-5', '9-5pm, 9-2']) assert.equal(readTimes(text), undefined, text);
  assert.deepEqual(readTimes('22:00-02:00'), [{ opens: '22:00', closes: '02:00' }]);
  assert.deepEqual(readTimes('10pm-2am'), [{ opens: '22:00', closes: '02:00' }]);
  assert.deepEqual(readTimes('9-17'), [{ opens: '09:00', closes: '17:00' }]);
  assert.deepEqual(readTimes('9am-midnight'), undefined);
});

test('midnight to midnight is left for the record to refuse: it may be a day or nothing', () => {
  assert.deepEqual(readTimes('00:00-00:00'), [{ opens: '00:00', closes: '00:00' }]);
});
