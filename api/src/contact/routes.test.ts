import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ContactReply } from '@dtp/contract/contact.ts';
import { startTestApp } from '../testing/app.ts';
import { type ContactFacts, EIGHT_TO_EIGHT, layContact } from './testing/contact-record.ts';

let now = new Date('2026-11-24T07:00:00Z');
const app = await startTestApp({}, () => now);
after(() => app.stop());

const FACTS: ContactFacts = {
  lines: [
    {
      id: 'call-derbyshire',
      authority: 'derbyshire',
      role: 'general',
      title: 'Call Derbyshire',
      phone: '01629 533190',
      week: EIGHT_TO_EIGHT,
      outOfHours: [
        { service: 'get-help-if-you-are-homeless', line: null, note: 'Call your own district council.' },
        { line: 'night-team', note: 'Urgent social care only.' },
      ],
    },
    {
      id: 'night-team',
      authority: 'derbyshire',
      role: 'backup',
      title: 'Night team',
      phone: '01629 000001',
      week: [1, 2, 3, 4, 5, 6, 7].map(day => ({ day, opens: '20:00', closes: '08:00' })),
      holidayRule: { kind: 'as-usual' },
    },
    { id: 'bolsover', authority: 'bolsover', role: 'general', title: 'Bolsover District Council', phone: '01246 242424' },
    {
      id: 'bolsover-bins',
      authority: 'bolsover',
      role: 'topic',
      title: 'Bolsover bins',
      categories: ['bins-recycling'],
      phone: '01246 000002',
      week: EIGHT_TO_EIGHT,
    },
    { id: 'high-peak', authority: 'high-peak', role: 'general', title: 'High Peak Borough Council', phone: '0345 129 7777' },
    { id: 'police', authority: 'derbyshire-constabulary', role: 'general', title: 'Police, not urgent', phone: '101' },
    { id: 'fire', authority: 'derbyshire-fire-rescue', role: 'general', title: 'Fire service office', phone: '01773 305305' },
  ],
  signposts: [
    {
      id: 'gas',
      title: 'You smell gas',
      advice: 'Go outside and call the National Gas Emergency Service.',
      phone: '0800 111 999',
      words: ['gas leak'],
      services: ['report-a-gas-leak-or-carbon-monoxide'],
    },
  ],
};

const lay = async (more: ContactFacts = {}) => {
  await layContact(app.store, { ...FACTS, ...more }, now);
  await app.refresh();
};
await lay();

const get = async (query: Readonly<Record<string, string>>) => {
  const response = await app.app.request(`/api/v1/contact?${new URLSearchParams(query)}`);
  assert.equal(response.status, 200, await response.clone().text());
  return ContactReply.parse(await response.json());
};
const at = (instant: string) => {
  now = new Date(instant);
};
const ids = ({ items }: ContactReply) => items.map(item => item.id as string);
const line = (reply: ContactReply, id: string) => reply.items.find(item => item.id === id) ?? assert.fail(`no ${id}`);

/** A year of the shared first number: instant (UTC), what is said, whether it is open, and until when that is right. */
const YEAR: readonly (readonly [instant: string, text: string, open: boolean, next: string])[] = [
  ['2026-11-24T07:59:59Z', 'Closed, opens 8am', false, '2026-11-24T08:00:00Z'],
  ['2026-11-24T08:00:00Z', 'Open now, closes 8pm', true, '2026-11-24T20:00:00Z'],
  ['2026-11-24T12:00:00Z', 'Open now, closes 8pm', true, '2026-11-24T20:00:00Z'],
  ['2026-11-24T19:59:59Z', 'Open now, closes 8pm', true, '2026-11-24T20:00:00Z'],
  ['2026-11-24T20:00:00Z', 'Closed, opens 8am tomorrow', false, '2026-11-25T00:00:00Z'],
  ['2026-11-28T12:00:00Z', 'Open now, closes 8pm', true, '2026-11-28T20:00:00Z'],
  ['2026-11-28T20:01:00Z', 'Closed, opens Monday 8am', false, '2026-11-29T00:00:00Z'],
  ['2026-11-29T12:00:00Z', 'Closed today, opens 8am tomorrow', false, '2026-11-30T00:00:00Z'],
  // Boxing Day is a Saturday, which the line is open on, and has its substitute on the Monday.
  ['2026-12-24T20:30:00Z', 'Closed, opens Tuesday 8am', false, '2026-12-25T00:00:00Z'],
  ['2026-12-25T12:00:00Z', 'Closed today, opens Tuesday 8am', false, '2026-12-28T00:00:00Z'],
  ['2026-12-26T12:00:00Z', 'Closed today, opens Tuesday 8am', false, '2026-12-28T00:00:00Z'],
  ['2026-12-28T12:00:00Z', 'Closed today, opens 8am tomorrow', false, '2026-12-29T00:00:00Z'],
  ['2027-01-01T00:00:00Z', 'Closed today, opens 8am tomorrow', false, '2027-01-02T00:00:00Z'],
  ['2027-03-26T12:00:00Z', 'Closed today, opens 8am tomorrow', false, '2027-03-27T00:00:00Z'],
  // The clocks go forward in the night before this Sunday, and Easter Monday is a bank holiday.
  ['2027-03-28T12:00:00Z', 'Closed today, opens Tuesday 8am', false, '2027-03-28T23:00:00Z'],
  ['2027-03-30T06:59:59Z', 'Closed, opens 8am', false, '2027-03-30T07:00:00Z'],
  ['2027-03-30T07:00:00Z', 'Open now, closes 8pm', true, '2027-03-30T19:00:00Z'],
  ['2027-07-14T18:59:00Z', 'Open now, closes 8pm', true, '2027-07-14T19:00:00Z'],
  // They go back in the night before Sunday 31 October 2027.
  ['2027-10-30T18:59:00Z', 'Open now, closes 8pm', true, '2027-10-30T19:00:00Z'],
  ['2027-11-01T07:59:00Z', 'Closed, opens 8am', false, '2027-11-01T08:00:00Z'],
  ['2027-12-25T12:00:00Z', 'Closed today, opens Tuesday 8am', false, '2027-12-27T00:00:00Z'],
  ['2027-12-27T12:00:00Z', 'Closed today, opens 8am tomorrow', false, '2027-12-28T00:00:00Z'],
];

for (const [instant, text, open, next] of YEAR)
  test(`Call Derbyshire at ${instant}: ${text}`, async () => {
    at(instant);
    const state = line(await get({ authority: 'derbyshire' }), 'call-derbyshire').open;
    assert.deepEqual(state, { open, text, nextChange: new Date(next).toISOString() });
  });

test('a cached answer ends when the line closes, and nobody keeps it longer than half a minute', async () => {
  at('2026-11-24T19:59:30Z');
  const ask = () => app.app.request('/api/v1/contact?authority=derbyshire');
  const before = await ask();
  assert.match(before.headers.get('cache-control') ?? '', /max-age=30/);
  const open = ContactReply.parse(await before.json());
  assert.equal(open.nextChange, '2026-11-24T20:00:00.000Z');
  at('2026-11-24T20:00:00Z');
  const closed = ContactReply.parse(await (await ask()).json());
  assert.equal(line(closed, 'call-derbyshire').open?.open, false);
});

test('while it is closed it says who takes the calls, and whether they are there', async () => {
  at('2026-11-24T21:00:00Z');
  const { outOfHours } = line(await get({ authority: 'derbyshire' }), 'call-derbyshire');
  assert.deepEqual(
    outOfHours.map(({ service, title, phone, note }) => [service?.title ?? null, title, phone, note]),
    [
      ['Get help if you are homeless', 'Call your own district council.', null, null],
      [null, 'Night team', '01629 000001', 'Urgent social care only.'],
    ],
  );
  assert.equal(outOfHours[1]?.open?.text, 'Open now, closes 8am tomorrow');
});

test('what holds out of hours for a service that is gone is not said to hold for all', async () => {
  await lay({
    lines: [
      {
        id: 'bolsover',
        authority: 'bolsover',
        role: 'general',
        title: 'Bolsover District Council',
        phone: '01246 242424',
        outOfHours: [{ service: 'a-service-that-is-gone', note: 'Call 01246 000009.' }],
      },
    ],
  });
  assert.deepEqual(line(await get({ authority: 'bolsover' }), 'bolsover').outOfHours, []);
  await lay();
});

test('a one-off bank holiday closes the line as soon as it is on record', async () => {
  at('2026-11-27T12:00:00Z');
  assert.equal(line(await get({ authority: 'derbyshire' }), 'call-derbyshire').open?.open, true);
  await lay({ holidays: [{ date: '2026-11-27', title: 'Day of national mourning', notes: '' }] });
  const shut = line(await get({ authority: 'derbyshire' }), 'call-derbyshire');
  assert.equal(shut.open?.text, 'Closed today, opens 8am tomorrow');
  assert.deepEqual(shut.datedHours[0], {
    date: '2026-11-27',
    day: 'Friday 27 November',
    times: 'closed',
    reason: 'Day of national mourning',
  });
  await lay();
});

test('without a place or a topic the host’s own lines are named, without a host every general line', async () => {
  assert.deepEqual(ids(await get({ authority: 'bolsover' })), ['bolsover']);
  assert.deepEqual(ids(await get({})).sort(), ['bolsover', 'call-derbyshire', 'fire', 'high-peak', 'police']);
});

test('by postcode it names the bodies that serve the place, the host first', async () => {
  const reply = await get({ postcode: 'S44 6AA', authority: 'derbyshire' });
  assert.equal(reply.place?.kind === 'sector' || reply.place?.kind === 'settled', true, JSON.stringify(reply.place));
  assert.deepEqual(ids(reply).slice(0, 1), ['call-derbyshire']);
  assert.ok(ids(reply).includes('bolsover'));
  assert.ok(!ids(reply).includes('high-peak'));
});

test('by topic it names the line of the body responsible, and why', async () => {
  at('2026-11-24T12:00:00Z');
  const bins = await get({ topic: 'missed bin', authority: 'bolsover' });
  assert.equal(bins.topic?.service?.id, 'report-a-missed-bin');
  assert.deepEqual(ids(bins), ['bolsover-bins']);
  assert.equal(bins.items[0]?.responsible, 'yes');
  assert.match(bins.items[0]?.because ?? '', /Bolsover/);
  assert.ok((bins.topic?.others.length ?? 0) > 0);
  const byId = await get({ topic: 'report-a-missed-bin', authority: 'bolsover' });
  assert.deepEqual(ids(byId), ['bolsover-bins']);
  const pothole = await get({ topic: 'pothole', authority: 'bolsover' });
  assert.deepEqual(ids(pothole), ['call-derbyshire']);
});

test('where whose service it is depends on the place, it says so and lists who it may be', async () => {
  const reply = await get({ topic: 'missed bin' });
  assert.equal(reply.responsibility, 'depends');
  assert.ok(ids(reply).includes('bolsover-bins') && ids(reply).includes('high-peak'));
});

test('words that match nothing leave the general lines, and say that nothing matched', async () => {
  const reply = await get({ topic: 'qqqqzzzz', authority: 'bolsover' });
  assert.equal(reply.topic?.service, null);
  assert.deepEqual(ids(reply), ['bolsover']);
});

test('words that are urgent bring the emergency number first, and no council line for it', async () => {
  const reply = await get({ topic: 'gas leak', authority: 'bolsover' });
  assert.deepEqual(
    reply.emergencies.map(({ phone }) => phone),
    ['0800 111 999'],
  );
  assert.deepEqual(ids(reply), []);
  assert.deepEqual((await get({ topic: 'bins' })).emergencies, []);
});

test('outside the partnership nobody is named', async () => {
  const reply = await get({ area: 'outside' });
  assert.equal(reply.responsibility, 'elsewhere');
  assert.deepEqual(ids(reply), []);
});

test('notices appear and end by themselves', async () => {
  at('2026-11-24T12:00:00Z');
  await lay({
    notices: [
      { id: 'down', lines: ['bolsover'], text: 'Our phones are down.', from: '2026-11-24T13:00:00Z', until: '2026-11-24T14:00:00Z' },
    ],
  });
  const before = await get({ authority: 'bolsover' });
  assert.deepEqual(line(before, 'bolsover').notices, []);
  assert.equal(before.nextChange, '2026-11-24T13:00:00.000Z');
  at('2026-11-24T13:00:00Z');
  const during = await get({ authority: 'bolsover' });
  assert.equal(line(during, 'bolsover').notices[0]?.text, 'Our phones are down.');
  assert.equal(during.nextChange, '2026-11-24T14:00:00.000Z');
  at('2026-11-24T14:00:00Z');
  assert.deepEqual(line(await get({ authority: 'bolsover' }), 'bolsover').notices, []);
  await lay();
});

test('a list of bank holidays that could not be renewed, or is running out, is said', async () => {
  at('2026-11-24T12:00:00Z');
  assert.equal((await get({})).holidays.warning, null);
  await lay({ holidayFault: 'The source could not be reached.' });
  const { holidays } = await get({});
  assert.match(holidays.warning ?? '', /could not be renewed\. The source could not be reached\. .*1 November 2026/);
  await lay({ holidays: [{ date: '2027-01-01', title: 'New Year’s Day', notes: '' }] });
  assert.match((await get({})).holidays.warning ?? '', /known until 1 January 2027 only/);
  await lay({ holidays: [] });
  assert.match((await get({})).holidays.warning ?? '', /not on record/);
  await lay();
});

test('what cannot be asked is refused with every fault', async () => {
  const response = await app.app.request('/api/v1/contact?authority=nowhere&topic=%00&colour=red');
  assert.equal(response.status, 400);
  const { errors } = (await response.json()) as { errors: { path: string }[] };
  assert.deepEqual(errors.map(({ path }) => path).sort(), ['colour', 'topic']);
  assert.equal((await app.app.request('/api/v1/contact?authority=nowhere')).status, 400);
});

test('A to Z answers name the line of the body and say whether it is open', async () => {
  at('2026-11-24T12:00:00Z');
  const ask = async (id: string) => {
    const response = await app.app.request(`/api/v1/az/services/${id}?authority=bolsover`);
    const { answers } = (await response.json()) as {
      answers: { contact: { phone: string; label: string }; open: { text: string } | null }[];
    };
    return { answer: answers[0] ?? assert.fail(), cache: response.headers.get('cache-control') ?? '' };
  };
  const bins = await ask('report-a-missed-bin');
  assert.equal(bins.answer.contact.phone, '01246 000002');
  assert.equal(bins.answer.open?.text, 'Open now, closes 8pm');
  assert.match(bins.cache, /max-age=30/);
  const tax = await ask('pay-your-council-tax');
  assert.equal(tax.answer.contact.phone, '01246 242424');
  assert.equal(tax.answer.open, null);
  at('2026-11-24T20:00:00Z');
  assert.equal((await ask('report-a-missed-bin')).answer.open?.text, 'Closed, opens 8am tomorrow');
});
