import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults } from './fixture/accessibility.ts';
import { type ApiServer, startApiServer } from './fixture/api-server.ts';
import { startBrowser, watchedPage } from './fixture/browser.ts';
import { searchField, widgetReady } from './fixture/widget.ts';

let server: ApiServer;
let browser: Browser;

before(async () => {
  [server, browser] = await Promise.all([startApiServer(), startBrowser()]);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens a mock site, and asks its A to Z as a person with a keyboard would. */
const ask = async (page: Page, what: string, postcode: string): Promise<void> => {
  await searchField(page).fill(what);
  await page.getByLabel('Your postcode').fill(postcode);
  await page.keyboard.press('Enter');
  await page.getByText(/services? found/).waitFor();
};

const visit = async (authority: string) => {
  const watched = await watchedPage(browser);
  await watched.page.goto(`${server.origin}/demo/sites/${authority}/`);
  await widgetReady(watched.page);
  return watched;
};

/** The results entry of one service, as read aloud. */
const entry = (page: Page, title: string) =>
  page.locator('[part~=result]').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

test('planning: the national park decides in Bakewell, the council in Ashbourne', async () => {
  const { page, context, record } = await visit('derbyshire-dales');
  await ask(page, 'planning permission', 'de451es');
  await entry(page, 'Apply for planning permission').getByText('Peak District National Park Authority', { exact: true }).waitFor();
  assert.equal(
    await entry(page, 'Apply for planning permission').getByText('Derbyshire Dales District Council', { exact: true }).count(),
    0,
  );

  // Ashbourne's sector reaches into the park, so the widget asks instead of guessing.
  await ask(page, 'planning permission', 'DE6 1DA');
  const choice = page.getByRole('group', { name: 'Which of these is your home in?' });
  await choice.getByRole('radio', { name: 'Derbyshire Dales, outside the national park' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await entry(page, 'Apply for planning permission').getByText('Derbyshire Dales District Council', { exact: true }).waitFor();
  assert.equal(
    await entry(page, 'Apply for planning permission').getByText('Peak District National Park Authority', { exact: true }).count(),
    0,
  );
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(record.complaints, []);
  await context.close();
});

test('roads: the city in Derby, the county in Amber Valley, asked on either website', async () => {
  for (const site of ['derby', 'amber-valley']) {
    const { page, context } = await visit(site);
    await ask(page, 'hole in the road', 'DE1 2FS');
    await entry(page, 'Report a pothole').getByText('Derby City Council', { exact: true }).waitFor();
    await ask(page, 'hole in the road', 'DE56 1BA');
    await entry(page, 'Report a pothole').getByText('Derbyshire County Council', { exact: true }).waitFor();
    assert.equal(await entry(page, 'Report a pothole').getByText('Derby City Council', { exact: true }).count(), 0);
    await context.close();
  }
});

test('by keyboard alone: type, pick a suggestion, read the answer, go back to where you were', async () => {
  const { page, context } = await visit('chesterfield');
  await searchField(page).focus();
  await page.keyboard.type('potho');
  await page.getByRole('option', { name: /Report a pothole/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { name: 'Report a pothole' });
  await heading.waitFor();
  assert.equal(await heading.evaluate(element => element.matches(':focus')), true, 'the heading of the answer has the focus');
  assert.ok(await page.getByText('Derbyshire County Council', { exact: true }).first().isVisible());
  await context.close();
});

test('what people type stays text, and misspelt words are put right', async () => {
  const { page, context, record } = await visit('bolsover');
  await searchField(page).fill('<img src=x onerror=alert(1)> counsil tax');
  await page.keyboard.press('Enter');
  await page
    .getByText(/services? found|Nothing found/i)
    .first()
    .waitFor();
  assert.equal(await page.locator('dtp-az-search img').count(), 0);
  await searchField(page).fill('counsil tax');
  await page.keyboard.press('Enter');
  await page
    .getByText(/council tax/)
    .first()
    .waitFor();
  assert.deepEqual(record.complaints, []);
  await context.close();
});
