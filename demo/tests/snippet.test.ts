import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type ApiServer, startApiServer } from './fixture/api-server.ts';
import { startBrowser, watchedPage } from './fixture/browser.ts';
import { type HostServer, startHostServer } from './fixture/host-server.ts';
import { contactReady, jobsReady, mapReady, searchField, widgetReady } from './fixture/widget.ts';

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

const code = (page: Page): Promise<string> =>
  page
    .getByRole('region', { name: 'Code to paste' })
    .textContent()
    .then(text => text ?? '');

test('what is chosen is what is seen and what is copied', async () => {
  const { page, context, record } = await watchedPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`${server.origin}/demo/snippet/`);
  await widgetReady(page);
  await page.getByLabel('Body').selectOption('High Peak Borough Council');
  await page.getByLabel('Compact').check();
  await page.getByLabel('Level of the widget’s headings').selectOption('h3');
  const live = page.locator('#preview dtp-az-search[authority="high-peak"][compact][heading-level="3"]');
  await live.waitFor();
  await searchField(page).waitFor();

  await page.getByRole('button', { name: 'Copy the code' }).click();
  await page.getByText('Copied.').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(
    copied,
    `<script type="module" src="${server.origin}/embed/v1/dtp.js"></script>

<dtp-az-search authority="high-peak" heading-level="3" compact>
  <a href="${server.origin}/az?authority=high-peak">A to Z of council services</a>
</dtp-az-search>
`,
  );
  assert.deepEqual(record.complaints, []);
  await context.close();
});

test('the code works when it is pasted into an empty page', async () => {
  const { page, context } = await watchedPage(browser);
  await page.goto(`${server.origin}/demo/snippet/?authority=peak-district`);
  await widgetReady(page);
  for (const form of ['Tag', 'Div'] as const) {
    for (const script of ['Follow version 1', 'Pin the exact version'] as const) {
      await page.getByRole('radio', { name: form }).check();
      await page.getByRole('radio', { name: script }).check();
      const pasted = await watchedPage(browser);
      host.publish('pasted.html', `<!doctype html><title>Council</title><link rel="icon" href="data:,">${await code(page)}`);
      await pasted.page.goto(`${host.origin}/pasted.html`);
      await widgetReady(pasted.page);
      assert.deepEqual(pasted.record.complaints, [], `${form}, ${script}`);
      await pasted.context.close();
    }
  }
  await context.close();
});

test('without a clipboard the code is selected and the person is told how to copy it', async () => {
  const { page, context } = await watchedPage(browser);
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await page.goto(`${server.origin}/demo/snippet/`);
  await widgetReady(page);
  await page.getByRole('button', { name: 'Copy the code' }).click();
  await page.getByText('press Ctrl and C').waitFor();
  assert.match((await page.evaluate(() => getSelection()?.toString())) ?? '', /<dtp-az-search authority="amber-valley">/);
  await context.close();
});

test('everything can be chosen and copied with the keyboard alone', async () => {
  const { page, context } = await watchedPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`${server.origin}/demo/snippet/`);
  await widgetReady(page);
  await page.getByLabel('Body').focus();
  await page.keyboard.type('Erew');
  const focused = () => page.evaluate(() => document.activeElement?.id ?? '');
  for (let presses = 0; (await focused()) !== 'compact' && presses < 20; presses++) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  for (let presses = 0; (await focused()) !== 'form-tag' && presses < 20; presses++) await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  for (let presses = 0; (await focused()) !== 'copy-code' && presses < 20; presses++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Copied.').waitFor();
  assert.match(await code(page), /<div data-dtp="az-search" data-authority="erewash" data-compact>/);
  await context.close();
});

test('a map is chosen with its options, is seen, and works when its code is pasted under the policy that goes with it', async () => {
  const { page, context, record } = await watchedPage(browser);
  await page.goto(`${server.origin}/demo/snippet/?authority=erewash&widget=map`);
  await mapReady(page);
  assert.ok(await page.getByLabel('Compact').isHidden(), 'options of the A to Z are not offered');
  await page.getByRole('checkbox', { name: 'Libraries' }).check();
  await page.getByRole('textbox', { name: 'Centre' }).fill('52.97, -1.31');
  await page.getByLabel('Zoom').selectOption('13, a town');
  await page.locator('#preview dtp-map[authority="erewash"][layers="libraries"][centre="52.97,-1.31"][zoom="13"]').waitFor();
  assert.match(await code(page), /<dtp-map authority="erewash" layers="libraries" centre="52.97,-1.31" zoom="13">/);
  assert.match(await code(page), /<a href="[^"]+\/map\?authority=erewash">Find places near you<\/a>/);
  await page.getByText('Your site has a Content Security Policy?').click();
  assert.match(
    (await page.getByRole('region', { name: 'Content Security Policy' }).textContent()) ?? '',
    new RegExp(`; worker-src blob: ${server.origin}$`),
  );
  host.publish('map-pasted.html', `<!doctype html><title>Council</title><link rel="icon" href="data:,">${await code(page)}`);
  const pasted = await watchedPage(browser);
  await pasted.page.goto(`${host.origin}/map-pasted.html`);
  await mapReady(pasted.page);
  assert.deepEqual(pasted.record.complaints, []);
  await pasted.context.close();
  assert.deepEqual(record.complaints, []);
  await context.close();
});

test('who to call is chosen with its topic, is seen, and works when its code is pasted', async () => {
  const { page, context, record } = await watchedPage(browser);
  await page.goto(`${server.origin}/demo/snippet/?authority=derbyshire&widget=contact`);
  await contactReady(page);
  await page.getByRole('textbox', { name: 'Topic' }).fill('report-a-pothole');
  await page.keyboard.press('Tab');
  await page.getByText('Who to call about “Report a pothole”').waitFor();
  assert.ok(await page.getByLabel('Compact').isHidden(), 'options of the A to Z are not offered');
  assert.match(await code(page), /<dtp-contact authority="derbyshire" topic="report-a-pothole">/);
  assert.match(await code(page), /<a href="[^"]+\/contact\?authority=derbyshire">Who to call<\/a>/);
  host.publish('contact-pasted.html', `<!doctype html><title>Council</title><link rel="icon" href="data:,">${await code(page)}`);
  const pasted = await watchedPage(browser);
  await pasted.page.goto(`${host.origin}/contact-pasted.html`);
  await contactReady(pasted.page);
  await pasted.page.getByText('Who to call about “Report a pothole”').waitFor();
  assert.deepEqual(pasted.record.complaints, []);
  await pasted.context.close();
  assert.deepEqual(record.complaints, []);
  await context.close();
});

test('the job board is chosen with its kind of work, is seen, and works when its code is pasted', async () => {
  const { page, context, record } = await watchedPage(browser);
  await page.goto(`${server.origin}/demo/snippet/?authority=derbyshire&widget=jobs`);
  await jobsReady(page);
  await page.getByLabel('Jobs on a page').selectOption('3');
  await page.getByLabel('A few jobs only').check();
  await page.getByRole('link', { name: /^See all/ }).waitFor();
  assert.match(await code(page), /<dtp-jobs authority="derbyshire" limit="3" compact>/);
  assert.match(await code(page), /<a href="[^"]+\/jobs\?host=derbyshire">Jobs<\/a>/);
  host.publish('jobs-pasted.html', `<!doctype html><title>Council</title><link rel="icon" href="data:,">${await code(page)}`);
  const pasted = await watchedPage(browser);
  await pasted.page.goto(`${host.origin}/jobs-pasted.html`);
  await pasted.page.getByRole('link', { name: /^See all/ }).waitFor();
  assert.deepEqual(pasted.record.complaints, []);
  await pasted.context.close();
  assert.deepEqual(record.complaints, []);
  await context.close();
});
