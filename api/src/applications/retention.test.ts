import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { tokenHash } from '../http/tokens.ts';
import { openStore, type Store } from '../store/connect.ts';
import { createApplicationDesk } from './desk.ts';
import { createApplicationRepository } from './repository.ts';
import { draftEraseAt, eraseDue, sentEraseAt } from './retention.ts';
import { pdf } from './testing/files.ts';
import type { ApplyVacancy } from './vacancy.ts';

const CLOSES = '2026-11-27T12:00:00.000Z';
const OPEN = new Date('2026-11-24T10:00:00Z');
const DAY = 24 * 60 * 60_000;
const after = (days: number) => new Date(Date.parse(CLOSES) + days * DAY);

let folder: string;
let store: Store;
let vacancy: ApplyVacancy | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dtp-applications-'));
  store = openStore(join(folder, 'record.sqlite'));
  vacancy = {
    id: 'driver',
    title: 'Driver',
    authority: 'derby',
    closesAt: CLOSES,
    withdrawnAt: null,
    applyKind: 'form',
    retentionMonths: 6,
    isSample: false,
    state: 'open',
  };
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const find = async () => vacancy;
const begin = async (more: 'draft' | 'sent' | 'withdrawn') => {
  const desk = createApplicationDesk({
    store,
    publicUrl: 'https://widgets.example',
    now: () => OPEN,
    vacancy: find,
    nameOf: id => id,
    colourOf: () => '#17538f',
    hasScanner: false,
    onMail: () => undefined,
    onHeld: () => undefined,
  });
  assert.ok(vacancy);
  const token = await desk.start(vacancy);
  await desk.save(token, { name: 'Jo', email: 'jo@people.example', statement: 'I can drive' });
  await desk.attach(token, { name: 'cv.pdf', kind: 'pdf', bytes: pdf() });
  if (more !== 'draft') assert.equal((await desk.send(token, new Map(), true)).kind, 'sent');
  if (more === 'withdrawn') await desk.withdraw(token);
  return token;
};
/** What is left of an application: its row, the person, the file. */
const left = async (token: string) => {
  const repository = createApplicationRepository(store.read);
  const record = await repository.byTokenHash(tokenHash(token) ?? '');
  if (!record) return 'nothing';
  const parts = [
    (await repository.personOf(record.id)).name !== null && 'person',
    (await repository.fileOf(record.id)) !== undefined && 'file',
  ];
  return ['row', ...parts.filter(Boolean)].join(', ');
};

describe('applications are erased', () => {
  test('drafts 28 days after the job closed', async () => {
    const token = await begin('draft');
    await eraseDue(store, find, after(27.9));
    assert.equal(await left(token), 'row, person, file');
    assert.equal(await eraseDue(store, find, after(28)), 1);
    assert.equal(await left(token), 'nothing');
  });

  test('sent ones as many months after as the vacancy says', async () => {
    const token = await begin('sent');
    await eraseDue(store, find, new Date('2027-05-27T11:59:59Z'));
    assert.equal(await left(token), 'row, person, file');
    await eraseDue(store, find, new Date('2027-05-27T12:00:00Z'));
    assert.equal(await left(token), 'nothing');
  });

  test('withdrawn ones at once, but for the row', async () => {
    const token = await begin('withdrawn');
    assert.equal(await left(token), 'row');
    await eraseDue(store, find, new Date('2027-05-27T12:00:00Z'));
    assert.equal(await left(token), 'nothing');
  });

  test('later where the job closes later, sooner where it closed sooner or keeps for less', async () => {
    const [draft, sent] = [await begin('draft'), await begin('sent')];
    assert.ok(vacancy);
    vacancy = { ...vacancy, closesAt: after(10).toISOString() };
    await eraseDue(store, find, after(28));
    assert.equal(await left(draft), 'row, person, file');
    vacancy = { ...vacancy, closesAt: after(-1).toISOString(), retentionMonths: 1 };
    await eraseDue(store, find, after(31));
    assert.deepEqual([await left(draft), await left(sent)], ['nothing', 'nothing']);
  });

  test('from when the job was withdrawn, however late it would have closed', async () => {
    const [draft, sent] = [await begin('draft'), await begin('sent')];
    assert.ok(vacancy);
    vacancy = { ...vacancy, closesAt: after(3650).toISOString(), withdrawnAt: CLOSES, state: 'withdrawn' };
    await eraseDue(store, find, new Date(after(28).getTime() - 1));
    assert.deepEqual([await left(draft), await left(sent)], ['row, person, file', 'row, person, file']);
    await eraseDue(store, find, after(28));
    assert.deepEqual([await left(draft), await left(sent)], ['nothing', 'row, person, file']);
    await eraseDue(store, find, new Date('2027-05-27T12:00:00Z'));
    assert.equal(await left(sent), 'nothing');
  });

  test('withdrawn after it closed, it still counts from the closing', async () => {
    const draft = await begin('draft');
    assert.ok(vacancy);
    vacancy = { ...vacancy, withdrawnAt: after(20).toISOString(), state: 'withdrawn' };
    await eraseDue(store, find, after(28));
    assert.equal(await left(draft), 'nothing');
  });

  test('on time also where the vacancy is gone from the record', async () => {
    const [draft, sent] = [await begin('draft'), await begin('sent')];
    vacancy = undefined;
    await eraseDue(store, find, after(28));
    assert.deepEqual([await left(draft), await left(sent)], ['nothing', 'row, person, file']);
    await eraseDue(store, find, new Date('2027-05-27T12:00:00Z'));
    assert.equal(await left(sent), 'nothing');
  });

  test('many at once', async () => {
    const one = vacancy ?? assert.fail();
    const at = OPEN.toISOString();
    const MANY = 1201;
    await store.write(async db => {
      for (let count = 0; count < MANY; count++)
        await createApplicationRepository(db).add(
          {
            id: `${count}`,
            vacancy: one.id,
            authority: 'derby',
            reference: null,
            state: 'draft',
            createdAt: at,
            updatedAt: at,
            sentAt: null,
            withdrawnAt: null,
            eraseAt: draftEraseAt(one),
          },
          `${count}`,
        );
    });
    assert.equal(await eraseDue(store, find, after(28)), MANY);
  });
});

test('months are those of the calendar, and never longer', () => {
  const of = (closesAt: string, retentionMonths: number) => sentEraseAt({ closesAt, withdrawnAt: null, retentionMonths });
  assert.equal(of('2026-08-31T11:00:00.000Z', 6), '2027-02-28T11:00:00.000Z');
  assert.equal(of('2027-08-31T11:00:00.000Z', 6), '2028-02-29T11:00:00.000Z');
  assert.equal(of('2026-11-30T23:59:00.000Z', 1), '2026-12-30T23:59:00.000Z');
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      fc.integer({ min: 1, max: 24 }),
      (closes, months) => {
        const days = (Date.parse(of(closes.toISOString(), months)) - closes.getTime()) / DAY;
        assert.ok(days >= months * 28 && days <= months * 31);
      },
    ),
  );
});
