import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { stateOf } from '../jobs/record.ts';
import { createVacancyRepository } from '../jobs/repository.ts';
import { SAMPLE_SENTENCE } from '../jobs/seed.ts';
import { GIVEN } from '../jobs/testing/sound-vacancy.ts';
import { matchKey } from '../keys/access-key.ts';
import { createPublisherKeyRepository } from '../keys/publisher-keys.ts';
import { openStore, type Store } from '../store/connect.ts';
import { readVersion } from '../store/versions.ts';
import { addJobFeedVerb, jobFeedsVerb, refreshJobFeedsVerb, removeJobFeedVerb } from './job-feeds.ts';
import { exportJobsVerb, extendJobVerb, importJobsVerb, jobsVerb, publishJobVerb, withdrawJobVerb } from './jobs.ts';
import { createKeyVerb, keysVerb, revokeKeyVerb } from './keys.ts';
import { collectedOutput } from './output.ts';
import { seed, seedIfEmpty } from './seed.ts';
import { CliFault, UsageError, type Verb } from './verb.ts';

/** A Tuesday, in winter time. */
const NOW = new Date('2026-11-24T14:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'dtp-job-verbs-'));
let store: Store;
before(async () => {
  store = openStore(join(folder, 'record.sqlite'));
  await seedIfEmpty(store, NOW);
});
after(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const run = async (verb: Verb, ...words: readonly string[]) => {
  const out = collectedOutput();
  const code = await verb.run(words, { store, out, now: () => NOW, path: typed => join(folder, typed), reportsFolder: folder });
  return { code, text: out.lines.join('\n'), notes: out.notes.join('\n') };
};
const refused = (verb: Verb, words: readonly string[], kind: typeof UsageError | typeof CliFault, why: RegExp) =>
  assert.rejects(run(verb, ...words), (fault: unknown) => {
    assert.ok(fault instanceof kind, String(fault));
    assert.match(fault.message, why);
    return true;
  });
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const all = (authority?: string) => createVacancyRepository(store.read).all(authority);
const byReference = (authority: string, reference: string) => createVacancyRepository(store.read).byReference(authority, reference);

describe('sample vacancies', () => {
  test('are many and varied, of every partner, and say what they are', async () => {
    const samples = await all();
    assert.ok(samples.length >= 60);
    assert.equal(new Set(samples.map(({ authority }) => authority)).size, 13);
    assert.equal(new Set(samples.map(({ category }) => category)).size, 16);
    assert.equal(new Set(samples.map(({ contract }) => contract)).size, 4);
    assert.equal(new Set(samples.flatMap(({ patterns }) => patterns)).size, 6);
    for (const { origin, description, applyUrl, id } of samples) {
      assert.equal(origin, 'sample', id);
      assert.ok(description.startsWith(`<p>${SAMPLE_SENTENCE} `), id);
      assert.match(applyUrl ?? 'https://jobs.example/', /^https:\/\/jobs\.example\//);
    }
    assert.ok(samples.filter(({ lat }) => lat !== null).length > 60, 'most are somewhere');
    const states = new Set(samples.map(one => stateOf(one, NOW.toISOString())));
    assert.deepEqual([...states].sort(), ['closed', 'open', 'scheduled']);
  });

  test('stay when the starter data is laid again, and are dated anew when all have closed', async () => {
    const before = await all();
    await seed(store, NOW);
    assert.deepEqual(await all(), before);
    const other = openStore(join(folder, 'other.sqlite'));
    await seed(other, new Date('2026-01-05T09:00:00Z'));
    const { jobs } = await seed(other, NOW);
    const open = (await createVacancyRepository(other.read).all()).filter(one => stateOf(one, NOW.toISOString()) === 'open');
    other.close();
    assert.ok(jobs === before.length && open.length > 50);
  });
});

describe('files of vacancies', () => {
  test('that were exported can be imported again, in either form, and change nothing', async () => {
    await run(exportJobsVerb, '--out', 'all.json');
    await run(exportJobsVerb, '--format', 'csv', '--out', 'all.csv');
    const version = await readVersion(store.read, 'jobs');
    for (const file of ['all.json', 'all.csv']) {
      const { text } = await run(importJobsVerb, file);
      assert.match(text, /^Vacancies: 0 new, 0 changed, 70 as they were, 0 removed\nNothing has changed/);
    }
    assert.equal(await readVersion(store.read, 'jobs'), version);
    assert.match(readFileSync(join(folder, 'all.csv'), 'utf8'), /^authority,reference,shared_with,title,.*salary_min,.*closes_at,/);
  });

  test('add vacancies and change them, each at its own address', async () => {
    const head =
      'authority,reference,title,description,category,contract,patterns,salary_min,salary_max,salary_interval,postcode,closes_at,publish_at';
    const row = (title: string, max: string) =>
      `erewash,E-1,${title},"Mow lawns.\nPlant trees.",environment-waste,permanent,full-time | part-time,"£24,000",${max},year,de7 5rb,27/11/2026 noon,`;
    write('one.csv', `${head}\n${row('Gardener', '25000')}\n`);
    assert.match((await run(importJobsVerb, 'one.csv')).text, /^Vacancies: 1 new, 0 changed/);
    const first = await byReference('erewash', 'E-1');
    assert.match(first?.id ?? '', /^gardener-[0-9a-z]{4}$/);
    assert.deepEqual(
      [first?.description, first?.salary?.min, first?.postcode, first?.closesAt, first?.publishAt, first?.applyKind],
      ['<p>Mow lawns.</p><p>Plant trees.</p>', 24_000, 'DE7 5RB', '2026-11-27T12:00:00.000Z', NOW.toISOString(), 'form'],
    );
    assert.ok(first?.lat && Math.abs(first.lat - 52.97) < 0.05, 'the postcode is known');
    write('one.csv', `${head}\n${row('Head gardener', '26000')}\n`);
    assert.match((await run(importJobsVerb, 'one.csv')).text, /0 new, 1 changed/);
    const second = await byReference('erewash', 'E-1');
    assert.deepEqual([second?.id, second?.title, second?.createdAt], [first?.id, 'Head gardener', first?.createdAt]);
  });

  test('with --replace withdraw what they leave out of the bodies they name, and clear samples away', async () => {
    write('two.json', JSON.stringify([{ ...GIVEN, authority: 'erewash', reference: 'E-2' }]));
    const others = (await all()).filter(({ authority }) => authority !== 'erewash');
    const { text } = await run(importJobsVerb, 'two.json', '--replace');
    assert.match(text, /^Vacancies: 1 new, 0 changed, 0 as they were, 5 removed$/);
    const left = await all('erewash');
    assert.deepEqual(left.map(one => [one.reference, stateOf(one, NOW.toISOString())]).sort(), [
      ['E-1', 'withdrawn'],
      ['E-2', 'open'],
    ]);
    assert.deepEqual(
      (await all()).filter(({ authority }) => authority !== 'erewash'),
      others,
    );
  });

  test('with faults are refused with all of them, and where they stand', async () => {
    const head = 'authority,reference,title,description,category,contract,patterns,salary_min,salary_max,salary_interval,closes_at';
    write(
      'bad.csv',
      `${head}\nerewash,E-3,Cook,Cook.,cooking,permanent,full-time,30000,20000,year,2026-11-01 12:00\nnobody,E-4,,Cook.,other,permanent,,a lot,,week,soon\nerewash,E-5,Cook,Cook.,other,permanent,full-time,,,,2026-12-01 12:00\nerewash,E-5,Cook,Cook.,other,permanent,full-time,1,2,,2026-12-01\nerewash,E-5,Cook,Cook.,other,permanent,full-time,,,,2026-12-01 12:00\n`,
    );
    const version = await readVersion(store.read, 'jobs');
    await assert.rejects(run(importJobsVerb, 'bad.csv'), (fault: unknown) => {
      assert.ok(fault instanceof CliFault);
      for (const line of [
        'line 2: category should be one of social-care, ',
        'line 2: salary_max is less than min',
        'line 2: closes_at is over already: it was 1 November 2026 at 12:00',
        'line 3: authority names nobody, which is not a partner',
        'line 3: title is missing',
        'line 3: patterns names no pattern',
        'line 3: salary_min should be a number',
        'line 3: closes_at should be a day and a time such as 2026-11-27 12:00',
        'line 5: salary_interval should be one of hour, day, week, month, year',
        'line 5: closes_at has no time of day',
        'line 6: reference is given twice: erewash / E-5 stands in bad.csv, line 4, too',
      ])
        assert.ok(fault.message.includes(`bad.csv, ${line}`), `${line} is not in\n${fault.message}`);
      assert.match(fault.message, /There are 11 faults, so nothing has been changed/);
      return true;
    });
    assert.equal(await readVersion(store.read, 'jobs'), version);
  });
});

describe('a vacancy by hand', () => {
  test('is listed, withdrawn, published and extended', async () => {
    const id = (await byReference('erewash', 'E-2'))?.id ?? '';
    assert.match(
      (await run(jobsVerb, '--authority', 'erewash')).text,
      new RegExp(`${id}  erewash  .* \\(E-2\\): open, closes on 20 December`),
    );
    assert.match((await run(withdrawJobVerb, id)).text, /is now: withdrawn on 24 November 2026 at 14:00\.$/);
    assert.match((await run(withdrawJobVerb, id)).text, /is as you want it already/);
    assert.match((await run(jobsVerb, '--authority', 'erewash', '--state', 'withdrawn')).text, /E-2.*\n.*E-1/);
    assert.match((await run(publishJobVerb, id, '--at', '2026-11-25 09:00')).text, /is now: from 25 November 2026 at 09:00/);
    assert.match((await run(extendJobVerb, id, '--until', '27/12/2026 noon')).text, /closes on 27 December 2026 at 12:00/);
    await refused(extendJobVerb, [id, '--until', '2026-12-27'], UsageError, /--until has no time of day/);
    await refused(extendJobVerb, [id, '--until', '2026-11-01 12:00'], CliFault, /is over already\. Nothing has been changed/);
    await refused(withdrawJobVerb, ['nothing'], CliFault, /no vacancy nothing/);
    await refused(jobsVerb, ['--state', 'gone'], UsageError, /should be one of draft, /);
    await refused(exportJobsVerb, ['--authority', 'nobody'], UsageError, /no authority nobody/);
  });
});

describe('publisher keys', () => {
  test('are shown once, listed without themselves, and revoked', async () => {
    const { text: key } = await run(createKeyVerb, '--for', 'publisher', '--authority', 'derby', '--name', 'HR system');
    const keys = await createPublisherKeyRepository(store.read).keys();
    assert.equal(matchKey(keys, `Bearer ${key}`)?.authority, 'derby');
    const { text } = await run(keysVerb);
    assert.match(text, /^\w+ {2}derby {2}HR system, for publishing, made on 24 November 2026, in use$/m);
    assert.ok(!text.includes(key));
    await run(revokeKeyVerb, keys[0]?.id ?? '');
    assert.equal(matchKey(await createPublisherKeyRepository(store.read).keys(), `Bearer ${key}`), undefined);
    await refused(
      createKeyVerb,
      ['--for', 'doors', '--authority', 'derby', '--name', 'x'],
      UsageError,
      /--for should be one of vehicles, publisher/,
    );
  });
});

describe('job feeds by hand', () => {
  test('are added, listed and removed', async () => {
    assert.equal((await run(jobFeedsVerb)).text, 'There are no job feeds.');
    const words = ['--authority', 'derby', '--url', 'https://jobs.example/feed', '--kind', 'rss'];
    assert.match((await run(addJobFeedVerb, ...words)).text, /^The feed derby is looked at every 60 minutes/);
    assert.match((await run(addJobFeedVerb, ...words, '--refresh-minutes', '15')).text, /^The feed derby-2 is looked at every 15 minutes/);
    assert.match(
      (await run(jobFeedsVerb)).text,
      /^derby {2}derby {2}rss, every 60 minutes, never taken in yet {2}https:\/\/jobs\.example\/feed$/m,
    );
    await refused(addJobFeedVerb, [...words, '--refresh-minutes', '1'], UsageError, /5 to/);
    await refused(addJobFeedVerb, ['--authority', 'derby', '--url', 'file:///etc/passwd', '--kind', 'rss'], UsageError, /https:\/\//);
    await refused(addJobFeedVerb, ['--authority', 'derby', '--url', 'https://jobs.example/', '--kind', 'csv'], UsageError, /json-ld, rss/);
    await refused(refreshJobFeedsVerb, ['nothing'], CliFault, /no feed nothing/);
    for (const id of ['derby', 'derby-2']) await run(removeJobFeedVerb, id);
    await refused(removeJobFeedVerb, ['derby'], CliFault, /no feed derby/);
    assert.equal((await run(refreshJobFeedsVerb)).text, 'No feed is due.');
  });
});
