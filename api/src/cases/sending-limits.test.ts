import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSendingLimits } from './sending-limits.ts';

const NOON = new Date('2026-11-22T12:00:00Z');
const after = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);

test('one address sends ten at once, then one a minute', () => {
  const limits = createSendingLimits();
  for (let count = 0; count < 10; count++) assert.equal(limits.count('192.0.2.1', 'derby', NOON), 0);
  assert.equal(limits.count('192.0.2.1', 'derby', NOON), 60);
  assert.equal(limits.count('192.0.2.2', 'derby', NOON), 0);
  assert.ok(limits.count('192.0.2.1', 'derby', after(50)) > 9);
  assert.equal(limits.count('192.0.2.1', 'derby', after(60)), 0);
});

test('one body is sent no more than it can bear, from however many addresses; others are not touched', () => {
  const limits = createSendingLimits();
  let taken = 0;
  for (let sender = 0; sender < 1000; sender++) if (limits.count(`192.0.2.${sender}`, 'derby', NOON) === 0) taken++;
  assert.equal(taken, 300);
  assert.equal(limits.count('198.51.100.1', 'erewash', NOON), 0);
  assert.equal(limits.count(null, 'derby', after(2)), 0);
});

test('one mail address gets three receipts, then one in twenty minutes: somebody else may be giving it', () => {
  const limits = createSendingLimits();
  const sent = ['jo@people.example', 'Jo@People.example', 'jo@people.example', 'jo@people.example'].map(email =>
    limits.mayMail(email, NOON),
  );
  assert.deepEqual(sent, [true, true, true, false]);
  assert.equal(limits.mayMail('sam@people.example', NOON), true);
  assert.equal(limits.mayMail('jo@people.example', after(1200)), true);
  assert.equal(limits.mayMail(null, NOON), false);
});
