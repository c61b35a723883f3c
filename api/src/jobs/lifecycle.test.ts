import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extend, type LifecycleRule, publish, withdraw } from './lifecycle.ts';
import { shownFromOf, stateOf, type VacancyRecord, wasShown } from './record.ts';
import { vacancyRecord } from './testing/sound-vacancy.ts';

const AT = '2026-11-24T12:00:00.000Z';
const open = vacancyRecord({ publishAt: '2026-11-20T09:00:00.000Z', closesAt: '2026-11-27T12:00:00.000Z' });
const after = (rule: LifecycleRule, vacancy: VacancyRecord): VacancyRecord => {
  const outcome = rule(vacancy, AT);
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
  return outcome.kind === 'done' ? outcome.vacancy : vacancy;
};
const refusal = (rule: LifecycleRule, vacancy: VacancyRecord): string => {
  const outcome = rule(vacancy, AT);
  return outcome.kind === 'refused' ? outcome.message : outcome.kind;
};

describe('a vacancy', () => {
  test('is a draft, waits, is open until just before its closing, and is closed', () => {
    assert.equal(stateOf({ ...open, publishAt: null }, AT), 'draft');
    assert.equal(stateOf(open, '2026-11-20T08:59:59.999Z'), 'scheduled');
    assert.equal(stateOf(open, '2026-11-20T09:00:00.000Z'), 'open');
    assert.equal(stateOf(open, '2026-11-27T11:59:59.999Z'), 'open');
    assert.equal(stateOf(open, '2026-11-27T12:00:00.000Z'), 'closed');
  });

  test('is withdrawn once, whatever its state', () => {
    const gone = after(withdraw, open);
    assert.equal(stateOf(gone, AT), 'withdrawn');
    assert.equal(withdraw(gone, AT).kind, 'same');
    assert.equal(stateOf(after(withdraw, { ...open, publishAt: null }), AT), 'withdrawn');
  });

  test('closes later or earlier, and opens again when it had closed', () => {
    const closed = { ...open, closesAt: '2026-11-24T11:00:00.000Z' };
    assert.equal(stateOf(after(extend('2026-11-30T12:00:00.000Z'), closed), AT), 'open');
    assert.equal(after(extend('2026-11-25T12:00:00.000Z'), open).closesAt, '2026-11-25T12:00:00.000Z');
    assert.equal(extend(open.closesAt)(open, AT).kind, 'same');
    assert.match(refusal(extend('2026-11-24T12:00:00.000Z'), open), /24 November 2026 at 12:00 is over already/);
    assert.match(refusal(extend('2026-11-30T12:00:00.000Z'), after(withdraw, open)), /was withdrawn\. Publish it again first/);
    assert.match(refusal(extend('2027-11-24T12:00:00.001Z'), open), /closing is more than a year ahead: it would be 24 November 2027/);
    assert.equal(after(extend('2027-11-24T12:00:00.000Z'), open).closesAt, '2027-11-24T12:00:00.000Z');
    const waits = { ...open, publishAt: '2026-11-26T09:00:00.000Z' };
    assert.match(refusal(extend('2026-11-25T12:00:00.000Z'), waits), /cannot close before that/);
  });

  test('is published now or later, also after it was withdrawn', () => {
    const draft = { ...open, publishAt: null };
    assert.equal(after(publish(null), draft).publishAt, AT);
    assert.equal(stateOf(after(publish('2026-11-26T09:00:00.000Z'), draft), AT), 'scheduled');
    assert.equal(stateOf(after(publish(null), after(withdraw, open)), AT), 'open');
    assert.equal(publish(null)(open, AT).kind, 'same');
    assert.match(refusal(publish('2026-11-26T09:00:00.000Z'), open), /open already/);
    assert.match(refusal(publish('2026-11-27T12:00:00.000Z'), draft), /before it would be published/);
    assert.match(refusal(publish(null), { ...open, closesAt: AT }), /closed on 24 November 2026 at 12:00\. Extend it first/);
  });

  test('is new when people can see it, whatever date it bears, and once only', () => {
    const draft = { ...open, publishAt: null, shownFrom: null };
    assert.equal(after(publish('2026-11-21T09:00:00.000Z'), draft).shownFrom, AT, 'a date that is past');
    const waits = after(publish('2026-11-26T09:00:00.000Z'), draft);
    assert.equal(waits.shownFrom, '2026-11-26T09:00:00.000Z');
    assert.equal(after(publish('2026-11-25T09:00:00.000Z'), waits).shownFrom, '2026-11-25T09:00:00.000Z', 'moves while it has not come');
    assert.equal(shownFromOf({ ...waits, publishAt: null }, waits.shownFrom, AT), null, 'a draft again');
    assert.equal(after(withdraw, waits).shownFrom, null, 'never shown');
    assert.equal(after(publish(null), after(withdraw, open)).shownFrom, open.shownFrom, 'shown before');
    assert.equal(shownFromOf({ ...open, publishAt: '2026-11-24T11:00:00.000Z' }, open.shownFrom, AT), open.shownFrom);
    assert.deepEqual(
      [open, waits, draft, after(withdraw, open), after(withdraw, waits)].map(one => wasShown(one, AT)),
      [true, false, false, true, false],
    );
  });
});
