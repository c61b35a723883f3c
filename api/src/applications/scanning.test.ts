import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import pino from 'pino';
import { tokenHash } from '../http/tokens.ts';
import { createMailRepository } from '../mail/repository.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { clamdScanner } from './clamd.ts';
import { readClamdUrl } from './clamd-url.ts';
import { createApplicationRepository } from './repository.ts';
import { type Scanning, startScanning } from './scanning.ts';
import { applicant, JO, read } from './testing/applicant.ts';
import { EICAR, type FakeClamd, openFakeClamd } from './testing/clamd.ts';
import { pdf } from './testing/files.ts';
import { layVacancy } from './testing/vacancies.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const never = new AbortController().signal;

test('addresses of a scanner', () => {
  assert.deepEqual(readClamdUrl('tcp://clamav:3311'), { host: 'clamav', port: 3311 });
  assert.deepEqual(readClamdUrl('tcp://[::1]'), { host: '::1', port: 3310 });
  assert.deepEqual(readClamdUrl('unix:/run/clamav/clamd.sock'), { path: '/run/clamav/clamd.sock' });
  for (const url of ['', 'clamav:3310', 'http://clamav:3310', 'tcp://', 'unix:clamd.sock', 'tcp://a:b@clamav', 'tcp://clamav/x'])
    assert.equal(readClamdUrl(url), undefined, url);
});

describe('the protocol', () => {
  let clamd: FakeClamd;
  beforeEach(async () => {
    clamd = await openFakeClamd();
  });
  afterEach(() => clamd.close());
  const scan = (content: Uint8Array) => {
    const address = readClamdUrl(clamd.url);
    assert.ok(address);
    return clamdScanner(address)(content, never);
  };

  test('hands over a large file whole', async () => {
    const content = Buffer.alloc(10 * 1024 * 1024, 'abc');
    assert.deepEqual(await scan(content), { kind: 'clean' });
    assert.ok(clamd.received[0]?.equals(content));
  });
  test('finds the EICAR file', async () => assert.deepEqual(await scan(Buffer.from(EICAR)), { kind: 'infected' }));
  test('a file that cannot be scanned is neither clean nor infected', async () => {
    clamd.manners.way = 'refuse';
    const { kind } = await scan(pdf());
    assert.equal(kind, 'unscanned');
  });
  test('nobody there, or nothing said', async () => {
    clamd.manners.way = 'silent';
    assert.equal((await scan(pdf())).kind, 'unreached');
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const address = closed.address();
    assert.ok(address !== null && typeof address !== 'string');
    closed.close();
    await once(closed, 'close');
    assert.equal((await clamdScanner({ host: '127.0.0.1', port: address.port })(pdf(), never)).kind, 'unreached');
    assert.equal((await clamdScanner({ path: '/nowhere/clamd.sock' })(pdf(), never)).kind, 'unreached');
  });
});

describe('files that people send, with a scanner', () => {
  let clamd: FakeClamd;
  let server: TestApp;
  let scanning: Scanning | undefined;
  before(async () => {
    // The server itself is told of a scanner that is not there: what it holds is scanned by the one that each test starts.
    server = await startTestApp({ PUBLIC_URL: 'https://widgets.example', CLAMD_URL: 'unix:/nowhere/clamd.sock' }, () => NOW);
    await layVacancy(server.store);
  });
  beforeEach(async () => {
    clamd = await openFakeClamd();
    settled = [];
  });
  afterEach(async () => {
    await scanning?.close();
    scanning = undefined;
    await clamd.close();
  });
  after(() => server.stop());

  let settled: (() => void)[] = [];
  const start = (url = clamd.url) => {
    const address = readClamdUrl(url);
    assert.ok(address);
    const scan = clamdScanner(address);
    const log = pino({ level: 'info' }, { write: () => undefined });
    scanning = startScanning({
      store: server.store,
      // Says when a scan has ended.
      scan: async (content, stop) => {
        const found = await scan(content, stop);
        setImmediate(() => {
          for (const one of settled) one();
        });
        return found;
      },
      vacancy: server.deps.applications.vacancy,
      nameOf: id => id,
      colourOf: () => '#17538f',
      now: () => NOW,
      log,
      mayMail: email => server.deps.applications.limits.count('mail', email, NOW) === 0,
      onMail: () => undefined,
      retryMs: 5,
    });
    return scanning;
  };

  const repository = () => createApplicationRepository(server.store.read);
  const fileOf = async (link: string) => {
    const record = await repository().byTokenHash(tokenHash(link.split('/')[2] ?? '') ?? '');
    return record && repository().fileOf(record.id);
  };
  /** Looks again after each scan until the file is in a state. */
  const becomes = (link: string, state: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = () =>
        // Behind whatever is being written now.
        server.store
          .write(async () => undefined)
          .then(() => fileOf(link))
          .then(file => {
            if (file?.state === state) resolve();
          })
          .catch(reject);
      settled.push(look);
      void look();
    });

  const begin = async (content: Buffer, email = 'jo@people.example') => {
    const one = applicant(server);
    const link = await one.start('bus-driver-belper-7k4m');
    await one.post(`${link}/details`, { ...JO, email });
    const reply = await one.upload(link, { name: 'cv.pdf', content });
    assert.equal(reply.status, 303);
    return { ...one, link };
  };

  test('a file is held at first, can be sent along, and is clean once it was scanned', async () => {
    const { link, open, post } = await begin(pdf('fine'));
    assert.equal((await fileOf(link))?.state, 'held');
    assert.match(read((await open(`${link}/cv`)).html), /We are checking it for viruses\. You need not wait/);
    assert.equal((await post(`${link}/check`)).status, 303);
    start();
    await becomes(link, 'clean');
    assert.match(read((await open(link)).html), /Checked for viruses: nothing found\./);
    assert.ok(clamd.received[0]?.equals(pdf('fine')));
  });

  test('an infected one is deleted, and the person is told on the page and by mail', async () => {
    const { link, open } = await begin(pdf(EICAR), 'infected@people.example');
    start();
    await becomes(link, 'infected');
    const file = await fileOf(link);
    assert.equal(await repository().contentOf(file?.id ?? ''), null);
    assert.match(read((await open(`${link}/cv`)).html), /found something harmful in this file, so we have deleted it\. Add another copy/);
    const [mail, ...more] = (await createMailRepository(server.store.read).newest(10)).filter(({ to }) => to === 'infected@people.example');
    assert.equal(more.length, 0);
    assert.match(mail?.text ?? '', /This can happen without your doing\./);
    assert.match(mail?.html ?? '', /border-top:6px solid #17538f[\s\S]*About your application for Bus driver\.[\s\S]*without your doing/);
    assert.match(mail?.text ?? '', /add another copy of the file or go on without one/);
    assert.match(read((await open(`${link}/check`)).html), /Write a supporting statement, or add your CV/);
  });

  test('an address that no mail can go to does not keep an infected file', async () => {
    const { link } = await begin(pdf(EICAR), 'not an address');
    start();
    await becomes(link, 'infected');
  });

  test('while the scanner is down files stay held; it is asked again until it is back', async () => {
    clamd.manners.way = 'silent';
    const first = await begin(pdf('first'));
    start();
    await clamd.asked(3);
    assert.equal((await fileOf(first.link))?.state, 'held');
    clamd.manners.way = 'scan';
    await becomes(first.link, 'clean');
  });

  test('one that cannot be scanned does not keep the others waiting', async () => {
    clamd.manners.way = 'refuse';
    const first = await begin(pdf('first'));
    const second = await begin(pdf('second'));
    start();
    await clamd.asked(2);
    clamd.manners.way = 'scan';
    await becomes(second.link, 'clean');
    await becomes(first.link, 'clean');
  });

  test('a file that was replaced meanwhile is not taken for the new one', async () => {
    const one = await begin(pdf(EICAR), 'replaced@people.example');
    const old = (await fileOf(one.link))?.id ?? '';
    await one.upload(one.link, { name: 'new.pdf', content: pdf('new') });
    assert.equal(await server.store.write(db => createApplicationRepository(db).settleFile(old, 'infected', NOW.toISOString())), undefined);
    start();
    await becomes(one.link, 'clean');
    assert.equal((await fileOf(one.link))?.name, 'new.pdf');
  });

  test('files that come while it runs are scanned at once', async () => {
    const running = start();
    const { link } = await begin(pdf('later'));
    running.nudge();
    await becomes(link, 'clean');
  });
});

test('the server scans what it is sent by itself, through a real connection', async () => {
  const clamd = await openFakeClamd();
  const server = await startTestApp({ CLAMD_URL: clamd.url }, () => NOW);
  await layVacancy(server.store);
  const one = applicant(server);
  const link = await one.start('bus-driver-belper-7k4m');
  await one.upload(link, { name: 'cv.pdf', content: pdf('whole') });
  await clamd.asked(1);
  await server.stop();
  await clamd.close();
});
