import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { createMailRepository } from '../mail/repository.ts';
import { openStore, type Store } from '../store/connect.ts';
import { closeCase, reopenCase } from './closing.ts';
import { createCaseDesk } from './desk.ts';
import type { NewCase } from './record.ts';
import { createCaseRepository } from './repository.ts';
import { eraseAtOf, eraseDue } from './retention.ts';

const DAY = 24 * 60 * 60_000;
const SENT = new Date('2026-03-01T10:00:00Z');
const later = (days: number) => new Date(SENT.getTime() + days * DAY);

let folder: string;
let store: Store;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'dtp-cases-'));
  store = openStore(join(folder, 'record.sqlite'));
});
after(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const report: NewCase = {
  authority: 'amber-valley',
  service: { id: 'report-fly-tipping', title: 'Report fly-tipping' },
  channel: 'form',
  isPublic: false,
  words: 'Three tyres and a fridge',
  postcode: 'DE5 3BT',
  place: 'Behind the shops',
  lat: null,
  lng: null,
  mediaUrl: null,
  name: 'Jo Brown',
  email: 'jo@people.example',
  phone: null,
  onceKey: 'fly-tipping',
};

const deskAt = (now: Date) =>
  createCaseDesk({
    store,
    publicUrl: 'https://widgets.example',
    now: () => now,
    nameOf: id => id,
    addressOf: () => null,
    onMail: () => undefined,
  });
const names = () => ({ publicUrl: 'https://widgets.example', body: 'Amber Valley', service: null });
const personOf = (reference: Parameters<typeof closeCase>[1]) => createCaseRepository(store.read).personOf(reference);

describe('who asked, and what they wrote', () => {
  test('go 90 days after closing; the case stays', async () => {
    const { reference } = await deskAt(SENT).take({ ...report, onceKey: 'a' });
    await closeCase(store, reference, 'Cleared', names, later(10));
    await eraseDue(store, later(99));
    assert.equal((await personOf(reference))?.words, 'Three tyres and a fridge');
    await eraseDue(store, later(100));
    assert.equal(await personOf(reference), undefined);
    assert.equal((await deskAt(later(100)).find(reference))?.statusNote, 'Cleared');
  });

  test('go a year after they were sent, open or not', async () => {
    const { reference } = await deskAt(SENT).take({ ...report, onceKey: 'b' });
    await eraseDue(store, later(364));
    assert.ok(await personOf(reference));
    await eraseDue(store, later(365));
    assert.equal(await personOf(reference), undefined);
  });

  test('are kept on when the case is opened again, and never longer than a year', async () => {
    const { reference } = await deskAt(SENT).take({ ...report, onceKey: 'c' });
    await closeCase(store, reference, null, names, later(1));
    await reopenCase(store, reference, later(2));
    await eraseDue(store, later(100));
    assert.ok(await personOf(reference));
    await closeCase(store, reference, null, names, later(300));
    assert.equal((await personOf(reference))?.eraseAt, later(365).toISOString());
  });

  test('no rule keeps anyone for longer than a year, or longer than 90 days after closing', () => {
    fc.assert(
      fc.property(fc.date({ min: SENT, max: later(1000), noInvalidDate: true }), fc.nat(800), (requested, days) => {
        const closed = new Date(requested.getTime() + days * DAY);
        const [requestedAt, closedAt] = [requested.toISOString(), closed.toISOString()];
        const eraseAt = Date.parse(eraseAtOf({ requestedAt, closedAt }));
        assert.ok(eraseAt <= requested.getTime() + 365 * DAY);
        assert.ok(eraseAt <= closed.getTime() + 90 * DAY);
        assert.ok(Date.parse(eraseAtOf({ requestedAt, closedAt: null })) >= eraseAt);
      }),
    );
  });
});

test('a digest of a report is gone after an hour: the same words then make another case', async () => {
  const { reference } = await deskAt(SENT).take({ ...report, onceKey: 'd' });
  const soon = new Date(SENT.getTime() + 59 * 60_000);
  assert.deepEqual(await deskAt(soon).take({ ...report, onceKey: 'd' }), { reference, isNew: false });
  const hour = new Date(SENT.getTime() + 60 * 60_000);
  assert.equal((await deskAt(hour).take({ ...report, onceKey: 'd' })).isNew, true);
  await eraseDue(store, later(1));
  assert.equal(await createCaseRepository(store.read).byOnceKey('d'), undefined);
});

test('a case that cannot be made leaves no mail, and its mails name nobody in their key', async () => {
  const mails = createMailRepository(store.read);
  const { reference } = await deskAt(SENT).take({ ...report, onceKey: 'e' });
  const keys = (await mails.newest(50)).map(({ key }) => key);
  assert.ok(keys.includes(`case-receipt:${reference}`));
  const failing = createCaseDesk({
    store,
    publicUrl: 'https://widgets.example',
    now: () => SENT,
    nameOf: id => id,
    addressOf: () => {
      throw new Error('no address book');
    },
    onMail: () => assert.fail('nothing is to be sent'),
  });
  const before = (await mails.newest(100)).length;
  await assert.rejects(failing.take({ ...report, onceKey: 'f' }), /no address book/);
  assert.equal((await mails.newest(100)).length, before);
  assert.equal(await createCaseRepository(store.read).byOnceKey('f'), undefined);
});
