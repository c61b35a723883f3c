import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ContactReply } from '@dtp/contract/contact.ts';
import { startTestApp } from '../testing/app.ts';

let now = new Date('2026-08-30T12:00:00Z');
const app = await startTestApp({}, () => now);
after(() => app.stop());

const ask = async (query: Readonly<Record<string, string>>) =>
  ContactReply.parse(await (await app.app.request(`/api/v1/contact?${new URLSearchParams(query)}`)).json());

test('every partner has a general line, and each says that nobody has checked it yet', async () => {
  const { items } = await ask({});
  assert.deepEqual(
    [...new Set(items.map(item => item.authority.id as string))].sort(),
    app.deps.authorities
      .all()
      .map(one => one.id as string)
      .sort(),
  );
  assert.deepEqual(
    items.filter(item => item.verifiedOn !== null),
    [],
  );
});

test('urgent help at night goes on through the morning after a bank holiday', () => {
  // Monday 31 August 2026 is a bank holiday: its night ends on Tuesday at 9am.
  for (const [instant, open] of [
    ['2026-08-31T12:00:00Z', true],
    ['2026-09-01T02:00:00Z', true],
    ['2026-09-01T07:59:00Z', true],
    ['2026-09-01T08:00:00Z', false],
  ] as const)
    assert.equal(app.deps.contact.stateOf('derby-careline', new Date(instant))?.open, open, instant);
});

for (const [words, phone] of [
  ['flood', '0345 988 1188'],
  ['gas leak', '0800 111 999'],
  ['someone is hurt', '999'],
  ['stroke', '999'],
  ['co2 alarm', '0800 111 999'],
] as const)
  test(`“${words}” is shown ${phone} first`, async () => {
    const { emergencies } = await ask({ topic: words });
    assert.ok(
      emergencies.some(one => one.phone === phone),
      JSON.stringify(emergencies),
    );
  });

test('“homeless tonight” is answered by the council’s own team', async () => {
  now = new Date('2026-11-24T12:00:00Z');
  const { items, topic } = await ask({ topic: 'homeless tonight', authority: 'chesterfield' });
  assert.equal(topic?.service?.id, 'get-help-if-you-are-homeless');
  assert.deepEqual(
    items.map(item => item.id as string),
    ['chesterfield-homelessness'],
  );
});
