import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { readVersion } from '../store/versions.ts';
import { startTestApp, TEST_NOW, type TestApp } from '../testing/app.ts';
import { vacanciesToCsv } from './csv.ts';
import { vacanciesToJson } from './export.ts';
import { importVacancies } from './import.ts';
import { createVacancyRepository } from './repository.ts';
import { layVacancies, vacancyWith } from './testing/vacancies.ts';

let running: TestApp;
before(async () => {
  running = await startTestApp();
});
after(() => running.stop());
beforeEach(() => layVacancies(running.store, [], TEST_NOW));

const all = (authority?: string) => createVacancyRepository(running.store.read).all(authority);
const take = (text: string, { replace = false, now = TEST_NOW }: { replace?: boolean; now?: Date } = {}) =>
  importVacancies(running.store, [{ name: 'jobs', text }], replace, now);
const tally = async (...given: Parameters<typeof take>) => {
  const outcome = await take(...given);
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
  return outcome.kind === 'done' ? outcome.tally : undefined;
};
const faults = async (...given: Parameters<typeof take>): Promise<string[]> => {
  const outcome = await take(...given);
  return outcome.kind === 'refused' ? outcome.faults.map(({ line, path, message }) => `${line}: ${path} ${message}`) : ['(taken in)'];
};

const HEADER = 'authority,reference,title,description,category,contract,patterns,closes_at';
const csv = (...rows: readonly string[]): string => `${HEADER}\n${rows.join('\n')}\n`;
const COOK = 'derby,D-1,Cook,Cook lunch,catering-cleaning,permanent,part-time | term-time,27/11/2026 noon';
const CLERK = 'derby,D-2,Clerk,File papers,administration,permanent,full-time,2026-12-04 23:59';
const NURSE = 'erewash,E-1,Nurse,Help people,social-care,permanent,full-time,2026-12-04 12:00';
const entry = (more: Readonly<Record<string, unknown>> = {}) => ({
  authority: 'derby',
  reference: 'D-1',
  title: 'Cook',
  description: '<p>Cook lunch</p>',
  category: 'catering-cleaning',
  contract: 'permanent',
  patterns: ['part-time'],
  closesAt: '2026-11-27 12:00',
  ...more,
});
const json = (...entries: readonly unknown[]): string => JSON.stringify(entries, null, 1);

describe('vacancies from a file', () => {
  test('are open at once, under readable ids, with what was left out filled in', async () => {
    assert.deepEqual(await tally(csv(COOK, CLERK)), { added: 2, changed: 0, unchanged: 0, removed: 0 });
    const [cook] = (await all()).filter(({ reference }) => reference === 'D-1');
    assert.match(cook?.id ?? '', /^cook-[0-9a-hjkmnp-tv-z]{4}$/);
    assert.deepEqual(
      [cook?.description, cook?.summary, cook?.patterns, cook?.closesAt, cook?.publishAt, cook?.applyKind, cook?.origin],
      ['<p>Cook lunch</p>', 'Cook lunch', ['part-time', 'term-time'], '2026-11-27T12:00:00.000Z', TEST_NOW.toISOString(), 'form', 'import'],
    );
  });

  test('change nothing the second time, and keep their id when they change', async () => {
    await tally(csv(COOK));
    const [first] = await all();
    const version = await readVersion(running.store.read, 'jobs');
    assert.deepEqual(await tally(csv(COOK), { now: new Date('2026-11-23T12:00:00Z') }), { added: 0, changed: 0, unchanged: 1, removed: 0 });
    assert.equal(await readVersion(running.store.read, 'jobs'), version);
    assert.deepEqual(await tally(csv(COOK.replace('Cook lunch', 'Cook dinner'))), { added: 0, changed: 1, unchanged: 0, removed: 0 });
    const [second, ...others] = await all();
    assert.deepEqual([second?.id, second?.createdAt, second?.summary, others.length], [first?.id, first?.createdAt, 'Cook dinner', 0]);
  });

  test('that were exported can be imported again, in either form, and change nothing', async () => {
    const list = [
      vacancyWith({
        id: 'a-1111',
        description: '<h3>=SUM(A1)</h3><p>“Quotes”, "more", and | bars</p>',
        hours: '-5 hours',
        publishAt: null,
      }),
      vacancyWith({
        id: 'b-2222',
        salary: { min: 12.6, max: null, interval: 'hour', currency: 'GBP', text: 'Plus £1', grade: 'G 3' },
        sharedWith: ['derby'],
      }),
      vacancyWith({
        id: 'c-3333',
        applyKind: 'link',
        applyUrl: 'https://jobs.example/?a=1&b=2',
        interviewOn: '2026-12-10',
        retentionMonths: 12,
      }),
      vacancyWith({ id: 'd-4444', closesAt: '2026-11-21T12:00:00.000Z', origin: 'api', postcode: 'DE4 3AG' }),
      vacancyWith({
        id: 'e-5555',
        withdrawnAt: '2026-11-21T12:00:00.000Z',
        lat: null,
        lng: null,
        place: null,
        patterns: ['remote', 'full-time'],
      }),
    ];
    await layVacancies(running.store, list, TEST_NOW);
    for (const written of [vacanciesToJson(list), vacanciesToCsv(list)])
      for (const replace of [false, true])
        assert.deepEqual(await tally(written, { replace }), { added: 0, changed: 0, unchanged: 5, removed: 0 });
    assert.deepEqual(await all(), list);
  });

  test('stay samples where they are samples, in either form', async () => {
    const list = [vacancyWith({ id: 'a-1111', origin: 'sample' }), vacancyWith({ id: 'b-2222' })];
    for (const written of [vacanciesToJson(list), vacanciesToCsv(list)]) {
      await layVacancies(running.store, [], TEST_NOW);
      await tally(written);
      assert.deepEqual(Object.fromEntries((await all()).map(one => [one.reference, one.origin])), {
        'A-1111': 'sample',
        'B-2222': 'import',
      });
    }
    assert.deepEqual(await faults(json(entry({ sample: 'perhaps' }))), ['13: sample should be true or false, in a table yes or nothing']);
  });

  test('stand where their postcode is, or their town, or where they say', async () => {
    await tally(
      json(entry({ place: 'Belper' }), entry({ reference: 'D-2', place: 'Nowhere' }), entry({ reference: 'D-3', lat: 53.1, lng: -1.5 })),
    );
    const at = new Map((await all()).map(({ reference, lat, lng }) => [reference, [lat, lng]]));
    const [lat, lng] = at.get('D-1') ?? [];
    assert.ok(lat && lng && Math.abs(lat - 53.02) < 0.05 && Math.abs(lng + 1.48) < 0.05, `${lat}, ${lng}`);
    assert.deepEqual(
      [at.get('D-2'), at.get('D-3')],
      [
        [null, null],
        [53.1, -1.5],
      ],
    );
  });

  test('are sanitised before they are kept', async () => {
    await tally(json(entry({ description: '<p onclick="x">Cook</p><script>alert(1)</script><a href="javascript:x">now</a>' })));
    assert.equal((await all())[0]?.description, '<p>Cook</p><p>now</p>');
  });
});

describe('a file with faults', () => {
  test('is refused whole, with every fault and its line', async () => {
    const bad = [
      'atlantis,X-1,Cook,Cook lunch,catering-cleaning,permanent,part-time,27/11/2026 noon',
      COOK,
      'derby,D-9,,<p></p>,cooking,forever,sometimes,2026-11-20 12:00',
      COOK,
    ];
    assert.deepEqual(
      (await faults(csv(...bad))).map(line => line.replace(/should be one of .*/, 'should be one of …')),
      [
        '2: authority names atlantis, which is not a partner',
        '4: title is missing',
        '4: description is empty',
        '4: category should be one of …',
        '4: contract should be one of …',
        '4: patterns should be one of …',
        '4: closes_at is over already: it was 20 November 2026 at 12:00',
        '5: reference is given twice: derby / D-1 stands in jobs, line 3, too',
      ],
    );
    assert.deepEqual(await all(), []);
  });

  const wrong: readonly (readonly [what: string, more: Readonly<Record<string, unknown>>, why: RegExp])[] = [
    [
      'a salary whose end is below its beginning',
      { salary: { min: 30_000, max: 20_000, interval: 'year' } },
      /salary\.max is less than min/,
    ],
    ['a salary without its interval', { salary: { min: 30_000 } }, /salary\.interval should be one of hour, day/],
    ['a closing without its time of day', { closesAt: '2026-11-27' }, /closesAt has no time of day/],
    ['a closing before it is published', { publishAt: '2026-11-28 09:00' }, /closesAt should be later than the publishing/],
    ['an address to apply at that is none', { applyUrl: 'javascript:alert(1)' }, /applyUrl should be a full address/],
    ['markup in the title', { title: 'Cook <b>now</b>' }, /title has HTML in it/],
    ['a body that shares with itself', { sharedWith: ['derby'] }, /sharedWith names the body itself/],
    ['half a point', { lat: 53 }, /lng is missing: give both or neither/],
    ['an advert of 20,000 words', { description: 'ab '.repeat(20_000) }, /description has 20,000 words/],
    ['a field that is not known', { wage: 1 }, /wage is not a field here/],
    ['an interview on no day', { interviewOn: '2026-02-30' }, /interviewOn .*calendar does not have/],
    ['applications kept for ever', { retentionMonths: 99 }, /retentionMonths should be at most 24/],
  ];
  for (const [what, more, why] of wrong)
    test(`is refused for ${what}`, async () => assert.match((await faults(json(entry(more)))).join('\n'), why));

  test('may have a vacancy that has closed only where it is on record so', async () => {
    await tally(json(entry()));
    const later = new Date('2026-11-30T12:00:00Z');
    assert.deepEqual(await tally(json(entry()), { now: later }), { added: 0, changed: 0, unchanged: 1, removed: 0 });
    assert.match((await faults(json(entry({ closesAt: '2026-11-29 12:00' })), { now: later })).join(), /is over already/);
  });
});

describe('an import that replaces', () => {
  test('withdraws what a body’s file leaves out, and touches no other body', async () => {
    await tally(csv(COOK, CLERK, NURSE));
    assert.deepEqual(await tally(csv(COOK), { replace: true }), { added: 0, changed: 0, unchanged: 1, removed: 1 });
    const withdrawn = (await all()).filter(({ withdrawnAt }) => withdrawnAt !== null).map(({ reference }) => reference);
    assert.deepEqual(withdrawn, ['D-2']);
  });

  test('takes the body’s samples away, and leaves what came otherwise', async () => {
    const from = (id: string, origin: string) => vacancyWith({ id, authority: 'derby', origin });
    await layVacancies(running.store, [from('s-1111', 'sample'), from('a-2222', 'api'), from('f-3333', 'feed:derby')], TEST_NOW);
    await tally(csv(COOK), { replace: true });
    const left = await all('derby');
    assert.deepEqual(
      left.filter(({ id }) => !id.startsWith('cook')).map(({ id, withdrawnAt }) => [id, withdrawnAt]),
      [
        ['a-2222', null],
        ['f-3333', null],
      ],
    );
  });
});
