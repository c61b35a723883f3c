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
import { GIVEN } from './testing/sound-vacancy.ts';
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
  test('lays it down clean, and everyone then finds it', async () => {
    const sent = await send('POST', LIST, { ...GIVEN, description: 'Care at night.<script>alert(1)</script>' });
    assert.match(sent.headers.get('location') ?? '', /\/api\/v1\/publisher\/vacancies\/R1$/);
    assert.equal(sent.headers.get('cache-control'), 'no-store');
    const { id, state, authority, description, summary, closesAt, applyUrl, lat } = await published(sent, 201);
    assert.match(id, /^care-worker-nights-[0-9a-z]{4}$/);
    assert.deepEqual(
      [state, authority, description, summary, closesAt, applyUrl],
      ['open', 'derby', '<p>Care at night.</p>', 'Care at night.', '2026-12-20T12:00:00.000Z', null],
    );
    assert.ok(Math.abs((lat ?? 0) - 53.02) < 0.05, 'Belper is known');
    await running.refresh();
    assert.equal((await running.app.request(`/api/v1/jobs/${id}`)).status, 200);
  });

  test('under a reference that has another is refused, and says how to change that one', async () => {
    await published(await send('POST', LIST, cook), 201);
    const reply = await send('POST', LIST, { ...cook, title: 'Head cook' });
    assert.match(reply.headers.get('location') ?? '', /vacancies\/D-1$/);
    assert.match((await problem(reply, 409)).detail ?? '', /another vacancy with the reference D-1\. To change it, send this by PUT/);
  });

  test('hears of every fault at once, and nothing is kept', async () => {
    const refused = await send('POST', LIST, {
      authority: 'erewash',
      reference: 'R9',
      title: '<b>Cook</b>',
      description: '<script>1</script>',
      category: 'cooking',
      contract: 'permanent',
      patterns: [],
      salary: { min: 30_000, max: 20_000, interval: 'year' },
      applyUrl: 'javascript:alert(1)',
      postcode: 'hello',
      publishAt: 'soon',
      closesAt: '2026-11-01 12:00',
      sharedWith: ['nobody'],
      withdrawnAt: null,
      sample: true,
      colour: 'red',
    });
    const faults = faultsOf(await problem(refused, 400));
    for (const fault of [
      /^authority can only be the body of the key$/,
      /^title has HTML in it/,
      /^description is empty$/,
      /^category should be one of social-care, /,
      /^patterns names no pattern$/,
      /^salary\.max is less than min$/,
      /^applyUrl should be a full address that starts with https:\/\/ or http:\/\/$/,
      /^postcode should be a whole postcode such as DE4 3AG$/,
      /^publishAt /,
      /^closesAt is over already: it was 1 November 2026 at 12:00$/,
      /^sharedWith\.0 names nobody, which is not a partner$/,
      /^withdrawnAt is not a field here$/,
      /^sample is not a field here$/,
      /^colour is not a field here$/,
    ])
      assert.ok(
        faults.some(one => fault.test(one)),
        `${fault} is not in ${JSON.stringify(faults)}`,
      );
    assert.equal(faults.filter(one => one.startsWith('applyUrl ')).length, 1, 'one fault is said once');
    assert.equal(await createVacancyRepository(running.store.read).byReference('derby', 'R9'), undefined);
    for (const [body, fault] of [
      ['{', 'body is not JSON'],
      ['[]', 'body should be a JSON object'],
      [{ ...GIVEN, closesAt: '2026-12-20' }, /^closesAt has no time of day: write 2026-12-20 23:59/],
      [{ ...GIVEN, closesAt: '2036-12-20 12:00' }, /^closesAt is more than a year ahead: it would be 20 December 2036 at 12:00$/],
      [{ ...GIVEN, publishAt: '2026-12-21T12:00Z' }, 'closesAt should be later than the publishing'],
      [{ ...GIVEN, lat: 53 }, 'lng is missing: give both or neither'],
      [{ ...GIVEN, sharedWith: ['derby'] }, 'sharedWith names the body itself'],
      [{ ...GIVEN, description: 'word '.repeat(20_000) }, /^description has 20,000 words/],
    ] as const) {
      const answer = await problem(await send('POST', LIST, body), 400);
      assert.match(faultsOf(answer).join('; '), fault instanceof RegExp ? fault : new RegExp(`^${fault}$`));
    }
    assert.equal((await send('POST', LIST, `"${'x'.repeat(1_300_000)}"`)).status, 413);
  });

  test('twice, as after a reply that was lost, answers 200 with the same, and changes nothing', async () => {
    const first = await published(await send('POST', LIST, cook), 201);
    const version = await readVersion(running.store.read, 'jobs');
    now = new Date('2026-11-23T12:00:00Z');
    assert.deepEqual(await published(await send('POST', LIST, cook)), first);
    assert.deepEqual(await published(await send('PUT', `${LIST}/D-1`, cook)), first);
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
    const sent = await send('PUT', path, { ...cook, reference });
    assert.ok(sent.headers.get('location')?.endsWith(path), sent.headers.get('location') ?? '');
    assert.equal((await published(sent, 201)).reference, reference);
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

describe('withdrawing a vacancy', () => {
  test('may be said twice, and a PUT publishes it again', async () => {
    await published(await send('POST', LIST, cook), 201);
    const gone = await published(await send('DELETE', `${LIST}/D-1`));
    assert.equal(gone.state, 'withdrawn');
    assert.deepEqual(await published(await send('DELETE', `${LIST}/D-1`)), gone);
    assert.match((await problem(await send('POST', LIST, cook), 409)).detail ?? '', /was withdrawn\. To publish it again/);
    assert.equal((await published(await send('PUT', `${LIST}/D-1`, cook))).state, 'open');
  });

  test('is for the body whose it is alone', async () => {
    await published(await send('POST', LIST, cook), 201);
    await problem(await send('DELETE', `${LIST}/D-1`, undefined, erewash), 404);
    await problem(await send('DELETE', `${LIST}/none`), 404);
  });
});

describe('the key', () => {
  test('gets nobody any further who has none that opens, and not for ever', async () => {
    const revoked = await newKey('derby');
    await running.store.write(db => createPublisherKeyRepository(db).revokeKey(revoked.id, now));
    for (const key of [null, 'dtp_wrong', revoked.key]) {
      const reply = await send('POST', LIST, GIVEN, key);
      assert.equal(reply.headers.get('www-authenticate'), 'Bearer');
      assert.equal((await problem(reply, 401)).title, 'Not authorised');
    }
    let last = await send('GET', LIST, undefined, 'dtp_wrong');
    for (let count = 0; count < 30; count++) last = await send('GET', LIST, undefined, 'dtp_wrong');
    assert.equal(last.status, 429);
    assert.match(last.headers.get('retry-after') ?? '', /^\d+$/);
    assert.equal((await send('GET', LIST)).status, 200, 'whoever has a key is not held up');
    assert.doesNotMatch(running.logged(), /dtp_/);
  });

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
    for (let sent = 0; last.status === 200 && sent <= 200; sent++) last = await send('GET', LIST);
    assert.ok(Number(last.headers.get('retry-after')) >= 1);
    assert.equal((await problem(last, 429)).title, 'Too much at once');
    assert.equal((await send('GET', LIST, undefined, erewash)).status, 200);
    now = new Date(now.getTime() + 60_000);
    assert.equal((await send('GET', LIST)).status, 200);
  });
});

describe('the contract', () => {
  test('may run in a browser', async () => {
    const preflight = await running.app.request(`${LIST}/R1`, { method: 'OPTIONS' });
    assert.equal(preflight.headers.get('access-control-allow-methods'), 'GET, HEAD, POST, PUT, DELETE, OPTIONS');
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /authorization/);
    assert.equal(
      (await running.app.request('/api/v1/jobs', { method: 'OPTIONS' })).headers.get('access-control-allow-methods'),
      'GET, HEAD, POST, OPTIONS',
    );
    assert.equal((await running.app.request(LIST, { method: 'PATCH' })).status, 405);
  });

  test('finds the API in the reference', async () => {
    const document = await (await running.app.request('/openapi.json')).json();
    assert.deepEqual(Object.keys(document.paths[LIST]), ['get', 'post']);
    assert.deepEqual(Object.keys(document.paths[`${LIST}/{reference}`]), ['put', 'delete']);
  });

  test('names the fields that are taken', () => {
    const taken = givenVacancy({ now, authorities: new Set(), closesOnRecord: () => undefined });
    const { withdrawnAt: _ofFilesAlone, sample: _ofFilesToo, ...fields } = taken.shape;
    assert.deepEqual(Object.keys(GivenVacancy.shape).toSorted(), Object.keys(fields).toSorted());
  });
});
