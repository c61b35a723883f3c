import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type ApiServer, startApiServer } from './fixture/api-server.ts';
import { measureShifts, shiftsSoFar, startBrowser, watchedPage } from './fixture/browser.ts';
import { type HostServer, startHostServer } from './fixture/host-server.ts';
import { searchField, widgetReady } from './fixture/widget.ts';

let server: ApiServer;
let host: HostServer;
let browser: Browser;

before(async () => {
  [server, browser] = await Promise.all([startApiServer(), startBrowser()]);
  host = await startHostServer(server.origin);
});

after(async () => {
  await browser?.close();
  await host?.close();
  await server?.close();
});

/** Keeps the script from loading, as a page without the widget would be. */
const withoutScript = (page: Page): Promise<unknown> =>
  page.route('**/embed/v1/dtp.js', route =>
    route.fulfill({ contentType: 'text/javascript', body: '', headers: { 'access-control-allow-origin': '*' } }),
  );

test('under the documented policy, on another origin, the widget works and nothing is refused', async () => {
  const { page, context, record } = await watchedPage(browser);
  await page.goto(`${host.origin}/strict-csp.html`);
  await widgetReady(page);
  await searchField(page).fill('bins');
  await page.getByRole('button', { name: 'Search' }).first().click();
  await page
    .getByText(/services? found for/)
    .first()
    .waitFor();
  assert.deepEqual(record.complaints, []);
  await context.close();
});

test('the page asks nobody but its own origin and ours', async () => {
  const { page, context, record } = await watchedPage(browser);
  await page.goto(`${host.origin}/bare.html`);
  await widgetReady(page);
  await page.waitForLoadState('networkidle');
  assert.deepEqual([...new Set(record.requests.map(address => new URL(address).origin))].sort(), [host.origin, server.origin].sort());
  await context.close();
});

test('nothing is stored, and no cookie is set', async () => {
  const { page, context } = await watchedPage(browser);
  await page.goto(`${host.origin}/bare.html`);
  await widgetReady(page);
  await searchField(page).fill('bins');
  await page.getByRole('textbox', { name: /postcode/i }).fill('DE1 2QY');
  await page.getByRole('button', { name: 'Search' }).click();
  await page
    .getByText(/services? found for/)
    .first()
    .waitFor();
  const stored = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    cookie: document.cookie,
  }));
  assert.deepEqual(stored, { local: 0, session: 0, databases: 0, cookie: '' });
  assert.deepEqual(await context.cookies(), []);
  await context.close();
});

test('the host keeps its looks and its window', async () => {
  const { page, context } = await watchedPage(browser);
  const observe = () =>
    page.evaluate(() => {
      const looks = ['html', 'body', 'main', 'h1', '.lead', '.lead a', '.lead button', '.lead input'].map(selector => {
        const element = document.querySelector(selector);
        const style = element && getComputedStyle(element);
        // A taller widget makes a taller page; that is all that may change.
        const kept = style ? [...style].filter(name => !/^(height|block-size|perspective-origin|transform-origin)$/.test(name)) : [];
        return [selector, ...kept.map(name => `${name}: ${style?.getPropertyValue(name)}`)];
      });
      return { looks, names: Object.getOwnPropertyNames(window).sort(), symbols: Object.getOwnPropertyNames(Symbol).sort() };
    });
  await withoutScript(page);
  await page.goto(`${host.origin}/bare.html`);
  const alone = await observe();
  assert.ok(await page.getByRole('link', { name: 'A to Z of council services' }).isVisible());

  await page.unrouteAll();
  await page.goto(`${host.origin}/bare.html`);
  await widgetReady(page);
  assert.deepEqual(await observe(), alone);
  assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
  await context.close();
});

test('the host’s CSS on the element wins over the theme, and its rules on bare elements do not reach in', async () => {
  const { page, context } = await watchedPage(browser);
  await page.goto(`${host.origin}/bare.html`);
  await widgetReady(page);
  const button = page.getByRole('button', { name: 'Search' });
  assert.equal(await button.evaluate(element => getComputedStyle(element).backgroundColor), 'rgb(91, 42, 134)');
  assert.notEqual(await button.evaluate(element => getComputedStyle(element).borderTopStyle), 'dotted');
  await context.close();
});

test('nothing moves while the widget comes', async () => {
  const { page, context } = await watchedPage(browser);
  await measureShifts(page);
  await page.goto(`${host.origin}/bare.html`);
  await widgetReady(page);
  await page.waitForLoadState('networkidle');
  assert.equal(await shiftsSoFar(page), 0);
  await context.close();
});

test('the div form becomes the element, with its attributes and its fallback', async () => {
  const { page, context, record } = await watchedPage(browser);
  await page.goto(`${host.origin}/strict-csp.html`);
  await widgetReady(page, 1);
  const element = page.locator('dtp-az-search[authority="high-peak"]');
  assert.equal(await element.count(), 1);
  assert.equal(await page.locator('[data-dtp]').count(), 0);
  assert.equal(await element.getAttribute('compact'), '');
  assert.equal(await element.locator('> a').textContent(), 'A to Z of council services');
  assert.equal(await element.getAttribute('onclick'), null, 'what an editor stripped does not come back to life');
  await element.click();
  assert.equal(await page.title(), 'A page with a strict policy');
  assert.deepEqual(record.complaints, []);
  await context.close();
});

test('widgets added later are found, in both forms', async () => {
  const { page, context, record } = await watchedPage(browser);
  await page.goto(`${host.origin}/empty.html`);
  await page.evaluate(() => {
    const section = document.createElement('section');
    const tag = document.createElement('dtp-az-search');
    tag.setAttribute('authority', 'bolsover');
    section.append(tag);
    document.querySelector('main')?.append(section);
  });
  await widgetReady(page);
  await page.evaluate(() => {
    const div = document.createElement('div');
    document.querySelector('main')?.append(div);
    div.dataset.authority = 'erewash';
    div.dataset.dtp = 'az-search';
  });
  await widgetReady(page, 1);
  assert.equal(await page.locator('dtp-az-search[authority="erewash"]').count(), 1);
  assert.deepEqual(record.complaints, []);
  await context.close();
});

test('the code waits until its widget comes near, unless it is to be eager', async () => {
  const { page, context, record } = await watchedPage(browser);
  const chunks = () => record.requests.filter(address => /\/az-search-[^/]+\.js/.test(address));
  await page.goto(`${host.origin}/empty.html`);
  await page.evaluate(() => {
    const far = document.createElement('p');
    far.className = 'far';
    for (let line = 0; line < 300; line++) far.append('Another line of a long page.', document.createElement('br'));
    const tag = document.createElement('dtp-az-search');
    tag.setAttribute('authority', 'derby');
    document.querySelector('main')?.append(far, tag);
  });
  await page.waitForLoadState('networkidle');
  assert.deepEqual(chunks(), []);
  await page.evaluate(() => {
    const tag = document.createElement('dtp-az-search');
    tag.setAttribute('authority', 'derby');
    tag.setAttribute('loading', 'eager');
    document.querySelector('main')?.append(tag);
  });
  await widgetReady(page);
  assert.equal(chunks().length, 1);
  await context.close();
});

test('a tag that is not a widget is named once, with those that are', async () => {
  const { page, context, record } = await watchedPage(browser);
  await page.goto(`${host.origin}/empty.html`);
  const told = page.waitForEvent('console');
  await page.evaluate(() => {
    const add = (tag: string) => document.querySelector('main')?.append(document.createElement(tag));
    add('dtp-az-serach');
    add('dtp-az-serach');
    add('somebody-elses');
    add('dtp-az-search');
  });
  await told;
  await widgetReady(page);
  assert.deepEqual(record.complaints, [
    'dtp.js: <dtp-az-serach> is not a widget. Widgets: <dtp-az-search>, <dtp-map>, <dtp-contact>, <dtp-jobs>.',
  ]);
  await context.close();
});

test('two versions on a page: the first one works, and the other is named once', async () => {
  const { page, context, record } = await watchedPage(browser);
  await page.route('**/embed/v2/dtp.js*', async route => {
    const response = await route.fetch({ url: `${server.origin}/embed/v1/dtp.js` });
    const version = /\b1\.\d+\.\d+\b/;
    await route.fulfill({ response, body: (await response.text()).replace(version, '9.9.9') });
  });
  await page.goto(`${host.origin}/bare.html`);
  await widgetReady(page);
  const told = page.waitForEvent('console');
  await page.evaluate(origin => {
    for (const query of ['', '?again']) {
      const script = document.createElement('script');
      script.type = 'module';
      script.src = `${origin}/embed/v2/dtp.js${query}`;
      document.head.append(script);
    }
  }, server.origin);
  await told;
  await page.waitForLoadState('networkidle');
  assert.equal(record.complaints.length, 1);
  assert.match(record.complaints[0] ?? '', /^dtp\.js 1\.\d+\.\d+ is already on this page, so 9\.9\.9 was not started\./);
  await context.close();
});

test('without JavaScript the link to the hosted page is there and works', async () => {
  const { page, context } = await watchedPage(browser, { javaScriptEnabled: false });
  await page.goto(`${host.origin}/bare.html`);
  const link = page.getByRole('link', { name: 'A to Z of council services' });
  assert.ok(await link.isVisible());
  await link.click();
  await page.waitForURL(`${server.origin}/az?authority=chesterfield`);
  assert.ok(await page.getByRole('heading', { level: 1 }).isVisible());
  await context.close();
});

test('when the code cannot be had the link stays, and the widget comes once the connection is back', async () => {
  const { page, context } = await watchedPage(browser);
  let tries = 0;
  await page.route(/\/az-search-[^/]+\.js/, route => {
    tries++;
    return tries === 1 ? route.abort() : route.continue();
  });
  const failed = page.waitForEvent('requestfailed');
  await page.goto(`${host.origin}/bare.html`);
  await failed;
  const link = page.getByRole('link', { name: 'A to Z of council services' });
  assert.ok(await link.isVisible());
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await widgetReady(page);
  assert.equal(tries, 2);
  await context.close();
});

test('code that cannot be had is tried again by itself, later each time', async () => {
  const { page, context } = await watchedPage(browser);
  await page.clock.install();
  let tries = 0;
  await page.route(/\/az-search-[^/]+\.js/, route => {
    tries++;
    return tries < 3 ? route.abort() : route.continue();
  });
  const failed = page.waitForEvent('requestfailed');
  await page.goto(`${host.origin}/bare.html`);
  await failed;
  const failedAgain = page.waitForEvent('requestfailed');
  await page.clock.fastForward(2_600);
  await failedAgain;
  assert.equal(tries, 2);
  await page.clock.fastForward(5_100);
  await widgetReady(page);
  assert.equal(tries, 3);
  await context.close();
});

test('when the API is down from the start, the widget says so and gives the host’s phone', async () => {
  const { page, context } = await watchedPage(browser);
  await page.route('**/api/v1/**', route => route.fulfill({ status: 503, body: 'down' }));
  await page.goto(`${host.origin}/bare.html`);
  await widgetReady(page);
  await page.getByText('Or call Chesterfield Borough Council on').waitFor();
  assert.equal(await page.getByRole('link', { name: '01246 345345' }).getAttribute('href'), 'tel:01246345345');
  assert.ok(await page.getByRole('link', { name: 'A to Z of council services' }).isVisible());
  await context.close();
});
