import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SearchReply } from '@dtp/contract/az.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';

let server: TestApp;
before(async () => {
  server = await startTestApp();
});
after(() => server.stop());

const find = async (q: string, where: Readonly<Record<string, string>> = {}) => {
  const reply = await server.app.request(`/api/v1/az/search?${new URLSearchParams({ q, ...where })}`);
  assert.equal(reply.status, 200, await reply.clone().text());
  const [first] = SearchReply.parse(await reply.json()).items;
  assert.ok(first, `nothing found for ${q}`);
  return first;
};

/** What a person on Amber Valley's website reads first: the service, then each number and first step offered, once. */
const read = async (q: string) => {
  const { service, answers } = await find(q, { authority: 'amber-valley', postcode: 'DE56 1' });
  const numbers = new Set(answers.map(({ contact }) => contact.phone));
  const steps = new Set(answers.map(({ actions }) => actions[0]?.url));
  assert.ok(
    answers.length > 0 && answers.every(answer => answer.status === 'provided' && answer.summary !== null),
    `${q}: every answer says what to do`,
  );
  return [service.id, ...numbers, ...steps];
};

const FIRST: readonly (readonly [typed: string, service: string, number: string, step: string])[] = [
  ['999', 'call-999-in-an-emergency', '999', 'tel:999'],
  ['murder', 'call-999-in-an-emergency', '999', 'tel:999'],
  ['someone is being attacked', 'call-999-in-an-emergency', '999', 'tel:999'],
  ['ambulance', 'call-999-in-an-emergency', '999', 'tel:999'],
  ['someone is hurt', 'call-999-in-an-emergency', '999', 'tel:999'],
  ['fire', 'report-a-fire', '999', 'tel:999'],
  ['my house is on fire', 'report-a-fire', '999', 'tel:999'],
  ['chip pan on fire', 'report-a-fire', '999', 'tel:999'],
  ['someone is trying to kill me', 'call-999-in-an-emergency', '999', 'tel:999'],
  ['gas leak', 'report-a-gas-leak-or-carbon-monoxide', '0800 111 999', 'tel:0800111999'],
  ['i can smell gas', 'report-a-gas-leak-or-carbon-monoxide', '0800 111 999', 'tel:0800111999'],
  ['power cut', 'report-a-power-cut', '105', 'tel:105'],
  ['i want to kill myself', 'get-help-if-you-are-thinking-about-suicide', '116 123', 'tel:999'],
  ['kill myself', 'get-help-if-you-are-thinking-about-suicide', '116 123', 'tel:999'],
  ['i want to die', 'get-help-if-you-are-thinking-about-suicide', '116 123', 'tel:999'],
  ['i don’t want to live any more', 'get-help-if-you-are-thinking-about-suicide', '116 123', 'tel:999'],
  ['suicidal', 'get-help-if-you-are-thinking-about-suicide', '116 123', 'tel:999'],
  ['domestic abuse', 'find-help-if-you-face-domestic-abuse', '0808 2000 247', 'tel:999'],
  ['partner hits me', 'report-domestic-abuse-to-the-police', '101', 'tel:999'],
  ['he is beating his wife', 'report-domestic-abuse-to-the-police', '101', 'tel:999'],
  ['missing person', 'report-a-missing-person', '101', 'tel:999'],
];

for (const [typed, service, number, step] of FIRST)
  test(`"${typed}" leads to the right number`, async () => {
    assert.deepEqual(await read(typed), [service, number, step]);
  });

test('whoever has given no postcode reads the number all the same', async () => {
  for (const [typed, number] of [
    ['gas leak', '0800 111 999'],
    ['power cut', '105'],
    ['kill myself', '116 123'],
    ['domestic abuse', '999'],
  ] as const)
    assert.ok((await find(typed)).service.summary.includes(number), typed);
});

test('where the body’s own line stays, its website stays too', async () => {
  const { answers } = await find('missing person');
  assert.deepEqual(
    answers.map(({ contact, actions }) => [contact.phone, actions.map(action => action.label)]),
    [['101', ['Call 999 if someone is in danger', 'Go to the Derbyshire Constabulary website']]],
  );
});
