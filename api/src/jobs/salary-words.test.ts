import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Salary } from '@dtp/contract/jobs.ts';
import { salaryWords, yearlyPay } from './salary-words.ts';

const pay = (fields: Partial<Salary>): Salary => ({
  min: null,
  max: null,
  interval: 'year',
  currency: 'GBP',
  text: null,
  grade: null,
  ...fields,
});

describe('pay in words', () => {
  for (const [salary, said] of [
    [null, 'Salary not given'],
    [pay({}), 'Salary not given'],
    [pay({ min: 28_163, max: 30_060 }), '£28,163 to £30,060 a year'],
    [pay({ min: 28_163, max: 28_163 }), '£28,163 a year'],
    [pay({ min: 12.6, max: 12.6, interval: 'hour' }), '£12.60 an hour'],
    [pay({ max: 30_060 }), 'Up to £30,060 a year'],
    [pay({ min: 150, interval: 'day' }), 'From £150 a day'],
    [pay({ min: 28_163, max: 30_060, grade: '7' }), '£28,163 to £30,060 a year, Grade 7'],
    [pay({ min: 28_163, grade: 'Scale 5', text: 'plus shift allowance' }), 'From £28,163 a year, Scale 5, plus shift allowance'],
    [pay({ grade: 'Grade 9' }), 'Grade 9'],
    [pay({ text: 'Competitive' }), 'Competitive'],
  ] as const)
    test(said, () => assert.equal(salaryWords(salary), said));
});

describe('pay by the year, which the filter goes by', () => {
  for (const [salary, yearly] of [
    [null, null],
    [pay({}), null],
    [pay({ min: 10, interval: 'hour' }), 19_240],
    [pay({ min: 100, interval: 'day' }), 26_000],
    [pay({ min: 500, interval: 'week' }), 26_000],
    [pay({ min: 2000, interval: 'month' }), 24_000],
    [pay({ min: 25_000, max: 30_000 }), 25_000],
    [pay({ max: 30_000 }), 30_000],
  ] as const)
    test(`${JSON.stringify(salary)} is ${yearly}`, () => assert.equal(yearlyPay(salary), yearly));
});
