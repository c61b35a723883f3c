import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collectedOutput, type Output } from './output.ts';
import { rateWords, startProgress } from './progress.ts';

/** A clock that tests move by hand. */
const handClock = () => {
  let now = 0;
  const pass = (ms: number) => {
    now += ms;
  };
  return { read: () => now, pass };
};

test('away from a terminal a plain line comes now and then', () => {
  const out = collectedOutput();
  const clock = handClock();
  const progress = startProgress(out, 'Importing', 2000, clock.read);
  for (let row = 0; row < 1024; row++) progress.row();
  assert.deepEqual(out.notes, []);
  clock.pass(6000);
  progress.bytes(1000);
  for (let row = 0; row < 1024; row++) progress.row();
  assert.deepEqual(out.notes, ['Importing: 50 %, 1,536 rows, 256 a second']);
  clock.pass(2000);
  assert.deepEqual(progress.end(), { rows: 2048, seconds: 8 });
});

test('on a terminal a bar is drawn over itself and taken away', () => {
  const drawn: string[] = [];
  const out: Output = { ...collectedOutput(), isTerminal: true, redraw: text => void drawn.push(text) };
  const clock = handClock();
  const progress = startProgress(out, 'Importing', 100, clock.read);
  clock.pass(200);
  progress.bytes(50);
  for (let row = 0; row < 512; row++) progress.row();
  assert.match(drawn[0] ?? '', /^Importing \[█{15}·{15}\] {2}50 % 512 rows, 2,560 a second$/);
  progress.end();
  assert.equal(drawn.at(-1), '');
});

test('the rate is said in words', () => {
  assert.equal(rateWords({ rows: 139_851, seconds: 4.1 }), '139,851 rows in 4.1 s (34,110 a second)');
});
