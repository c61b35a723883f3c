import { assert, equal, excludes } from '@dtp/kit/testing/assert.ts';
import { passesAxe } from '@dtp/kit/testing/axe.ts';
import { mount } from '@dtp/kit/testing/mount.ts';
import { answerGet, network } from '@dtp/kit/testing/network.ts';
import { until } from '@dtp/kit/testing/until.ts';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import { DtpJobs } from './jobs.ts';
import { closePage, open, openPage, Reader, requests, shareArea } from './testing/page.ts';
import { listOf } from './testing/sample.ts';

const HOST = 'authority="derbyshire-dales"';

const parameter = (name: string): string | null => new URLSearchParams(location.search).get(`dtp-jobs.${name}`);

/** The browser's back button. */
async function goBack(): Promise<void> {
  const returned = new Promise(resolve => addEventListener('popstate', resolve, { once: true }));
  history.back();
  await returned;
}

const putInAddress = (parameters: string): void =>
  history.replaceState(null, '', `${location.pathname}${location.search}${location.search ? '&' : '?'}${parameters}`);

describe('in the address', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('is nothing unless the page asks for it', async () => {
    const before = location.href;
    const reader = await open();
    await reader.search('cleaner', 'Belper');
    await reader.tick('Social care');
    equal(location.href, before);
  });

  it('is the search, so that it can be kept', async () => {
    const reader = await open('sync-url');
    await reader.search('cleaner', 'Belper');
    await reader.tick('Social care');
    await reader.tick('Catering and cleaning');
    await reader.choose('salary', '25000');
    equal(['q', 'near', 'category', 'salary'].map(parameter), ['cleaner', 'Belper', 'social-care,catering-cleaning', '25000']);
    const kept = location.search;
    const asked = requests.at(-1);
    closePage();
    await openPage();
    history.replaceState(null, '', location.pathname + kept);
    const again = await open('sync-url');
    equal([requests.at(-1), again.field('what').value, again.field('where').value], [asked, 'cleaner', 'Belper']);
    assert(document.activeElement !== again.element, 'A page that opens keeps its focus');
  });

  it('never has a postcode, which stays through the history all the same', async () => {
    const reader = await open('sync-url');
    await reader.search('cleaner', 'de45 1es');
    excludes(location.href.toLowerCase(), 'de45');
    await reader.tick('Social care');
    await goBack();
    await until(() => requests.at(-1) === '/api/v1/jobs?q=cleaner&near=de45+1es', 'the search before');
  });

  it('has the job that is open, and the back button leads to the list', async () => {
    const reader = await open('sync-url');
    await reader.search('care');
    reader.click('Care worker');
    await until(() => parameter('job') === 'care-worker-belper-7k4m', 'the address');
    equal(parameter('q'), 'care');
    await goBack();
    await until(() => reader.focused === 'Care worker', 'the focus on the link');
    equal(parameter('job'), null);
    history.forward();
    await reader.sees('Reference');
  });

  it('opens a job from a bookmark, with the way to the list', async () => {
    putInAddress('dtp-jobs.job=cleaner-matlock-2b3c&dtp-jobs.q=clean');
    const reader = await open('sync-url');
    await reader.sees('Reference');
    equal(requests, ['/api/v1/jobs/cleaner-matlock-2b3c']);
    reader.click('Back to the list');
    await until(() => requests.at(-1) === '/api/v1/jobs?q=clean', 'the list');
  });
});

describe('on a host page', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('shows the page’s own content until it is ready', async () => {
    const gate = Promise.withResolvers<void>();
    network.use(
      answerGet('/api/v1/jobs', async () => {
        await gate.promise;
        return listOf();
      }),
    );
    const element = mount(`<dtp-jobs ${HOST}><a href="/jobs">Fallback</a></dtp-jobs>`, DtpJobs);
    await element.updateComplete;
    equal(element.shadowRoot?.querySelector('slot')?.assignedElements().length, 1);
    gate.resolve();
    await new Reader(element).sees('Care worker');
    equal(element.shadowRoot?.querySelector('slot'), null);
  });

  it('goes by the postcode that another widget was given, and tells its own', async () => {
    const reader = await open();
    shareArea('DE45 1ES');
    await until(() => requests.at(-1) === '/api/v1/jobs?near=DE45+1ES', 'the jobs near there');
    equal(reader.field('where').value, 'DE45 1ES');
    await reader.settled();
    const told: string[] = [];
    const hear = (event: Event): number => told.push(JSON.stringify({ ...event, isTrusted: undefined }));
    document.addEventListener('dtp-area-change', hear);
    await reader.search('', 'de11aa');
    await reader.search('', 'Belper');
    document.removeEventListener('dtp-area-change', hear);
    equal(told, ['{"outward":"DE1","area":null}'], 'A town is no postcode');
    shareArea('');
    equal(reader.field('where').value, 'Belper', 'A town is not forgotten with a postcode');
  });

  it('goes by no postcode on a home page, where none is to be seen', async () => {
    const reader = await open('compact');
    shareArea('DE45 1ES');
    await reader.settled();
    equal(requests, ['/api/v1/jobs?pageSize=5']);
  });

  it('forgets a postcode that another widget forgot', async () => {
    const reader = await open();
    await reader.search('', 'DE45 1ES');
    shareArea('');
    await until(() => requests.at(-1) === '/api/v1/jobs', 'all jobs');
    equal(reader.field('where').value, '');
  });

  it('stores nothing unless it is asked to, and then the postcode alone', async () => {
    const reader = await open();
    await reader.search('cleaner', 'DE45 1ES');
    equal([sessionStorage.length, localStorage.length, document.cookie], [0, 0, '']);
    const keeping = await open('remember-area');
    await keeping.search('cleaner', 'DE45 1ZZ');
    equal(Object.entries(sessionStorage), [['dtp-postcode', 'DE45 1ZZ']]);
  });

  it('follows another authority, category and length', async () => {
    const reader = await open(HOST);
    reader.element.authority = 'erewash';
    reader.element.category = 'police';
    reader.element.limit = 10;
    await until(() => requests.at(-1) === '/api/v1/jobs?host=erewash&category=police&pageSize=10', 'the other list');
  });

  for (const [width, size, direction, what] of [
    [320, '16px', 'ltr', 'on a small phone'],
    [1280, '16px', 'ltr', 'on a wide screen'],
    [320, '32px', 'rtl', 'with text at twice the size, on a page that runs from right to left'],
  ] as const) {
    it(`has no sideways scroll and targets of 44 px ${what}`, async () => {
      await setViewport({ width, height: 800 });
      document.documentElement.dir = direction;
      const fits = (reader: Reader): void => {
        const page = document.documentElement;
        assert(page.scrollWidth <= page.clientWidth, `The page is ${page.scrollWidth} px wide`);
        // A link in the text of an advert is no target of its own (WCAG 2.2, 2.5.8, inline).
        for (const control of reader.root.querySelectorAll<HTMLElement>('a, button, summary, select, input[type=text], .choice')) {
          const { height } = control.getBoundingClientRect();
          assert(control.closest('.advert') || height >= 43.5, `“${control.textContent?.trim() || control.id}” is ${height} px high`);
        }
      };
      try {
        const reader = await open(`${HOST} style="font-size: ${size}"`);
        await reader.tick('Social care');
        reader.click('Email me jobs like these');
        await reader.sees('How often?');
        fits(reader);
        await passesAxe(reader.element);
        reader.click('Care worker');
        await reader.sees('Reference');
        await reader.settled();
        fits(reader);
        await passesAxe(reader.element);
      } finally {
        document.documentElement.removeAttribute('dir');
        await setViewport({ width: 800, height: 600 });
      }
    });
  }

  it('on paper has the job and where to apply, without forms and buttons', async () => {
    const reader = await open(HOST);
    const seen = (selector: string): boolean => reader.root.querySelector(selector)?.checkVisibility() ?? false;
    await emulateMedia({ media: 'print' });
    try {
      equal(['[part=form]', '.status', '.filters', '.whose', '.sort', '.ask', '[part=results]'].map(seen), [...Array(6).fill(false), true]);
      reader.click('Care worker');
      await reader.sees('Reference');
      await reader.settled();
      equal(['[part=form]', '.back', '.steps', '.advert', '[part=apply]'].map(seen), [false, false, false, true, true]);
      const apply = reader.root.querySelector('[part=apply]');
      assert(apply && getComputedStyle(apply, '::after').content.includes('https://'), 'The address is printed');
    } finally {
      await emulateMedia({ media: 'screen' });
    }
  });

  it('marks what is chosen, and a sample, where colours are the person’s own', async () => {
    await emulateMedia({ forcedColors: 'active' });
    try {
      const reader = await open(HOST);
      const pressed = reader.control('All partners');
      assert(Number.parseFloat(getComputedStyle(pressed).borderTopWidth) >= 3, 'The one that is pressed has a thick edge');
      const badge = reader.root.querySelector('.badge');
      assert(badge && getComputedStyle(badge).borderStyle === 'solid', 'The badge has an edge');
      await passesAxe(reader.element);
    } finally {
      await emulateMedia({ forcedColors: 'none' });
    }
  });
});
