import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, weekOf } from './opening-hours.ts';
import { plainName } from './plain-name.ts';

const monday = (text: string) => weekOf(new Map([[1, text]]));
const span = (opens: string, closes: string) => ({ day: 1, opens, closes });

test('the times of a day are read as people and systems write them', () => {
  for (const [text, ...spans] of [
    ['10:00-16:30', span('10:00', '16:30')],
    ['09:30 - 13:00, 14:00 - 17:00', span('09:30', '13:00'), span('14:00', '17:00')],
    ['9.30am – 1pm & 2pm to 5.30pm', span('09:30', '13:00'), span('14:00', '17:30')],
    ['9am-12 noon', undefined],
    ['0930-1700', span('09:30', '17:00')],
    ['20:00-00:00', span('20:00', '24:00')],
    ['22:00-02:00', span('22:00', '02:00')],
    ['12am-12pm', span('00:00', '12:00')],
    ['24 hours', span('00:00', '24:00')],
  ] as const)
    assert.deepEqual(monday(text), spans[0] === undefined ? undefined : spans, text);
});

test('a week that says nothing, cannot be read or contradicts itself is no week', () => {
  for (const text of ['', 'closed', 'by appointment', '25:00-26:00', '13pm-2pm', '9-', '09:00-12:00, 11:00-13:00', '09:00-09:00'])
    assert.equal(monday(text), undefined, text);
  assert.equal(
    weekOf(
      new Map([
        [1, '09:00-17:00'],
        [2, 'see notice'],
      ]),
    ),
    undefined,
    'half a week is worse than none',
  );
});

test('days come in the order of the week', () => {
  const week = weekOf(
    new Map([
      [6, '10:00-12:00'],
      [1, '09:00-17:00'],
      [7, 'Closed'],
    ]),
  );
  assert.deepEqual(
    week?.map(one => one.day),
    [1, 6],
  );
});

test('columns of days are known by many names, and others are not taken for them', () => {
  for (const [name, day] of [
    ['Monday staffed hours', 1],
    ['Tues', 2],
    ['wednesday_opening_hours', 3],
    ['Thurs open', 4],
    ['FRIDAY', 5],
    ['Sat times', 6],
    ['Sunday hours', 7],
    ['Monday unstaffed hours', undefined],
    ['Monument', undefined],
    ['Sunday school', undefined],
    ['Satellite', undefined],
  ] as const)
    assert.equal(dayOf(plainName(name)), day, name);
});
