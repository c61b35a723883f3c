import { assert, equal, excludes, includes } from '@dtp/kit/testing/assert.ts';
import { type Clock, installClock } from '@dtp/kit/testing/clock.ts';
import { mount } from '@dtp/kit/testing/mount.ts';
import { answerGet, network } from '@dtp/kit/testing/network.ts';
import { until } from '@dtp/kit/testing/until.ts';
import { setViewport } from '@web/test-runner-commands';
import { AzSearch } from './az-search.ts';
import { closePage, open, openPage, Reader, requests } from './testing/page.ts';
import { indexReply, searchReply } from './testing/sample.ts';

const parameter = (name: string): string | null => new URLSearchParams(location.search).get(name);

/** The browser's back button. */
async function goBack(): Promise<void> {
  const returned = new Promise(resolve => addEventListener('popstate', resolve, { once: true }));
  history.back();
  await returned;
}

describe('in the address', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('is nothing unless the page asks for it', async () => {
    const before = location.href;
    const reader = await open();
    await reader.search('hole', 'DE45 1ES');
    equal(location.href, before);
  });

  it('is what is shown, and neither the postcode nor anything foreign', async () => {
    const foreign = `${location.search}${location.search ? '&' : '?'}a=b%20c&plus=1+1&flag#part`;
    history.replaceState({ host: 1 }, '', location.pathname + foreign);
    const reader = await open('sync-url');
    await reader.search('bin day', 'DE45 1ES');
    equal(parameter('dtp-az.q'), 'bin day');
    includes(location.href, 'a=b%20c&plus=1+1&flag&dtp-az.q=', '#part');
    assert(!location.href.includes('DE45'), location.href);
    equal(history.state, { host: 1 });
    history.replaceState(null, '', location.pathname + foreign.replace(/[?&]a=b.*$/, ''));
  });

  it('is followed by the back and forward buttons', async () => {
    const reader = await open('sync-url');
    await reader.search('hole');
    reader.click('Report a pothole');
    await reader.sees('Repairs are slow');
    equal(parameter('dtp-az.service'), 'report-a-pothole');
    await goBack();
    await until(() => reader.status === '4 services found for “hole”.', 'the results');
    equal(reader.field('what').value, 'hole');
    await goBack();
    await reader.sees('Popular tasks');
    equal(reader.field('what').value, '');
    const forward = new Promise(resolve => addEventListener('popstate', resolve, { once: true }));
    history.forward();
    await forward;
    await until(() => reader.status === '4 services found for “hole”.', 'the results again');
    await goBack();
    await reader.sees('Popular tasks');
  });

  it('takes a fault away when the person goes back', async () => {
    const reader = await open('sync-url');
    await reader.search('hole');
    await reader.search('plan');
    reader.fill('what', '');
    reader.submit();
    await reader.sees('There is a problem');
    await goBack();
    await until(() => reader.status.includes('“hole”'), 'the results');
    excludes(reader.text, 'There is a problem');
  });

  it('is left alone, with what was typed, by a link to a part of the page', async () => {
    const reader = await open('sync-url');
    await reader.search('hole');
    reader.fill('what', 'half typed');
    const asked = requests.length;
    const jumped = new Promise(resolve => addEventListener('popstate', resolve, { once: true }));
    location.hash = 'part';
    await jumped;
    await reader.settled();
    equal(reader.field('what').value, 'half typed');
    equal(requests.length, asked, 'Nothing needs to be asked');
    await goBack();
    equal(reader.field('what').value, 'half typed');
  });

  for (const [state, shown] of [
    ['dtp-az.q=hole&dtp-az.exact=true', '4 services found for “hole”.'],
    ['dtp-az.q=hole', '4 services found for “hole”.'],
    ['dtp-az.letter=H&dtp-az.page=2', 'Services under H'],
    ['dtp-az.category=roads', 'Hole in the road'],
    ['dtp-az.service=report-a-pothole', 'Repairs are slow'],
  ] as const) {
    it(`is opened from a bookmark: ${state}`, async () => {
      history.replaceState(null, '', `${location.pathname}${location.search}${location.search ? '&' : '?'}${state}`);
      const reader = await open('sync-url');
      await reader.sees(shown);
      assert(document.activeElement !== reader.element, 'A page that opens keeps its focus');
    });
  }
});

describe('on a host page', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('shows the page’s own content until it is ready', async () => {
    const gate = Promise.withResolvers<void>();
    network.use(
      answerGet('/api/v1/az', async () => {
        await gate.promise;
        return indexReply;
      }),
    );
    const element = mount('<dtp-az-search><a href="/az">Fallback</a></dtp-az-search>', AzSearch);
    await element.updateComplete;
    equal(element.shadowRoot?.querySelector('slot')?.assignedElements().length, 1);
    assert(element.offsetHeight > 0, 'The fallback should be seen');
    gate.resolve();
    await until(() => element.shadowRoot?.querySelector('.letters'), 'the widget');
    equal(element.shadowRoot?.querySelector('slot'), null);
  });

  it('goes back to the page’s own content when it cannot draw itself', async () => {
    const nonsense = { ...searchReply('hole'), items: [{ service: null }] };
    network.use(answerGet('/api/v1/az/search', () => Response.json(nonsense)));
    const quiet = console.error;
    console.error = () => {};
    try {
      const reader = await open('', 'Fallback');
      reader.fill('what', 'hole');
      reader.submit();
      await until(() => !reader.root.querySelector('.root'), 'the widget to give way');
      assert(reader.root.querySelector('slot'), 'The fallback should show');
      reader.element.remove();
      await reader.element.updateComplete;
    } finally {
      console.error = quiet;
    }
  });

  it('works twice on a page', async () => {
    const one = await open();
    const element = new AzSearch();
    document.querySelector('main')?.append(element);
    const two = new Reader(element);
    await two.sees('Popular tasks');
    await one.search('hole');
    includes(one.status, '4 services');
    equal(two.status, '');
  });

  it('works on after it was moved, taken away and put back', async () => {
    const reader = await open();
    await reader.search('hole');
    const home = reader.element.parentElement;
    reader.element.remove();
    home?.prepend(reader.element);
    includes(reader.status, '4 services found for “hole”.');
    await reader.search('plan');
    includes(reader.status, '“plan”');
  });

  it('asks again when it was taken away while it asked', async () => {
    const gate = Promise.withResolvers<void>();
    network.use(
      answerGet('/api/v1/az/search', async () => {
        await gate.promise;
        return searchReply('hole');
      }),
    );
    const reader = await open();
    reader.fill('what', 'hole');
    reader.submit();
    const home = reader.element.parentElement;
    reader.element.remove();
    home?.append(reader.element);
    gate.resolve();
    await until(() => reader.status.includes('4 services'), 'results');
  });

  it('leaves no listener on the document or window behind', async () => {
    const listeners = new Set<string>();
    const restore = [document, window].map((target, at) => {
      const { addEventListener: add, removeEventListener: remove } = target;
      const key = (type: string, listener: unknown): string => `${at} ${type} ${idOf(listener)}`;
      target.addEventListener = (
        type: string,
        listener: EventListenerOrEventListenerObject,
        options?: AddEventListenerOptions | boolean,
      ) => {
        listeners.add(key(type, listener));
        add.call(target, type, listener, options);
      };
      target.removeEventListener = (
        type: string,
        listener: EventListenerOrEventListenerObject,
        options?: EventListenerOptions | boolean,
      ) => {
        listeners.delete(key(type, listener));
        remove.call(target, type, listener, options);
      };
      return () => Object.assign(target, { addEventListener: add, removeEventListener: remove });
    });
    try {
      network.use(answerGet('/api/v1/az/search', () => Response.error()));
      const reader = await open('sync-url');
      reader.fill('what', 'hole');
      reader.submit();
      await until(() => reader.status.startsWith('Sorry'), 'the failure');
      assert(listeners.size > 0, 'It listens while it is there');
      reader.element.remove();
      equal([...listeners], []);
    } finally {
      for (const undo of restore) undo();
    }
  });

  it('leaves nothing on window but the registry', async () => {
    const before = new Set(Object.keys(window));
    const reader = await open();
    await reader.search('hole', 'DE45 1ES');
    equal(
      Object.keys(window).filter(name => !before.has(name)),
      [],
    );
  });

  it('follows another authority', async () => {
    const reader = await open('authority="derbyshire-dales"');
    await reader.search('hole');
    reader.element.authority = 'erewash';
    await until(() => requests.includes('/api/v1/az/search?q=hole&limit=20&authority=erewash'), 'the search for the other host');
    await until(() => requests.includes('/api/v1/az?authority=erewash'), 'the index of the other host');
  });

  for (const [width, what] of [
    [320, 'on a small phone'],
    [1280, 'on a wide screen'],
  ] as const) {
    it(`has no sideways scroll and targets of 44 px ${what}`, async () => {
      await setViewport({ width, height: 800 });
      try {
        const reader = await open('authority="derbyshire-dales"');
        await reader.sees('Browse A to Z');
        await roomy(reader);
        await reader.search('plan', 'DE45 1ZZ');
        await roomy(reader);
        reader.click('Report a pothole');
        await reader.sees('Repairs are slow');
        await roomy(reader);
      } finally {
        await setViewport({ width: 800, height: 600 });
      }
    });
  }

  it('fits with text at twice the size, and on a page that runs from right to left', async () => {
    await setViewport({ width: 320, height: 800 });
    document.documentElement.style.fontSize = '32px';
    document.documentElement.dir = 'rtl';
    try {
      const reader = await open('style="font-size: 32px"');
      await reader.search('plan', 'DE45 1ZZ');
      await roomy(reader);
    } finally {
      document.documentElement.removeAttribute('style');
      document.documentElement.removeAttribute('dir');
      await setViewport({ width: 800, height: 600 });
    }
  });
});

describe('the theme', () => {
  beforeEach(openPage);
  afterEach(closePage);

  const linkColour = (reader: Reader): string => getComputedStyle(reader.control('Report a pothole')).color;

  it('is the authority’s', async () => {
    const reader = await open('authority="derbyshire-dales"');
    await until(() => linkColour(reader) === 'rgb(1, 2, 3)', 'the colour of the theme');
  });

  it('is another where the page says so, or none', async () => {
    const plain = await open('authority="erewash" theme="none"');
    equal(linkColour(plain), 'rgb(23, 83, 143)');
    plain.element.theme = 'derby';
    await until(() => linkColour(plain) === 'rgb(1, 2, 3)', 'the theme');
    plain.element.theme = 'none';
    await until(() => linkColour(plain) === 'rgb(23, 83, 143)', 'the defaults');
  });

  it('gives way to the page’s own CSS', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('dtp-az-search { --dtp-color-link: rgb(9, 9, 9) }');
    document.adoptedStyleSheets.push(sheet);
    try {
      const reader = await open('authority="derbyshire-dales"');
      equal(linkColour(reader), 'rgb(9, 9, 9)');
    } finally {
      document.adoptedStyleSheets.pop();
    }
  });

  it('leaves font and size to the page, but never under 16 px', async () => {
    document.body.style.font = '12px Georgia';
    try {
      const reader = await open();
      const style = getComputedStyle(reader.control('Report a pothole'));
      equal([style.fontFamily, style.fontSize], ['Georgia', '16px']);
      document.body.style.fontSize = '20px';
      equal(style.fontSize, '20px');
    } finally {
      document.body.removeAttribute('style');
    }
  });

  describe('when it does not come', () => {
    let clock: Clock;
    beforeEach(() => {
      clock = installClock();
    });
    afterEach(() => clock.uninstall());

    it('is waited for no longer than 0.6 seconds', async () => {
      network.use(answerGet('*/themes/:name', () => new Promise<Response>(() => {})));
      const element = mount('<dtp-az-search authority="bolsover">Fallback</dtp-az-search>', AzSearch);
      await until(() => requests.length > 0, 'the first request');
      await element.updateComplete;
      assert(element.shadowRoot?.querySelector('slot'), 'The fallback shows while it waits');
      clock.advance(600);
      await new Reader(element).sees('Popular tasks');
    });
  });

  it('is done without when there is none', async () => {
    network.use(
      answerGet('*/themes/:name', () => new Response('<!doctype html>', { status: 404, headers: { 'content-type': 'text/html' } })),
    );
    const reader = await open('authority="chesterfield"');
    equal(linkColour(reader), 'rgb(23, 83, 143)');
  });
});

const ids = new Map<unknown, number>();

/** A number for anything, the same one each time. */
function idOf(thing: unknown): number {
  const id = ids.get(thing) ?? ids.size;
  ids.set(thing, id);
  return id;
}

/** No sideways scroll, and every control large enough for a thumb unless it stands in a sentence. */
async function roomy(reader: Reader): Promise<void> {
  await reader.settled();
  const page = document.documentElement;
  assert(page.scrollWidth <= page.clientWidth, `The page is ${page.scrollWidth} px wide`);
  for (const control of reader.root.querySelectorAll<HTMLElement>('a, button, input[type=text], label.choice')) {
    const { height } = control.getBoundingClientRect();
    assert(height >= 43.5, `“${control.textContent?.trim() || control.id}” is ${height} px high`);
  }
}
