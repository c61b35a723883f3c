import { assert, equal, excludes, includes } from '@dtp/kit/testing/assert.ts';
import { passesAxe } from '@dtp/kit/testing/axe.ts';
import { type Clock, installClock } from '@dtp/kit/testing/clock.ts';
import { answerGet, network, noConnection, problem, webPage } from '@dtp/kit/testing/network.ts';
import { until } from '@dtp/kit/testing/until.ts';
import { closePage, open, openPage, requests } from './testing/page.ts';
import { answerOf, county, indexReply, pothole, searchReply, serviceReply } from './testing/sample.ts';

const HOST = 'authority="derbyshire-dales"';

describe('not yet asked', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('offers popular tasks, subjects and letters', async () => {
    const reader = await open(HOST);
    await reader.sees('Popular tasks', 'Report a pothole', 'Roads, parking and travel', 'Potholes, street lights and permits');
    equal(reader.headings, ['2 Popular tasks', '2 Browse by subject', '2 Browse A to Z']);
    equal(requests, ['/api/v1/az?authority=derbyshire-dales'], 'One request is enough');
    await passesAxe(reader.element);
  });

  it('does not link a letter under which nothing stands, nor show an empty subject', async () => {
    const reader = await open();
    await reader.sees('Browse A to Z');
    equal(reader.root.querySelectorAll('.letters a').length, 25);
    includes(reader.text, 'X, nothing listed');
    excludes(reader.text, 'Nothing at all');
  });

  it('shows only the form when compact, and results all the same', async () => {
    const reader = await open('compact');
    equal(reader.headings, []);
    equal(requests, []);
    await passesAxe(reader.element);
    await reader.search('hole');
    includes(reader.status, '4 services found');
    reader.click('Back');
    await until(() => reader.headings.length === 0, 'the results to go');
  });

  it('takes its heading level from the page', async () => {
    const reader = await open('heading-level="4"');
    await reader.sees('Popular tasks');
    equal(reader.headings[0], '4 Popular tasks');
  });
});

describe('results', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('are grouped by what people do next, best first, and counted', async () => {
    const reader = await open(HOST);
    reader.field('what').focus();
    await reader.search('hole');
    equal(reader.headings, [
      '2 Report',
      '3 Report a pothole',
      '3 Report a broken street light',
      '2 Apply',
      '3 Apply for planning permission',
      '2 Find out',
      '3 See where roadworks are',
    ]);
    equal(reader.status, '4 services found for “hole”.');
    equal(reader.focused, 'what', 'The focus stays where it was');
    await passesAxe(reader.element);
  });

  it('name who is responsible and why, with the next step and the phone', async () => {
    const reader = await open();
    await reader.search('hole');
    includes(reader.text, 'Derbyshire County Council', 'Derbyshire County Council looks after this.');
    equal(reader.control('Report a pothole online').getAttribute('href'), 'https://county.example/potholes');
    equal(reader.control('01629 533190').getAttribute('href'), 'tel:01629533190');
    includes(reader.text, '01629 000000 (number not checked yet)');
    excludes(reader.text, '01629 533190 (number not checked yet)');
  });

  it('say honestly what is not known, and what a body does not do', async () => {
    const reader = await open();
    await reader.search('hole');
    includes(reader.text, 'We do not know yet whether Derbyshire County Council does this. Ask them:');
    equal(reader.control('Go to the Derbyshire County Council website').getAttribute('href'), 'https://county.example/');
    includes(reader.text, 'Derbyshire Dales District Council does not do this. They may know who does:');
  });

  const only = (more: Parameters<typeof answerOf>[1]): void =>
    network.use(
      answerGet('/api/v1/az/search', () => ({
        ...searchReply('hole'),
        total: 1,
        items: [{ service: pothole, responsibility: 'settled' as const, answers: [answerOf(county, more)] }],
      })),
    );

  it('link to mail and phones as to pages', async () => {
    for (const url of ['mailto:holes@county.example', 'tel:01629533190']) {
      only({ actions: [{ kind: 'report', label: 'Tell us', url }] });
      const reader = await open();
      await reader.search('hole');
      equal(reader.control('Tell us').getAttribute('href'), url);
    }
  });

  it('lead to the home page where no step can be linked', async () => {
    only({ actions: [{ kind: 'report', label: 'Run this', url: 'javascript:alert(1)' }] });
    const reader = await open();
    await reader.search('hole');
    equal(reader.control('Go to the Derbyshire County Council website').getAttribute('href'), 'https://county.example/');
    excludes(reader.text, 'Run this');
  });

  it('show the pages on record of a body that may do it, and the home page and phone of one that does not', async () => {
    const actions = [{ kind: 'report', label: 'Tell us', url: 'https://county.example/tell' } as const];
    only({ status: 'unknown', actions });
    const unsure = await open();
    await unsure.search('hole');
    includes(unsure.text, 'We do not know yet whether Derbyshire County Council does this.');
    equal(unsure.control('Tell us').getAttribute('href'), 'https://county.example/tell');
    only({ status: 'not-provided', actions });
    const sure = await open();
    await sure.search('hole');
    excludes(sure.text, 'Tell us');
    equal(sure.control('Go to the Derbyshire County Council website').getAttribute('href'), 'https://county.example/');
    includes(sure.text, 'Phone 01629 000000');
  });

  it('ask for the postcode where it decides', async () => {
    const reader = await open();
    await reader.search('plan');
    includes(reader.text, 'It may be Peak District National Park Authority or Derbyshire Dales District Council.');
    reader.click('Add your postcode to see who is responsible where you live.');
    equal(reader.focused, 'postcode');
  });

  it('say that another spelling was searched, and lead to what was typed', async () => {
    network.use(
      answerGet('/api/v1/az/search', url => {
        requests.push(url.pathname + url.search);
        return { ...searchReply('counsil tax'), corrected: url.searchParams.has('exact') ? null : 'council tax' };
      }),
    );
    const reader = await open('sync-url');
    let searches = 0;
    const count = (): number => ++searches;
    document.addEventListener('dtp-search', count);
    await reader.search('counsil tax');
    equal(reader.status, 'Showing results for “council tax” instead of “counsil tax”. 4 services found for “council tax”.');
    await passesAxe(reader.element);
    reader.click('Search for “counsil tax” instead');
    await until(() => reader.status === '4 services found for “counsil tax”.', 'the results for what was typed');
    await reader.element.updateComplete;
    equal(requests.at(-1), '/api/v1/az/search?q=counsil+tax&limit=20&exact=true');
    equal(new URLSearchParams(location.search).get('dtp-az.exact'), 'true');
    equal(reader.focused, 'Report', 'The focus goes to the results, for the button is gone');
    excludes(reader.text, 'instead');
    reader.click('Back');
    await until(() => reader.status.startsWith('Showing results for “council tax”'), 'the corrected search');
    document.removeEventListener('dtp-search', count);
    equal(searches, 2, 'Each search is told to the page once');
  });

  it('lead to what was typed even where nothing is found for it', async () => {
    network.use(
      answerGet('/api/v1/az/search', url => {
        const reply = searchReply('counsil tax');
        return url.searchParams.has('exact') ? { ...reply, total: 0, items: [] } : { ...reply, corrected: 'council tax' };
      }),
    );
    const reader = await open('compact');
    await reader.search('counsil tax');
    reader.click('Search for “counsil tax” instead');
    await until(() => reader.status === 'Nothing was found for “counsil tax”.', 'the status');
    await reader.element.updateComplete;
    equal(reader.focused, 'Back');
  });

  it('can be asked for more of, up to fifty', async () => {
    network.use(answerGet('/api/v1/az/search', url => ({ ...searchReply(`limit ${url.searchParams.get('limit')}`), total: 90 })));
    const reader = await open();
    await reader.search('hole');
    includes(reader.status, 'limit 20');
    reader.click('Show more results');
    await until(() => reader.status.includes('limit 50'), 'more results');
  });

  it('tell the page how many there were, and nothing that was typed', async () => {
    const reader = await open();
    const heard: Event[] = [];
    document.addEventListener('dtp-search', event => heard.push(event), { once: true });
    await reader.search('my secret illness', 'DE45 1ES');
    const [event] = heard;
    assert(event && 'total' in event && 'corrected' in event && 'outward' in event, 'No dtp-search event');
    equal([event.total, event.corrected, event.outward], [4, false, 'DE45']);
    excludes(JSON.stringify({ ...event }), 'secret', '1ES');
  });

  it('show markup in the record and in the search as the text it is', async () => {
    const markup = '<img src=x onerror=alert(1)>';
    const hostile = { ...pothole, title: markup, summary: markup };
    const action = { kind: 'report', label: markup, url: 'javascript:alert(1)' } as const;
    const answers = [answerOf({ ...county, name: markup }, { because: markup, actions: [action] })];
    network.use(
      answerGet('/api/v1/az/search', () => ({
        ...searchReply(markup),
        items: [{ service: hostile, responsibility: 'settled' as const, answers }],
      })),
    );
    const reader = await open();
    await reader.search(markup);
    equal(reader.root.querySelectorAll('img').length, 0);
    includes(reader.status, markup);
    includes(reader.text, markup);
    equal(reader.root.querySelectorAll('[href^=javascript]').length, 0, 'Only web addresses are linked');
  });
});

describe('nothing found', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('says so and shows ways on: other words, subjects, the phone and the fallback', async () => {
    network.use(answerGet('/api/v1/az/search', () => ({ ...searchReply('xyzzy'), total: 0, items: [] })));
    const reader = await open(HOST);
    reader.field('what').focus();
    await reader.search('xyzzy');
    equal(reader.status, 'Nothing was found for “xyzzy”.');
    await reader.sees('Try other words or fewer of them', 'Browse by subject', 'Or ask Derbyshire Dales District Council on 01629 761100');
    equal(shownFallback(reader.root), 'A to Z of services');
    await passesAxe(reader.element);
  });
});

describe('bad input', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('asks what is needed when the form is sent empty', async () => {
    const reader = await open();
    reader.submit();
    await reader.sees('There is a problem');
    equal(reader.focused, 'what');
    equal(reader.field('what').getAttribute('aria-invalid'), 'true');
    includes(described(reader.field('what')), 'Enter what you need, or your postcode');
    await passesAxe(reader.element);
    await reader.search('hole');
    excludes(reader.text, 'There is a problem');
  });

  it('says which field was refused, in the words of the API', async () => {
    const errors = [{ path: 'q', message: 'has characters that cannot be typed' }];
    network.use(answerGet('/api/v1/az/search', () => problem(400, { errors })));
    const reader = await open();
    await reader.search('hole');
    await until(() => reader.focused === 'what', 'the focus in the field');
    includes(described(reader.field('what')), 'What you typed has characters that cannot be typed');
    await passesAxe(reader.element);
  });

  it('does not send ten thousand letters as a postcode', async () => {
    const reader = await open();
    await reader.search('hole', 'D'.repeat(10_000));
    equal(reader.focused, 'postcode');
    includes(described(reader.field('postcode')), 'Enter a full UK postcode');
    assert(!requests.some(path => path.includes('search')), 'Nothing should be sent');
  });

  it('leads from the summary to the field', async () => {
    const reader = await open();
    await reader.search('hole', 'hello');
    reader.field('what').focus();
    reader.click('That is not a UK postcode. A postcode looks like DE45 1ES.');
    equal(reader.focused, 'postcode');
  });

  it('says that a service is not there any more', async () => {
    network.use(answerGet('/api/v1/az/services/:id', () => problem(404)));
    const reader = await open();
    await reader.sees('Popular tasks');
    reader.click('Report a pothole');
    await reader.sees('We could not find that page of the A to Z.');
    await passesAxe(reader.element);
    reader.click('Back');
    await reader.sees('Popular tasks');
  });
});

describe('loading', () => {
  let clock: Clock;
  beforeEach(async () => {
    await openPage();
    clock = installClock();
  });
  afterEach(() => {
    clock.uninstall();
    closePage();
  });

  it('says so, keeps its height and what was shown, then says when it is slow', async () => {
    const gate = Promise.withResolvers<void>();
    network.use(
      answerGet('/api/v1/az/search', async () => {
        await gate.promise;
        return searchReply('hole');
      }),
    );
    const reader = await open();
    await reader.sees('Popular tasks');
    const before = reader.element.offsetHeight;
    reader.fill('what', 'hole');
    reader.submit();
    await until(() => reader.status === 'Searching', 'the status');
    assert(reader.element.offsetHeight >= before, 'It should keep its height');
    includes(reader.text, 'Popular tasks');
    await passesAxe(reader.element);
    clock.advance(4_000);
    await until(() => reader.status.startsWith('This is taking longer than usual'), 'the status when slow');
    await passesAxe(reader.element);
    gate.resolve();
    await until(() => reader.status.includes('4 services found'), 'results');
  });

  it('counts an answer that never comes as unavailable', async () => {
    network.use(answerGet('/api/v1/az/search', () => new Promise<Response>(() => {})));
    const reader = await open();
    reader.fill('what', 'hole');
    reader.submit();
    await until(() => reader.status === 'Searching', 'the status');
    clock.advance(15_000);
    await until(() => reader.status.startsWith('Sorry, this service is not working'), 'the status');
  });

  it('shows only the newest of several searches', async () => {
    const gate = Promise.withResolvers<void>();
    network.use(
      answerGet('/api/v1/az/search', async url => {
        const q = url.searchParams.get('q') ?? '';
        if (q === 'first') await gate.promise;
        return searchReply(q);
      }),
    );
    const reader = await open();
    reader.fill('what', 'first');
    reader.submit();
    await until(() => reader.status === 'Searching', 'the first search');
    await reader.search('second');
    gate.resolve();
    equal(reader.status, '4 services found for “second”.');
  });
});

describe('service unavailable', () => {
  beforeEach(openPage);
  afterEach(closePage);

  const broken: readonly [string, () => Response][] = [
    ['answers 503', () => problem(503)],
    ['limits us with 429', () => problem(429)],
    ['cannot be reached', noConnection],
    ['is behind a sign-in page', webPage],
    ['sends half an answer', () => new Response('{"items":[', { headers: { 'content-type': 'application/json' } })],
    ['sends something else', () => Response.json({ hello: 'world' })],
  ];
  for (const [what, answer] of broken) {
    it(`says so, offers link and phone, and recovers by itself when the API ${what}`, async () => {
      const reader = await open(HOST);
      await reader.sees('Popular tasks');
      const before = reader.element.offsetHeight;
      reader.field('what').focus();
      await until(() => requests.includes('/api/v1/authorities'), 'the phone number');
      network.use(answerGet('/api/v1/az/search', answer));
      reader.fill('what', 'hole');
      reader.submit();
      await until(() => reader.status.startsWith('Sorry, this service is not working at the moment.'), 'the status');
      assert(reader.element.offsetHeight >= before, 'It should keep its height');
      equal(shownFallback(reader.root), 'A to Z of services');
      await reader.sees('Or call Derbyshire Dales District Council on 01629 761100');
      await passesAxe(reader.element);

      network.use(answerGet('/api/v1/az/search', () => searchReply('hole')));
      dispatchEvent(new Event('online'));
      await until(() => reader.status.includes('4 services found for “hole”'), 'recovery');
    });
  }

  it('says so from the start, and recovers', async () => {
    network.use(answerGet('/api/*', () => problem(503)));
    const reader = await open(HOST);
    await until(() => reader.status.startsWith('Sorry'), 'the status');
    equal(shownFallback(reader.root), 'A to Z of services');
    await reader.sees('Or call Derbyshire Dales District Council on 01629 761100 (number not checked yet)');
    await passesAxe(reader.element);
    network.use(answerGet('/api/v1/az', () => indexReply));
    document.dispatchEvent(new Event('visibilitychange'));
    await reader.sees('Popular tasks');
    equal(reader.status, '');
  });

  it('says so from the start on a page whose host has no phone on record', async () => {
    let asked = 0;
    network.use(
      answerGet('/api/*', () => problem(503)),
      answerGet('*/hosts/:name', () => {
        asked++;
        return problem(404);
      }),
    );
    const reader = await open(HOST);
    await until(() => reader.status.startsWith('Sorry') && asked > 0, 'the status');
    equal(shownFallback(reader.root), 'A to Z of services');
    excludes(reader.text, 'Or call');
  });

  it('asks for the shipped phone only then', async () => {
    const reader = await open(HOST);
    reader.field('what').focus();
    await reader.search('hole');
    assert(!requests.some(path => path.includes('/hosts/')), requests.join('\n'));
  });

  it('says that the person is offline when they are', async () => {
    const reader = await open();
    await reader.sees('Popular tasks');
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    try {
      network.use(answerGet('/api/v1/az/search', noConnection));
      reader.fill('what', 'hole');
      reader.submit();
      await until(() => reader.status.startsWith('You seem to be offline.'), 'the status');
      await passesAxe(reader.element);
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
    network.use(answerGet('/api/v1/az/search', () => searchReply('hole')));
    dispatchEvent(new Event('online'));
    await until(() => reader.status.includes('4 services found'), 'recovery');
  });

  it('lets the person go back to what there was', async () => {
    network.use(answerGet('/api/v1/az/search', () => problem(503)));
    const reader = await open();
    await reader.sees('Popular tasks');
    reader.fill('what', 'hole');
    reader.submit();
    await until(() => reader.status.startsWith('Sorry'), 'the status');
    reader.click('Back');
    await reader.sees('Popular tasks');
    equal(reader.status, '');
  });
});

describe('a service', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('opens in place with everything on record', async () => {
    const reader = await open();
    await reader.search('hole');
    let selected: Event | undefined;
    document.addEventListener('dtp-select', event => (selected = event), { once: true });
    reader.click('Report a pothole');
    await until(() => reader.focused === 'Report a pothole', 'the focus on the heading');
    equal(reader.headings, ['2 Report a pothole', '3 Derbyshire County Council']);
    includes(
      reader.text,
      'Repairs are slow this week because of snow.',
      'Cost',
      'Free',
      'Who can get it',
      'Anyone',
      'Checked on 4 March 2026',
    );
    includes(reader.text, 'How fast we mend it');
    assert(selected && 'service' in selected, 'No dtp-select event');
    equal(selected.service, 'report-a-pothole');
    await passesAxe(reader.element);
  });

  it('leads back to where the person was, with the focus there', async () => {
    const reader = await open();
    await reader.search('hole');
    reader.click('Report a broken street light');
    await until(() => reader.focused === 'Report a broken street light', 'the heading');
    const asked = requests.length;
    reader.click('Back');
    await until(() => reader.headings.length === 7, 'the results');
    await until(() => reader.focused === 'Report a broken street light', 'the focus on the link');
    equal(requests.length, asked, 'No request is needed to go back');
    reader.click('Back');
    await reader.sees('Popular tasks');
  });

  it('shows every possible body when it depends on the place', async () => {
    const reader = await open();
    await reader.sees('Popular tasks');
    reader.click('Apply for planning permission');
    await reader.sees('Who does this depends on where you live.');
    equal(reader.headings, [
      '2 Apply for planning permission',
      '3 Peak District National Park Authority',
      '3 Derbyshire Dales District Council',
    ]);
    await passesAxe(reader.element);
  });

  it('is a link to its hosted page, for a tab of its own', async () => {
    const reader = await open(HOST);
    await reader.sees('Popular tasks');
    const address = new URL(reader.control('Report a pothole').getAttribute('href') ?? '');
    equal(address.pathname + address.search, '/az/report-a-pothole?authority=derbyshire-dales');
  });

  it('has no headings deeper than six', async () => {
    const reader = await open('heading-level="6"');
    await reader.sees('Popular tasks');
    reader.click('Report a pothole');
    await until(() => reader.headings.length === 2, 'the service');
    equal(reader.headings, ['6 Report a pothole', '6 Derbyshire County Council']);
    await passesAxe(reader.element);
  });
});

describe('browsing', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('lists a letter under every name, page by page, with a way back', async () => {
    const reader = await open();
    await reader.sees('Browse A to Z');
    reader.click('H');
    await until(() => reader.focused === 'Services under H', 'the focus on the heading');
    await reader.sees('Hole in the road (see Report a pothole)', 'Derbyshire County Council', 'Page 1 of 3');
    equal(reader.status, '120 services');
    equal(reader.control('H').ariaCurrent, 'page');
    await passesAxe(reader.element);
    reader.click('Next page');
    await reader.sees('Page 2 of 3');
    assert(requests.includes('/api/v1/az/services?letter=H&page=2'), requests.join('\n'));
    reader.click('Back');
    await reader.sees('Page 1 of 3');
    reader.click('Back');
    await reader.sees('Popular tasks');
    equal(reader.focused, 'H');
  });

  it('lists a subject', async () => {
    const reader = await open();
    await reader.sees('Browse by subject');
    reader.click('Roads, parking and travel');
    await until(() => reader.focused === 'Roads, parking and travel' && reader.status === '120 services', 'the subject');
    assert(requests.includes('/api/v1/az/services?category=roads&page=1'), requests.join('\n'));
    await passesAxe(reader.element);
  });

  it('opens a service from a list and returns to it', async () => {
    const reader = await open();
    await reader.sees('Browse A to Z');
    reader.click('H');
    await reader.sees('Services under H');
    reader.click('Report a broken street light');
    await reader.sees('We do not know yet');
    reader.click('Back');
    await reader.sees('Services under H');
    await until(() => reader.focused === 'Report a broken street light', 'the focus on the link');
    equal(serviceReply('report-a-street-light').responsibility, 'settled');
  });
});

/** The words of the fallback that the widget shows through its slot. */
function shownFallback(root: ShadowRoot): string {
  const nodes = root.querySelector('slot')?.assignedElements() ?? [];
  return nodes.map(node => node.textContent).join();
}

/** What a screen reader reads out as the description of a field. */
function described(field: HTMLInputElement): string {
  const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
  const root = field.getRootNode();
  return root instanceof ShadowRoot ? ids.map(id => root.getElementById(id)?.textContent).join(' ') : '';
}

describe('what is said of opening hours', () => {
  let clock: Clock;
  beforeEach(openPage);
  beforeEach(() => {
    clock = installClock();
  });
  afterEach(() => clock.uninstall());
  afterEach(closePage);

  it('stands beside the number, and corrects itself when it changes, without a word', async () => {
    const nextChange = new Date(Date.now() + 600_000).toISOString();
    const states = [
      { open: true, text: 'Open now, closes 8pm', nextChange },
      { open: false, text: 'Closed, opens Monday 8am', nextChange: null },
    ];
    let asked = 0;
    network.use(
      answerGet('/api/v1/az/services/:id', () => ({
        ...serviceReply(pothole.id),
        answers: [answerOf(county, { open: states[asked++] ?? null })],
      })),
    );
    const reader = await open(HOST);
    await reader.search('hole');
    reader.click('Report a pothole');
    await reader.sees('01629 000000', 'Open now, closes 8pm');
    const { status, focused } = reader;
    // Its code comes after the answer.
    await import('./renewing.ts');
    await reader.settled();
    clock.advance(599_000);
    equal(asked, 1, 'There is no polling');
    clock.advance(12_000);
    await reader.sees('Closed, opens Monday 8am');
    equal([reader.status, reader.focused], [status, focused]);
    clock.advance(50_000_000);
    await reader.settled();
    equal(asked, 2, 'What does not change is not asked for');
  });
});
