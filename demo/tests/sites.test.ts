import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { AUTHORITIES, azLabel, CONTACT_LABEL, JOBS_LABEL, MAP_LABEL } from '../src/authorities.ts';
import { accessibilityFaults } from './fixture/accessibility.ts';
import { type ApiServer, startApiServer } from './fixture/api-server.ts';
import { measureShifts, scrollsSideways, shiftsSoFar, startBrowser, watchedPage } from './fixture/browser.ts';
import { contactReady, jobsReady, mapReady, searchField, widgetReady } from './fixture/widget.ts';

let server: ApiServer;
let browser: Browser;

before(async () => {
  [server, browser] = await Promise.all([startApiServer(), startBrowser()]);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

for (const { id, name, kind } of AUTHORITIES) {
  test(`${name}: the mock site is marked as one and shows its widget, in place, accessible and without complaint`, async () => {
    const { page, context, record } = await watchedPage(browser);
    await measureShifts(page);
    await page.goto(`${server.origin}/demo/sites/${id}/`);
    await widgetReady(page);
    await page.waitForLoadState('networkidle');

    assert.ok(await page.getByText(`Mock site for demonstration. Not the real website of ${name}.`).first().isVisible());
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), azLabel(kind));
    assert.ok(await page.getByRole('heading', { level: 2, name: 'Popular tasks' }).isVisible(), 'there is something to choose from');
    assert.ok(await page.locator('dtp-az-search > a').isHidden(), 'the fallback has made way');
    assert.equal(await shiftsSoFar(page), 0, 'nothing moved while the widget came');

    assert.deepEqual(await accessibilityFaults(page), []);

    await page.setViewportSize({ width: 320, height: 640 });
    assert.equal(await scrollsSideways(page), false, 'fits 320 px');
    assert.deepEqual(record.complaints, []);
    assert.deepEqual([...new Set(record.requests.map(address => new URL(address).origin))], [server.origin]);
    await context.close();
  });
}

for (const { id, name } of AUTHORITIES) {
  test(`${name}: the page with the map shows its list, in place, accessible and without complaint`, async () => {
    const { page, context, record } = await watchedPage(browser);
    await measureShifts(page);
    await page.goto(`${server.origin}/demo/sites/${id}/map/`);
    await mapReady(page);
    await page.waitForLoadState('networkidle');
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), MAP_LABEL);
    assert.ok((await page.locator('dtp-map [part~=result]').count()) > 0, 'there is something in the list');
    assert.ok(await page.locator('dtp-map > a').isHidden(), 'the fallback has made way');
    assert.equal(await shiftsSoFar(page), 0, 'nothing moved while the widget came');
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.setViewportSize({ width: 320, height: 640 });
    assert.equal(await scrollsSideways(page), false, 'fits 320 px');
    assert.deepEqual(record.complaints, []);
    assert.deepEqual([...new Set(record.requests.map(address => new URL(address).origin))], [server.origin]);
    assert.ok(!record.requests.some(address => /\/(engine|maplibre)/.test(address)), 'what draws the map is not loaded');
    await context.close();
  });
}

for (const { id, name } of AUTHORITIES) {
  test(`${name}: the page that says who to call shows its own lines, in place, accessible and without complaint`, async () => {
    const { page, context, record } = await watchedPage(browser);
    await measureShifts(page);
    await page.goto(`${server.origin}/demo/sites/${id}/contact/`);
    await contactReady(page);
    await page.waitForLoadState('networkidle');
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), CONTACT_LABEL);
    assert.ok((await page.locator('dtp-contact [part~=line]').count()) > 0, 'there is someone to call');
    assert.ok(await page.locator('dtp-contact > a').isHidden(), 'the fallback has made way');
    assert.equal(await shiftsSoFar(page), 0, 'nothing moved while the widget came');
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.setViewportSize({ width: 320, height: 640 });
    assert.equal(await scrollsSideways(page), false, 'fits 320 px');
    assert.deepEqual(record.complaints, []);
    assert.deepEqual([...new Set(record.requests.map(address => new URL(address).origin))], [server.origin]);
    await context.close();
  });
}

for (const { id, name } of AUTHORITIES) {
  test(`${name}: the page with jobs shows its own and those of all, in place, accessible and without complaint`, async () => {
    const { page, context, record } = await watchedPage(browser);
    await measureShifts(page);
    await page.goto(`${server.origin}/demo/sites/${id}/jobs/`);
    await jobsReady(page);
    await page.waitForLoadState('networkidle');
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), JOBS_LABEL);
    assert.ok((await page.locator('dtp-jobs [part~=result]').count()) > 0, 'there is something in the list');
    assert.ok(await page.getByRole('button', { name: `Only ${name}` }).isVisible(), 'its own are one tap away');
    assert.ok(await page.locator('dtp-jobs > a').isHidden(), 'the fallback has made way');
    assert.equal(await shiftsSoFar(page), 0, 'nothing moved while the widget came');
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.setViewportSize({ width: 320, height: 640 });
    assert.equal(await scrollsSideways(page), false, 'fits 320 px');
    assert.deepEqual(record.complaints, []);
    assert.deepEqual([...new Set(record.requests.map(address => new URL(address).origin))], [server.origin]);
    await context.close();
  });
}

test('each mock site has its theme’s colours', async () => {
  const { page, context } = await watchedPage(browser);
  const colours = new Set<string>();
  for (const { id } of AUTHORITIES) {
    await page.goto(`${server.origin}/demo/sites/${id}/`);
    await widgetReady(page);
    colours.add(await page.getByRole('button', { name: 'Search' }).evaluate(button => getComputedStyle(button).backgroundColor));
  }
  assert.equal(colours.size, AUTHORITIES.length);
  await context.close();
});

for (const [path, title] of [
  ['', 'One set of services, thirteen websites'],
  ['snippet/', 'Snippet builder'],
  ['div-form/', 'The div form'],
  ['two-widgets/', 'Two widgets on a page'],
  ['az-and-map/', 'The A to Z and the map on a page'],
  ['three-widgets/', 'Three widgets on a page'],
  ['report/', 'Report a problem'],
] as const) {
  test(`/demo/${path} opens without complaint, is accessible and fits 320 px`, async () => {
    const { page, context, record } = await watchedPage(browser, { viewport: { width: 320, height: 640 } });
    await measureShifts(page);
    await page.goto(`${server.origin}/demo/${path}`);
    // A script that scrolls a page which is still filling moves what it shows, since browsers anchor only where a person's page has stood.
    await page.waitForLoadState('networkidle');
    if (path === 'report/') await mapReady(page);
    else if (path !== '') await widgetReady(page);
    await page.waitForLoadState('networkidle');
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), title);
    assert.equal(await scrollsSideways(page), false);
    assert.equal(await shiftsSoFar(page), 0);
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.deepEqual(record.complaints, []);
    await context.close();
  });
}

test('every link of the index leads somewhere', async () => {
  const { page, context } = await watchedPage(browser);
  await page.goto(`${server.origin}/demo/`);
  const links = await page.locator('a[href]').evaluateAll(all => all.map(link => (link instanceof HTMLAnchorElement ? link.href : '')));
  assert.ok(links.length > AUTHORITIES.length);
  for (const link of new Set(links)) {
    const response = await page.request.get(link);
    assert.equal(response.status(), 200, link);
  }
  await context.close();
});

test('two widgets share a postcode, and the script pasted three times does no harm', async () => {
  const { page, context, record } = await watchedPage(browser);
  await page.goto(`${server.origin}/demo/two-widgets/`);
  await widgetReady(page, 1);
  const [first, second] = [page.locator('dtp-az-search').nth(0), page.locator('dtp-az-search').nth(1)];
  await searchField(page, 0).fill('bins');
  await first.getByRole('textbox', { name: /postcode/i }).fill('DE1 2QY');
  await first.getByRole('button', { name: 'Search' }).click();
  await first.getByRole('list').first().waitFor();
  await second.getByText('DE1 2QY').first().waitFor();
  assert.deepEqual(record.complaints, []);
  await context.close();
});
