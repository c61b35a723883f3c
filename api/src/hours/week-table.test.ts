import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WeeklySpan } from '@dtp/contract/hours.ts';
import { clockWords } from './hours-messages.ts';
import { spanFaults } from './span-faults.ts';
import { hoursLines, hoursText } from './week-table.ts';

const days = (first: number, last: number, opens: string, closes: string): WeeklySpan[] =>
  Array.from({ length: last - first + 1 }, (_, at) => ({ day: first + at, opens, closes }));

test('times as people say them', () => {
  const said = [0, 30, 540, 570, 720, 750, 1050, 1439, 1440, 1560].map(clockWords);
  assert.deepEqual(said, ['midnight', '12.30am', '9am', '9.30am', 'noon', '12.30pm', '5.30pm', '11.59pm', 'midnight', '2am']);
});

test('a week in words: days in a row with the same times are one line', () => {
  assert.equal(
    hoursText([...days(1, 5, '09:00', '17:00'), ...days(6, 6, '09:00', '12:00')]),
    'Monday to Friday 9am to 5pm; Saturday 9am to noon; Sunday closed',
  );
  assert.deepEqual(hoursLines(days(1, 7, '00:00', '24:00')), [{ days: 'Every day', times: 'open 24 hours' }]);
  assert.deepEqual(hoursLines([]), [{ days: 'Every day', times: 'closed' }]);
  assert.deepEqual(hoursLines([...days(1, 2, '14:00', '17:30'), ...days(1, 2, '09:30', '13:00'), ...days(5, 6, '20:00', '02:00')]), [
    { days: 'Monday and Tuesday', times: '9.30am to 1pm and 2pm to 5.30pm' },
    { days: 'Wednesday and Thursday', times: 'closed' },
    { days: 'Friday and Saturday', times: '8pm to 2am' },
    { days: 'Sunday', times: 'closed' },
  ]);
});

test('spans that cannot be right are refused with the reason', () => {
  assert.deepEqual(spanFaults([...days(1, 5, '09:00', '17:00'), ...days(1, 1, '18:00', '20:00')]), []);
  assert.deepEqual(spanFaults([...days(1, 1, '09:00', '17:00'), ...days(1, 1, '16:00', '20:00')]), [
    'Monday 9am to 5pm and Monday 4pm to 8pm overlap',
  ]);
  assert.deepEqual(spanFaults([...days(7, 7, '20:00', '02:00'), ...days(1, 1, '01:00', '05:00')]), [
    'Sunday 8pm to 2am and Monday 1am to 5am overlap',
  ]);
  assert.deepEqual(spanFaults([...days(3, 3, '09:00', '09:00'), ...days(4, 4, '24:00', '02:00')]), [
    'Wednesday opens and closes at 09:00. For all day and night write 00:00 to 24:00',
    'Thursday opens at 24:00. Write 00:00 on the day after',
  ]);
  assert.deepEqual(spanFaults(days(1, 7, '00:00', '24:00')), [], 'spans that touch do not overlap');
});
