import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { JobCategory, JobContract, JobPattern } from '@dtp/contract/jobs.ts';
import fc from 'fast-check';
import { londonTime } from '../hours/london-clock.ts';
import { jobWords } from '../job-words.ts';
import { CLOSING_STEPS, createFacetCounter, SALARY_STEPS } from './facets.ts';
import { jobBoard } from './read-model.ts';
import { stateOf, type VacancyRecord } from './record.ts';
import { yearlyPay } from './salary-words.ts';
import { type Criteria, type Hit, milesBetween, sift, sortHits } from './search.ts';
import { vacancyWith } from './testing/vacancies.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const TODAY = londonTime(NOW).day;
const BODIES = ['derby', 'derbyshire', 'erewash', 'bolsover'];
const BELPER = { lat: 53.023, lng: -1.482 };

const nothingAsked: Criteria = {
  scores: null,
  near: null,
  authority: null,
  category: null,
  contract: null,
  pattern: null,
  salary: null,
  closingBy: null,
};

const days = (count: number): string => new Date(NOW.getTime() + count * 86_400_000).toISOString();

const vacancies = fc
  .array(
    fc.record({
      authority: fc.constantFrom(...BODIES),
      sharedWith: fc.uniqueArray(fc.constantFrom(...BODIES), { maxLength: 2 }),
      category: fc.constantFrom('social-care', 'schools', 'digital'),
      contract: fc.constantFrom(...JobContract.options),
      patterns: fc.uniqueArray(fc.constantFrom(...JobPattern.options), { minLength: 1, maxLength: 3 }),
      min: fc.option(fc.integer({ min: 15_000, max: 60_000 })),
      place: fc.option(
        fc.record({ lat: fc.double({ min: 52.7, max: 53.5, noNaN: true }), lng: fc.double({ min: -2, max: -1, noNaN: true }) }),
      ),
      opens: fc.integer({ min: -5, max: 1 }),
      lasts: fc.integer({ min: 1, max: 40 }),
    }),
    { maxLength: 25 },
  )
  .map(list =>
    list.map(({ category, min, place, opens, lasts, ...rest }, at) =>
      vacancyWith({
        ...rest,
        id: `job-${at}`,
        category: JobCategory.parse(category),
        salary: min === null ? null : { min, max: null, interval: 'year', currency: 'GBP', text: null, grade: null },
        place: null,
        lat: place?.lat ?? null,
        lng: place?.lng ?? null,
        publishAt: days(opens),
        closesAt: days(opens + lasts),
      }),
    ),
  );

const askedFor = fc.record({
  near: fc.option(fc.record({ point: fc.constant(BELPER), miles: fc.integer({ min: 1, max: 30 }) })),
  authority: fc.option(fc.uniqueArray(fc.constantFrom(...BODIES), { minLength: 1 }).map(ids => new Set<string>(ids))),
  category: fc.option(fc.uniqueArray(fc.constantFrom(...JobCategory.options), { minLength: 1 }).map(ids => new Set(ids))),
  contract: fc.option(fc.uniqueArray(fc.constantFrom(...JobContract.options), { minLength: 1 }).map(ids => new Set(ids))),
  pattern: fc.option(fc.uniqueArray(fc.constantFrom(...JobPattern.options), { minLength: 1 }).map(ids => new Set(ids))),
  salary: fc.option(fc.constantFrom(...SALARY_STEPS)),
  closingBy: fc.option(fc.constantFrom(...CLOSING_STEPS).map(step => TODAY + step)),
});

/** The rules once more, each job on its own and nothing shared with the code under test but the words of the record. */
const passes = (vacancy: VacancyRecord, asked: Omit<Criteria, 'scores'>): boolean => {
  const { authority, sharedWith, category, contract, patterns, salary, lat, lng, closesAt } = vacancy;
  const yearly = yearlyPay(salary);
  const isInReach =
    asked.near === null ||
    patterns.includes('remote') ||
    (lat !== null && lng !== null && milesBetween(asked.near.point, { lat, lng }) <= asked.near.miles);
  return (
    stateOf(vacancy, NOW.toISOString()) === 'open' &&
    isInReach &&
    (asked.authority === null || [authority, ...sharedWith].some(id => asked.authority?.has(id))) &&
    (asked.category === null || asked.category.has(category)) &&
    (asked.contract === null || asked.contract.has(contract)) &&
    (asked.pattern === null || patterns.some(id => asked.pattern?.has(id))) &&
    (asked.salary === null || (yearly !== null && yearly >= asked.salary)) &&
    // Every close in this test is at noon.
    (asked.closingBy === null || londonTime(new Date(closesAt)).day <= asked.closingBy)
  );
};

test('what is found, and every count beside every filter, is what asking for each alone would find', async () => {
  await fc.assert(
    fc.asyncProperty(vacancies, askedFor, async (list, asked) => {
      const board = await jobBoard(list, { ...jobWords, speller: async () => () => null });
      const counter = createFacetCounter({
        bodies: BODIES.map(id => ({ id, name: id })),
        bodyNow: id => id,
        today: TODAY,
        salary: undefined,
        closing: undefined,
      });
      const found: string[] = [];
      sift(board, { ...nothingAsked, ...asked }, NOW, (hit, fails) => {
        counter.count(hit, fails);
        if (fails === 0) found.push(hit.entry.vacancy.id);
      });
      const count = (one: Partial<Criteria>): number => list.filter(vacancy => passes(vacancy, { ...asked, ...one })).length;
      assert.deepEqual(
        found.toSorted(),
        list
          .filter(vacancy => passes(vacancy, asked))
          .map(({ id }) => id as string)
          .toSorted(),
      );
      const facets = counter.facets();
      for (const { id, count: said } of facets.authority) assert.equal(said, count({ authority: new Set([id]) }), id);
      for (const id of JobCategory.options)
        assert.equal(facets.category.find(one => one.id === id)?.count, count({ category: new Set([id]) }), id);
      for (const id of JobContract.options)
        assert.equal(facets.contract.find(one => one.id === id)?.count, count({ contract: new Set([id]) }), id);
      for (const id of JobPattern.options)
        assert.equal(facets.pattern.find(one => one.id === id)?.count, count({ pattern: new Set([id]) }), id);
      for (const step of SALARY_STEPS)
        assert.equal(facets.salary.find(({ id }) => id === String(step))?.count, count({ salary: step }), `${step}`);
      for (const step of CLOSING_STEPS)
        assert.equal(facets.closing.find(({ id }) => id === String(step))?.count, count({ closingBy: TODAY + step }), `${step}`);
    }),
    { numRuns: 150 },
  );
});

test('miles are those of the map: Belper to Matlock is about eight and a half', () => {
  const miles = milesBetween(BELPER, { lat: 53.138, lng: -1.5556 });
  assert.ok(miles > 8.3 && miles < 8.8, String(miles));
});

describe('the order of jobs', async () => {
  const board = await jobBoard(
    [
      vacancyWith({ id: 'soon', closesAt: '2026-11-25T12:00:00.000Z', authority: 'derby' }),
      vacancyWith({ id: 'late', closesAt: '2026-12-25T12:00:00.000Z', authority: 'erewash', publishAt: '2026-11-23T09:00:00.000Z' }),
      vacancyWith({ id: 'same-derby', authority: 'derby' }),
      vacancyWith({ id: 'same-erewash', authority: 'bolsover', sharedWith: ['erewash'] }),
    ],
    jobWords,
  );
  const order = (sort: 'closing' | 'newest', host: string, hostFirst: boolean): string[] => {
    const hits: Hit[] = [];
    sift(board, nothingAsked, NOW, hit => void hits.push(hit));
    return sortHits(hits, { sort, host: new Set([host]), hostFirst }).map(({ entry }) => entry.vacancy.id);
  };
  test('begins with the host’s own where nobody asked for an order', () =>
    assert.deepEqual(order('closing', 'erewash', true), ['same-erewash', 'late', 'soon', 'same-derby']));
  test('has the host’s own first only among equals where somebody did', () => {
    assert.deepEqual(order('closing', 'erewash', false), ['soon', 'same-erewash', 'same-derby', 'late']);
    assert.deepEqual(order('newest', 'erewash', false), ['late', 'same-erewash', 'soon', 'same-derby']);
  });
});
