import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../testing/app.ts';

let server: TestApp;
before(async () => {
  server = await startTestApp();
});
after(() => server.stop());

const page = async (path: string, status = 200): Promise<string> => {
  const reply = await server.app.request(path, { headers: { accept: 'text/html' } });
  assert.equal(reply.status, status, path);
  return reply.text();
};
/** What a person reads: no tags, white space folded. */
const read = (html: string): string =>
  html
    .replace(/<head[\s\S]*<\/head>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ');

test('the front page offers a search, popular tasks, subjects and letters', async () => {
  const html = await page('/az');
  const text = read(html);
  for (const words of ['What do you need?', 'Your postcode', 'Popular tasks', 'Browse by subject', 'Browse A to Z'])
    assert.ok(text.includes(words), words);
  assert.match(html, /<a href="\/az\?letter=B"/);
  assert.doesNotMatch(html, /noindex/);
});

test('a search answers in groups of what people do next, and is kept from search engines', async () => {
  const html = await page('/az?q=pothole&authority=amber-valley');
  const text = read(html);
  assert.match(text, /Report a pothole/);
  assert.match(text, /Derbyshire County Council/);
  assert.match(html, /<h2>Report<\/h2>/);
  assert.match(html, /noindex/);
  assert.match(text, /Back to Amber Valley Borough Council/);
});

test('roads: the county in Belper, the city in Derby', async () => {
  assert.match(read(await page('/az/report-a-pothole?postcode=DE56+1BA')), /Derbyshire County Council/);
  const derby = read(await page('/az/report-a-pothole?postcode=DE1+2FS'));
  assert.match(derby, /Derby City Council/);
  assert.doesNotMatch(derby, /Derbyshire County Council/);
});

test('a postcode that more than one area shares: the page asks, and takes the choice', async () => {
  const html = await page('/az?q=planning+permission&postcode=DE6+1DA');
  assert.match(read(html), /Which of these is your home in\?/);
  assert.match(html, /<input type="radio" name="area" value="derbyshire-dales.park" required ?>/);
  const chosen = read(await page('/az?q=planning+permission&postcode=DE6+1DA&area=derbyshire-dales.park'));
  assert.match(chosen, /Peak District National Park Authority/);
  assert.doesNotMatch(chosen, /Which of these is your home in\?/);
});

test('words with a slip in them say what was searched instead', async () => {
  assert.match(
    read(await page('/az?q=counsil+tax')),
    /Showing results for “council tax” instead of “counsil tax”\. Search for “counsil tax” instead/,
  );
});

test('nothing found: says so, with a way on', async () => {
  const text = read(await page('/az?q=zzzzqqqq'));
  assert.match(text, /Nothing found/);
  assert.match(text, /Browse by subject/);
});

test('something that is not a postcode: a message at the field, and the results all the same', async () => {
  const html = await page('/az?q=pothole&postcode=hello');
  assert.match(html, /aria-invalid="true"/);
  assert.match(read(html), /There is a problem/);
  assert.match(read(html), /Report a pothole/);
});

test('a place outside the partnership: named, with the way to its council', async () => {
  const html = await page('/az?q=bins&postcode=DE13+0AA');
  assert.match(read(html), /East Staffordshire/);
  assert.match(html, /https:\/\/www\.gov\.uk\/find-local-council/);
});

test('a postcode that no one here knows may be elsewhere: the way to its council', async () => {
  const html = await page('/az?q=bins&postcode=SW1A+1AA');
  assert.match(read(html), /We could not find SW1A 1AA in Derbyshire/);
  assert.match(html, /https:\/\/www\.gov\.uk\/find-local-council/);
});

test('a letter lists a service under its other names', async () => {
  const pages = await Promise.all([1, 2, 3, 4, 5, 6].map(number => page(`/az?letter=P&page=${number}`)));
  assert.match(pages.map(read).join(' '), /pothole See: Report a pothole/i);
});

test('one service: its page stands in search engines, answers for one place do not', async () => {
  assert.match(await page('/az/report-a-pothole'), /rel="canonical" href="http:\/\/localhost:8787\/az\/report-a-pothole"/);
  assert.doesNotMatch(await page('/az/report-a-pothole'), /noindex/);
  assert.match(await page('/az/report-a-pothole?postcode=DE56+1BA'), /noindex/);
});

test('a postcode alone says who serves it, on the front page and in a subject', async () => {
  assert.match(read(await page('/az?postcode=DE45+1ES')), /Derbyshire Dales, inside the Peak District National Park/);
  assert.match(read(await page('/az?postcode=rubbish')), /There is a problem/);
  const subject = read(await page('/az?category=bins-recycling&postcode=DE56+1BA'));
  assert.match(subject, /Amber Valley Borough Council/);
  assert.match(subject, /Postcodes: /);
});

test('a choice goes along from page to page, and is forgotten with its postcode', async () => {
  const kept = await page('/az?postcode=DE6+1DA&area=derbyshire-dales.park');
  assert.match(kept, /href="\/az\?letter=B&amp;postcode=DE6\+1DA&amp;area=derbyshire-dales\.park"/);
  assert.doesNotMatch(await page('/az?postcode=DE56+1BA&area=derbyshire-dales.park'), /derbyshire-dales\.park/);
});

test('a home on the far side of the border: the choice is offered, and taken at its word', async () => {
  const asked = await page('/az?q=bin+day&postcode=NG16+3AA');
  assert.match(read(asked), /Somewhere else, in Broxtowe/);
  const chosen = read(await page('/az?q=bin+day&postcode=NG16+3AA&area=outside'));
  assert.match(chosen, /outside our area/);
  assert.doesNotMatch(chosen, /Amber Valley/);
});

test('wrong addresses get a page that helps; what cannot be used is left out', async () => {
  assert.match(read(await page('/az/no-such-service', 404)), /no page at this address/i);
  assert.match(read(await page('/az?category=nothing', 404)), /no page at this address/i);
  assert.match(read(await page(`/az?q=${'a'.repeat(300)}`)), /Nothing found/);
  for (const address of [
    '/az?q=pothole&authority=atlantis',
    '/az?q=pothole&utm_source=newsletter',
    '/az?q=pot%0Ahole&page=-1',
    '/az?q=pothole&area=%3Cb%3E',
  ])
    assert.match(read(await page(address)), /Report a pothole/, address);
});

test('what people type comes back as text', async () => {
  const html = await page(`/az?q=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`);
  assert.doesNotMatch(html, /<img/);
});
