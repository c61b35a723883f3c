import { assert, equal, excludes, includes } from '@dtp/kit/testing/assert.ts';
import { passesAxe } from '@dtp/kit/testing/axe.ts';
import { type Clock, installClock } from '@dtp/kit/testing/clock.ts';
import { answerGet, answerPost, network, noConnection, problem } from '@dtp/kit/testing/network.ts';
import { until } from '@dtp/kit/testing/until.ts';
import { sendKeys } from '@web/test-runner-commands';
import { DtpMap } from './map.ts';
import { closePage, open, openPage, Reader, requests, shareArea } from './testing/page.ts';
import { bakewellLibrary, featureList, libraries, nearestReply, spotCalled } from './testing/sample.ts';

const HOST = 'authority="derbyshire-dales"';
const bakewell = spotCalled('DE45 1ES');

describe('not yet asked', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('lists the first layer by name, a page at a time', async () => {
    const reader = await open(HOST);
    await reader.sees('Libraries by name', '1. Bakewell Library', 'Open now, closes 5pm', '1 Sample Road, Bakewell, DE45 1ES');
    equal(reader.headings, ['2 Libraries by name', '3 1. Bakewell Library', '3 2. Matlock Library']);
    equal(reader.status, '12 places.');
    includes(reader.text, 'Source: Sample list. Contains sample data. Licence: Sample licence.');
    includes(reader.text, '2 Sample Steep, Matlock, DE4 3DP');
    excludes(reader.text, 'DE4 3DP, DE4 3DP');
    await passesAxe(reader.element);
    reader.click('Next page');
    await reader.sees('Page 2 of 2');
    await reader.focuses('Libraries by name');
    equal(requests.at(-1), '/api/v1/map/layers/libraries/features?page=2&pageSize=10');
  });

  it('offers the layers that can be searched, those of the page in its order, and no choice of one', async () => {
    const titles = (reader: Reader): (string | null)[] => [...reader.root.querySelectorAll('#layer option')].map(one => one.textContent);
    const all = await open();
    await until(() => titles(all).length === 2, 'the layers');
    equal(titles(all), ['Libraries', 'Fire stations']);
    const some = await open('layers="fire-stations, libraries,closed-down"');
    await until(() => titles(some).length === 2, 'the layers');
    equal(titles(some), ['Fire stations', 'Libraries']);
    includes(some.text, 'Fire stations by name');
    const one = await open('layers="libraries"');
    await one.settled();
    equal(one.root.querySelector('#layer'), null);
    await passesAxe(one.element);
  });

  it('goes on with what there is where the page names a layer that is no more', async () => {
    network.use(answerGet('/api/v1/map/layers/closed-down/features', () => problem(404)));
    const reader = await open('layers="closed-down"');
    await reader.sees('Libraries by name');
  });

  it('shows a picture, in the authority’s colours, with words for who does not see it', async () => {
    const reader = await open(HOST);
    await reader.sees('Libraries by name');
    const picture = reader.root.querySelector('img');
    equal(picture?.alt, 'Map of Derbyshire that shows where these are: libraries. The list has the same places in words.');
    includes(picture?.src ?? '', '/map/overview.svg?authority=derbyshire-dales&layer=libraries');
  });

  it('leaves no gap where the picture cannot be had', async () => {
    network.use(answerGet('/map/overview.svg', () => problem(503)));
    const reader = await open('authority="erewash"');
    await until(() => reader.root.querySelector('img')?.hidden, 'the picture to go');
    await passesAxe(reader.element);
  });

  it('says what there is to do where nothing is on record', async () => {
    network.use(answerGet('/api/v1/map/layers/:layer/features', () => ({ ...featureList('libraries', 1), items: [], total: 0 })));
    const reader = await open(HOST);
    reader.field.focus();
    await reader.sees('There is nothing on record yet under “Libraries”.', 'Choose something else to find, or ask us.', '01629 761100');
    assert(reader.root.querySelector('slot'), 'The fallback link is offered');
    await passesAxe(reader.element);
  });

  it('says so where the map has no lists at all', async () => {
    network.use(answerGet('/api/v1/map/layers', () => ({ items: [], total: 0, page: 1, pageSize: 100 })));
    const reader = await open();
    await until(() => reader.root.querySelector('.body slot'), 'the fallback');
  });
});

describe('the nearest', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('come with number, distance, whether they are open, address and phone', async () => {
    const reader = await open(HOST);
    reader.field.focus();
    await reader.search('de45 1es');
    equal(reader.headings, ['2 Libraries near DE45 1ES', '3 1. Bakewell Library', '3 2. Matlock Library']);
    equal(reader.status, 'The 2 nearest to DE45 1ES, of 12.');
    includes(reader.body, '0.4 miles Open now, closes 5pm', 'Phone 01629 000001', '0.8 miles Closed, opens 9am tomorrow');
    equal(reader.control('01629 000001').getAttribute('href'), 'tel:01629000001');
    equal(reader.field.value, 'DE45 1ES', 'The postcode in its usual form');
    equal(reader.focused, 'place', 'The focus stays where it was');
    equal(reader.root.querySelector('img')?.alt, 'Map of the places in the list. Each has the number that it has in the list.');
    includes(reader.root.querySelector('img')?.src ?? '', 'postcode=DE45+1ES');
    await passesAxe(reader.element);
  });

  it('say how well the place is known', async () => {
    const reader = await open();
    await reader.search('DE45 1AA');
    includes(reader.body, 'We only know the area DE45 1, so distances are rough.');
  });

  it('say that nobody has checked them, and where the data did not come through', async () => {
    const stale = { ...libraries, isVerified: false, status: { refreshes: true, lastTriedAt: null, fault: 'No answer' } };
    network.use(answerGet('/api/v1/map/nearest', () => ({ ...nearestReply('libraries', bakewell), layer: stale })));
    const reader = await open();
    await reader.search('DE45 1ES');
    includes(reader.body, 'have not been checked with their owner yet', 'The last update did not work, so this may be out of date.');
  });

  it('of another layer come when it is chosen, from the same place', async () => {
    const reader = await open();
    await reader.search('Bakewell');
    reader.root.querySelector<HTMLElement>('#layer')?.focus();
    reader.choose('fire-stations');
    await reader.sees('Fire stations near Bakewell', 'Belper fire station');
    equal(requests.at(-1), '/api/v1/map/nearest?layer=fire-stations&near=Bakewell');
    equal(reader.focused, 'layer', 'The focus stays in the choice');
  });

  it('are told to the page without the place', async () => {
    const heard: Event[] = [];
    const hear = (event: Event): number => heard.push(event);
    document.addEventListener('dtp-nearest', hear);
    const reader = await open();
    await reader.search('DE45 1ES');
    await reader.search('Bakewell');
    document.removeEventListener('dtp-nearest', hear);
    equal(
      heard.map(event => ({ ...event })),
      [
        { layer: 'libraries', total: 12, outward: 'DE45' },
        { layer: 'libraries', total: 12, outward: null },
      ].map(({ layer, total, outward }) => ({ isTrusted: false, layer, total, outward })),
    );
  });

  it('give way to the list by name when the place is taken away', async () => {
    const reader = await open();
    await reader.search('DE45 1ES');
    await reader.search('');
    equal(reader.headings[0], '2 Libraries by name');
  });
});

describe('suggestions for the place', () => {
  beforeEach(openPage);
  afterEach(closePage);

  async function type(reader: Reader, text: string): Promise<void> {
    reader.field.focus();
    await sendKeys({ type: text });
    await until(() => reader.options.length === 3, 'suggestions');
  }

  it('come while typing, and lead to a town told from others of its name', async () => {
    const reader = await open();
    await reader.settled();
    await type(reader, 'bak');
    includes(reader.options[0]?.textContent ?? '', 'Bakewell', 'Derbyshire Dales');
    await passesAxe(reader.element);
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    await reader.sees('Libraries near Bakewell');
    equal(requests.at(-1), '/api/v1/map/nearest?layer=libraries&near=Bakewell%2C+Derbyshire+Dales');
  });

  it('lead to a street by its own words', async () => {
    const reader = await open();
    await reader.settled();
    await type(reader, 'sam');
    reader.options[1]?.click();
    await reader.sees('Libraries near Sample Road, Bakewell');
    equal(requests.at(-1), '/api/v1/map/nearest?layer=libraries&near=Sample+Road%2C+Bakewell');
  });

  it('lead to an address, which is in no address line', async () => {
    const reader = await open('sync-url');
    await reader.settled();
    await type(reader, '12');
    reader.options[2]?.click();
    await reader.sees('Libraries near 12 Sample Road, Bakewell');
    equal(requests.at(-1), 'POST /api/v1/map/nearest {"layer":"libraries","at":{"uprn":"100000000012"}}');
    equal(reader.field.value, '12 Sample Road, Bakewell');
    reader.click('Search');
    await reader.settled();
    equal(
      requests.filter(path => path.includes('near=')),
      [],
      'Sent again it is still no text',
    );
    excludes(location.search, 'Sample', '1000');
  });
});

describe('a place of the list', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('opens with everything on record, at once, and leads back to where the person was', async () => {
    const reader = await open();
    await reader.search('DE45 1ES');
    const before = requests.length;
    reader.click('Bakewell Library');
    await reader.focuses('Bakewell Library');
    equal(requests.length, before, 'The list has all of it');
    includes(reader.body, 'In the middle of the town.', '0.4 miles', 'Open now, closes 5pm', '1 Sample Road, Bakewell, DE45 1ES');
    includes(reader.body, 'Monday to Friday9.30am to 5pm', 'Step free accessYes', 'Checked on 4 March 2026.', 'Bank holidays may differ');
    equal(reader.control('bakewell@library.example').getAttribute('href'), 'mailto:bakewell@library.example');
    equal(reader.control('Go to the website of Bakewell Library').getAttribute('href'), 'https://library.example/bakewell');
    equal(reader.headings, ['2 Bakewell Library', '3 Opening hours', '3 More about this place']);
    await passesAxe(reader.element);
    reader.click('Back to the list');
    await reader.focuses('Bakewell Library');
    equal(reader.headings[0], '2 Libraries near DE45 1ES');
    equal(requests.length, before);
  });

  it('is told to the page by its ids', async () => {
    const reader = await open();
    await reader.settled();
    let heard: Event | undefined;
    reader.element.addEventListener('dtp-select', event => {
      heard = event;
    });
    reader.click('Matlock Library');
    await reader.focuses('Matlock Library');
    equal({ ...heard }, { isTrusted: false, layer: 'libraries', id: 'matlock-library' });
  });

  it('does not link what is no page, and no mail', async () => {
    const odd = { ...bakewellLibrary, url: 'javascript:alert(1)', email: 'ask for <b>Jo</b>' };
    network.use(answerGet('/api/v1/map/layers/:layer/features', () => ({ ...featureList('libraries', 1), items: [odd] })));
    const reader = await open();
    await reader.settled();
    reader.click('Bakewell Library');
    await reader.sees('ask for <b>Jo</b>');
    excludes(reader.text, 'Go to the website');
    equal(reader.root.querySelector('.body b'), null);
  });

  it('is opened in place only by a plain click', async () => {
    const reader = await open(HOST);
    await reader.settled();
    const link = reader.control('Bakewell Library');
    includes(link.getAttribute('href') ?? '', '/map/libraries/bakewell-library?authority=derbyshire-dales');
    const click = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, ctrlKey: true });
    document.addEventListener('click', event => event.preventDefault(), { once: true });
    link.dispatchEvent(click);
    await reader.element.updateComplete;
    includes(reader.body, 'Libraries by name');
  });

  it('can be all there is', async () => {
    const reader = await open('place="libraries/bakewell-library"');
    await reader.sees('Bakewell Library', 'Opening hours');
    equal(reader.root.querySelector('form'), null);
    assert(!reader.has('Back to the list'), 'There is no list');
    equal(requests, ['/api/v1/map/layers/libraries/features/bakewell-library']);
    await passesAxe(reader.element);
  });

  it('that is not there says so', async () => {
    const reader = await open('place="libraries/gone"');
    await reader.sees('We could not find that place. It may have closed');
    await passesAxe(reader.element);
  });
});

describe('where I am', () => {
  const native = navigator.geolocation;
  const answerWith = (ask: Geolocation['getCurrentPosition'] | undefined): void => {
    Object.defineProperty(navigator, 'geolocation', { configurable: true, value: ask && { getCurrentPosition: ask } });
  };

  beforeEach(openPage);
  afterEach(closePage);
  afterEach(() => {
    Object.defineProperty(navigator, 'geolocation', { configurable: true, value: native });
  });

  const coords = { latitude: 53.2135678, longitude: -1.6754321 };

  it('is asked for on a click only, sent as a body, and kept nowhere', async () => {
    let asked = 0;
    answerWith(found => {
      asked++;
      found({ coords, timestamp: 0 } as GeolocationPosition);
    });
    const reader = await open('sync-url remember-area');
    await reader.settled();
    equal(asked, 0);
    reader.click('Use where I am');
    await reader.sees('Libraries near where you are');
    equal(requests.at(-1), 'POST /api/v1/map/nearest {"layer":"libraries","at":{"lat":53.21357,"lng":-1.67543}}');
    excludes(location.href, '53.2');
    equal([sessionStorage.length, localStorage.length, reader.field.value], [0, 0, '']);
    await passesAxe(reader.element);
  });

  it('says what it is doing, and gives way to what the person does instead', async () => {
    let answer: PositionCallback | undefined;
    answerWith(found => {
      answer = found;
    });
    const reader = await open();
    await reader.settled();
    reader.click('Use where I am');
    await reader.sees('Finding where you are.');
    await reader.search('DE45 1ES');
    answer?.({ coords, timestamp: 0 } as GeolocationPosition);
    await reader.settled();
    equal(reader.headings[0], '2 Libraries near DE45 1ES');
  });

  for (const [code, words] of [
    [1, 'Your browser did not share where you are.'],
    [2, 'We could not find where you are.'],
    [3, 'It took too long to find where you are.'],
  ] as const) {
    it(`says what to do when it is refused (${code})`, async () => {
      answerWith((_found, refuse) => refuse?.({ code } as GeolocationPositionError));
      const reader = await open();
      await reader.settled();
      reader.click('Use where I am');
      await until(() => reader.status.startsWith(words), words);
      includes(reader.status, 'nter a postcode or town.');
      includes(reader.body, 'Libraries by name');
      await passesAxe(reader.element);
    });
  }

  it('says what to do where the browser has none', async () => {
    answerWith(undefined);
    const reader = await open();
    await reader.settled();
    reader.click('Use where I am');
    await until(() => reader.status === 'We could not find where you are. Enter a postcode or town.', 'the status');
  });

  it('that is too far away says so', async () => {
    answerWith(found => found({ coords, timestamp: 0 } as GeolocationPosition));
    network.use(answerPost('/api/v1/map/nearest', () => problem(404, { kind: 'not-found', detail: 'That is too far away.' })));
    const reader = await open();
    await reader.settled();
    reader.click('Use where I am');
    await reader.sees('There is a problem', 'That is too far away.');
  });
});

describe('bad input', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('without a place says what to enter', async () => {
    const reader = await open();
    await reader.settled();
    reader.click('Search');
    await reader.sees('There is a problem', 'Enter a postcode, town or street');
    await reader.focuses('place');
    equal([reader.field.getAttribute('aria-invalid'), reader.field.getAttribute('aria-describedby')], ['true', 'place-hint place-fault']);
    await passesAxe(reader.element);
    await reader.search('DE45 1ES');
    excludes(reader.text, 'There is a problem');
  });

  it('that is no place is a fault of the field, beside what was there', async () => {
    const reader = await open();
    await reader.search('Atlantis');
    await reader.sees('We could not find that. Check the spelling, or try a postcode.', 'Libraries by name');
    await reader.focuses('place');
    equal(reader.field.value, 'Atlantis');
    await passesAxe(reader.element);
  });

  it('that the API refuses says why', async () => {
    network.use(
      answerGet('/api/v1/map/nearest', () => problem(400, { errors: [{ path: 'near', message: 'is longer than 100 characters' }] })),
    );
    const reader = await open();
    await reader.search('Bakewell');
    await reader.sees('The place is longer than 100 characters');
    network.use(answerGet('/api/v1/map/nearest', () => problem(400)));
    await reader.search('Bakewell');
    await reader.sees('We could not answer that. Try another place, or go back.');
    await passesAxe(reader.element);
  });
});

describe('service unavailable', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('from the start says so, offers fallback and phone, and carries on by itself', async () => {
    network.use(answerGet('/api/*', () => problem(503)));
    const reader = await open(HOST);
    await until(() => reader.status.startsWith('Sorry, this service is not working'), 'the status');
    await reader.sees('In the meantime you can use:', '01629 761100');
    const slot = reader.root.querySelector<HTMLSlotElement>('.body slot');
    equal(slot?.assignedElements()[0]?.textContent, 'Find places near you');
    await passesAxe(reader.element);
    await openPage();
    document.dispatchEvent(new Event('visibilitychange'));
    await reader.sees('Libraries by name');
  });

  it('on a search says so, and carries on by itself', async () => {
    const reader = await open(HOST);
    await reader.settled();
    network.use(answerGet('/api/v1/map/nearest', () => problem(503)));
    await reader.search('DE45 1ES');
    await reader.sees('In the meantime you can use:');
    await passesAxe(reader.element);
    await openPage();
    document.dispatchEvent(new Event('visibilitychange'));
    await reader.sees('Libraries near DE45 1ES');
    excludes(reader.text, 'In the meantime');
  });

  it('says that the person is offline when they are', async () => {
    const reader = await open();
    await reader.settled();
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    try {
      network.use(answerGet('/api/v1/map/nearest', noConnection));
      await reader.search('DE45 1ES');
      await until(() => reader.status.startsWith('You seem to be offline.'), 'the status');
      await passesAxe(reader.element);
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
  });

  it('keeps the height of what was there while it loads, and says when that takes long', async () => {
    const reader = await open();
    await reader.settled();
    const clock = installClock();
    try {
      const gate = Promise.withResolvers<void>();
      network.use(
        answerGet('/api/v1/map/nearest', async () => {
          await gate.promise;
          return nearestReply('libraries', bakewell);
        }),
      );
      const height = reader.root.querySelector('.body')?.clientHeight ?? 0;
      reader.fill('DE45 1ES');
      reader.click('Search');
      await until(() => reader.status === 'Searching', 'the status');
      assert((reader.root.querySelector('.body')?.clientHeight ?? 0) >= height, 'It keeps its height');
      clock.advance(4_000);
      await until(() => reader.status.startsWith('This is taking longer than usual.'), 'the status');
      await passesAxe(reader.element);
      gate.resolve();
      await reader.sees('Libraries near DE45 1ES');
    } finally {
      clock.uninstall();
    }
  });
});

describe('opening hours', () => {
  let clock: Clock;
  beforeEach(openPage);
  beforeEach(() => {
    clock = installClock();
  });
  afterEach(() => clock.uninstall());
  afterEach(closePage);

  it('correct themselves when the first of them changes, without a word', async () => {
    let asked = 0;
    const closing = { open: true, text: 'Open now, closes 5pm', nextChange: new Date(Date.now() + 600_000).toISOString() };
    const closed = { open: false, text: 'Closed, opens 9am tomorrow', nextChange: null };
    network.use(
      answerGet('/api/v1/map/layers/:layer/features', () => {
        const feature = { ...bakewellLibrary, open: asked++ === 0 ? closing : closed };
        return { ...featureList('libraries', 1), items: [feature] };
      }),
    );
    const reader = await open();
    await reader.sees('Open now, closes 5pm');
    reader.control('Bakewell Library').focus();
    const status = reader.status;
    clock.advance(599_000);
    equal(asked, 1, 'There is no polling');
    clock.advance(12_000);
    await reader.sees('Closed, opens 9am tomorrow');
    equal([reader.status, reader.focused, asked], [status, 'Bakewell Library', 2]);
    await reader.settled();
    clock.advance(50_000_000);
    equal(asked, 2, 'What does not change is not asked for');
  });
});

describe('the page', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('keeps what is shown in its address, never the place, and the back button works', async () => {
    const reader = await open('sync-url');
    await reader.search('DE45 1ES');
    equal(location.search.includes('dtp-map'), false);
    reader.click('Matlock Library');
    await reader.focuses('Matlock Library');
    includes(location.search, 'dtp-map.layer=libraries&dtp-map.id=matlock-library');
    history.back();
    await reader.sees('Libraries near DE45 1ES');
    equal(location.search.includes('dtp-map'), false);
    reader.choose('fire-stations');
    await reader.sees('Fire stations near');
    includes(location.search, 'dtp-map.layer=fire-stations');
  });

  it('opens what its address says', async () => {
    history.replaceState(
      null,
      '',
      `${location.pathname}${location.search}${location.search ? '&' : '?'}dtp-map.layer=libraries&dtp-map.id=matlock-library`,
    );
    const reader = await open('sync-url');
    await reader.sees('Matlock Library', 'Back to the list');
    reader.click('Back to the list');
    await reader.sees('Libraries by name');
  });

  it('shares its postcode with the other widgets, and follows theirs', async () => {
    const reader = await open();
    await reader.settled();
    shareArea('DE45 1ES');
    await reader.sees('Libraries near DE45 1ES');
    equal(reader.field.value, 'DE45 1ES');
    const changes: Event[] = [];
    const hear = (event: Event): number => changes.push(event);
    document.addEventListener('dtp-area-change', hear);
    await reader.search('DE45 1ZZ');
    document.removeEventListener('dtp-area-change', hear);
    equal(changes.length, 1);
    const late = new DtpMap();
    document.querySelector('main')?.append(late);
    const other = new Reader(late);
    await until(() => late.shadowRoot?.querySelector('.views'), 'the late widget');
    await other.sees('Libraries near DE45 1ZZ');
  });

  it('keeps a town of its own when the shared postcode is another, and then follows', async () => {
    const reader = await open();
    await reader.search('Bakewell');
    shareArea('');
    await reader.settled();
    equal(reader.headings[0], '2 Libraries near Bakewell');
    shareArea('DE45 1ES');
    await reader.sees('Libraries near DE45 1ES');
  });

  it('stores nothing unless it is asked to, and then the postcode alone', async () => {
    const reader = await open();
    await reader.search('DE45 1ES');
    equal([sessionStorage.length, localStorage.length, document.cookie], [0, 0, '']);
    const keeping = await open('remember-area');
    await keeping.search('DE45 1ZZ');
    equal(Object.entries(sessionStorage), [['dtp-postcode', 'DE45 1ZZ']]);
  });

  it('has targets of 44 px, and no sideways scrolling at 320', async () => {
    const reader = await open(HOST);
    await reader.search('DE45 1ES');
    reader.element.style.inlineSize = '320px';
    for (const control of reader.root.querySelectorAll<HTMLElement>('button, input, select, summary, .title a, .phone')) {
      if (!control.checkVisibility()) continue;
      const { height } = control.getBoundingClientRect();
      assert(height >= 43.5, `${control.textContent} is ${height} px`);
    }
    const root = reader.root.querySelector('.root');
    assert(root && root.scrollWidth <= root.clientWidth, `${root?.scrollWidth} in ${root?.clientWidth}`);
    reader.click('Bakewell Library');
    await reader.focuses('Bakewell Library');
    assert(root && root.scrollWidth <= root.clientWidth, `${root?.scrollWidth} in ${root?.clientWidth}`);
    await passesAxe(reader.element);
  });
});
