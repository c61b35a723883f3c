import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessibilityFaults } from './fixture/accessibility.ts';
import { type ApiServer, startApiServer } from './fixture/api-server.ts';
import { startBrowser, watchedPage } from './fixture/browser.ts';
import { clickInMap, FIREFOX, mapReads, startFirefox } from './fixture/firefox.ts';
import { mapReady, placeField } from './fixture/widget.ts';

const SAID = 'This browser cannot draw the map. The list has everything that is on it.';

let server: ApiServer;

before(async () => {
  server = await startApiServer();
});

after(() => server?.close());

const address = (): string => `${server.origin}/demo/sites/south-derbyshire/map/`;

test('Chromium without WebGL: the list does it all, the picture stays, and the widget says so', async () => {
  const browser = await startBrowser('none');
  const { page, record } = await watchedPage(browser);
  await page.goto(address());
  await mapReady(page);
  await page.getByRole('button', { name: 'Show the map' }).click();
  await page.getByText(SAID).first().waitFor();
  assert.ok(await page.locator('dtp-map img').isVisible());
  assert.equal(await page.getByRole('button', { name: /the map/ }).count(), 0, 'nothing is offered that cannot be');
  await placeField(page).fill('DE11 9AA');
  await page.keyboard.press('Enter');
  await page.getByText(/nearest to/).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(record.complaints, []);
  await browser.close();
});

const firefox = FIREFOX;
if (firefox) {
  test('Firefox without WebGL: the same', async () => {
    const browser = await startFirefox(firefox);
    try {
      const page = await browser.newPage();
      await page.goto(address());
      await clickInMap(page, '[part~=toggle]');
      await mapReads(page, SAID);
      await clickInMap(page, 'input[role=combobox]');
      await page.keyboard.type('Swadlincote');
      await page.keyboard.press('Enter');
      await mapReads(page, 'nearest to Swadlincote');
      await clickInMap(page, '[part~=result] a');
      await mapReads(page, 'Opening hours');
    } finally {
      await browser.close();
    }
  });
}
