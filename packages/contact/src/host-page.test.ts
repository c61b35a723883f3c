import { assert, equal, excludes, includes } from '@dtp/kit/testing/assert.ts';
import { passesAxe } from '@dtp/kit/testing/axe.ts';
import { mount } from '@dtp/kit/testing/mount.ts';
import { answerGet, network } from '@dtp/kit/testing/network.ts';
import { until } from '@dtp/kit/testing/until.ts';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import { DtpContact } from './contact.ts';
import { closePage, open, openPage, Reader, requests, shareArea } from './testing/page.ts';
import { CLOSED, callDerbyshire, gas, reply } from './testing/sample.ts';

const HOST = 'authority="derbyshire-dales"';

const parameter = (name: string): string | null => new URLSearchParams(location.search).get(name);

/** The browser's back button. */
async function goBack(): Promise<void> {
  const returned = new Promise(resolve => addEventListener('popstate', resolve, { once: true }));
  history.back();
  await returned;
}

/** Everything there is to show: an emergency, a line that is closed, and a notice. */
const showAll = (): void =>
  network.use(
    answerGet('/api/v1/contact', url =>
      reply({
        topic: {
          words: 'gas',
          corrected: null,
          service: { id: 'gas', title: 'Smell of gas', summary: 'What to do.' },
          others: [{ id: 'tree', title: 'Fallen tree' }],
        },
        emergencies: [gas],
        items: [{ ...callDerbyshire, open: CLOSED, notices: [{ text: 'Our phones are down.', until: null }] }],
        holidays: { knownUntil: null, checkedOn: null, warning: `Bank holidays are not on record. ${url.pathname}` },
      }),
    ),
  );

describe('in the address', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('is nothing unless the page asks for it', async () => {
    const before = location.href;
    const reader = await open();
    await reader.search('hole', 'DE45 1ES');
    equal(location.href, before);
  });

  it('is the topic, never the postcode, and the back button works', async () => {
    const reader = await open(`${HOST} sync-url`);
    await reader.search('hole', 'DE45 1ES');
    equal(parameter('dtp-contact.q'), 'hole');
    excludes(location.href, 'DE45');
    reader.click('Report a fallen tree');
    await until(() => parameter('dtp-contact.q') === 'report-a-tree', 'the other topic');
    await goBack();
    await reader.sees('Who to call about “Report a pothole”');
    equal(reader.field('what').value, 'hole');
    await goBack();
    await until(() => reader.headings[0] === '2 Who to call', 'the lines of the host');
    equal(reader.field('what').value, '');
  });

  it('is opened from a bookmark, without taking the focus', async () => {
    history.replaceState(null, '', `${location.pathname}${location.search}${location.search ? '&' : '?'}dtp-contact.q=report-a-tree`);
    const reader = await open('sync-url');
    await reader.sees('Who to call about “Report a fallen tree”');
    equal(reader.field('what').value, 'Report a fallen tree');
    assert(document.activeElement !== reader.element, 'A page that opens keeps its focus');
  });
});

describe('on a host page', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('shows the page’s own content until it is ready', async () => {
    const gate = Promise.withResolvers<void>();
    network.use(
      answerGet('/api/v1/contact', async () => {
        await gate.promise;
        return reply();
      }),
    );
    const element = mount(`<dtp-contact ${HOST}><a href="/contact">Fallback</a></dtp-contact>`, DtpContact);
    await element.updateComplete;
    equal(element.shadowRoot?.querySelector('slot')?.assignedElements().length, 1);
    gate.resolve();
    await new Reader(element).sees('Customer services');
    equal(element.shadowRoot?.querySelector('slot'), null);
  });

  it('goes by the postcode that another widget was given, and tells its own', async () => {
    const reader = await open(HOST);
    shareArea('DE45 1ES');
    await reader.sees('For DE45 1ES', 'Call Derbyshire');
    equal(reader.field('postcode').value, 'DE45 1ES');
    const changes: Event[] = [];
    const hear = (event: Event): number => changes.push(event);
    document.addEventListener('dtp-area-change', hear);
    await reader.search('hole', 'DE45 1ZZ');
    document.removeEventListener('dtp-area-change', hear);
    equal(changes.length, 1);
    const late = new DtpContact();
    document.querySelector('main')?.append(late);
    await new Reader(late).sees('Which of these is your home in?');
    assert(requests.includes('/api/v1/contact?postcode=DE45+1ZZ'), requests.join('\n'));
  });

  it('forgets a postcode that another widget forgot', async () => {
    const reader = await open();
    await reader.search('', 'DE45 1ES');
    shareArea('');
    await reader.sees('Say what it is about, or where you live.');
    equal(reader.field('postcode').value, '');
  });

  it('stores nothing unless it is asked to, and then the postcode alone', async () => {
    const reader = await open();
    await reader.search('hole', 'DE45 1ES');
    equal([sessionStorage.length, localStorage.length, document.cookie], [0, 0, '']);
    const keeping = await open('remember-area');
    await keeping.search('hole', 'DE45 1ZZ');
    equal(Object.entries(sessionStorage), [['dtp-postcode', 'DE45 1ZZ']]);
  });

  it('follows another authority', async () => {
    const reader = await open(HOST);
    await reader.search('hole');
    reader.element.authority = 'erewash';
    await until(() => requests.includes('/api/v1/contact?topic=hole&authority=erewash'), 'the other host');
  });

  for (const [width, size, direction, what] of [
    [320, '16px', 'ltr', 'on a small phone'],
    [1280, '16px', 'ltr', 'on a wide screen'],
    [320, '32px', 'rtl', 'with text at twice the size, on a page that runs from right to left'],
  ] as const) {
    it(`has no sideways scroll and targets of 44 px ${what}`, async () => {
      await setViewport({ width, height: 800 });
      document.documentElement.dir = direction;
      try {
        showAll();
        const reader = await open(`${HOST} style="font-size: ${size}"`);
        await reader.search('gas', 'DE45 1ZZ');
        reader.click('Opening hours');
        await reader.settled();
        const page = document.documentElement;
        assert(page.scrollWidth <= page.clientWidth, `The page is ${page.scrollWidth} px wide`);
        for (const control of reader.root.querySelectorAll<HTMLElement>('a, button, summary, input[type=text]')) {
          const { height } = control.getBoundingClientRect();
          assert(height >= 43.5, `“${control.textContent?.trim() || control.id}” is ${height} px high`);
        }
        await passesAxe(reader.element);
      } finally {
        document.documentElement.removeAttribute('dir');
        await setViewport({ width: 800, height: 600 });
      }
    });
  }

  it('on paper has whom to call and when, without the form', async () => {
    showAll();
    const reader = await open(HOST);
    await emulateMedia({ media: 'print' });
    try {
      const seen = (selector: string): boolean =>
        reader.root.querySelector(selector)?.checkVisibility({ contentVisibilityAuto: true }) ?? false;
      equal(['[part=form]', '.status', '[part=others] button'].map(seen), [false, false, false]);
      equal(['[part=emergency]', '[part=line]', '.call'].map(seen), [true, true, true]);
      const hours = reader.root.querySelector('[part=hours] dl');
      assert(hours && hours.getBoundingClientRect().height > 0, 'The hours are printed');
    } finally {
      await emulateMedia({ media: 'screen' });
    }
  });

  it('with forced colours still tells what is urgent, and what is open by its shape', async () => {
    showAll();
    await emulateMedia({ forcedColors: 'active' });
    try {
      const reader = await open(HOST);
      const urgent = reader.root.querySelector('.urgent');
      assert(urgent && Number.parseFloat(getComputedStyle(urgent).borderTopWidth) >= 3, 'It has a border');
      includes(reader.body, '○ Closed');
      await passesAxe(reader.element);
    } finally {
      await emulateMedia({ forcedColors: 'none' });
    }
  });
});
