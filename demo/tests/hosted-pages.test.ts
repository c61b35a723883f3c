import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { accessibilityFaults } from './fixture/accessibility.ts';
import { type ApiServer, startApiServer } from './fixture/api-server.ts';
import { scrollsSideways, startBrowser, watchedPage } from './fixture/browser.ts';

let server: ApiServer;
let browser: Browser;

before(async () => {
  [server, browser] = await Promise.all([startApiServer(), startBrowser()]);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

for (const path of [
  '/',
  '/az',
  '/az?authority=peak-district',
  '/az?letter=B',
  '/az?category=bins-recycling&postcode=DE56+1BA',
  '/az?q=planning+permission&postcode=DE6+1DA',
  '/az?q=pothole&postcode=rubbish',
  '/az?q=zzzzqqqq',
  '/az/report-a-pothole?postcode=DE1+2FS',
  '/az/no-such-service',
  '/docs',
]) {
  test(`${path}: accessible, fits 320 px, and runs no script`, async () => {
    const { page, context, record } = await watchedPage(browser);
    const reply = await page.goto(server.origin + path);
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.setViewportSize({ width: 320, height: 640 });
    assert.equal(await scrollsSideways(page), false);
    if (reply?.status() === 200) assert.deepEqual(record.complaints, []);
    assert.equal(await page.locator('script').count(), 0);
    await context.close();
  });
}

test('without JavaScript, by keyboard: search, choose the area, open a service', async () => {
  const { page, context } = await watchedPage(browser, { javaScriptEnabled: false });
  await page.goto(`${server.origin}/az?authority=derbyshire-dales`);
  await page.getByLabel('What do you need?').fill('planning permission');
  await page.getByLabel('Your postcode').fill('DE6 1DA');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: /inside the Peak District National Park/ }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Continue' }).press('Enter');
  await page.getByRole('link', { name: 'Apply for planning permission' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Apply for planning permission' }).waitFor();
  assert.ok(await page.getByText('Peak District National Park Authority', { exact: true }).isVisible());
  assert.equal(await page.getByText('Derbyshire Dales District Council', { exact: true }).count(), 0);
  assert.ok(await page.getByRole('link', { name: 'Back to Derbyshire Dales District Council' }).isVisible());
  await context.close();
});
