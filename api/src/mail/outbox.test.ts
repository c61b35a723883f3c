import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { openStore, type Store } from '../store/connect.ts';
import { isMailAddress, readSender } from './address.ts';
import { enqueueMail, type Mail, UnfitMail } from './outbox.ts';
import { createMailRepository } from './repository.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
let folder: string;
let store: Store;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'dtp-outbox-'));
  store = openStore(join(folder, 'record.sqlite'));
});
after(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const mail: Mail = { key: 'k', to: 'pat@example.org', subject: 'Hello', text: 'Hello', eraseAt: NOW };
const refused = (more: Partial<Mail>, why: RegExp) =>
  assert.rejects(
    store.write(db => enqueueMail(db, { ...mail, ...more }, NOW)),
    (fault: unknown) => fault instanceof UnfitMail && why.test(fault.message) && !fault.message.includes('evil'),
  );

test('a mail goes to one address', async () => {
  for (const to of [
    '',
    'pat',
    'pat@',
    '@example.org',
    'pat@example.org, evil@example.org',
    'pat@example.org;evil@example.org',
    'pat@example.org\r\nBcc: evil@example.org',
    'pat@example.org\n',
    'pat@example.org\0',
    'Pat <evil@example.org>',
    '"evil"@example.org',
    ' pat@example.org',
    `${'a'.repeat(250)}@example.org`,
  ]) {
    await refused({ to }, /not one address/);
    await refused({ replyTo: to }, /not one address/);
  }
  for (const to of ["o'brien+bins@example.co.uk", 'pat@localhost', 'a/b=c@xn--caf-dma.example']) assert.ok(isMailAddress(to), to);
});

test('a subject or a header cannot bring a header of its own', async () => {
  await refused({ subject: 'Hello\r\nBcc: evil@example.org' }, /subject is not one line/);
  await refused({ subject: '' }, /subject/);
  await refused({ headers: { 'X-Topic': 'bins\nBcc: evil@example.org' } }, /header X-Topic is not one line/);
  for (const name of ['Bcc', 'TO', 'content-type', 'X-Topic: bins\r\nBcc', 'From ', 'Message-ID'])
    await refused({ headers: { [name]: 'evil' } }, /a header that it may not set/);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.constantFrom('\r', '\n', '\u2028', '\u0085', '\0'), async (text, broken) => {
      await refused({ subject: `${text}${broken}evil` }, /subject/);
      await refused({ headers: { [`X-${text}`]: `evil${broken}` } }, /header/);
    }),
    { numRuns: 30 },
  );
});

test('nothing unfit is on record', async () => assert.deepEqual(await createMailRepository(store.read).newest(9), []));

test('who mail comes from is an address, or a name and an address', () => {
  const address = 'no-reply@widgets.example';
  assert.deepEqual(readSender(`Derbyshire shared services <${address}>`), { name: 'Derbyshire shared services', address });
  assert.deepEqual(readSender(address), { name: '', address });
  for (const text of ['', 'Derbyshire', `A <${address}>, B <${address}>`, `A\r\nB <${address}>`, '<>'])
    assert.equal(readSender(text), undefined, text);
});
