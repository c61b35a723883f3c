import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import pino from 'pino';
import { openStore, type Store } from '../store/connect.ts';
import { readVersion } from '../store/versions.ts';
import { type HolidayRefreshDeps, isDue, refreshHolidays } from './holiday-refresh.ts';
import { type BankHoliday, createHolidayRepository } from './holiday-repository.ts';
import { startHolidayRefreshing } from './holiday-schedule.ts';
import { seedHolidays } from './seed.ts';
import { takeHolidays } from './take-holidays.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const HOUR = 3_600_000;
const AT = NOW.toISOString();

let server: Server;
let url = '';
let answer: RequestListener = (_request, response) => void response.end();
let asked: (string | undefined)[] = [];
before(async () => {
  server = createServer((request, response) => {
    asked.push(request.headers['if-none-match']);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  url = `http://127.0.0.1:${typeof place === 'object' && place ? place.port : 0}/bank-holidays.json`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

let folder: string;
let store: Store;
let starter: readonly BankHoliday[];
let faults: unknown[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dtp-holidays-test-'));
  store = openStore(join(folder, 'record.sqlite'));
  await store.write(db => seedHolidays(db, NOW));
  starter = await createHolidayRepository(store.read).all();
  asked = [];
  faults = [];
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const deps = (more: Partial<HolidayRefreshDeps> = {}): HolidayRefreshDeps => ({
  store,
  url,
  now: () => NOW,
  stop: new AbortController().signal,
  onFault: fault => void faults.push(fault),
  ...more,
});
const later = (hours: number) => ({ now: () => new Date(NOW.getTime() + hours * HOUR) });

const feedOf = (holidays: readonly BankHoliday[]): string =>
  JSON.stringify({ 'england-and-wales': { division: 'england-and-wales', events: holidays.map(one => ({ ...one, bunting: true })) } });
const sends =
  (body: string, etag?: string): RequestListener =>
  (_request, response) =>
    void response.writeHead(200, etag ? { etag } : {}).end(body);

const record = async () => {
  const holidays = createHolidayRepository(store.read);
  const feed = await holidays.feed();
  return { dates: (await holidays.all()).map(({ date }) => date), feed, fault: feed?.fault, tried: feed?.lastTriedAt };
};
const dates = () => starter.map(({ date }) => date);

describe('bank holidays are renewed', () => {
  test('with a one-off holiday, which is on record from then on', async () => {
    answer = sends(feedOf([...starter, { date: '2027-06-04', title: 'Coronation', notes: '' }]), '"v1"');
    const version = await readVersion(store.read, 'hours');
    assert.deepEqual(await refreshHolidays(deps()), { kind: 'taken', changed: true });
    const { dates: now, fault, tried, feed } = await record();
    assert.deepEqual(now, [...dates(), '2027-06-04'].sort());
    assert.deepEqual([fault, tried, feed?.importedAt, feed?.validators?.etag], [null, AT, AT, '"v1"']);
    assert.equal(await readVersion(store.read, 'hours'), version + 1);
  });

  test('once a day, and an hour after a failure', async () => {
    answer = sends(feedOf(starter));
    await refreshHolidays(deps());
    assert.equal(await refreshHolidays(deps(later(23))), undefined);
    assert.equal((await refreshHolidays(deps(later(24))))?.kind, 'taken');
    assert.equal(asked.length, 2);
    assert.deepEqual(
      [
        [null, null],
        [AT, null],
        [AT, 'It failed.'],
      ].map(([lastTriedAt = null, fault = null]) => isDue({ lastTriedAt, fault }, new Date(NOW.getTime() + HOUR))),
      [true, false, true],
    );
  });

  test('by what this source said of itself, not what another one did', async () => {
    answer = sends(feedOf(starter), '"v1"');
    await refreshHolidays(deps());
    await refreshHolidays(deps({ url: url.replace('bank-holidays', 'elsewhere') }), true);
    await refreshHolidays(deps({ url: url.replace('bank-holidays', 'elsewhere') }), true);
    assert.deepEqual(asked, [undefined, undefined, '"v1"']);
  });

  test('again at the next start where the server stopped meanwhile', async () => {
    const stopping = new AbortController();
    answer = () => stopping.abort();
    await assert.rejects(refreshHolidays(deps({ stop: stopping.signal })));
    assert.deepEqual(await record().then(({ tried, fault }) => [tried, fault]), [null, null]);
    answer = sends(feedOf(starter));
    assert.equal((await refreshHolidays(deps()))?.kind, 'taken');
  });

  test('whenever somebody asks', async () => {
    answer = sends(feedOf(starter));
    await refreshHolidays(deps());
    assert.deepEqual(await refreshHolidays(deps(later(1)), true), { kind: 'taken', changed: false });
  });

  test('only where something has changed, and a list that is the same counts as checked', async () => {
    answer = sends(feedOf(starter), '"v1"');
    await refreshHolidays(deps());
    answer = (_request, response) => void response.writeHead(304).end();
    assert.deepEqual(await refreshHolidays(deps(later(24))), { kind: 'same' });
    assert.deepEqual(asked, [undefined, '"v1"']);
    assert.equal((await record()).feed?.importedAt, later(24).now().toISOString());
  });

  test('after an import by hand from all that the source has', async () => {
    answer = sends(feedOf(starter), '"v1"');
    await refreshHolidays(deps());
    await store.write(db => takeHolidays(db, starter.slice(0, 12), { name: 'GOV.UK', validators: null }, { now: NOW, force: true }));
    await refreshHolidays(deps(later(24)));
    assert.deepEqual(asked, [undefined, undefined]);
    assert.deepEqual((await record()).dates, dates());
  });

  test('once when two processes find that it is time', async () => {
    answer = sends(feedOf(starter));
    const other = openStore(store.file);
    const outcomes = await Promise.all([refreshHolidays(deps()), refreshHolidays(deps({ store: other }))]);
    other.close();
    assert.equal(outcomes.filter(Boolean).length, 1);
    assert.equal(asked.length, 1);
  });
});

describe('the last list stays in force, and the record says why, when the source', () => {
  const coming = (holidays: readonly BankHoliday[]) => holidays.filter(({ date }) => date !== '2026-12-25' && date !== '2027-03-26');
  for (const [what, listener, why] of [
    ['answers with an error', (_request, response) => void response.writeHead(503).end('sorry'), /^The source answered with 503 instead/],
    ['sends a page', sends('<!doctype html><title>Sorry</title>'), /^The list that the source sent is not JSON/],
    ['sends another shape', sends('{"events":[]}'), /^The list that the source sent is not a list of bank holidays in the shape/],
    ['sends another division', sends('{"scotland":{"division":"scotland","events":[]}}'), /only of scotland\.$/],
    ['sends an empty list', sends(feedOf([])), /^The list that the source sent has no bank holidays in it\.$/],
    [
      'sends a day that does not exist',
      sends(feedOf([{ date: '2027-02-29', title: 'Leap day', notes: '' }])),
      /^The list that the source sent has a date that is 2027-02-29, which the calendar does not have\.$/,
    ],
    [
      'sends fewer days of the coming year',
      (_request, response) => void response.end(feedOf(coming(starter))),
      /^The list lacks bank holidays of the coming year that are on record: 25 December 2026, 26 March 2027\./,
    ],
    [
      'breaks off',
      (_request, response) => void response.writeHead(200, { 'content-length': '999' }).end('{').destroy(),
      /could not be reached/,
    ],
    ['sends too much', (_request, response) => void response.end(' '.repeat(1_100_000)), /more than 1 MB/],
    ['sends us to a file', (_request, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(), /do not follow/],
  ] satisfies [string, RequestListener, RegExp][])
    test(what, async () => {
      answer = listener;
      const version = await readVersion(store.read, 'hours');
      assert.equal((await refreshHolidays(deps()))?.kind, 'kept');
      const { dates: now, fault, tried } = await record();
      assert.match(fault ?? '', why);
      assert.doesNotMatch(fault ?? '', /127\.0\.0\.1|\/tmp|dtp-/, 'nothing of the machine is in it');
      assert.deepEqual([now, tried], [dates(), AT]);
      assert.equal(await readVersion(store.read, 'hours'), version + 1, 'answers say so at once');
    });

  test('is not there at all', async () => {
    assert.equal((await refreshHolidays(deps({ url: 'http://127.0.0.1:1/' })))?.kind, 'kept');
    assert.equal((await record()).fault, 'The source could not be reached.');
    assert.equal(faults.length, 1);
  });

  test('and forgets it when all is well again', async () => {
    answer = (_request, response) => void response.writeHead(503).end();
    await refreshHolidays(deps());
    answer = sends(feedOf(starter));
    await refreshHolidays(deps(later(1)));
    assert.equal((await record()).fault, null);
  });

  test('and all stays as it was when the server stops', async () => {
    const stopping = new AbortController();
    answer = (_request, response) => {
      response.writeHead(200).write('{');
      stopping.abort();
    };
    await assert.rejects(refreshHolidays(deps({ stop: stopping.signal })), { name: 'AbortError' });
    const { dates: now, fault } = await record();
    assert.deepEqual([now, fault], [dates(), null]);
  });
});

test('a running server looks by itself, and logs what came of it', async () => {
  answer = sends(feedOf(starter));
  const { promise, resolve } = Promise.withResolvers<string>();
  const log = pino({ base: null, timestamp: false }, { write: line => resolve(line) });
  const refreshing = startHolidayRefreshing({ store, url, log, now: () => NOW, everyMs: 5 });
  assert.deepEqual(JSON.parse(await promise), { level: 30, outcome: 'taken', msg: 'bank holidays looked up' });
  await refreshing.close();
  assert.equal((await record()).tried, AT);
});

test('seeding again leaves the list of an editor alone', async () => {
  const list = [{ date: '2027-06-04', title: 'Coronation', notes: '' }];
  await store.write(db => takeHolidays(db, list, { name: 'GOV.UK', validators: null }, { now: NOW, force: true }));
  assert.equal(await store.write(db => seedHolidays(db, NOW)), 1);
  assert.deepEqual((await record()).dates, ['2027-06-04']);
});
