import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { startTestApp } from '../testing/app.ts';
import { layVacancies, vacancyWith } from './testing/vacancies.ts';

let now = new Date('2026-11-24T12:00:00Z');
const app = await startTestApp({ PUBLIC_URL: 'https://widgets.example' }, () => now);
after(() => app.stop());

/** Text that must come out as text: plain text on record may hold signs, though no tags. */
const SIGNS = `"Tom's" > Jerry & 5 < 6`;

await layVacancies(
  app.store,
  [
    vacancyWith({
      id: 'clerk-matlock',
      title: 'Clerk in the registry',
      salary: { min: 28_163, max: 30_060, interval: 'year', currency: 'GBP', text: null, grade: '7' },
      description: '<p>Work at a <strong>desk</strong>. ]]&gt; </p><ul><li>Files</li></ul>',
      postcode: 'DE4 3AG',
      interviewOn: '2026-12-04',
      hours: '37 hours a week',
    }),
    vacancyWith({
      id: 'signs',
      authority: 'derby',
      title: SIGNS,
      summary: SIGNS,
      place: SIGNS,
      hours: SIGNS,
      reference: SIGNS,
      salary: { min: null, max: null, interval: 'year', currency: 'GBP', text: SIGNS, grade: SIGNS },
      category: 'other',
      contract: 'fixed-term',
      patterns: ['part-time'],
    }),
    vacancyWith({
      id: 'home',
      title: 'Developer',
      category: 'digital',
      patterns: ['remote', 'full-time'],
      place: null,
      lat: null,
      lng: null,
      applyKind: 'link',
      applyUrl: 'https://jobs.example/home',
    }),
    vacancyWith({ id: 'sample-clerk', title: 'Records clerk', origin: 'sample' }),
    vacancyWith({ id: 'clerk-withdrawn', withdrawnAt: '2026-11-23T12:00:00.000Z' }),
    vacancyWith({ id: 'clerk-closed', closesAt: '2026-11-23T12:00:00.000Z' }),
    ...Array.from({ length: 25 }, (_, at) =>
      vacancyWith({ id: `ranger-${at}`, title: `Ranger ${at}`, category: 'countryside', authority: 'peak-district' }),
    ),
  ],
  now,
);
await app.refresh();

const page = async (path: string) => {
  const response = await app.app.request(path, { headers: { accept: 'text/html' } });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const postingOf = (text: string) => JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? 'null');

test('the list is a form that works without scripts, with a count beside every choice', async () => {
  const { status, text, headers } = await page('/jobs');
  assert.equal(status, 200);
  for (const part of [
    '<form class="search jobs" action="/jobs" method="get" role="search">',
    'name="category" value="countryside" > Countryside and rangers (25)',
    'Peak District National Park Authority (25)',
    '<strong>29 jobs</strong>',
    'Page 1 of 2',
    'href="/jobs?page=2"',
    'Closes in 3 days, Friday 27 November at noon',
    '<link rel="alternate" type="application/atom+xml"',
    '<form class="alert" action="/alerts/new" method="get">',
  ])
    assert.ok(text.includes(part), part);
  assert.doesNotMatch(text, /noindex|ld\+json/);
  assert.doesNotMatch(headers.get('content-security-policy') ?? '', /unsafe/);
});

test('a search shows what was chosen, how to take each back, and stays out of search engines', async () => {
  const { text } = await page(
    '/jobs?q=ranger&category=countryside&category=digital&authority=peak-district&host=derby&sort=newest&utm_source=mail',
  );
  for (const part of [
    '<meta name="robots" content="noindex">',
    'href="/jobs?q=ranger&amp;authority=peak-district&amp;category=digital&amp;sort=newest&amp;host=derby" aria-label="Remove Countryside and rangers"',
    'href="/jobs?authority=peak-district&amp;category=countryside,digital&amp;sort=newest&amp;host=derby" aria-label="Remove “ranger”"',
    'name="filter" value="q=ranger&amp;authority=peak-district&amp;category=countryside,digital"',
    'name="authority" value="derby"',
    'href="/feeds/jobs.atom?q=ranger&amp;authority=peak-district&amp;category=countryside,digital"',
    'name="category" value="countryside" checked>',
    'Back to Derby City Council',
    'href="/jobs/ranger-0?host=derby"',
  ])
    assert.ok(text.includes(part), part);
});

test('addresses are read kindly: what cannot be used is left out', async () => {
  for (const path of [
    '/jobs?page=0&miles=x&category=nonsense&authority=nowhere&host=nowhere&sort=up',
    '/jobs?q=&near=&miles=10&salary=&closing=',
  ])
    assert.match((await page(path)).text, /<strong>29 jobs<\/strong>/, path);
  assert.match((await page('/jobs?page=9')).text, /This list does not have so many pages/);
});

test('a place that is not known is a problem at the field, first in the title', async () => {
  const { text } = await page('/jobs?near=Nowhereville');
  assert.match(text, /<title>Error: Jobs/);
  assert.match(text, /<a href="#near">[^<]*Nowhereville/);
  assert.doesNotMatch(text, /class="chips"/, 'a place that was not found filters nothing');
  assert.match(text, /id="near"[^>]*aria-invalid="true"/);
  const matlock = await page('/jobs?near=Matlock&miles=5');
  assert.match(matlock.text, /aria-label="Remove Within 5 miles of Matlock"/);
});

test('what a person typed is text, wherever it stands', async () => {
  const { text } = await page(`/jobs?q=${encodeURIComponent('"><script>alert(1)</script>')}&near=${encodeURIComponent('<img src=x>')}`);
  assert.doesNotMatch(text, /<script>alert|<img src=x/);
});

test('a job’s page says all there is, with how to apply, share and print it', async () => {
  const { status, text } = await page('/jobs/clerk-matlock?host=derby');
  assert.equal(status, 200);
  for (const part of [
    '<h1>Clerk in the registry</h1>',
    'Derbyshire County Council',
    '£28,163 to £30,060 a year, Grade 7',
    '37 hours a week',
    '4 December 2026',
    'CLERK-MATLOCK',
    '<p>Work at a <strong>desk</strong>. ]]&gt; </p>',
    'href="https://widgets.example/jobs/clerk-matlock/apply"',
    'href="mailto:?subject=Job%3A%20Clerk%20in%20the%20registry&amp;body=',
    '<code>https://widgets.example/jobs/clerk-matlock</code>',
    '<link rel="canonical" href="https://widgets.example/jobs/clerk-matlock">',
    'Jobs like this one',
  ])
    assert.ok(text.includes(part), part);
});

test('its JobPosting has what Google asks for', async () => {
  const clerk = postingOf((await page('/jobs/clerk-matlock')).text);
  const home = postingOf((await page('/jobs/home')).text);
  const signs = postingOf((await page('/jobs/signs')).text);
  for (const posting of [clerk, home, signs]) {
    for (const required of ['title', 'description', 'datePosted', 'hiringOrganization', 'validThrough', 'employmentType', 'identifier'])
      assert.ok(posting[required], required);
    assert.ok(posting.jobLocation || (posting.jobLocationType === 'TELECOMMUTE' && posting.applicantLocationRequirements?.name));
    assert.equal(typeof posting.directApply, 'boolean');
    assert.ok(Date.parse(posting.datePosted) < Date.parse(posting.validThrough));
  }
  assert.deepEqual(clerk.jobLocation.address, {
    '@type': 'PostalAddress',
    addressLocality: 'Matlock',
    postalCode: 'DE4 3AG',
    addressRegion: 'Derbyshire',
    addressCountry: 'GB',
  });
  assert.deepEqual(clerk.baseSalary, {
    '@type': 'MonetaryAmount',
    currency: 'GBP',
    value: { '@type': 'QuantitativeValue', minValue: 28_163, maxValue: 30_060, unitText: 'YEAR' },
  });
  assert.deepEqual([clerk.employmentType, clerk.directApply, clerk.validThrough], [['FULL_TIME'], true, '2026-11-27T12:00:00.000Z']);
  assert.deepEqual(clerk.identifier, { '@type': 'PropertyValue', name: 'Derbyshire County Council', value: 'CLERK-MATLOCK' });
  assert.deepEqual([home.jobLocation, home.directApply, home.baseSalary], [undefined, false, undefined]);
  assert.deepEqual([signs.title, signs.employmentType], [SIGNS, ['PART_TIME', 'TEMPORARY']]);
});

test('signs in any field come out as signs', async () => {
  const { text } = await page('/jobs/signs');
  const body = text.replace(/<script type="application\/ld\+json">.*?<\/script>/s, '');
  assert.ok(!body.includes('5 < 6'));
  const block = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? '';
  assert.ok(block.length > 0 && !block.includes('<'));
  assert.ok(!(await page('/jobs?category=other')).text.includes('5 < 6'));
});

test('a sample says so, and search engines are kept from it', async () => {
  const { text } = await page('/jobs/sample-clerk');
  assert.match(text, /This is a sample vacancy/);
  assert.doesNotMatch(text, /ld\+json/);
  assert.match((await page('/jobs?q=records')).text, /Records clerk<\/a> <span class="badge">Sample<\/span>/);
  assert.match(text, /<meta name="robots" content="noindex">/);
});

test('a closed job answers 410 with similar ones and without markup; others 404', async () => {
  const { status, text } = await page('/jobs/clerk-closed');
  assert.equal(status, 410);
  assert.match(text, /Closed on Monday 23 November at noon/);
  assert.match(text, /Jobs like this one/);
  assert.doesNotMatch(text, /ld\+json|\/apply/);
  assert.equal((await page('/jobs/no-such-job')).status, 404);
  assert.equal((await page('/jobs/No%20Id')).status, 404);
});

test('a withdrawn job that mails may lead to answers 410 with similar ones', async () => {
  const { status, text } = await page('/jobs/clerk-withdrawn');
  assert.equal(status, 410);
  assert.match(text, /<title>This job is no longer advertised: /);
  assert.match(text, /took it down before its closing date/);
  assert.match(text, /Jobs like this one/);
  assert.doesNotMatch(text, /ld\+json|\/apply/);
});

test('any search is an Atom feed and a JSON feed', async () => {
  const atom = await page('/feeds/jobs.atom?category=administration,other');
  assert.equal(atom.headers.get('content-type'), 'application/atom+xml; charset=utf-8');
  const parsed = new XMLParser({ ignoreAttributes: false }).parse(atom.text);
  const titles = parsed.feed.entry.map((one: { title: { '#text': string } }) => one.title['#text']);
  assert.ok(titles.includes('Clerk in the registry') && titles.includes('Sample: Records clerk'), titles.join());
  assert.equal(parsed.feed.updated, '2026-11-20T09:00:00.000Z');
  assert.ok(atom.text.includes('Closes Friday 27 November at noon.'));
  const json = await page('/feeds/jobs.json?q=registry');
  const feed = JSON.parse(json.text);
  assert.deepEqual(
    [feed.items.length, feed.items[0].url, feed.feed_url, feed.home_page_url],
    [
      1,
      'https://widgets.example/jobs/clerk-matlock',
      'https://widgets.example/feeds/jobs.json?q=registry',
      'https://widgets.example/jobs?q=registry',
    ],
  );
  assert.equal(JSON.parse((await page('/feeds/jobs.json?category=other')).text).items[0].title, SIGNS);
  assert.equal((await page('/feeds/jobs.json?category=police')).status, 200);
  assert.equal((await page('/feeds/jobs.atom?colour=red')).status, 400);
});

test('the site map has what is real and open, and robots are led to it', async () => {
  const { text } = await page('/sitemap.xml');
  const { urlset } = new XMLParser().parse(text);
  const addresses = urlset.url.map(({ loc }: { loc: string }) => loc);
  for (const path of ['/jobs', '/az', '/map', '/contact', '/az/report-a-pothole', '/jobs/clerk-matlock'])
    assert.ok(addresses.includes(`https://widgets.example${path}`), path);
  for (const path of ['/jobs/sample-clerk', '/jobs/clerk-closed']) assert.ok(!addresses.includes(`https://widgets.example${path}`), path);
  assert.match((await page('/robots.txt')).text, /Sitemap: https:\/\/widgets\.example\/sitemap\.xml/);
  now = new Date('2026-11-27T12:00:00Z');
  assert.ok(!(await page('/sitemap.xml')).text.includes('/jobs/clerk-matlock'));
});
