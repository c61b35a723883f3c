import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createCaseDesk } from '../cases/desk.ts';
import type { NewCase } from '../cases/record.ts';
import { createMailRepository } from '../mail/repository.ts';
import { openStore, type Store } from '../store/connect.ts';
import { casesVerb, closeCaseVerb, reopenCaseVerb } from './cases.ts';
import { erasePersonalDataVerb } from './erase-personal-data.ts';
import { collectedOutput } from './output.ts';
import { seedIfEmpty } from './seed.ts';
import { CliFault, UsageError, type Verb } from './verb.ts';

const SENT = new Date('2026-11-24T12:00:00Z');
let now = SENT;
let folder: string;
let store: Store;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dtp-case-verbs-'));
  store = openStore(join(folder, 'record.sqlite'));
  await seedIfEmpty(store, SENT);
});
after(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const run = async (verb: Verb, ...words: string[]): Promise<readonly string[]> => {
  const out = collectedOutput();
  assert.equal(
    await verb.run(words, {
      store,
      out,
      now: () => now,
      path: typed => typed,
      reportsFolder: folder,
      publicUrl: 'https://widgets.example',
    }),
    0,
  );
  return out.lines;
};
const refused = (verb: Verb, words: string[], kind: typeof UsageError | typeof CliFault, why: RegExp) =>
  assert.rejects(run(verb, ...words), (fault: unknown) => fault instanceof kind && why.test(fault.message));

const asked: NewCase = {
  authority: 'bolsover',
  service: { id: 'report-fly-tipping', title: 'Report fly-tipping' },
  channel: 'form',
  isPublic: false,
  words: 'Tyres\nand a fridge',
  postcode: 'S44 6NF',
  place: 'Station Road',
  lat: null,
  lng: null,
  mediaUrl: null,
  name: 'Jo Brown',
  email: 'jo@people.example',
  phone: null,
  onceKey: 'tyres',
};
const take = async (more: Partial<NewCase>) => {
  const desk = createCaseDesk({
    store,
    publicUrl: 'https://widgets.example',
    now: () => now,
    nameOf: id => id,
    addressOf: authority => `cases@${authority}.example`,
    onMail: () => undefined,
  });
  return (await desk.take({ ...asked, ...more })).reference;
};
const mails = () => createMailRepository(store.read).newest(50);

test('cases are listed without people, and with them only when that is asked for', async () => {
  assert.deepEqual(await run(casesVerb), ['There are no cases.']);
  const tyres = await take({});
  const question = await take({ authority: 'derby', service: null, onceKey: 'question', words: 'When?', name: null, email: null });
  const all = await run(casesVerb);
  assert.equal(all.length, 2);
  assert.ok(all.includes(`${tyres}  2026-11-24 12:00 UTC  open    bolsover  report-fly-tipping`));
  assert.ok(all.includes(`${question}  2026-11-24 12:00 UTC  open    derby  a question or report`));
  const people = await run(casesVerb, '--authority', 'bolsover', '--with-people');
  assert.deepEqual(people.slice(1), [
    '    Place: Station Road',
    '    Postcode: S44 6NF',
    '    Name: Jo Brown',
    '    Email: jo@people.example',
    '    > Tyres',
    '    > and a fridge',
  ]);
  await refused(casesVerb, ['--authority', 'sheffield'], UsageError, /There is no authority sheffield\. There are: amber-valley/);
});

test('the body hears of a case by mail, with all there is, and an answer goes to who asked', async () => {
  const [notice] = (await mails()).filter(({ to }) => to === 'cases@bolsover.example');
  assert.match(notice?.subject ?? '', /^New case [0-9A-Z-]{9}: Report fly-tipping$/);
  assert.equal(notice?.replyTo, 'jo@people.example');
  for (const words of ['Place: Station Road', 'Postcode: S44 6NF', '> Tyres\n> and a fridge', 'Name: Jo Brown', 'close case'])
    assert.ok(notice?.text?.includes(words), words);
});

test('closing a case tells who asked what was done; it can be opened and closed again', async () => {
  const reference = await take({ onceKey: 'close', email: 'close@people.example' });
  const typed = [reference.slice(0, 4).toLowerCase(), reference.slice(5)];
  assert.deepEqual(await run(closeCaseVerb, ...typed, '--note', 'Cleared\ntoday'), [
    `${reference} is closed. The person who asked gets a mail.`,
  ]);
  const told = async () => (await mails()).filter(({ to, subject }) => to === 'close@people.example' && subject === `Closed: ${reference}`);
  assert.match(
    (await told())[0]?.text ?? '',
    /Bolsover District Council has closed your case .*\n\nAbout: Report fly-tipping\n\nThey say:\n\n> Cleared today\n/,
  );
  await refused(closeCaseVerb, [reference], CliFault, /is closed already/);
  assert.equal(
    (await run(casesVerb, '--open')).some(line => line.startsWith(reference)),
    false,
  );

  assert.deepEqual(await run(reopenCaseVerb, reference), [`${reference} is open again.`]);
  await refused(reopenCaseVerb, [reference], CliFault, /is open already/);
  now = new Date(SENT.getTime() + 60_000);
  await run(closeCaseVerb, reference);
  assert.equal((await told()).length, 2);

  const quiet = await take({ onceKey: 'quiet', email: null });
  assert.match((await run(closeCaseVerb, quiet))[0] ?? '', /Nobody gets a mail/);
});

test('a reference that is none, or nobody’s, is refused', async () => {
  await refused(closeCaseVerb, [], UsageError, /Name one case/);
  await refused(closeCaseVerb, ['bins'], UsageError, /Name one case/);
  await refused(reopenCaseVerb, ['7K4M-29QX'], CliFault, /There is no case 7K4M-29QX/);
});

test('erase-personal-data does what the server does every hour', async () => {
  now = new Date('2027-11-25T12:00:00Z');
  const [line = ''] = await run(erasePersonalDataVerb);
  assert.match(line, /^Erased: the people of 4 cases, 0 applications, 0 people without alerts, the words of \d+ mails\.$/);
  assert.ok((await mails()).every(({ to, text }) => to === null && text === null));
  assert.ok((await run(casesVerb, '--with-people')).every(text => !text.startsWith(' ')));
});
