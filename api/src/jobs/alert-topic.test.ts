import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { openAuthorityBook } from '../authorities/book.ts';
import { createAuthorityRepository } from '../authorities/repository.ts';
import { jobWords } from '../job-words.ts';
import { startTestApp } from '../testing/app.ts';
import { jobAlertTopic } from './alert-topic.ts';
import { jobBoard } from './read-model.ts';
import { vacancyWith } from './testing/vacancies.ts';

const now = new Date('2026-11-24T12:00:00Z');
const app = await startTestApp({}, () => now);
after(() => app.stop());

const board = await jobBoard(
  [
    vacancyWith({ id: 'before', createdAt: '2026-11-23T08:00:00.000Z', publishAt: '2026-11-23T08:00:00.000Z' }),
    vacancyWith({
      id: 'carer-belper',
      title: 'Care worker',
      category: 'social-care',
      place: 'Belper',
      lat: 53.023,
      lng: -1.482,
      createdAt: '2026-11-23T08:00:01.000Z',
      publishAt: '2026-11-23T08:00:01.000Z',
    }),
    // Published long before it was put on record: new all the same.
    vacancyWith({ id: 'late-import', createdAt: '2026-11-24T08:00:00.000Z' }),
    // Laid down as a draft and published later, under a date before that.
    vacancyWith({ id: 'was-a-draft', shownFrom: '2026-11-23T10:30:00.000Z' }),
    // Open for long, and given a newer date.
    vacancyWith({ id: 'dated-anew', publishAt: '2026-11-23T09:00:00.000Z', shownFrom: '2026-11-20T09:00:00.000Z' }),
    vacancyWith({ id: 'after', createdAt: '2026-11-24T08:00:01.000Z', publishAt: '2026-11-24T08:00:01.000Z' }),
    vacancyWith({ id: 'already-closed', createdAt: '2026-11-23T09:00:00.000Z', closesAt: '2026-11-24T07:00:00.000Z' }),
    vacancyWith({ id: 'sample', origin: 'sample', createdAt: '2026-11-23T10:00:00.000Z', authority: 'derby', contract: 'casual' }),
  ],
  jobWords,
);
let asked = 0;
const topic = jobAlertTopic({
  publicUrl: 'https://widgets.example',
  jobs: { board: () => board },
  authorities: await openAuthorityBook(createAuthorityRepository(app.store.read)),
  spots: {
    locate: text => {
      asked++;
      return app.deps.spots.locate(text);
    },
  },
  words: jobWords,
  now: () => now,
});

describe('the filter of an alert', () => {
  for (const [filter, canonical, label] of [
    ['', '', 'All jobs'],
    ['?q=cleaner&near=Belper&sort=nearest&page=3&host=derby', 'q=cleaner&near=Belper', 'Cleaner jobs within 10 miles of Belper'],
    ['contract=permanent&category=digital', 'category=digital&contract=permanent', 'Digital and IT jobs, permanent'],
    ['category=schools,digital&miles=5', 'category=digital,schools', 'All jobs, in schools and learning or digital and IT'],
    ['salary=30000&authority=derby', 'authority=derby&salary=30000', 'All jobs, at Derby City Council, paying £30,000 a year or more'],
  ] as const)
    test(`${filter || 'nothing'} is ${label}`, async () =>
      assert.deepEqual(await topic.parse(filter), {
        ok: true,
        filter: canonical,
        label,
        url: `https://widgets.example/jobs?${new URLSearchParams(canonical ? `${canonical}&sort=newest` : 'sort=newest')}`,
      }));

  for (const filter of ['category=spying', 'near=Nowhereville', 'authority=atlantis', 'salary=lots', 'colour=red'])
    test(`${filter} is refused in words`, async () => {
      const parsed = await topic.parse(filter);
      assert.ok(!parsed.ok && parsed.message.endsWith('.'), JSON.stringify(parsed));
    });
});

describe('what is new', async () => {
  const matcher = await topic.matcher(new Date('2026-11-23T08:00:00Z'), new Date('2026-11-24T08:00:00Z'));
  const ids = async (filter: string) => (await matcher.match(filter)).map(({ id }) => id);

  test('is what appeared after the one instant and up to the other, and is open still', async () =>
    assert.deepEqual((await ids('')).toSorted(), ['carer-belper', 'late-import', 'sample', 'was-a-draft']));
  test('is what the filter asks for', async () => {
    assert.deepEqual(await ids('near=Belper&miles=2'), ['carer-belper']);
    assert.deepEqual(await ids('q=carer'), ['carer-belper']);
    assert.deepEqual(await ids('contract=casual'), ['sample']);
    assert.deepEqual(await ids('authority=derby'), ['sample']);
    assert.deepEqual(await ids('near=Nowhereville'), []);
  });
  test('is said in a line, a sample as one', async () => {
    const [sample] = await matcher.match('contract=casual');
    assert.equal(sample?.title, 'Sample: Clerk');
    assert.equal(sample?.line, 'Derby City Council, Matlock, closes Friday 27 November at noon');
    assert.equal(sample?.url, 'https://widgets.example/jobs/sample');
  });
  test('is worked out once for all who ask the same', async () => {
    const before = asked;
    const [one, other] = await Promise.all([matcher.match('near=Belper'), matcher.match('near=Belper')]);
    assert.equal(one, other);
    assert.ok(asked - before <= 1);
  });
});
