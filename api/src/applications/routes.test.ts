import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { tokenHash } from '../http/tokens.ts';
import { makeKey } from '../keys/access-key.ts';
import { createPublisherKeyRepository } from '../keys/publisher-keys.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { createApplicationRepository } from './repository.ts';
import { applicant, JO, STATEMENT } from './testing/applicant.ts';
import { pdf } from './testing/files.ts';
import { layVacancy } from './testing/vacancies.ts';

const OPEN = new Date('2026-11-24T10:00:00Z');
const DRIVER = 'bus-driver-belper-7k4m';
const LIST = `/api/v1/publisher/vacancies/${DRIVER}/applications`;
let now = OPEN;
let server: TestApp;
let keys: Readonly<Record<string, string>>;
beforeEach(() => {
  now = OPEN;
});
before(async () => {
  server = await startTestApp({ PUBLIC_URL: 'https://widgets.example' }, () => now);
  await layVacancy(server.store);
  const layKey = async (authority: string, revokedAt: string | null = null) => {
    const { key, id, hash } = makeKey();
    const one = { id, authority, name: authority, hash, createdAt: OPEN.toISOString(), revokedAt };
    await server.store.write(db => createPublisherKeyRepository(db).addKey(one));
    return key;
  };
  keys = {
    own: await layKey('amber-valley'),
    other: await layKey('bolsover'),
    revoked: await layKey('amber-valley', OPEN.toISOString()),
  };
});
after(() => server.stop());

let people = 0;
const apply = async (
  email: string,
  more: { readonly cv?: Buffer; readonly name?: string; readonly answers?: Record<string, string> } = {},
) => {
  const { start, post, upload } = applicant(server, `192.0.2.${++people}`);
  const link = await start(DRIVER);
  await post(`${link}/details`, { ...JO, email, name: more.name ?? JO.name });
  await post(`${link}/statement`, STATEMENT);
  if (more.cv) await upload(link, { name: 'Jo’s "CV".pdf', content: more.cv });
  await post(`${link}/check`, more.answers);
  const record = await createApplicationRepository(server.store.read).byTokenHash(tokenHash(link.split('/')[2] ?? '') ?? '');
  return { link, post, reference: record?.reference ?? '', id: record?.id ?? '' };
};
const get = (path: string, key = 'own') =>
  server.app.request(path, { headers: key === '' ? {} : { authorization: `Bearer ${keys[key] ?? key}` } });
const list = async (query = '') => JSON.parse(await (await get(`${LIST}${query}`)).text());

describe('the partner’s download', () => {
  test('opens to the key of the body alone', async () => {
    for (const key of ['', 'revoked', 'dtp_wrong']) {
      const reply = await get(LIST, key);
      assert.equal(reply.status, 401, key);
      assert.equal(reply.headers.get('www-authenticate'), 'Bearer');
    }
    for (const path of [LIST, `${LIST}.csv`, `${LIST}/J-7K4M-29QX/cv`]) assert.equal((await get(path, 'other')).status, 404, path);
    assert.equal((await get('/api/v1/publisher/vacancies/no-such-job/applications')).status, 404);
    assert.equal((await get(`${LIST}?people=all`)).status, 400);
  });

  test('gives what was sent, without drafts, and not to caches or other websites', async () => {
    await applicant(server, '198.51.100.1').start(DRIVER);
    const { reference, id } = await apply('list@people.example', { cv: pdf('mine') });
    const reply = await get(LIST);
    assert.equal(reply.headers.get('cache-control'), 'no-store');
    assert.equal(reply.headers.get('access-control-allow-origin'), null);
    const answer = await reply.json();
    assert.deepEqual(answer.vacancy, { id: DRIVER, title: 'Bus driver', closesAt: '2026-11-27T12:00:00.000Z' });
    assert.equal(answer.total, 1);
    assert.equal(answer.eraseAt, '2027-05-27T12:00:00.000Z');
    const [{ cv, ...one }] = answer.items;
    assert.deepEqual(one, {
      reference,
      sentAt: OPEN.toISOString(),
      name: 'Jo Brown',
      email: 'list@people.example',
      phone: '01629 555 0199',
      address: '1 High Street\nBelper',
      statement: 'I like buses.\nI drive one.',
    });
    assert.equal(cv.state, 'unscanned');
    assert.match(cv.notice, /^NOT SCANNED FOR VIRUSES/);
    assert.equal(cv.url, `https://widgets.example${LIST}/${reference}/cv`);
    assert.ok(server.logged().includes('applications downloaded'));
    for (const secret of [id, reference, 'list@people.example', 'Jo Brown']) assert.ok(!server.logged().includes(secret), secret);
  });

  test('gives the CV as a file to save, which says loudly that nobody scanned it', async () => {
    const { reference, id } = await apply('cv@people.example', { cv: pdf('this one') });
    const reply = await get(`${LIST}/${reference}/cv`);
    assert.equal(reply.status, 200);
    assert.deepEqual(Buffer.from(await reply.arrayBuffer()), pdf('this one'));
    assert.equal(reply.headers.get('content-type'), 'application/pdf');
    assert.equal(reply.headers.get('content-disposition'), `attachment; filename="NOT-SCANNED-${reference}-cv.pdf"`);
    assert.equal(reply.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(reply.headers.get('x-virus-scan'), 'NOT SCANNED');
    assert.equal(reply.headers.get('cache-control'), 'no-store');
    assert.ok(server.logged().includes(id));
  });

  test('never gives a file that is held or was infected', async () => {
    const { reference, id } = await apply('held@people.example', { cv: pdf() });
    await server.store.write(async db => {
      const repository = createApplicationRepository(db);
      const file = await repository.fileOf(id);
      assert.ok(file);
      await repository.removeFiles(id);
      await repository.addFile({ ...file, state: 'held' }, pdf());
    });
    const held = await get(`${LIST}/${reference}/cv`);
    assert.equal(held.status, 409);
    assert.equal(held.headers.get('retry-after'), '60');
    const cvOf = async () => (await list()).items.find((one: { reference: string }) => one.reference === reference).cv;
    assert.deepEqual([(await cvOf()).state, (await cvOf()).url], ['held', null]);
    await server.store.write(async db => {
      const repository = createApplicationRepository(db);
      await repository.settleFile((await repository.fileOf(id))?.id ?? '', 'infected', OPEN.toISOString());
    });
    assert.equal((await get(`${LIST}/${reference}/cv`)).status, 410);
    assert.deepEqual([(await cvOf()).state, (await cvOf()).url], ['infected', null]);
  });

  test('gives all as a table that no spreadsheet runs', async () => {
    const { reference } = await apply('csv@people.example', { name: '=HYPERLINK("https://evil.example")' });
    const reply = await get(`${LIST}.csv`);
    assert.match(reply.headers.get('content-disposition') ?? '', /^attachment; filename="applications-bus-driver-belper-7k4m\.csv"$/);
    const rows: readonly Record<string, string>[] = parse(await reply.text(), { columns: true });
    const row = rows.find(one => one.reference === reference);
    assert.equal(row?.name, `'=HYPERLINK("https://evil.example")`);
    assert.equal(row?.statement, 'I like buses.\nI drive one.');
    assert.equal(row?.cv_state, '');
  });

  test('says which were withdrawn, and nothing more of them', async () => {
    const { link, post, reference } = await apply('gone@people.example', { cv: pdf() });
    await post(`${link}/withdraw`);
    const answer = await list();
    assert.deepEqual(answer.withdrawn, [{ reference, withdrawnAt: OPEN.toISOString() }]);
    assert.ok(!answer.items.some((one: { reference: string }) => one.reference === reference));
    assert.equal((await get(`${LIST}/${reference}/cv`)).status, 404);
  });

  test('comes in pages', async () => {
    const { total } = await list();
    const pages = await Promise.all(Array.from({ length: total }, (_, at) => list(`?pageSize=1&page=${at + 1}`)));
    const references = new Set(pages.flatMap(({ items }) => items.map((one: { reference: string }) => one.reference)));
    assert.equal(references.size, total);
  });

  test('tells equality answers only once it has closed, and only in fives', async () => {
    for (let count = 0; count < 5; count++) await apply(`many${count}@people.example`, { answers: { sex: 'female' } });
    await apply('few@people.example', { answers: { sex: 'male' } });
    assert.equal((await list()).equality, null);
    now = new Date('2026-11-27T12:00:00Z');
    const { equality, equalityNotice } = await list();
    assert.match(equalityNotice, /rounded down to a multiple of five/);
    assert.deepEqual(equality.find(({ question }: { question: string }) => question === 'What is your sex?').answers, [
      { answer: 'Female', count: 5 },
      { answer: 'Male', count: 'fewer than 5' },
      { answer: 'Prefer not to say', count: 'fewer than 5' },
    ]);
  });

  test('one more answer does not show in them when the job is closed, opened and closed again', async () => {
    const id = 'counted-job';
    await layVacancy(server.store, { id, reference: 'AV-9' });
    const told = async () => {
      now = new Date('2026-11-27T12:00:00Z');
      const { equality } = JSON.parse(await (await get(LIST.replace(DRIVER, id))).text());
      now = OPEN;
      return JSON.stringify(equality);
    };
    const count = (answer: string) => server.store.write(db => createApplicationRepository(db).countAnswer(id, 'sex', answer));
    for (let nth = 0; nth < 6; nth++) for (const answer of ['female', 'male']) await count(answer);
    const before = await told();
    assert.match(before, /"Female","count":5/);
    await count('female');
    assert.equal(await told(), before);
  });
});
