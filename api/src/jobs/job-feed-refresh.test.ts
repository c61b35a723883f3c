import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import pino from 'pino';
import { seedAuthorities } from '../authorities/seed.ts';
import { seedPlaces } from '../places/seed.ts';
import { openStore, type Store } from '../store/connect.ts';
import { readVersion } from '../store/versions.ts';
import { type FeedRefreshDeps, refreshJobFeeds } from './job-feed-refresh.ts';
import { createJobFeedRepository } from './job-feed-repository.ts';
import { startFeedRefreshing } from './job-feed-schedule.ts';
import { changeVacancy, withdraw } from './lifecycle.ts';
import { stateOf } from './record.ts';
import { createVacancyRepository } from './repository.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const AT = NOW.toISOString();

let server: Server;
let address = '';
let answer: RequestListener = (_request, response) => void response.end();
let asked: (string | undefined)[] = [];
before(async () => {
  server = createServer((request, response) => {
    asked.push(request.headers['if-none-match']);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  address = `http://127.0.0.1:${typeof place === 'object' && place ? place.port : 0}/feed`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

let folder = '';
let store: Store;
let faults: unknown[] = [];
beforeEach(async () => {
  asked = [];
  faults = [];
  folder = mkdtempSync(join(tmpdir(), 'dtp-job-feeds-'));
  store = openStore(join(folder, 'record.sqlite'));
  await store.write(async db => {
    await seedAuthorities(db, NOW);
    await seedPlaces(db, NOW);
  });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const addFeed = (kind: 'json-ld' | 'rss') =>
  store.write(db =>
    createJobFeedRepository(db).save({
      id: 'derby',
      authority: 'derby',
      url: address,
      kind,
      refreshMinutes: 60,
      lastTriedAt: null,
      lastTakenAt: null,
      count: 0,
      fault: null,
      validators: null,
    }),
  );
const deps = (more: Partial<FeedRefreshDeps> = {}): FeedRefreshDeps => ({
  store,
  now: () => NOW,
  stop: new AbortController().signal,
  onFault: (_feed, fault) => void faults.push(fault),
  ...more,
});
const look = async (more: Partial<FeedRefreshDeps> = {}, allowFewer = false) => {
  const [outcome] = await refreshJobFeeds(deps(more), { only: 'derby', allowFewer });
  return outcome;
};
const sends =
  (body: unknown, headers = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(200, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
const status = async () => (await createJobFeedRepository(store.read).all())[0];
const states = async () =>
  Object.fromEntries((await createVacancyRepository(store.read).all('derby')).map(one => [one.reference, stateOf(one, AT)]));
const vacancy = (reference: string) => createVacancyRepository(store.read).byReference('derby', reference);

const posting = (reference: string, more: object = {}) => ({
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: `Cook ${reference}`,
  identifier: { '@type': 'PropertyValue', name: 'Derby', value: reference },
  description: '<p>Cook lunches.</p><script>alert(1)</script>',
  url: `https://jobs.example/${reference}`,
  datePosted: '2026-11-20',
  validThrough: '2026-12-10T12:00',
  ...more,
});
const postings = (count: number) => Array.from({ length: count }, (_, at) => posting(`J${at + 1}`));
const item = (reference: string, more = '') =>
  `<item><title>Cook &amp; baker ${reference}</title><guid>${reference}</guid><link>https://jobs.example/${reference}</link><description>&lt;p&gt;Cook lunches.&lt;/p&gt;</description><pubDate>Fri, 20 Nov 2026 09:00:00 GMT</pubDate>${more}</item>`;
const rss = (...items: readonly string[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Jobs</title>${items.join('')}</channel></rss>`;

describe('a feed of JSON-LD', () => {
  beforeEach(() => addFeed('json-ld'));

  test('brings what it says of each vacancy', async () => {
    answer = sends(
      posting('J1', {
        employmentType: ['PART_TIME', 'TEMPORARY'],
        jobLocationType: 'TELECOMMUTE',
        jobLocation: { '@type': 'Place', address: { addressLocality: 'Derby', postalCode: 'DE1 2FS' } },
        baseSalary: { currency: 'GBP', value: { minValue: '28,163', maxValue: 30060, unitText: 'YEAR' } },
      }),
    );
    assert.deepEqual(await look(), { feed: 'derby', kind: 'taken', count: 1, fault: null });
    const one = await vacancy('J1');
    assert.deepEqual(
      [one?.title, one?.description, one?.category, one?.contract, one?.patterns, one?.place, one?.postcode, one?.closesAt, one?.origin],
      [
        'Cook J1',
        '<p>Cook lunches.</p>',
        'catering-cleaning',
        'fixed-term',
        ['part-time', 'remote'],
        'Derby',
        'DE1 2FS',
        '2026-12-10T12:00:00.000Z',
        'feed:derby',
      ],
    );
    assert.deepEqual([one?.salary?.min, one?.salary?.max, one?.salary?.interval], [28_163, 30_060, 'year']);
    assert.deepEqual([one?.applyKind, one?.applyUrl, one?.publishAt], ['link', 'https://jobs.example/J1', AT]);
    assert.ok(one?.lat !== null);
    assert.deepEqual([(await status())?.lastTakenAt, (await status())?.count], [AT, 1]);
  });

  for (const [what, body] of [
    ['a list', postings(2)],
    ['a graph', { '@context': 'https://schema.org', '@graph': [{ '@type': 'Organization' }, ...postings(2)] }],
    ['an ItemList', { '@type': 'ItemList', itemListElement: postings(2).map(one => ({ '@type': 'ListItem', item: one })) }],
    [
      'a page with script blocks',
      `<!doctype html><p>Jobs</p><script type="application/ld+json">{broken</script>${postings(2)
        .map(one => `<script type='application/ld+json' id=x>${JSON.stringify({ ...one, description: 'Cook.' })}</script>`)
        .join('')}`,
    ],
  ] as const)
    test(`may be ${what}`, async () => {
      answer = sends(body);
      assert.equal((await look())?.kind, 'taken');
      assert.deepEqual(await states(), { J1: 'open', J2: 'open' });
    });

  test('closes at the end of a day where it names a day alone, and says so where it names none', async () => {
    answer = sends([posting('J1', { validThrough: '2026-12-10' }), posting('J2', { validThrough: undefined })]);
    await look();
    assert.equal((await vacancy('J1'))?.closesAt, '2026-12-10T23:59:00.000Z');
    const two = await vacancy('J2');
    assert.equal(two?.closesAt, '2026-12-18T23:59:00.000Z');
    assert.match(two?.description ?? '', /does not give a closing date\. It is shown here until 18 December 2026 at 23:59/);
  });

  test('changes, withdraws and brings back only what came from it', async () => {
    answer = sends(postings(3));
    await look();
    const id = (await vacancy('J1'))?.id;
    answer = sends([posting('J1', { title: 'Head cook' }), posting('J3')]);
    await look();
    assert.deepEqual(await states(), { J1: 'open', J2: 'withdrawn', J3: 'open' });
    assert.deepEqual([(await vacancy('J1'))?.title, (await vacancy('J1'))?.id], ['Head cook', id]);
    await changeVacancy(store, (await vacancy('J3'))?.id ?? '', withdraw, NOW);
    answer = sends(postings(3));
    await look();
    assert.deepEqual(await states(), { J1: 'open', J2: 'open', J3: 'withdrawn' }, 'what a person took down stays down');
    const version = await readVersion(store.read, 'jobs');
    await look();
    assert.equal(await readVersion(store.read, 'jobs'), version, 'the same again is no change');
  });

  test('is asked only for what has changed', async () => {
    answer = sends(postings(2), { etag: '"v1"' });
    await look();
    answer = (_request, response) => void response.writeHead(304).end();
    assert.deepEqual(await look(), { feed: 'derby', kind: 'same' });
    assert.deepEqual(asked, [undefined, '"v1"']);
  });

  test('that lists nothing from the first is flagged', async () => {
    answer = sends('[]');
    assert.equal((await look())?.kind, 'taken');
    assert.match((await status())?.fault ?? '', /^The feed lists nothing\. Check its address/);
  });

  test('takes the sound ones, flags the others, and withdraws none that it still names', async () => {
    answer = sends(postings(3));
    await look();
    answer = sends([posting('J1', { validThrough: 'soon' }), posting('J2'), posting('J3')]);
    const outcome = await look();
    assert.equal(outcome?.kind, 'taken');
    assert.match((await status())?.fault ?? '', /^Of the 3 vacancies in the feed 1 cannot be used\. The first: closesAt should be a day/);
    assert.deepEqual(await states(), { J1: 'open', J2: 'open', J3: 'open' });
    answer = sends(postings(3));
    await look();
    assert.equal((await status())?.fault, null);
  });

  for (const [what, listener, why] of [
    ['an error', (_request, response) => void response.writeHead(503).end('sorry'), /answered with 503/],
    ['nothing', sends(''), /neither JSON nor a page/],
    ['an empty list', sends('[]'), /lists nothing\. The 6 vacancies from it stay/],
    ['an empty graph', sends({ '@graph': [] }), /lists nothing/],
    ['a page without postings', sends('<!doctype html><title>Please log in</title>'), /neither JSON nor a page with JSON-LD/],
    ['another shape', sends({ data: { results: [{ name: 'Cook' }] } }), /no job postings/],
    ['broken JSON-LD', sends('<script type="application/ld+json">{</script>'), /cannot be read/],
    [
      'postings of another shape',
      sends(postings(6).map(({ title, ...one }) => ({ ...one, jobTitle: title }))),
      /6 cannot be used: the feed may have changed its shape.*The first: title is missing/,
    ],
    ['far fewer', sends(postings(2)), /lists 2 vacancies, and had 6: it looks incomplete/],
    [
      'half of it',
      (_request, response) => void response.writeHead(200, { 'content-length': '999' }).end('[').destroy(),
      /could not be reached/,
    ],
    ['us on to a file', (_request, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(), /do not follow/],
    [
      'too much',
      (_request, response) => void response.writeHead(200, { 'content-length': String(11 * 1024 * 1024) }).write('x'),
      /more than 10 MB/,
    ],
    ['a deep trap', sends('['.repeat(5000) + ']'.repeat(5000)), /lists nothing/],
  ] satisfies [string, RequestListener, RegExp][])
    test(`keeps its old vacancies when it is sent ${what}, and says why`, async () => {
      answer = sends(postings(6));
      await look();
      answer = listener;
      assert.equal((await look())?.kind, 'kept');
      const row = await status();
      assert.match(row?.fault ?? '', why);
      assert.doesNotMatch(row?.fault ?? '', /127\.0\.0\.1|\/tmp|dtp-/, 'nothing of the machine is in it');
      assert.deepEqual([row?.count, row?.lastTriedAt], [6, AT]);
      assert.deepEqual([...new Set(Object.values(await states()))], ['open']);
    });

  test('keeps them too when it does not answer in time', async () => {
    answer = sends(postings(6));
    await look();
    answer = (_request, response) => void response.writeHead(200).write('[');
    assert.equal((await look({ seconds: 0.05 }))?.kind, 'kept');
    assert.match((await status())?.fault ?? '', /did not send the whole file within 0\.05 seconds/);
    assert.equal(Object.keys(await states()).length, 6);
  });

  test('without an address for a posting has it applied for where it stands, never by our form', async () => {
    answer = sends(posting('J1', { url: undefined }));
    assert.equal((await look())?.kind, 'taken');
    const one = await vacancy('J1');
    assert.deepEqual([one?.applyKind, one?.applyUrl], ['link', (await status())?.url]);
  });

  test('is believed when the operator says that fewer is right', async () => {
    answer = sends(postings(6));
    await look();
    answer = sends(postings(1));
    await look({}, true);
    assert.deepEqual(Object.values(await states()).filter(state => state === 'open').length, 1);
    assert.equal((await status())?.fault, null);
  });
});

describe('a feed of RSS', () => {
  beforeEach(() => addFeed('rss'));

  test('brings its items, for 28 days where it gives no closing', async () => {
    answer = sends(rss(item('R1'), item('R2', '<closingDate>2026-12-01 17:00</closingDate>')));
    assert.equal((await look())?.kind, 'taken');
    const one = await vacancy('R1');
    assert.deepEqual(
      [one?.title, one?.applyUrl, one?.closesAt],
      ['Cook & baker R1', 'https://jobs.example/R1', '2026-12-18T23:59:00.000Z'],
    );
    assert.match(one?.description ?? '', /^<p>Cook lunches\.<\/p><p>The feed this comes from does not give a closing date/);
    assert.equal((await vacancy('R2'))?.closesAt, '2026-12-01T17:00:00.000Z');
  });

  test('flags an item that leads nowhere, and takes the others', async () => {
    answer = sends(rss(item('R1'), item('R2'), item('R3').replace(/<link>.*<\/link>/, '')));
    assert.equal((await look())?.kind, 'taken');
    assert.match((await status())?.fault ?? '', /1 cannot be used\. The first: link is missing\.$/);
    assert.deepEqual(Object.keys(await states()), ['R1', 'R2']);
  });

  for (const [what, body, why] of [
    [
      'entities that grow without end',
      `<!DOCTYPE lolz [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, at) => `<!ENTITY ${'abcdefghij'[at + 1]} "${`&${'abcdefghij'[at]};`.repeat(10)}">`).join('')}]>${rss(item('&j;'))}`,
      /declares a document type/,
    ],
    ['entities of a file', `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss(item('&x;'))}`, /declares a document type/],
    ['a page', '<html><body><p>Log in</body></html>', /is not (?:XML|RSS)/],
    ['Atom', '<feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>', /is not RSS 2\.0/],
    ['broken XML', '<rss><channel><item>', /is not XML/],
    ['no items', rss(), /lists nothing\. The 2 vacancies from it stay/],
  ] as const)
    test(`keeps its old vacancies when it is sent ${what}`, async () => {
      answer = sends(rss(item('R1'), item('R2')));
      await look();
      answer = sends(body);
      assert.equal((await look())?.kind, 'kept');
      assert.match((await status())?.fault ?? '', why);
      assert.deepEqual(await states(), { R1: 'open', R2: 'open' });
    });
});

test('feeds are looked at when their time has come, by one node alone', async () => {
  await addFeed('json-ld');
  answer = sends(postings(1));
  const other = openStore(store.file);
  const outcomes = await Promise.all([refreshJobFeeds(deps()), refreshJobFeeds(deps({ store: other }))]);
  other.close();
  assert.equal(outcomes.flat().length, 1);
  const later = (minutes: number) => deps({ now: () => new Date(NOW.getTime() + minutes * 60_000) });
  assert.deepEqual(await refreshJobFeeds(later(59)), []);
  assert.equal((await refreshJobFeeds(later(60))).length, 1);
});

test('a running server looks by itself, and logs no address', async () => {
  await addFeed('json-ld');
  answer = sends(postings(1));
  const { promise, resolve } = Promise.withResolvers<string>();
  const log = pino({ base: null, timestamp: false }, { write: line => resolve(line) });
  const refreshing = startFeedRefreshing({ store, log, now: () => NOW, everyMs: 5 });
  assert.deepEqual(JSON.parse(await promise), { level: 30, feed: 'derby', outcome: 'taken', msg: 'job feed looked at' });
  await refreshing.close();
  assert.deepEqual(await states(), { J1: 'open' });
});

describe('a feed that is a burden', () => {
  beforeEach(() => addFeed('rss'));

  test('of adverts nested without end is flagged, and others are answered meanwhile', async () => {
    const trap = item('T').replace('Cook lunches.', '&lt;em&gt;'.repeat(19_000));
    answer = sends(rss(...Array.from({ length: 50 }, (_, at) => trap.replaceAll('>T<', `>T${at}<`))));
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    const outcome = await look();
    delay.disable();
    assert.equal(outcome?.kind, 'kept');
    assert.match((await status())?.fault ?? '', /description is nested more than 50 levels deep/);
    assert.ok(delay.max < 2e9, `held up for ${delay.max / 1e6} ms`);
  });

  test('of more entries than are read keeps the old ones', async () => {
    answer = sends(rss(...Array.from({ length: 2001 }, (_, at) => item(`E${at}`))));
    assert.equal((await look())?.kind, 'kept');
    assert.match((await status())?.fault ?? '', /has 2,001 entries, and at most 2,000 are read/);
  });

  test('whose elements are nested without end is not read', async () => {
    answer = sends(rss(item('A', '<em>'.repeat(200_000))));
    assert.equal((await look())?.kind, 'kept');
    assert.match((await status())?.fault ?? '', /nested without end/);
    answer = sends(rss(item('A', `<content:encoded><![CDATA[${'<br>'.repeat(60)}<p>Cook.</p>]]></content:encoded>`)));
    assert.equal((await look())?.kind, 'taken');
  });

  test('that closes in ten years is flagged', async () => {
    answer = sends(rss(item('A', '<closingDate>2036-12-10</closingDate>'), item('B'), item('C')));
    assert.equal((await look())?.kind, 'taken');
    assert.match((await status())?.fault ?? '', /1 cannot be used. The first: closesAt is more than a year ahead/);
  });
});
