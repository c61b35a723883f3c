import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bumpVersion } from '../store/versions.ts';
import { startTestApp, TEST_NOW, type TestApp } from '../testing/app.ts';
import { distanceWords } from './distance.ts';
import { createMapWriter } from './repository.write.ts';

let server: TestApp;
before(async () => {
  server = await startTestApp();
  await server.store.write(async db => {
    const writer = createMapWriter(db);
    const libraries = await writer.layer('libraries');
    assert.ok(libraries);
    const { version, count, updatedAt, lastTriedAt, fault, sourceUrl, refreshMinutes, reading, validators, ...description } = libraries;
    const clinics = {
      ...description,
      id: 'clinics',
      title: 'Clinics',
      singular: 'clinic',
      owner: 'derby',
      isVerified: true,
      licenceUrl: null,
    };
    await writer.describeLayer(clinics, TEST_NOW);
    await writer.saveFeature(
      'clinics',
      {
        id: 'hill',
        title: 'Hill clinic <b>',
        summary: 'Walk-in care.',
        geometry: { type: 'Point', coordinates: [-1.6787, 53.2146] },
        address: '1 Mill Lane, Bakewell',
        postcode: 'DE45 1AA',
        phone: '01629 000 001',
        email: 'not a mail address" onclick="x',
        url: 'javascript:alert(1)',
        hours: [{ day: 7, opens: '10:00', closes: '13:00' }],
        properties: { step_free_access: true, advice: '<script>alert(1)</script>' },
        source: null,
        verifiedOn: '2026-11-02',
      },
      TEST_NOW,
    );
    await writer.touchLayer('clinics', TEST_NOW);
    await writer.describeLayer({ ...clinics, id: 'ponds', title: 'Ponds', singular: 'pond' }, TEST_NOW);
    await writer.touchLayer('ponds', TEST_NOW);
    await bumpVersion(db, 'map', TEST_NOW);
  });
  await server.refresh();
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

test('the front page offers a search, every list, and the picture', async () => {
  const html = await page('/map?authority=derby');
  const text = read(html);
  for (const words of [
    'Postcode, town or village',
    'What to find',
    'Libraries 60 places.',
    'Areas and boundaries',
    'Back to Derby City Council',
  ])
    assert.ok(text.includes(words), words);
  assert.match(html, /<img src="\/map\/overview\.svg\?authority=derby" width="480" height="600" alt="Map of Derbyshire with/);
  assert.match(html, /href="\/map\?layer=libraries&amp;authority=derby"/);
  assert.doesNotMatch(html, /noindex|<script| style=/);
  assert.match(html, /rel="canonical" href="http:\/\/localhost:8787\/map"/);
});

test('the pages lead to each other', async () => {
  assert.match(await page('/az?authority=derby'), /<a href="\/map\?authority=derby">Map<\/a>/);
  assert.match(await page('/'), /<a href="\/map">Map<\/a>/);
});

test('the nearest of a list: numbered as in the picture, with distance, hours and address, and kept from search engines', async () => {
  const html = await page('/map?near=de451es&layer=libraries&authority=erewash');
  const text = read(html);
  assert.match(text, /Libraries near DE45 1ES/);
  assert.match(text, /We only know the area DE45 1, so distances are rough\./);
  assert.match(text, /1 Bakewell Library Within about a mile Closed today, opens 9\.30am tomorrow/);
  assert.match(text, /The 10 nearest of 60\./);
  assert.match(text, /have not been checked with their owner yet/);
  assert.match(text, /Your area DE45 1ES is in Derbyshire Dales, inside the Peak District National Park/);
  assert.match(text, /Planning Peak District National Park Authority/);
  assert.match(text, /Source: .* Licence: Open Government Licence v3\.0/);
  assert.match(html, /noindex/);
  assert.match(html, /src="\/map\/overview\.svg\?authority=erewash&amp;layer=libraries&amp;postcode=de451es"/);
  assert.match(html, /href="\/map\/libraries\/bakewell-library\?near=de451es&amp;authority=erewash"/);
  assert.match(html, /href="\/az\?postcode=DE45\+1ES&amp;authority=erewash">Services for DE45 1ES/);
});

test('a place alone: its area, and the nearest of each list', async () => {
  const text = read(await page('/map?near=Derby'));
  assert.match(text, /The area around Derby/);
  assert.match(text, /Council Derby City Council Police Derbyshire Constabulary/);
  assert.match(text, /Nearest library .*Nearest recycling centre/);
  assert.match(text, /Not checked yet/);
  assert.match(text, /About these lists/);
});

test('a link that says postcode does as well', async () => {
  assert.match(read(await page('/map?postcode=DE45+1ES&layer=fire-stations')), /Fire stations near DE45 1ES/);
});

test('a place that may be in several areas: they are named, with the way to choose', async () => {
  const html = await page('/map?near=DE6+1DA');
  assert.match(read(html), /It may be one of these:/);
  assert.match(html, /href="\/az\?postcode=DE6\+1DA">Choose yours in the A to Z of services/);
});

test('a place outside: its council and the way there, and still the nearest', async () => {
  const html = await page('/map?near=DE13+0AA&layer=libraries');
  assert.match(read(html), /East Staffordshire/);
  assert.match(html, /https:\/\/www\.gov\.uk\/find-local-council/);
  assert.match(read(html), /10 nearest of 60/);
});

test('a place that is not known: a message at the field, and the list by name', async () => {
  const html = await page('/map?near=Atlantis&layer=libraries');
  assert.match(html, /aria-invalid="true" aria-describedby="near-hint near-fault"/);
  assert.match(html, /<title>Error: Libraries/);
  assert.match(read(html), /There is a problem We could not find “Atlantis”/);
  assert.match(read(html), /Alfreton Library/);
  assert.match(html, /noindex/);
  assert.match(read(await page('/map?near=Atlantis')), /There is a problem/);
});

test('a list without a place is in order of name, page by page', async () => {
  const first = await page('/map?layer=libraries');
  assert.match(read(first), /60 places\. In order of name\..*Page 1 of 2 Next page/);
  assert.doesNotMatch(first, /noindex/);
  assert.match(read(await page('/map?layer=libraries&page=2')), /Previous page Page 2 of 2/);
  assert.match(read(await page('/map?layer=libraries&page=99')), /This list has no more pages\./);
  assert.match(read(await page('/map?layer=districts')), /9 areas/);
});

test('a list with nothing in it says so', async () => {
  assert.match(read(await page('/map?layer=ponds')), /There is nothing in this list yet\./);
  assert.match(read(await page('/map?layer=ponds&near=Bakewell')), /There is nothing in this list yet\./);
});

test('one place: everything on record, as text, and who says so', async () => {
  const html = await page('/map/clinics/hill?near=Bakewell&authority=derby');
  const text = read(html);
  for (const words of [
    'Walk-in care.',
    '1 Mill Lane, Bakewell, DE45 1AA',
    'Open now, closes 1pm',
    'Sunday 10am to 1pm',
    'Monday to Saturday closed',
    'Step free access Yes',
    'Kept by Derby City Council.',
    'Checked on 2 November 2026.',
  ])
    assert.ok(text.includes(words), words);
  assert.match(html, /href="tel:01629000001"/);
  assert.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
  assert.match(html, /Hill clinic &lt;b&gt;/);
  assert.doesNotMatch(html, /javascript:|mailto:|" onclick/);
  assert.match(html, /href="\/map\?near=Bakewell&amp;layer=clinics&amp;authority=derby">Clinics near Bakewell/);
  assert.match(html, /rel="canonical" href="http:\/\/localhost:8787\/map\/clinics\/hill"/);
  assert.match(html, /noindex/);
  assert.doesNotMatch(await page('/map/clinics/hill'), /noindex/);
});

test('wrong addresses get a page that helps; what cannot be used is left out', async () => {
  for (const path of ['/map?layer=dragons', '/map/libraries/no-such', '/map/dragons/x', '/map/libraries/%3Cb%3E', '/map/%3Cb%3E/x'])
    assert.match(read(await page(path, 404)), /no page at this address/i, path);
  for (const path of [
    '/map?utm_source=mail&page=-1',
    '/map?layer=%3Cb%3E&authority=atlantis',
    '/map?near=',
    `/map?near=${'x'.repeat(400)}`,
  ])
    assert.match(read(await page(path)), /Find places near you/, path);
});

test('what people type comes back as text', async () => {
  assert.doesNotMatch(await page(`/map?near=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`), /<img src=x/);
});

test('a page with hours is made anew when the first of them changes', async () => {
  const reply = await server.app.request('/map?layer=libraries&near=Bakewell');
  assert.equal(reply.headers.get('cache-control'), 'public, max-age=30, s-maxage=30, stale-if-error=86400');
  assert.match(reply.headers.get('content-security-policy') ?? '', /default-src 'none'/);
});

test('distances in words', () => {
  const mile = 1609.344;
  assert.equal(distanceWords(60, 'postcode'), 'less than a quarter of a mile');
  assert.equal(distanceWords(0.4 * mile, 'postcode'), '0.4 miles');
  assert.equal(distanceWords(mile, 'address'), '1 mile');
  assert.equal(distanceWords(9.94 * mile, 'position'), '9.9 miles');
  assert.equal(distanceWords(12.4 * mile, 'position'), '12 miles');
  assert.equal(distanceWords(0.7 * mile, 'sector'), 'within about a mile');
  assert.equal(distanceWords(1.2 * mile, 'town'), 'about 1 mile');
  assert.equal(distanceWords(3.4 * mile, 'sector'), 'about 3 miles');
});
