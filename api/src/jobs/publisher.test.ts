import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeKey } from '../keys/access-key.ts';
import { createPublisherKeyRepository } from '../keys/publisher-keys.ts';
import { startTestApp, TEST_NOW, type TestApp } from '../testing/app.ts';
import { createVacancyRepository } from './repository.ts';
import { GIVEN } from './testing/sound-vacancy.ts';

const LIST = '/api/v1/publisher/vacancies';

let clock = TEST_NOW;
let server: TestApp;
const keys = { derbyshire: '', derby: '', revoked: '' };
before(async () => {
  server = await startTestApp({}, () => clock);
  await server.store.write(async db => {
    const repository = createPublisherKeyRepository(db);
    for (const [name, authority] of [
      ['derbyshire', 'derbyshire'],
      ['derby', 'derby'],
      ['revoked', 'derby'],
    ] as const) {
      const { key, id, hash } = makeKey();
      keys[name] = key;
      await repository.addKey({ id, authority, name, hash, createdAt: clock.toISOString(), revokedAt: null });
      if (name === 'revoked') await repository.revokeKey(id, clock);
    }
  });
});
after(() => server.stop());

const ask = async (method: string, path: string, body?: unknown, key = keys.derbyshire) => {
  const headers = { ...(key ? { authorization: `Bearer ${key}` } : {}) };
  const init = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  const response = await server.app.request(path, { method, headers, ...init });
  return { status: response.status, headers: response.headers, json: await response.json() };
};
const faultsOf = ({ json }: Awaited<ReturnType<typeof ask>>): string[] =>
  (json.errors ?? []).map(({ path, message }: { path: string; message: string }) => `${path} ${message}`);

describe('a partner’s own system', () => {
  test('publishes a vacancy, which everyone then finds', async () => {
    const { status, headers, json } = await ask('POST', LIST, { ...GIVEN, description: 'Care at night.<script>alert(1)</script>' });
    assert.equal(status, 201, JSON.stringify(json));
    assert.match(json.id, /^care-worker-nights-[0-9a-z]{4}$/);
    assert.match(headers.get('location') ?? '', /\/api\/v1\/publisher\/vacancies\/R1$/);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.deepEqual(
      [json.state, json.authority, json.description, json.summary, json.closesAt, json.applyUrl],
      ['open', 'derbyshire', '<p>Care at night.</p>', 'Care at night.', '2026-12-20T12:00:00.000Z', null],
    );
    assert.ok(Math.abs(json.lat - 53.02) < 0.05, 'Belper is known');
    await server.refresh();
    const shown = await server.app.request(`/api/v1/jobs/${json.id}`);
    assert.equal(shown.status, 200);
  });

  test('may send the same again and again', async () => {
    clock = new Date(TEST_NOW.getTime() + 60_000);
    const body = { ...GIVEN, description: 'Care at night.<script>alert(1)</script>' };
    const first = await ask('PUT', `${LIST}/R1`, body);
    const again = await ask('POST', LIST, body);
    assert.deepEqual([again.status, again.json], [200, first.json]);
    assert.equal(again.json.updatedAt, TEST_NOW.toISOString(), 'nothing was touched');
  });

  test('is told how to change one that is there, and changes it', async () => {
    const other = { ...GIVEN, title: 'Care worker (days)' };
    const conflict = await ask('POST', LIST, other);
    assert.equal(conflict.status, 409);
    assert.match(conflict.json.detail, /another vacancy with the reference R1\. To change it, send this by PUT/);
    assert.match(conflict.headers.get('location') ?? '', /vacancies\/R1$/);
    const { status, json } = await ask('PUT', `${LIST}/R1`, other);
    assert.equal(status, 200);
    assert.equal(json.title, 'Care worker (days)');
    assert.match(json.id, /^care-worker-nights-/, 'its address stays');
  });

  test('creates by PUT too, with a reference that has to be encoded', async () => {
    const { reference: _reference, ...rest } = GIVEN;
    const { status, headers, json } = await ask('PUT', `${LIST}/${encodeURIComponent('2026/11 A&B')}`, { ...rest, publishAt: null });
    assert.deepEqual([status, json.reference, json.state], [201, '2026/11 A&B', 'draft']);
    assert.match(headers.get('location') ?? '', /2026%2F11%20A%26B$/);
  });

  test('withdraws, twice as well as once, and publishes again', async () => {
    const gone = await ask('DELETE', `${LIST}/R1`);
    assert.deepEqual([gone.status, gone.json.state], [200, 'withdrawn']);
    assert.deepEqual((await ask('DELETE', `${LIST}/R1`)).json, gone.json);
    const post = await ask('POST', LIST, GIVEN);
    assert.deepEqual([post.status, /was withdrawn\. To publish it again/.test(post.json.detail)], [409, true]);
    assert.equal((await ask('PUT', `${LIST}/R1`, GIVEN)).json.state, 'open');
    assert.equal((await ask('DELETE', `${LIST}/none`)).status, 404);
  });

  test('hears of every fault at once, and nothing is kept', async () => {
    const refused = await ask('POST', LIST, {
      authority: 'derby',
      reference: 'R9',
      title: '<b>Cook</b>',
      description: '<script>1</script>',
      category: 'cooking',
      contract: 'permanent',
      patterns: [],
      salary: { min: 30_000, max: 20_000, interval: 'year' },
      applyUrl: 'javascript:alert(1)',
      closesAt: '2026-11-01 12:00',
      sharedWith: ['nobody'],
      withdrawnAt: null,
      colour: 'red',
    });
    assert.equal(refused.status, 400);
    const faults = faultsOf(refused);
    for (const fault of [
      /^authority can only be the body of the key$/,
      /^title has HTML in it/,
      /^description is empty$/,
      /^category should be one of social-care, /,
      /^patterns names no pattern$/,
      /^salary\.max is less than min$/,
      /^applyUrl should be a full address/,
      /^closesAt is over already: it was 1 November 2026 at 12:00$/,
      /^sharedWith\.0 names nobody, which is not a partner$/,
      /^withdrawnAt is not a field here$/,
      /^colour is not a field here$/,
    ])
      assert.ok(
        faults.some(one => fault.test(one)),
        `${fault} is not in ${JSON.stringify(faults)}`,
      );
    assert.equal(await createVacancyRepository(server.store.read).byReference('derbyshire', 'R9'), undefined);
    for (const [body, fault] of [
      ['{', 'body is not JSON'],
      ['[]', 'body should be a JSON object'],
      [{ ...GIVEN, closesAt: '2026-12-20' }, /^closesAt has no time of day: write 2026-12-20 23:59/],
      [{ ...GIVEN, closesAt: '2036-12-20 12:00' }, /^closesAt is more than a year ahead: it would be 20 December 2036 at 12:00$/],
      [{ ...GIVEN, publishAt: '2026-12-21T12:00Z' }, 'closesAt should be later than the publishing'],
      [{ ...GIVEN, lat: 53 }, 'lng is missing: give both or neither'],
      [{ ...GIVEN, sharedWith: ['derbyshire'] }, 'sharedWith names the body itself'],
      [{ ...GIVEN, description: 'word '.repeat(20_000) }, /^description has 20,000 words/],
    ] as const) {
      const answer = await ask('POST', LIST, body);
      assert.equal(answer.status, 400);
      assert.match(faultsOf(answer).join('; '), fault instanceof RegExp ? fault : new RegExp(`^${fault}$`));
    }
    assert.deepEqual(faultsOf(await ask('PUT', `${LIST}/R1`, { ...GIVEN, reference: 'R2' })), ['reference is not that of the address']);
    assert.equal((await ask('POST', LIST, `"${'x'.repeat(1_300_000)}"`)).status, 413);
  });

  test('sees and touches its own vacancies alone', async () => {
    const mine = await ask('GET', LIST);
    assert.ok(mine.json.items.length > 2);
    assert.ok(mine.json.items.every((one: { authority: string }) => one.authority === 'derbyshire'));
    assert.equal((await ask('DELETE', `${LIST}/R1`, undefined, keys.derby)).status, 404);
    const theirs = await ask('POST', LIST, { ...GIVEN, title: 'Another' }, keys.derby);
    assert.deepEqual([theirs.status, theirs.json.authority], [201, 'derby']);
  });

  test('gets no further without a key that opens, and not for ever', async () => {
    for (const key of ['', 'dtp_wrong', keys.revoked]) {
      const { status, headers, json } = await ask('POST', LIST, GIVEN, key);
      assert.deepEqual([status, headers.get('www-authenticate'), json.title], [401, 'Bearer', 'Not authorised']);
    }
    let last = await ask('GET', LIST, undefined, 'dtp_wrong');
    for (let count = 0; count < 30; count++) last = await ask('GET', LIST, undefined, 'dtp_wrong');
    assert.equal(last.status, 429);
    assert.match(last.headers.get('retry-after') ?? '', /^\d+$/);
    assert.equal((await ask('GET', LIST)).status, 200, 'whoever has a key is not held up');
    assert.doesNotMatch(server.logged(), /dtp_/);
  });

  test('is asked to go slower when it floods', async () => {
    let last = await ask('GET', LIST, undefined, keys.derby);
    for (let count = 0; count < 200; count++) last = await ask('GET', LIST, undefined, keys.derby);
    assert.deepEqual([last.status, last.json.title], [429, 'Too much at once']);
  });

  test('may run in a browser', async () => {
    const preflight = await server.app.request(`${LIST}/R1`, { method: 'OPTIONS' });
    assert.equal(preflight.headers.get('access-control-allow-methods'), 'GET, HEAD, POST, PUT, DELETE, OPTIONS');
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /authorization/);
    assert.equal(
      (await server.app.request('/api/v1/jobs', { method: 'OPTIONS' })).headers.get('access-control-allow-methods'),
      'GET, HEAD, POST, OPTIONS',
    );
    assert.equal((await server.app.request(LIST, { method: 'PATCH' })).status, 405);
  });

  test('finds the API in the reference', async () => {
    const document = await (await server.app.request('/openapi.json')).json();
    assert.deepEqual(Object.keys(document.paths[LIST]), ['get', 'post']);
    assert.deepEqual(Object.keys(document.paths[`${LIST}/{reference}`]), ['put', 'delete']);
  });
});
