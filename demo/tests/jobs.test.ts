import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { VacancyRecord } from '../../api/src/jobs/record.ts';
import { createVacancyRepository } from '../../api/src/jobs/repository.ts';
import { createMailRepository } from '../../api/src/mail/repository.ts';
import { bumpVersion } from '../../api/src/store/versions.ts';
import { accessibilityFaults } from './fixture/accessibility.ts';
import { type ClockServer, startClockServer } from './fixture/api-server.ts';
import { scrollsSideways, startBrowser, type WatchedPage, watchedPage } from './fixture/browser.ts';
import { type HostServer, startHostServer } from './fixture/host-server.ts';
import { focusedWords, jobsReady, walkTo } from './fixture/widget.ts';

/** A Tuesday at noon, in winter time. */
const NOON = '2026-11-24T12:00:00Z';

let server: ClockServer;
let host: HostServer;
let browser: Browser;

before(async () => {
  [server, browser] = await Promise.all([startClockServer(NOON), startBrowser()]);
  host = await startHostServer(server.origin);
  await publish();
});

after(async () => {
  await browser?.close();
  await host?.close();
  await server?.close();
});

/** A job that no sample is like, which closes at one o'clock. */
async function publish(): Promise<void> {
  const vacancy = VacancyRecord.parse({
    id: 'lighthouse-keeper-belper-2b3c',
    authority: 'amber-valley',
    reference: 'TEST-1',
    title: 'Lighthouse keeper',
    summary: 'Keep the light.',
    description: '<h3>What you do</h3><p>Keep the <strong>light</strong>.</p>',
    category: 'other',
    contract: 'permanent',
    patterns: ['full-time'],
    place: 'Belper',
    lat: 53.023,
    lng: -1.482,
    applyKind: 'link',
    applyUrl: 'https://jobs.example/lighthouse',
    publishAt: '2026-11-23T09:00:00.000Z',
    closesAt: '2026-11-24T13:00:00.000Z',
    origin: 'import',
    createdAt: '2026-11-23T09:00:00.000Z',
    updatedAt: '2026-11-23T09:00:00.000Z',
  });
  await server.store.write(async db => {
    await createVacancyRepository(db).save(vacancy);
    await bumpVersion(db, 'jobs', new Date(NOON));
  });
  await server.refresh();
}

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
  await jobsReady(watched.page);
  return watched;
};

const site = (): string => `${server.origin}/demo/sites/amber-valley/jobs/`;

const search = async (page: Page, what: string, where = ''): Promise<void> => {
  await page.getByRole('textbox', { name: 'What job?' }).fill(what);
  await page.getByRole('textbox', { name: 'Where?' }).fill(where);
  await page.keyboard.press('Enter');
};

const status = (page: Page, words: string) => page.locator('dtp-jobs .status', { hasText: words }).waitFor();

test('a search by words and place finds a job, which opens in place; the way back leads to the list and its link', async () => {
  const { page, context, record } = await visitAt(NOON, site());
  await search(page, 'lighthouse', 'Belper');
  await status(page, '1 job found.');
  assert.match(page.url(), /\?dtp-jobs\.q=lighthouse&dtp-jobs\.near=Belper$/);
  await page.getByRole('link', { name: 'Lighthouse keeper' }).click();
  await page.getByRole('heading', { name: 'Lighthouse keeper', level: 2 }).waitFor();
  assert.equal(await focusedWords(page), 'Lighthouse keeper');
  await page.getByText('Closes today at 1pm').waitFor();
  const apply = page.getByRole('link', { name: 'Apply on the website of Amber Valley Borough Council' }).first();
  assert.equal(await apply.getAttribute('href'), 'https://jobs.example/lighthouse');
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.setViewportSize({ width: 320, height: 640 });
  assert.equal(await scrollsSideways(page), false);
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await page.getByRole('heading', { name: '1 job', level: 2 }).waitFor();
  assert.equal(await focusedWords(page), 'Lighthouse keeper');
  assert.deepEqual(record.complaints, []);
  await context.close();
});

test('the count beside a filter is what it leaves', async () => {
  const { page, context, record } = await visitAt(NOON, site());
  await page.locator('dtp-jobs summary').click();
  const choice = page.locator('dtp-jobs fieldset', { hasText: 'Kind of work' }).locator('label').first();
  const words = (await choice.textContent())?.trim() ?? '';
  const count = Number(/\((\d+)\)$/.exec(words)?.[1]);
  assert.ok(count > 0, words);
  await choice.click();
  await status(page, count === 1 ? '1 job found.' : `${count} jobs found.`);
  await page.getByRole('button', { name: count === 1 ? 'Show 1 job' : `Show ${count} jobs` }).click();
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.getByRole('button', { name: /^Remove filter/ }).click();
  await page.waitForURL(site());
  assert.deepEqual(record.complaints, []);
  await context.close();
});

test('the host’s own jobs are one tap away', async () => {
  const { page, context } = await visitAt(NOON, site());
  await page.getByRole('button', { name: 'Only Amber Valley Borough Council' }).click();
  await page.waitForURL(/dtp-jobs\.authority=amber-valley/);
  const employers = await page.locator('dtp-jobs [part~=result]').allTextContents();
  assert.ok(employers.length > 0 && employers.every(words => words.includes('Amber Valley Borough Council')));
  await context.close();
});

test('samples say that they are samples', async () => {
  const { page, context } = await visitAt(NOON, site());
  const samples = page.locator('dtp-jobs [part~=result]').filter({ has: page.locator('[part~=sample]') });
  assert.ok((await samples.count()) > 0);
  await samples.first().getByRole('link').click();
  await page.getByText('This is a sample vacancy. It does not exist.').first().waitFor();
  await context.close();
});

test('by keyboard alone: search, filter, a job, back', async () => {
  const { page, context, record } = await visitAt(NOON, site());
  await page.getByRole('textbox', { name: 'What job?' }).focus();
  await page.keyboard.type('lighthouse');
  await page.keyboard.press('Enter');
  await status(page, '1 job found.');
  await walkTo(page, /^Filters$/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.getByText('Filters (1)').waitFor();
  await walkTo(page, /^Show 1 job$/);
  await page.keyboard.press('Enter');
  await walkTo(page, /^Lighthouse keeper$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Lighthouse keeper', level: 2 }).waitFor();
  await page.keyboard.press('Shift+Tab');
  assert.equal(await focusedWords(page), 'Back to the list');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '1 job', level: 2 }).waitFor();
  assert.deepEqual(record.complaints, []);
  await context.close();
});

test('who asks for emails gets a link, and is subscribed only by what is behind it', async () => {
  const { page, context, record } = await visitAt(NOON, site());
  await search(page, 'lighthouse');
  await status(page, '1 job found.');
  await page.getByRole('link', { name: 'Email me jobs like these' }).click();
  await page.getByRole('textbox', { name: 'Your email address' }).fill('sam@example.org');
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await page.locator('dtp-jobs [part~=alert]', { hasText: /email/i }).waitFor();
  const [mail] = await createMailRepository(server.store.read).newest(1);
  assert.equal(mail?.to, 'sam@example.org');
  const link = /https?:\/\/\S+(\/alerts\/confirm\?\S+)/.exec(mail?.text ?? '')?.[1];
  assert.ok(link, mail?.text ?? 'no mail');
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(record.complaints, []);
  assert.ok(!record.requests.some(address => address.includes('sam')), 'the address is in no address');
  assert.deepEqual(await page.evaluate(() => document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })), '{}');
  await page.goto(server.origin + link);
  await page.locator('main').getByRole('button').first().click();
  await page.waitForLoadState();
  assert.deepEqual(await accessibilityFaults(page), []);
  await context.close();
});

test('on another origin with the documented policy it works, without a complaint, a third party or anything stored', async () => {
  const { page, context, record } = await visitAt(NOON, `${host.origin}/strict-csp-jobs.html`);
  await search(page, 'lighthouse');
  await page.getByRole('link', { name: 'Lighthouse keeper' }).click();
  await page.getByRole('heading', { name: 'What you do', level: 3 }).waitFor();
  await page.getByRole('link', { name: 'Email me jobs like these' }).click();
  await page.getByRole('textbox', { name: 'Your email address' }).waitFor();
  assert.deepEqual(record.complaints, []);
  const origins = new Set(record.requests.map(address => new URL(address).origin));
  assert.deepEqual([...origins].sort(), [host.origin, server.origin].sort());
  assert.deepEqual(await page.evaluate(() => document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })), '{}');
  assert.deepEqual(await context.cookies(), []);
  assert.deepEqual(await accessibilityFaults(page), []);
  await context.close();
});

// Last, for the server keeps what it answered by its own clock, which no other test may find ahead.
test('a job that closes goes from a list that is left open, and says so where it is read', async () => {
  const reading = await visitAt('2026-11-24T12:58:00Z', site());
  const listing = await visitAt('2026-11-24T12:58:00Z', site());
  await search(reading.page, 'lighthouse');
  await status(reading.page, '1 job found.');
  await reading.page.getByRole('link', { name: 'Lighthouse keeper' }).click();
  await reading.page.getByText('Closes today at 1pm').waitFor();
  await search(listing.page, 'lighthouse');
  await status(listing.page, '1 job found.');
  server.moveTo('2026-11-24T13:00:20Z');
  await Promise.all([reading, listing].map(({ page }) => page.clock.fastForward('02:20')));
  await reading.page.getByText('This job is closed. You can no longer apply for it.').waitFor();
  assert.equal(await reading.page.getByRole('link', { name: /^Apply/ }).count(), 0);
  await listing.page.getByRole('link', { name: 'Lighthouse keeper' }).waitFor({ state: 'detached' });
  assert.deepEqual(await accessibilityFaults(reading.page), []);
  await reading.context.close();
  await listing.context.close();
});
