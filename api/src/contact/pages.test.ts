import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTestApp } from '../testing/app.ts';
import { EIGHT_TO_EIGHT, layContact } from './testing/contact-record.ts';

let now = new Date('2026-11-24T12:00:00Z');
const app = await startTestApp({ PUBLIC_URL: 'https://widgets.example' }, () => now);
after(() => app.stop());

await layContact(
  app.store,
  {
    lines: [
      {
        id: 'call-derbyshire',
        authority: 'derbyshire',
        role: 'general',
        title: 'Call Derbyshire',
        purpose: 'Social care, roads, schools and libraries.',
        phone: '01629 533190',
        sms: '07000 000000',
        textPhone: '01629 000000',
        email: 'help@county.example',
        formUrl: 'https://county.example/contact',
        bslUrl: 'https://bsl.example/county',
        address: 'County Hall, Matlock',
        languages: ['Polish'],
        week: EIGHT_TO_EIGHT,
        outOfHours: [{ note: 'In an emergency call 999.' }],
        source: 'Made up for a test',
      },
      {
        id: 'derbyshire-roads',
        authority: 'derbyshire',
        role: 'topic',
        title: 'Roads and bridges',
        services: ['report-a-pothole'],
        phone: '01629 000002',
        week: [{ day: 5, opens: '22:00', closes: '02:00' }],
        holidayRule: { kind: 'hours', hours: [{ opens: '10:00', closes: '24:00' }] },
      },
    ],
    exceptions: [{ line: 'call-derbyshire', date: '2026-12-24', hours: [{ opens: '08:00', closes: '12:00' }], reason: 'Christmas Eve' }],
    signposts: [
      { id: 'gas', title: 'You smell gas', advice: 'Go outside.', phone: '0800 111 999', text: '18001 0800 111 999', words: ['gas leak'] },
    ],
  },
  now,
);
await app.refresh();

const page = async (path: string) => {
  const response = await app.app.request(path, { headers: { accept: 'text/html' } });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const graphOf = (text: string) => JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? 'null');

test('a body’s page has every way to reach it, says whether it is open, and that nobody has checked it', async () => {
  const { status, text, headers } = await page('/contact?authority=derbyshire');
  assert.equal(status, 200);
  for (const part of [
    'Contact Derbyshire County Council',
    'Open now, closes 8pm',
    '<a class="tap" href="tel:01629533190">01629 533190</a> <span class="muted call-note">(not checked yet)</span>',
    'href="tel:1800101629533190"',
    'href="sms:07000000000"',
    'href="mailto:help@county.example"',
    'href="https://bsl.example/county"',
    'Polish',
    'County Hall, Matlock',
    'Monday to Saturday',
    'Thursday 24 December: 8am to noon (Christmas Eve)',
    'Friday 25 December: closed (Christmas Day)',
    'Source: Made up for a test.',
    'If someone is in danger, call 999.',
    'href="/contact/report?authority=derbyshire"',
    'href="/contact/closures.ics?authority=derbyshire"',
  ])
    assert.ok(text.includes(part), part);
  assert.doesNotMatch(headers.get('content-security-policy') ?? '', /unsafe/);
  assert.match(text, /<link rel="canonical" href="https:\/\/widgets\.example\/contact\?authority=derbyshire">/);
});

test('urgent words bring the emergency number before the form', async () => {
  const { text } = await page('/contact?topic=gas+leak');
  assert.ok(text.indexOf('Call 0800 111 999') > 0);
  assert.ok(text.indexOf('Call 0800 111 999') < text.indexOf('<form'));
});

test('what a person typed is text, wherever it stands', async () => {
  const { text } = await page(
    `/contact?topic=${encodeURIComponent('"><script>alert(1)</script>')}&postcode=${encodeURIComponent('"><b>')}`,
  );
  assert.ok(!text.includes('<script>alert'));
  assert.ok(!text.includes('"><b>'));
});

test('a postcode that is none is said, and what was typed stays', async () => {
  const { text } = await page('/contact?topic=bins&postcode=hello');
  assert.match(text, /<title>Error: /);
  assert.match(text, /That is not a UK postcode/);
  assert.match(text, /value="hello"/);
  assert.match(text, /noindex/);
});

test('words that match no service leave the general numbers and a way on', async () => {
  const { text } = await page('/contact?topic=qqqqzzzz');
  assert.match(text, /We do not know which service/);
  assert.match(text, /\/az\?q=qqqqzzzz/);
  assert.match(text, /01629 533190/);
});

test('search engines get the lines as schema.org has them, with the dates that differ', async () => {
  const { text } = await page('/contact?authority=derbyshire');
  const [body] = graphOf(text)['@graph'];
  assert.equal(body['@type'], 'GovernmentOrganization');
  const [point] = body.contactPoint;
  assert.equal(point['@type'], 'ContactPoint');
  assert.equal(point.telephone, '01629 533190');
  assert.deepEqual(point.availableLanguage, ['English', 'Polish']);
  const hours = point.hoursAvailable;
  assert.deepEqual(hours[0], {
    '@type': 'OpeningHoursSpecification',
    dayOfWeek: 'https://schema.org/Monday',
    opens: '08:00',
    closes: '20:00',
  });
  const on = (date: string) => hours.filter((one: { validFrom?: string }) => one.validFrom === date);
  assert.deepEqual(
    on('2026-12-24').map((one: { closes: string }) => one.closes),
    ['12:00'],
  );
  assert.deepEqual(
    on('2026-12-25').map((one: { opens: string; closes: string }) => [one.opens, one.closes]),
    [['00:00', '00:00']],
  );
  const pothole = graphOf((await page('/contact?topic=report-a-pothole&authority=derbyshire')).text)['@graph'][0].contactPoint[0]
    .hoursAvailable;
  assert.deepEqual([pothole[0].opens, pothole[0].closes], ['22:00', '02:00']);
  assert.deepEqual(
    pothole.filter((one: { validFrom?: string }) => one.validFrom === '2026-12-25').map((one: { closes: string }) => one.closes),
    ['23:59'],
  );
});

test('the calendar has a year of closures, each for a whole day', async () => {
  const { status, headers, text } = await page('/contact/closures.ics?authority=derbyshire');
  assert.equal(status, 200);
  assert.match(headers.get('content-type') ?? '', /^text\/calendar/);
  const unfolded = text.replace(/\r\n[ \t]/g, '');
  assert.match(unfolded, /^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
  assert.match(unfolded, /UID:call-derbyshire-2026-12-25@widgets\.example/);
  assert.match(unfolded, /DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261226/);
  assert.match(unfolded, /SUMMARY:Call Derbyshire: closed/);
  assert.match(unfolded, /SUMMARY:Call Derbyshire: 8am to noon/);
  assert.match(unfolded, /DESCRIPTION:Good Friday/);
  assert.equal((await page('/contact/closures.ics?authority=bolsover')).status, 404, 'A body without hours has no calendar');
  assert.equal((await page('/contact/closures.ics?authority=nowhere')).status, 404);
  assert.equal((await page('/contact/closures.ics')).status, 404);
});

test('on Christmas Day it names the holiday and says whom to call', async () => {
  now = new Date('2026-12-25T12:00:00Z');
  const { text } = await page('/contact?authority=derbyshire');
  assert.match(text, /Christmas Day: Closed today, opens Tuesday 8am/);
  assert.match(text, /When they are closed/);
  assert.match(text, /In an emergency call 999\./);
});
