import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { MOST_ATTEMPTS, nextAttempt, settledBy } from './next-attempt.ts';
import { readPostFault } from './posting.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const reply = (responseCode: number, command: string, isHandedOver = false) =>
  readPostFault({ responseCode, command, response: `${responseCode} no` }, isHandedOver).kind;

describe('a reply of the mail server', () => {
  test('about the mail settles the mail: 5yz for good, 4yz for now', () => {
    for (const command of ['MAIL FROM', 'RCPT TO', 'DATA']) {
      assert.equal(reply(550, command), 'refused');
      assert.equal(reply(450, command), 'later');
    }
    assert.equal(reply(554, 'DATA', true), 'refused');
    assert.equal(reply(452, 'DATA', true), 'later');
  });

  test('about the connection or the login says nothing of the mail', () => {
    assert.equal(reply(554, 'CONN'), 'unreached');
    assert.equal(reply(535, 'AUTH PLAIN'), 'unreached');
    assert.equal(reply(530, 'MAIL FROM'), 'later');
    assert.equal(reply(503, 'RCPT TO'), 'later');
    assert.equal(reply(421, 'RCPT TO'), 'unreached');
    assert.equal(reply(421, 'CONN', true), 'unreached');
  });

  test('without a refusal in so many words leaves a mail that was handed over unsure, whatever else is known', () => {
    const faults = fc.oneof(
      fc.record(
        {
          code: fc.constantFrom('ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EABORT', 'EPROTOCOL', 'EMESSAGE', 'ESTREAM'),
          command: fc.constantFrom('CONN', 'DATA', 'API'),
          responseCode: fc.constantFrom(200, 250, 354, 999),
        },
        { requiredKeys: [] },
      ),
      fc.anything(),
    );
    fc.assert(
      fc.property(faults, fault => {
        const code = typeof fault === 'object' && fault !== null && 'responseCode' in fault ? Number(fault.responseCode) : 0;
        fc.pre(code < 400 || code > 599);
        assert.equal(readPostFault(fault, true).kind, 'unsure');
        assert.notEqual(readPostFault(fault, false).kind, 'unsure');
      }),
    );
  });

  test('leaves no address in the fault', () => {
    const fault = readPostFault(
      { responseCode: 550, command: 'RCPT TO', response: '550-5.1.1 <pat@example.org>: pat@example.org unknown', code: 'EENVELOPE' },
      false,
    );
    assert.deepEqual(fault, { kind: 'refused', fault: 'The mail server answered 550 5.1.1 to RCPT TO.' });
    assert.deepEqual(readPostFault({ code: 'pat@example.org', command: 'RCPT TO:<pat@example.org>' }, false), {
      kind: 'unreached',
      fault: 'The mail server could not be used (unknown at unknown).',
    });
  });
});

describe('the next attempt', () => {
  test('is a minute away at first, later each time, and never more than four hours', () => {
    const minutes = Array.from({ length: 10 }, (_, at) => ((nextAttempt(at + 1, NOW)?.getTime() ?? 0) - NOW.getTime()) / 60_000);
    assert.deepEqual(minutes, [1, 2, 4, 8, 16, 32, 64, 128, 240, 240]);
  });

  test('is not made after two days, nor after the mail server said no', () => {
    assert.equal(nextAttempt(MOST_ATTEMPTS, NOW), undefined);
    const later = { kind: 'later', fault: 'Full.' } as const;
    assert.equal(settledBy(later, MOST_ATTEMPTS - 1, NOW).state, 'queued');
    assert.deepEqual(settledBy(later, MOST_ATTEMPTS, NOW), {
      state: 'failed',
      fault: 'Full. That was the last of 20 attempts.',
      sentAt: null,
    });
    assert.equal(settledBy({ kind: 'refused', fault: 'No.' }, 1, NOW).state, 'failed');
    assert.equal(settledBy({ kind: 'unsure', fault: 'Cut.' }, 1, NOW).state, 'unsure');
  });
});
