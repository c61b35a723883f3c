import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults } from './fixture/accessibility.ts';
import { type ApiServer, startApiServer } from './fixture/api-server.ts';
import { scrollsSideways, startBrowser, watchedPage } from './fixture/browser.ts';
import { type HostServer, startHostServer } from './fixture/host-server.ts';
import { coloursIn } from './fixture/picture.ts';
import { focusedWords, mapDrawn, mapReady, placeField, walkTo } from './fixture/widget.ts';

declare global {
  interface Window {
    /** How many WebGL contexts the page holds. */
    liveContexts?: () => number;
  }
}

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

const visit = async (authority: string) => {
  const watched = await watchedPage(browser);
  await watched.page.goto(`${server.origin}/demo/sites/${authority}/map/`);
  await mapReady(watched.page);
  return watched;
};

const searched = async (page: Page, place: string): Promise<void> => {
  await placeField(page).fill(place);
  await page.keyboard.press('Enter');
  await page.getByText(/nearest to /).waitFor();
};

const openMap = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Show the map' }).click();
  await mapDrawn(page);
};

test('by keyboard alone: a postcode, the nearest libraries, one of them, on the map, and back', async () => {
  const { page, context, record } = await visit('derbyshire-dales');
  assert.deepEqual(await accessibilityFaults(page), [], 'before a place is given');

  await placeField(page).focus();
  await page.keyboard.type('de45 1es');
  await page.keyboard.press('Enter');
  await page.getByText('The 10 nearest to DE45 1ES').waitFor();
  assert.deepEqual(await accessibilityFaults(page), [], 'the nearest');

  await walkTo(page, /^Bakewell Library$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Bakewell Library' }).waitFor();
  await page.waitForFunction(() => document.querySelector('dtp-map')?.shadowRoot?.activeElement?.textContent?.includes('Bakewell Library'));
  assert.deepEqual(await accessibilityFaults(page), [], 'one of them');

  await walkTo(page, /^Show on the map$/);
  await page.keyboard.press('Enter');
  await mapDrawn(page);
  await page.locator('dtp-map .pin:focus').waitFor();
  assert.equal(await focusedWords(page), '1, Bakewell Library');
  assert.deepEqual(await accessibilityFaults(page), [], 'the map');

  await page.keyboard.press('ArrowRight');
  assert.match(await focusedWords(page), /^2, /);
  await page.keyboard.press('Escape');
  assert.equal(await focusedWords(page), 'Show on the map', 'the focus is back where it came from');

  await walkTo(page, /^Back to the list$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Libraries near DE45 1ES' }).waitFor();
  assert.equal(await focusedWords(page), 'Bakewell Library', 'and in the list on the one that was open');

  assert.deepEqual(record.complaints, []);
  assert.deepEqual(
    [...new Set(record.requests.filter(address => !address.startsWith('blob:')).map(address => new URL(address).origin))],
    [server.origin],
  );
  await context.close();
});

test('a pin that is chosen with Enter opens its place, and the list and the map agree', async () => {
  const { page, context } = await visit('high-peak');
  await searched(page, 'Buxton');
  await openMap(page);
  await page.locator('dtp-map .pin').first().focus();
  await page.keyboard.press('ArrowDown');
  const second = (await focusedWords(page)).replace(/^2, /, '');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: second }).waitFor();
  assert.equal(await page.locator('dtp-map .pin[aria-current]').getAttribute('aria-label'), `2, ${second}`);
  await context.close();
});

test('there is no trap: Tab goes through the map and out of it again', async () => {
  const { page, context } = await visit('chesterfield');
  await searched(page, 'S40 1LF');
  await openMap(page);
  await page.getByRole('button', { name: 'Hide the map' }).focus();
  const path: string[] = [];
  for (let press = 0; press < 4; press++) {
    await page.keyboard.press('Tab');
    path.push(await focusedWords(page));
  }
  assert.match(path[0] ?? '', /^Map\. /);
  assert.match(path[1] ?? '', /^1, /);
  assert.deepEqual(path.slice(2), ['Zoom in', 'Zoom out']);
  await walkTo(page, /^All mock sites$/);
  await context.close();
});

test('the map draws more than a blank, and moves and zooms with the keys', async () => {
  const { page, context } = await visit('peak-district');
  await openMap(page);
  const drawn = await page.locator('dtp-map .frame').screenshot();
  const colours = await coloursIn(browser, drawn);
  assert.ok(colours > 20, `${colours} colours`);
  const closer = page.waitForResponse(response => /\/tiles\/.+\.mvt$/.test(response.url()));
  await page.getByRole('application', { name: /^Map\./ }).focus();
  await page.keyboard.press('+');
  await closer;
  const pin = page.locator('dtp-map .pin').first();
  const before = await pin.boundingBox();
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction(
    left => document.querySelector('dtp-map')?.shadowRoot?.querySelector('.pin')?.getBoundingClientRect().left !== left,
    before?.x,
  );
  await context.close();
});

test('on another origin with the documented policy the map draws, without a complaint or a third party', async () => {
  const { page, context, record } = await watchedPage(browser);
  await page.goto(`${host.origin}/strict-csp-map.html`);
  await mapReady(page);
  await openMap(page);
  assert.ok((await coloursIn(browser, await page.locator('dtp-map .frame').screenshot())) > 20);
  assert.deepEqual(record.complaints, []);
  const origins = new Set(record.requests.map(address => new URL(address).origin));
  assert.deepEqual([...origins].sort(), [host.origin, server.origin].sort());
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(await page.evaluate(() => document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })), '{}');
  await context.close();
});

test('what is drawn is credited, in words that never cover the map', async () => {
  const { page, context } = await visit('erewash');
  await openMap(page);
  const credits = page.locator('dtp-map .credits');
  assert.match((await credits.textContent()) ?? '', /Contains OS data © Crown copyright/);
  await page.setViewportSize({ width: 320, height: 640 });
  const [frame, line] = await Promise.all([page.locator('dtp-map .frame').boundingBox(), credits.boundingBox()]);
  assert.ok(frame && line && line.y >= frame.y + frame.height);
  assert.ok(frame.height >= 200, 'and leave it its room');
  assert.equal(await scrollsSideways(page), false);
  await context.close();
});

test('on paper there is the list, without form, buttons and map', async () => {
  const { page, context } = await visit('derby');
  await searched(page, 'Derby');
  await openMap(page);
  await page.emulateMedia({ media: 'print' });
  const map = page.locator('dtp-map');
  for (const part of ['form', 'map', 'toggle']) assert.equal(await map.locator(`[part~=${part}]`).isVisible(), false, part);
  assert.ok(await map.locator('[part~=result]').first().isVisible());
  await context.close();
});

test('a spot is marked by keyboard, and the form of the page gets it', async () => {
  const { page, context, record } = await watchedPage(browser);
  await page.goto(`${server.origin}/demo/report/`);
  await mapReady(page);
  assert.deepEqual(await accessibilityFaults(page), [], 'before a spot is marked');
  await page.getByLabel('What is the problem?').fill('A street light is out');
  await placeField(page).fill('Belper');
  await page.keyboard.press('Enter');
  await walkTo(page, /^Show the map$/);
  await page.keyboard.press('Enter');
  await mapDrawn(page);
  await walkTo(page, /^Map\. Use the arrow keys to bring the spot/);
  await page.keyboard.press('Enter');
  await page.getByText('Is this right?', { exact: true }).waitFor();
  assert.ok(await page.locator('dtp-map .spot').isVisible(), 'the map shows the mark');
  assert.deepEqual(await accessibilityFaults(page), [], 'a spot is marked');
  await walkTo(page, /^Yes, use this spot$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByText(/^The form knows where/).waitFor();
  await walkTo(page, /^Show what would be sent$/);
  await page.keyboard.press('Enter');
  const report: unknown = JSON.parse((await page.getByRole('region', { name: 'The report' }).textContent()) ?? '');
  assert.ok(typeof report === 'object' && report && 'lat' in report && 'authorities' in report);
  assert.ok(Array.isArray(report.authorities) && report.authorities.includes('amber-valley'), JSON.stringify(report));
  assert.ok(!record.requests.some(address => /[?&](lat|lng|uprn)=/.test(address)), 'no address line says where');
  assert.deepEqual(record.complaints, []);
  await context.close();
});

test('a postcode given to the A to Z is known to the map on the same page', async () => {
  const { page, context, record } = await watchedPage(browser);
  await page.goto(`${server.origin}/demo/az-and-map/`);
  await mapReady(page);
  await page.getByLabel('Your postcode').fill('SK17 6BE');
  await page.keyboard.press('Enter');
  await page.locator('dtp-map').getByText('The 10 nearest to SK17 6BE').waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(record.complaints, []);
  await context.close();
});

test('opened and removed twenty times, the map leaves no drawing context behind', async () => {
  const { page, context, record } = await watchedPage(browser);
  await page.addInitScript(() => {
    const native = HTMLCanvasElement.prototype.getContext;
    const contexts: WebGL2RenderingContext[] = [];
    window.liveContexts = () => contexts.filter(one => !one.isContextLost()).length;
    Object.assign(HTMLCanvasElement.prototype, {
      getContext(this: HTMLCanvasElement, ...given: Parameters<typeof native>) {
        const made: unknown = Reflect.apply(native, this, given);
        if (made instanceof WebGL2RenderingContext) contexts.push(made);
        return made;
      },
    });
  });
  await page.goto(`${server.origin}/demo/sites/bolsover/map/`);
  await mapReady(page);
  await page.evaluate(async () => {
    const [first] = document.getElementsByTagName('dtp-map');
    const place = first?.parentElement;
    if (!first || !place) throw new Error('The page has no map');
    for (let time = 0; time < 20; time++) {
      const map = document.createElement('dtp-map');
      map.setAttribute('authority', 'bolsover');
      map.setAttribute('open', '');
      place.append(map);
      while (!map.shadowRoot?.querySelector('.frame .maplibregl-canvas')) await new Promise(requestAnimationFrame);
      map.remove();
    }
  });
  await page.waitForFunction(() => window.liveContexts?.() === 0);
  assert.deepEqual(
    record.complaints.filter(line => /context/i.test(line)),
    [],
  );
  await context.close();
});
