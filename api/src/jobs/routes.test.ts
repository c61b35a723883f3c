import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { JobList, JobReply } from '@dtp/contract/jobs.ts';
import { startTestApp } from '../testing/app.ts';
import { layVacancies, vacancyWith } from './testing/vacancies.ts';

const NOON = new Date('2026-11-24T12:00:00Z');
let now = NOON;
const app = await startTestApp({ PUBLIC_URL: 'https://widgets.example' }, () => now);
after(() => app.stop());

const yearly = (min: number | null, max: number | null = null) => ({
  min,
  max,
  interval: 'year' as const,
  currency: 'GBP' as const,
  text: null,
  grade: null,
});

await layVacancies(
  app.store,
  [
    vacancyWith({
      id: 'care-worker-belper',
      title: 'Care worker (nights)',
      summary: 'Help older people at home.',
      description: '<p>You will drive between <strong>Belper</strong> and Ripley.</p>',
      category: 'social-care',
      patterns: ['part-time', 'term-time'],
      salary: { ...yearly(12.6, 12.6), interval: 'hour' },
      place: 'Belper',
      lat: 53.023,
      lng: -1.482,
      authority: 'amber-valley',
      sharedWith: ['derbyshire'],
    }),
    vacancyWith({
      id: 'web-developer',
      title: 'Web developer',
      category: 'digital',
      contract: 'fixed-term',
      patterns: ['full-time', 'remote'],
      salary: yearly(38_000, 42_000),
      place: null,
      lat: null,
      lng: null,
      authority: 'derby',
      applyKind: 'link',
      applyUrl: 'https://jobs.example/web-developer',
      closesAt: '2026-12-20T23:59:00.000Z',
    }),
    vacancyWith({ id: 'clerk-matlock', closesAt: '2026-12-01T09:00:00.000Z', salary: yearly(24_000), origin: 'sample' }),
    vacancyWith({ id: 'nowhere', title: 'Cleaner', category: 'catering-cleaning', contract: 'casual', place: null, lat: null, lng: null }),
    vacancyWith({ id: 'later', title: 'Planner', publishAt: '2026-11-24T12:00:10.000Z', closesAt: '2026-12-24T12:00:00.000Z' }),
    vacancyWith({ id: 'draft', publishAt: null }),
    vacancyWith({ id: 'withdrawn', withdrawnAt: '2026-11-23T12:00:00.000Z' }),
    vacancyWith({ id: 'never-shown', withdrawnAt: '2026-11-19T12:00:00.000Z' }),
    vacancyWith({ id: 'withdrawn-draft', publishAt: null, withdrawnAt: '2026-11-23T12:00:00.000Z' }),
    vacancyWith({ id: 'closed-clerk', closesAt: '2026-11-24T11:00:00.000Z', description: '<p>Gone.</p>' }),
  ],
  NOON,
);
await app.refresh();
beforeEach(() => {
  now = NOON;
});

const ask = async (path: string) => {
  const response = await app.app.request(path);
  return { status: response.status, headers: response.headers, body: await response.json() };
};
const list = async (query = '') => {
  const { status, body } = await ask(`/api/v1/jobs${query}`);
  assert.equal(status, 200, JSON.stringify(body));
  return JobList.parse(body);
};
const ids = async (query = ''): Promise<string[]> => (await list(query)).items.map(({ id }) => id);

describe('GET /api/v1/jobs', () => {
  test('what has no word in it finds nothing', async () => assert.equal((await list(`?q=${encodeURIComponent('😀')}`)).total, 0));

  test('lists what is open, what closes first on top', async () =>
    assert.deepEqual(await ids(), ['care-worker-belper', 'nowhere', 'clerk-matlock', 'web-developer']));

  for (const [query, found] of [
    ['?q=carer', ['care-worker-belper']],
    ['?q=care%20wroker', ['care-worker-belper']],
    ['?q=ripley', ['care-worker-belper']],
    ['?q=devel', ['web-developer']],
    ['?q=programmer', ['web-developer']],
    ['?q=zzzzqqq', []],
    ['?q=jobs', ['care-worker-belper', 'nowhere', 'clerk-matlock', 'web-developer']],
    ['?authority=derbyshire', ['care-worker-belper', 'nowhere', 'clerk-matlock']],
    ['?authority=derby,amber-valley', ['care-worker-belper', 'web-developer']],
    ['?category=digital,social-care', ['care-worker-belper', 'web-developer']],
    ['?contract=casual', ['nowhere']],
    ['?pattern=term-time', ['care-worker-belper']],
    ['?salary=24000', ['care-worker-belper', 'clerk-matlock', 'web-developer']],
    ['?salary=30000', ['web-developer']],
    ['?closing=3', ['care-worker-belper', 'nowhere']],
    ['?closing=7', ['care-worker-belper', 'nowhere', 'clerk-matlock']],
    ['?sort=newest&page=2&pageSize=3', ['web-developer']],
    ['?host=derby', ['web-developer', 'care-worker-belper', 'nowhere', 'clerk-matlock']],
    ['?host=derby&sort=closing', ['care-worker-belper', 'nowhere', 'clerk-matlock', 'web-developer']],
  ] as const)
    test(`${query} finds ${found.join(', ') || 'nothing'}`, async () => assert.deepEqual(await ids(query), found));

  test('says what it searched instead of a slip of the keys', async () =>
    assert.equal((await list('?q=develoepr')).corrected, 'developer'));

  test('finds near a place, nearest first, and jobs from home with them, never those without a place', async () => {
    const near = await list('?near=Belper');
    assert.equal(near.sort, 'nearest');
    assert.deepEqual(
      near.items.map(({ id, miles }) => [id, miles !== null && miles < 10]),
      [
        ['care-worker-belper', true],
        ['clerk-matlock', true],
        ['web-developer', false],
      ],
    );
    assert.deepEqual(await ids('?near=Belper&miles=2'), ['care-worker-belper', 'web-developer']);
    const lost = await list('?near=Nowhereville');
    assert.equal(lost.near?.label, null);
    assert.ok(lost.near?.message);
    assert.notEqual(lost.sort, 'nearest');
  });

  test('says pay and closing in words, and marks a sample', async () => {
    const [care, , clerk] = (await list()).items;
    assert.equal(care?.salaryText, '£12.60 an hour');
    assert.equal(care?.closesText, 'Closes in 3 days, Friday 27 November at noon');
    assert.deepEqual(
      care?.sharedWith.map(({ id }) => id),
      ['derbyshire'],
    );
    assert.deepEqual([care?.isSample, clerk?.isSample], [false, true]);
  });

  test('has a job from the instant it opens until the instant it closes, to the second, though nothing on record moved', async () => {
    assert.equal((await list()).nextChange, '2026-11-24T12:00:10.000Z');
    now = new Date('2026-11-24T12:00:09.999Z');
    assert.ok(!(await ids()).includes('later'));
    now = new Date('2026-11-24T12:00:10Z');
    assert.ok((await ids()).includes('later'));
    now = new Date('2026-11-27T11:59:59.999Z');
    assert.ok((await ids()).includes('care-worker-belper'));
    now = new Date('2026-11-27T12:00:00Z');
    assert.deepEqual(await ids(), ['clerk-matlock', 'web-developer', 'later']);
  });

  test('changes its words at midnight in London', async () => {
    now = new Date('2026-11-24T23:59:59Z');
    assert.equal((await list()).items[0]?.closesText, 'Closes in 3 days, Friday 27 November at noon');
    assert.equal((await list()).nextChange, '2026-11-25T00:00:00.000Z');
    now = new Date('2026-11-25T00:00:00Z');
    assert.equal((await list()).items[0]?.closesText, 'Closes in 2 days, Friday 27 November at noon');
  });

  test('names every fault at once', async () => {
    const { status, body } = await ask('/api/v1/jobs?category=spying&miles=0&salary=lots&page=0');
    assert.equal(status, 400);
    for (const field of ['category', 'miles', 'salary', 'page']) assert.ok(JSON.stringify(body).includes(`"${field}`), field);
    assert.equal((await ask('/api/v1/jobs?authority=atlantis')).status, 400);
  });
});

describe('GET /api/v1/jobs/{id}', () => {
  test('has all of it, with the way to apply', async () => {
    const { status, body } = await ask('/api/v1/jobs/care-worker-belper');
    const { state, job } = JobReply.parse(body);
    assert.deepEqual([status, state], [200, 'open']);
    assert.deepEqual(job.apply, { kind: 'form', url: 'https://widgets.example/jobs/care-worker-belper/apply' });
    assert.equal(job.url, 'https://widgets.example/jobs/care-worker-belper');
    const link = JobReply.parse((await ask('/api/v1/jobs/web-developer')).body);
    assert.deepEqual(link.job.apply, { kind: 'link', url: 'https://jobs.example/web-developer' });
  });

  test('answers 410 for a closed one, with what it was and open ones like it, and no way to apply', async () => {
    const { status, body } = await ask('/api/v1/jobs/closed-clerk');
    const { state, job, similar } = JobReply.parse(body);
    assert.deepEqual([status, state, job.apply], [410, 'closed', null]);
    assert.equal(job.closesText, 'Closed on Tuesday 24 November at 11am');
    assert.deepEqual(
      similar.map(({ id }) => id),
      ['clerk-matlock', 'care-worker-belper'],
    );
  });

  test('answers 410 for one that was withdrawn after people could see it: it closed then', async () => {
    const { status, body } = await ask('/api/v1/jobs/withdrawn');
    const { state, job, similar } = JobReply.parse(body);
    assert.deepEqual([status, state, job.apply, job.closesText], [410, 'closed', null, 'Closed on Monday 23 November at noon']);
    assert.ok(similar.length > 0);
  });

  test('closes at its instant', async () => {
    now = new Date('2026-11-27T11:59:59.999Z');
    assert.equal((await ask('/api/v1/jobs/care-worker-belper')).status, 200);
    now = new Date('2026-11-27T12:00:00Z');
    assert.equal((await ask('/api/v1/jobs/care-worker-belper')).status, 410);
  });

  for (const id of ['draft', 'withdrawn-draft', 'never-shown', 'later', 'never-was'])
    test(`says nothing of one that is not advertised: ${id}`, async () => assert.equal((await ask(`/api/v1/jobs/${id}`)).status, 404));
});
