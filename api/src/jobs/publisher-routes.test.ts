import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { Problem } from '@dtp/contract/problem.ts';
import { GivenVacancy, PublishedVacancy } from '@dtp/contract/publisher.ts';
import { z } from 'zod';
import { makeKey } from '../keys/access-key.ts';
import { createPublisherKeyRepository } from '../keys/publisher-keys.ts';
import { readVersion } from '../store/versions.ts';
import { startTestApp, TEST_NOW, type TestApp } from '../testing/app.ts';
import { givenVacancy } from './given-vacancy.ts';
import { createVacancyRepository } from './repository.ts';
import { layVacancies, vacancyWith } from './testing/vacancies.ts';

const LIST = '/api/v1/publisher/vacancies';
let now = TEST_NOW;
let running: TestApp;
let derby = '';
let erewash = '';

const newKey = async (authority: string): Promise<{ key: string; id: string }> => {
  const { key, id, hash } = makeKey();
  const row = { id, authority, name: 'Recruitment system', hash, createdAt: now.toISOString(), revokedAt: null };
  await running.store.write(db => createPublisherKeyRepository(db).addKey(row));
  return { key, id };
};

before(async () => {
  running = await startTestApp({}, () => now);
});
after(() => running.stop());
beforeEach(async () => {
  now = TEST_NOW;
  await layVacancies(running.store, [], now);
  derby = (await newKey('derby')).key;
  erewash = (await newKey('erewash')).key;
});

const cook = {
  reference: 'D-1',
  title: 'Cook',
  description: 'Cook lunch.',
  category: 'catering-cleaning',
  contract: 'permanent',
  patterns: ['part-time'],
  closesAt: '2026-11-27 12:00',
};

const send = async (method: string, path: string, body?: unknown, key: string | null = derby): Promise<Response> =>
  running.app.request(path, {
    method,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(key === null ? {} : { headers: { authorization: `Bearer ${key}` } }),
  });
const published = async (reply: Response, status = 200): Promise<PublishedVacancy> => {
  const answer: unknown = await reply.json();
  assert.equal(reply.status, status, JSON.stringify(answer));
  return PublishedVacancy.parse(answer);
};
const problem = async (reply: Response, status: number): Promise<Problem> => {
  const answer: unknown = await reply.json();
  assert.equal(reply.status, status, JSON.stringify(answer));
  assert.match(reply.headers.get('content-type') ?? '', /^application\/problem\+json/);
  return Problem.parse(answer);
};
const faultsOf = ({ errors = [] }: Problem): string[] => errors.map(({ path, message }) => `${path} ${message}`);
const listed = async (key = derby) =>
  z.object({ items: z.array(PublishedVacancy) }).parse(await (await send('GET', LIST, undefined, key)).json()).items;
const onRecord = () => createVacancyRepository(running.store.read).all();

describe('publishing a vacancy', () => {
  test('twice, as after a reply that was lost, answers 200 with the same, and changes nothing', async () => {
    const first = await published(await send('POST', LIST, cook), 201);
    const version = await readVersion(running.store.read, 'jobs');
    now = new Date('2026-11-23T12:00:00Z');
    assert.deepEqual(await published(await send('POST', LIST, cook)), first);
    assert.equal(await readVersion(running.store.read, 'jobs'), version);
    assert.equal((await onRecord()).length, 1);
  });

  test('many times at once lays it down once', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, () => send('POST', LIST, cook)));
    assert.deepEqual(replies.map(({ status }) => status).toSorted(), [200, 200, 200, 200, 200, 200, 200, 201]);
    assert.equal((await onRecord()).length, 1);
  });

  test('with a reference that another body has is fine', async () => {
    await published(await send('POST', LIST, cook), 201);
    await published(await send('POST', LIST, cook, erewash), 201);
    assert.deepEqual((await onRecord()).map(({ authority }) => authority).toSorted(), ['derby', 'erewash']);
  });

  test('takes a draft, and one for later', async () => {
    assert.equal((await published(await send('POST', LIST, { ...cook, publishAt: null }), 201)).state, 'draft');
    const later = { ...cook, reference: 'D-2', publishAt: '2026-11-24 09:00' };
    assert.equal((await published(await send('POST', LIST, later), 201)).state, 'scheduled');
  });
});

describe('changing a vacancy', () => {
  test('by PUT creates it once, and then changes it under the same id', async () => {
    const { reference: _reference, ...body } = cook;
    const first = await published(await send('PUT', `${LIST}/D-1`, body), 201);
    await published(await send('PUT', `${LIST}/D-1`, body));
    const second = await published(await send('PUT', `${LIST}/D-1`, { ...body, title: 'Head cook' }));
    assert.deepEqual([second.id, second.title, second.publishAt], [first.id, 'Head cook', first.publishAt]);
    assert.equal((await onRecord()).length, 1);
  });

  test('goes by a reference with any character in it', async () => {
    const reference = 'D/1 ä?#%';
    const path = `${LIST}/${encodeURIComponent(reference)}`;
    assert.equal((await published(await send('PUT', path, { ...cook, reference }), 201)).reference, reference);
    assert.equal((await published(await send('DELETE', path))).state, 'withdrawn');
  });

  test('refuses another reference than that of the address', async () =>
    assert.deepEqual(faultsOf(await problem(await send('PUT', `${LIST}/D-2`, cook), 400)), ['reference is not that of the address']));

  test('makes it new when it is shown, and not again when it is dated anew', async () => {
    const shownFrom = async () => (await onRecord())[0]?.shownFrom;
    await published(await send('PUT', `${LIST}/D-1`, { ...cook, publishAt: null }), 201);
    assert.equal(await shownFrom(), null);
    const first = new Date('2026-11-24T10:00:00Z');
    now = first;
    await published(await send('PUT', `${LIST}/D-1`, { ...cook, publishAt: '2026-11-24 00:00' }));
    assert.equal(await shownFrom(), first.toISOString());
    now = new Date('2026-11-25T10:00:00Z');
    const again = await published(await send('PUT', `${LIST}/D-1`, { ...cook, publishAt: '2026-11-25 09:00' }));
    assert.equal(again.publishAt, '2026-11-25T09:00:00.000Z');
    assert.equal(await shownFrom(), first.toISOString());
    assert.ok(!('shownFrom' in again));
  });

  test('may be said again after it has closed, and opens it again with a new closing', async () => {
    await published(await send('PUT', `${LIST}/D-1`, cook), 201);
    now = new Date('2026-12-01T12:00:00Z');
    assert.equal((await published(await send('PUT', `${LIST}/D-1`, cook))).state, 'closed');
    assert.equal((await published(await send('PUT', `${LIST}/D-1`, { ...cook, closesAt: '2026-12-11 12:00' }))).state, 'open');
  });
});

describe('the key', () => {
  test('shows the vacancies of its body alone, in every state', async () => {
    await layVacancies(
      running.store,
      [
        vacancyWith({ id: 'a-1111', authority: 'derby', publishAt: null }),
        vacancyWith({ id: 'b-2222', authority: 'derby', closesAt: '2026-11-21T12:00:00.000Z' }),
        vacancyWith({ id: 'c-3333', authority: 'erewash', sharedWith: ['derby'] }),
      ],
      now,
    );
    assert.deepEqual(
      (await listed()).map(({ id, state }) => [id, state]),
      [
        ['a-1111', 'draft'],
        ['b-2222', 'closed'],
      ],
    );
  });

  test('that sends too much is told how long to wait, and troubles no other', async () => {
    let last = await send('GET', LIST);
    for (let sent = 0; last.status === 200 && sent < 1000; sent++) last = await send('GET', LIST);
    assert.ok(Number(last.headers.get('retry-after')) >= 1);
    await problem(last, 429);
    assert.equal((await send('GET', LIST, undefined, erewash)).status, 200);
    now = new Date(now.getTime() + 60_000);
    assert.equal((await send('GET', LIST)).status, 200);
  });
});

describe('the contract', () => {
  test('names the fields that are taken', () => {
    const taken = givenVacancy({ now, authorities: new Set(), closesOnRecord: () => undefined });
    const { withdrawnAt: _ofFilesAlone, ...fields } = taken.shape;
    assert.deepEqual(Object.keys(GivenVacancy.shape).toSorted(), Object.keys(fields).toSorted());
  });
});
