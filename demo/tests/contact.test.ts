import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { createHolidayRepository } from '../../api/src/hours/holiday-repository.ts';
import { bumpVersion } from '../../api/src/store/versions.ts';
import { accessibilityFaults } from './fixture/accessibility.ts';
import { type ClockServer, startClockServer } from './fixture/api-server.ts';
import { startBrowser, type WatchedPage, watchedPage } from './fixture/browser.ts';
import { type HostServer, startHostServer } from './fixture/host-server.ts';
import { contactReady, focusedWords, walkTo } from './fixture/widget.ts';

/** A Tuesday at noon, in winter time. */
const NOON = '2026-11-24T12:00:00Z';

let server: ClockServer;
let host: HostServer;
let browser: Browser;

before(async () => {
  [server, browser] = await Promise.all([startClockServer(NOON), startBrowser()]);
  host = await startHostServer(server.origin);
});

after(async () => {
  await browser?.close();
  await host?.close();
  await server?.close();
});

/** Opens an address at an instant that both the server and the page take for now. */
const visitAt = async (instant: string, address: string): Promise<WatchedPage> => {
  server.moveTo(instant);
  const watched = await watchedPage(browser);
  await watched.page.clock.install({ time: instant });
  // The browser's own cache goes by the real clock, by which no time passes here.
  const session = await watched.context.newCDPSession(watched.page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await watched.page.goto(address);
  await contactReady(watched.page);
  return watched;
};

const county = (): string => `${server.origin}/demo/sites/derbyshire/contact/`;

const ask = async (page: Page, what: string, postcode = ''): Promise<void> => {
  await page.getByRole('combobox', { name: 'What is it about?' }).fill(what);
  await page.getByRole('textbox', { name: /Your postcode/ }).fill(postcode);
  await page.keyboard.press('Enter');
};

/** One line of the answer, as read aloud. */
const line = (page: Page, title: string) =>
  page.locator('dtp-contact [part~=line]').filter({ has: page.getByRole('heading', { name: title }) });

const callDerbyshire = (page: Page) => line(page, 'Call Derbyshire');

test('on a weekday at noon the shared number is open, and says until when', async () => {
  const { page, context, record } = await visitAt(NOON, county());
  await callDerbyshire(page).getByText('Open now, closes 8pm').waitFor();
  const phone = callDerbyshire(page).getByRole('link', { name: '01629 533190', exact: true });
  assert.equal(await phone.getAttribute('href'), 'tel:01629533190');
  const target = await phone.boundingBox();
  assert.ok(target && target.height >= 44, `${target?.height} px`);
  assert.equal(await callDerbyshire(page).getByText('When they are closed').count(), 0);
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(record.complaints, []);
  await context.close();
});

test('a page that is left open over closing time says so by itself, and leaves what is being typed alone', async () => {
  const { page, context, record } = await visitAt('2026-11-24T19:59:00Z', county());
  await callDerbyshire(page).getByText('Open now, closes 8pm').waitFor();
  const what = page.getByRole('combobox', { name: 'What is it about?' });
  await what.fill('counci');
  const asked = () => record.requests.filter(address => address.includes('/api/v1/contact')).length;
  const before = asked();
  server.moveTo('2026-11-24T20:01:00Z');
  await page.clock.fastForward('02:00');
  await callDerbyshire(page).getByText('Closed, opens 8am tomorrow').waitFor();
  await callDerbyshire(page).getByText('When they are closed').waitFor();
  assert.equal(asked() - before, 1, 'one request is enough');
  assert.equal(await what.inputValue(), 'counci');
  assert.equal(await focusedWords(page), '', 'the focus is still in the field');
  assert.deepEqual(record.complaints, []);
  await context.close();
});

test('on Christmas Day it is closed, says which day it is, whom to call in an emergency, and when it opens', async () => {
  const { page, context, record } = await visitAt('2026-12-25T12:00:00Z', county());
  await callDerbyshire(page).getByText('Christmas Day: ').waitFor();
  assert.match(
    (await callDerbyshire(page).locator('[part~=open]').first().textContent()) ?? '',
    /Christmas Day: Closed today, opens Tuesday 8am/,
  );
  const closed = callDerbyshire(page).locator('[part~=out-of-hours]');
  assert.match((await closed.textContent()) ?? '', /For emergencies.+call 999/s);
  assert.match((await closed.textContent()) ?? '', /01629 532600/);
  await callDerbyshire(page).getByText('Opening hours').click();
  await callDerbyshire(page).getByText('closed, Christmas Day').waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(record.complaints, []);
  await context.close();
});

test('a holiday that is announced while the server runs closes the lines on that day', async () => {
  const wednesday = '2026-11-25T12:00:00Z';
  const { page, context } = await visitAt(wednesday, county());
  await callDerbyshire(page).getByText('Open now, closes 8pm').waitFor();
  await server.store.write(async db => {
    const holidays = createHolidayRepository(db);
    const title = 'Bank holiday for a jubilee';
    await holidays.replace([...(await holidays.all()), { date: '2026-11-25', title, notes: '' }]);
    await bumpVersion(db, 'hours', new Date(wednesday));
  });
  await server.refresh();
  await page.reload();
  await contactReady(page);
  await callDerbyshire(page).getByText('Bank holiday for a jubilee: Closed today').waitFor();
  await context.close();
});

test('by keyboard alone: a topic and a postcode, the line, its hours, another topic', async () => {
  const { page, context, record } = await visitAt(NOON, `${server.origin}/demo/sites/amber-valley/contact/`);
  await page.getByRole('combobox', { name: 'What is it about?' }).focus();
  await page.keyboard.type('potho');
  await page.getByRole('option', { name: /Report a pothole/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.type('le');
  await page.keyboard.press('Tab');
  await page.keyboard.type('de56 1ba');
  await page.keyboard.press('Enter');
  await page.getByText(/^1 line to call about “Report a pothole”/).waitFor();
  assert.deepEqual(await accessibilityFaults(page), [], 'the answer');
  await walkTo(page, /^01629 533190$/);
  await walkTo(page, /^Opening hours$/);
  await page.keyboard.press('Enter');
  await page.getByText('Monday to Saturday').waitFor();
  await walkTo(page, /^Ask us or report it$/);
  await walkTo(page, /pavement/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^Who to call about “.+pavement”$/ }).waitFor();
  await page.waitForFunction(() =>
    document.querySelector('dtp-contact')?.shadowRoot?.activeElement?.textContent?.startsWith('Who to call about'),
  );
  assert.deepEqual(record.complaints, []);
  await context.close();
});

test('who smells gas sees the number to call before anything else', async () => {
  const { page, context } = await visitAt(NOON, `${server.origin}/demo/sites/erewash/contact/`);
  await ask(page, 'I can smell gas in the street');
  const first = page.getByRole('region', { name: 'Call this first' });
  assert.equal(await first.getByRole('link', { name: '0800 111 999' }).getAttribute('href'), 'tel:0800111999');
  assert.match((await page.locator('dtp-contact .status').textContent()) ?? '', /Call 0800 111 999 first/);
  assert.deepEqual(await accessibilityFaults(page), []);
  await context.close();
});

test('what nobody has on record is said, with a way on', async () => {
  const { page, context } = await visitAt(NOON, `${server.origin}/demo/sites/derby/contact/`);
  await ask(page, 'xyzzyx qqqqq');
  await page.getByText('We have nothing on record about “xyzzyx qqqqq”.').first().waitFor();
  const [response] = await Promise.all([
    page.waitForNavigation(),
    page.getByRole('link', { name: 'Look it up in the A to Z of services' }).click(),
  ]);
  assert.equal(response?.status(), 200);
  await context.close();
});

test('the form to ask or report opens, filled in with what is known', async () => {
  const { page, context } = await visitAt(NOON, `${server.origin}/demo/sites/amber-valley/contact/`);
  await ask(page, 'pothole', 'DE56 1BA');
  await page.getByText(/^1 line to call about/).waitFor();
  const [response] = await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: 'Ask us or report it' }).click()]);
  assert.equal(response?.status(), 200);
  assert.match(page.url(), /\/contact\/report\?service=report-a-pothole&authority=amber-valley&postcode=DE56\+1BA$/);
  await page.getByText('Report a pothole').first().waitFor();
  await context.close();
});

test('a postcode given to one of three widgets is known to the others', async () => {
  const { page, context, record } = await visitAt(NOON, `${server.origin}/demo/three-widgets/`);
  const postcode = page.locator('dtp-contact').getByRole('textbox', { name: /Your postcode/ });
  await postcode.fill('DE45 1ES');
  await page.keyboard.press('Enter');
  await page.locator('dtp-map').getByText('The 10 nearest to DE45 1ES').waitFor();
  await page.locator('dtp-az-search').getByText('For DE45 1ES').waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(record.complaints, []);
  await context.close();
});

test('on another origin with the documented policy it works, without a complaint, a third party or anything stored', async () => {
  const { page, context, record } = await visitAt(NOON, `${host.origin}/strict-csp-contact.html`);
  await ask(page, 'council tax', 'DE1 2FS');
  await page.getByText(/lines? to call about/).waitFor();
  assert.deepEqual(record.complaints, []);
  const origins = new Set(record.requests.map(address => new URL(address).origin));
  assert.deepEqual([...origins].sort(), [host.origin, server.origin].sort());
  assert.deepEqual(await page.evaluate(() => document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })), '{}');
  assert.deepEqual(await context.cookies(), []);
  assert.deepEqual(await accessibilityFaults(page), []);
  await context.close();
});
