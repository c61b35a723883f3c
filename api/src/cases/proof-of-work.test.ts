import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { startTestApp, TEST_NOW, type TestApp } from '../testing/app.ts';
import { createProofOfWork } from './proof-of-work.ts';
import { fieldsOf, read, visitor } from './testing/form.ts';

const KEY = 'a key that is long enough';
const HOURS = 60 * 60_000;

/** What the page's script sends. */
const solved = async (challenge: Challenge): Promise<string> =>
  btoa(JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) }));

test('a sum that was done is accepted for one report, within four hours', async () => {
  const proof = createProofOfWork(KEY);
  const payload = await solved(await proof.challenge(TEST_NOW));
  assert.equal(await proof.accepts(payload, 'one', new Date(TEST_NOW.getTime() + 3 * HOURS)), true);
  assert.equal(await proof.accepts(payload, 'one', TEST_NOW), true);
  assert.equal(await proof.accepts(payload, 'another', TEST_NOW), false);
  assert.equal(await proof.accepts(await solved(await proof.challenge(TEST_NOW)), 'late', new Date(TEST_NOW.getTime() + 5 * HOURS)), false);
});

test('nothing else is: no sum, a guess, an easier one, one of another server', async () => {
  const proof = createProofOfWork(KEY);
  const challenge = await proof.challenge(TEST_NOW);
  const guess = btoa(JSON.stringify({ challenge, solution: { counter: 1, derivedKey: '00'.repeat(32) } }));
  const easier = { ...challenge, parameters: { ...challenge.parameters, keyPrefix: '00' } };
  const longer = { ...challenge, parameters: { ...challenge.parameters, data: { until: TEST_NOW.getTime() + 100 * HOURS } } };
  const others = await createProofOfWork('a key of another server').challenge(TEST_NOW);
  for (const payload of ['', 'x', btoa('{}'), btoa('null'), guess, await solved(easier), await solved(longer), await solved(others)])
    assert.equal(await proof.accepts(payload, 'one', TEST_NOW), false);
});

let server: TestApp;
before(async () => {
  server = await startTestApp({ ALTCHA_HMAC_KEY: KEY });
});
after(() => server.stop());

const challengeOn = (html: string): Challenge => JSON.parse((/data-challenge="([^"]*)"/.exec(html)?.[1] ?? '').replace(/&quot;/g, '"'));

test('where it is asked for, a form without it comes back with all that was typed, and one with it goes through', async () => {
  const { open, send } = visitor(server);
  const form = await open('/contact/report?service=report-a-pothole&authority=derby');
  assert.match(read(form.html), /This form needs JavaScript\. Without it, please call\./);
  const lacking = await send(form, { words: 'A hole' });
  assert.equal(lacking.status, 400);
  assert.match(read(lacking.html), /The short sum was missing, or too old/);
  assert.equal(fieldsOf(lacking.html).words, 'A hole');
  const altcha = await solved(challengeOn(lacking.html));
  const [sent, again] = await Promise.all([send(lacking, { altcha }), send(lacking, { altcha })]);
  assert.equal(sent.status, 303);
  assert.equal(again.location, sent.location);
  const more = await send(lacking, { altcha, words: 'Another hole' });
  assert.equal(more.status, 400);
});

test('the scripts come from our own origin, and each finds those that it imports', async () => {
  const { open } = visitor(server);
  const seen = new Set<string>();
  const follow = async (path: string): Promise<void> => {
    if (seen.has(path)) return;
    seen.add(path);
    const script = await open(path);
    assert.equal(script.status, 200, path);
    assert.match(script.headers.get('content-type') ?? '', /^text\/javascript/);
    assert.doesNotMatch(script.html, /from '(?:node:|[a-z])/, `${path} imports what no browser has`);
    for (const [, target = ''] of script.html.matchAll(/from '([^']+)'/g))
      await follow(new URL(target, `https://widgets.example${path}`).pathname);
  };
  await follow('/pages/proof-of-work.js');
  await follow('/pages/proof-of-work-worker.js');
  assert.ok(seen.has('/pages/altcha/helpers.js'));
});

test('without a key in the settings nobody is asked for it', async () => {
  const plain = await startTestApp();
  const { open, send } = visitor(plain);
  const form = await open('/contact/report?service=report-a-pothole&authority=derby');
  assert.doesNotMatch(form.html, /<script/);
  assert.equal((await send(form, { words: 'A hole' })).status, 303);
  await plain.stop();
});
