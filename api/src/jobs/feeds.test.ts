import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { startTestApp } from '../testing/app.ts';
import { layVacancies, vacancyWith } from './testing/vacancies.ts';

let now = new Date('2026-11-24T12:00:00Z');
const app = await startTestApp({ PUBLIC_URL: 'https://widgets.example' }, () => now);
after(() => app.stop());

await layVacancies(
  app.store,
  [
    vacancyWith({ id: 'older', title: 'Clerk & 3 < 4 ]]>', description: '<p>Tea &amp; biscuits ]]&gt;</p>' }),
    vacancyWith({ id: 'newer', title: 'Web developer', category: 'digital', publishAt: '2026-11-23T09:00:00.000Z' }),
    vacancyWith({ id: 'sample', origin: 'sample', publishAt: '2026-11-21T09:00:00.000Z' }),
    vacancyWith({ id: 'closed', closesAt: '2026-11-24T11:00:00.000Z' }),
  ],
  now,
);
await app.refresh();

const get = async (path: string) => {
  const response = await app.app.request(path);
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};

describe('feeds of jobs', () => {
  test('as JSON Feed: newest first, samples marked, addresses of the hosted pages', async () => {
    const { status, type, text } = await get('/feeds/jobs.json');
    assert.deepEqual([status, type], [200, 'application/feed+json; charset=utf-8']);
    const feed = JSON.parse(text);
    assert.match(feed.version, /^https:\/\/jsonfeed\.org\/version\/1/);
    assert.deepEqual(
      feed.items.map(({ url }: { url: string }) => url),
      ['newer', 'sample', 'older'].map(id => `https://widgets.example/jobs/${id}`),
    );
    assert.equal(feed.items[1].title, 'Sample: Clerk');
    assert.equal(feed.items[2].title, 'Clerk & 3 < 4 ]]>');
    assert.match(feed.items[0].summary, /Derbyshire County Council, Matlock, Salary not given\. Closes Friday 27 November at noon\./);
  });

  test('as Atom that parses, whatever a title says, and of any search', async () => {
    const { status, type, text } = await get('/feeds/jobs.atom');
    assert.deepEqual([status, type], [200, 'application/atom+xml; charset=utf-8']);
    assert.equal(XMLValidator.validate(text), true);
    const { feed } = new XMLParser().parse(text);
    assert.equal(feed.entry.length, 3);
    const one = new XMLParser().parse((await get('/feeds/jobs.atom?category=digital')).text).feed;
    assert.equal(one.entry.id, 'https://widgets.example/jobs/newer');
    assert.equal((await get('/feeds/jobs.atom?category=spying')).status, 400);
  });

  test('leave out what has closed', async () => {
    now = new Date('2026-11-27T12:00:00Z');
    assert.deepEqual(JSON.parse((await get('/feeds/jobs.json')).text).items, []);
    now = new Date('2026-11-24T12:00:00Z');
  });
});

test('the site map lists the pages, and the jobs that are open and real; robots are led to it', async () => {
  const { status, text } = await get('/sitemap.xml');
  assert.equal(status, 200);
  assert.equal(XMLValidator.validate(text), true);
  for (const path of ['/jobs', '/map', '/contact', '/az', '/jobs/older', '/jobs/newer'])
    assert.ok(text.includes(`<loc>https://widgets.example${path}</loc>`), path);
  for (const path of ['/jobs/sample', '/jobs/closed']) assert.ok(!text.includes(`${path}<`), path);
  assert.match((await get('/robots.txt')).text, /^Sitemap: https:\/\/widgets\.example\/sitemap\.xml$/m);
});
