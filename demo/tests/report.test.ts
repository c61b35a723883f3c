import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults } from './fixture/accessibility.ts';
import { type ApiServer, startApiServer } from './fixture/api-server.ts';
import { scrollsSideways, startBrowser, watchedPage } from './fixture/browser.ts';

let server: ApiServer;
/** The same, with a sum to do before anything can be sent. */
let guarded: ApiServer;
let browser: Browser;

before(async () => {
  [server, guarded, browser] = await Promise.all([
    startApiServer(),
    startApiServer({ ALTCHA_HMAC_KEY: 'a key that is long enough' }),
    startBrowser(),
  ]);
});

after(async () => {
  await browser?.close();
  await guarded?.close();
  await server?.close();
});

const thanks = (page: Page) => page.getByRole('heading', { level: 1, name: 'Thank you. We have your message' });

/** Accessible as it stands, and no wider than a small phone. */
const isFit = async (page: Page, what: string): Promise<void> => {
  assert.deepEqual(await accessibilityFaults(page), [], what);
  await page.setViewportSize({ width: 320, height: 640 });
  assert.equal(await scrollsSideways(page), false, what);
  await page.setViewportSize({ width: 1280, height: 800 });
};

test('without JavaScript, by keyboard: a report, its faults, who gets it, and how far it is', async () => {
  const { page, context, record } = await watchedPage(browser, { javaScriptEnabled: false });
  await page.goto(`${server.origin}/contact/report?service=report-fly-tipping&topic=Tyres`);
  await page.getByLabel('Email').fill('jo');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Enter a postcode, so that this reaches the right body' }).press('Enter');
  assert.equal(await page.title(), 'Error: Ask us or report it – Derbyshire shared services');
  await page.getByLabel('Postcode of the place').fill('de56 1ba');
  await page.getByLabel('Email').fill('jo@people.example');
  await page.keyboard.press('Enter');
  await page.getByText('This goes to Amber Valley Borough Council.').waitFor();
  assert.equal(await page.getByLabel('What happened, or what would you like to ask?').inputValue(), 'Tyres');
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  await thanks(page).waitFor();
  await page.reload();
  await thanks(page).waitFor();

  const reference = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.goto(`${server.origin}/contact/cases`);
  await page.getByLabel('Reference').fill(reference.toLowerCase().replace('-', ' '));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: `Your case ${reference}` }).waitFor();
  assert.deepEqual(await context.cookies(), []);
  assert.ok(record.requests.every(address => address.startsWith(server.origin)));
  await context.close();
});

test('every page of it is accessible and fits 320 px', async () => {
  const { page, context } = await watchedPage(browser);
  for (const path of [
    '/contact/report',
    '/contact/report?service=report-a-pothole&authority=derbyshire',
    '/contact/report?topic=I+smell+gas&postcode=DE45+1ES',
    '/contact/report?service=report-building-without-planning-permission&postcode=DE6+1DA',
    '/contact/cases',
    '/contact/cases?reference=bins',
    '/contact/cases/7K4M-29QX',
  ]) {
    await page.goto(server.origin + path);
    await isFit(page, path);
    assert.equal(await page.locator('script').count(), 0, path);
  }
  await page.goto(`${server.origin}/contact/report?service=report-fly-tipping`);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('There is a problem').waitFor();
  await isFit(page, 'with faults');
  await page.goto(`${server.origin}/contact/report?service=report-a-pothole&authority=derby&topic=A+hole`);
  await page.getByRole('button', { name: 'Send' }).click();
  await thanks(page).waitFor();
  await isFit(page, 'sent');
  await context.close();
});

test('a sum is done in a worker under the page’s own policy; sending waits for it, and changing the subject does not', async () => {
  const { page, context, record } = await watchedPage(browser);
  await page.goto(`${guarded.origin}/contact/report?service=report-a-pothole&authority=derby`);
  await page.getByText('Done: you can send this.').waitFor();
  await isFit(page, 'done');
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByLabel('Who is it for?').selectOption('derby');
  await page.getByLabel('What happened, or what would you like to ask?').fill('When do you open?');
  await page.getByRole('button', { name: 'Continue' }).click();
  await thanks(page).waitFor();
  assert.deepEqual(record.complaints, []);
  assert.ok(record.requests.every(address => address.startsWith(guarded.origin)));
  await context.close();
});
