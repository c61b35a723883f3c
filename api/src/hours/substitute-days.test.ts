import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withOwnDays } from './substitute-days.ts';

const SUBSTITUTE = 'Substitute day';

test('Christmas Day is a holiday on 25 December, though its bank holiday is the Monday after', () => {
  const days = withOwnDays([
    { date: '2027-12-27', title: 'Christmas Day', notes: SUBSTITUTE },
    { date: '2027-12-28', title: 'Boxing Day', notes: SUBSTITUTE },
    { date: '2028-01-03', title: 'New Year’s Day', notes: SUBSTITUTE },
  ]);
  assert.deepEqual(
    days.map(({ date, title }) => `${date} ${title}`),
    [
      '2027-12-25 Christmas Day',
      '2027-12-26 Boxing Day',
      '2027-12-27 Christmas Day',
      '2027-12-28 Boxing Day',
      '2028-01-01 New Year’s Day',
      '2028-01-03 New Year’s Day',
    ],
  );
});

test('nothing is added for a holiday on its own day, one that moves, or a day that is listed already', () => {
  const list = [
    { date: '2021-12-25', title: 'Christmas Day', notes: '' },
    { date: '2021-12-27', title: 'Christmas Day', notes: SUBSTITUTE },
    { date: '2026-04-03', title: 'Good Friday', notes: '' },
    { date: '2030-05-06', title: 'Coronation', notes: SUBSTITUTE },
  ];
  assert.deepEqual(withOwnDays(list), list);
});
