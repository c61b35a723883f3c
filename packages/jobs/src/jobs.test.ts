import { assert, equal, excludes, includes } from '@dtp/kit/testing/assert.ts';
import { passesAxe } from '@dtp/kit/testing/axe.ts';
import { type Clock, installClock } from '@dtp/kit/testing/clock.ts';
import { answerGet, answerPost, network, noConnection, problem } from '@dtp/kit/testing/network.ts';
import { until } from '@dtp/kit/testing/until.ts';
import { sendKeys } from '@web/test-runner-commands';
import { closePage, open, openPage, type Reader, requests, wishes } from './testing/page.ts';
import { alertReply, care, cleaner, closedReply, type List, listOf, replyFor, warden } from './testing/sample.ts';

const HOST = 'authority="derbyshire-dales"';

/** Lets the API answer every search with this. */
const answerWith = (more: Partial<List>): void => network.use(answerGet('/api/v1/jobs', () => listOf(more)));

const lastFilter = (): string => requests.at(-1)?.split('?')[1] ?? '';

describe('the list', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('shows jobs at once, the host’s first where the order leaves it open', async () => {
    const reader = await open(HOST);
    await reader.sees('Care worker');
    equal(requests, ['/api/v1/jobs?host=derbyshire-dales']);
    equal(reader.headings, ['2 3 jobs', '3 Care worker Sample', '3 Cleaner', '3 Warden']);
    equal(reader.status, '3 jobs found.');
    equal(reader.parts('result'), [
      'Care worker Sample Derbyshire County Council Belper £28,163 to £30,060 a year Closes in 3 days, Friday 27 November at noon',
      'Cleaner Derbyshire Dales District Council, shared with Derbyshire County Council Matlock, 3 miles away £12.60 an hour Closes tomorrow at 9am',
      'Warden Derbyshire County Council Bakewell, less than a mile away £28,163 to £30,060 a year Closes in 3 days, Friday 27 November at noon',
    ]);
    await passesAxe(reader.element);
  });

  it('takes its heading level, its category and its length from the page', async () => {
    const reader = await open('heading-level="5" category="social-care" limit="3"');
    equal(requests, ['/api/v1/jobs?category=social-care&pageSize=3']);
    equal(reader.headings.slice(0, 2), ['5 2 jobs', '6 Care worker Sample']);
    excludes(reader.text, 'Kind of work', 'Remove filter');
    await passesAxe(reader.element);
  });

  it('searches by words, place and distance', async () => {
    const reader = await open();
    reader.field('what').focus();
    reader.fill('what', ' cleaner ');
    reader.fill('where', 'Belper');
    await reader.choose('miles', '20');
    reader.submit();
    await reader.settled();
    equal(lastFilter(), 'q=cleaner&near=Belper&miles=20');
    equal(reader.focused, 'what', 'The focus stays where it was');
    await passesAxe(reader.element);
  });

  it('says which words were searched where they were misspelt', async () => {
    const reader = await open();
    await reader.search('claener');
    equal(reader.status, 'Showing jobs for “cleaner” instead of “claener”. 1 job found.');
  });

  it('offers only the orders that there is something for', async () => {
    const reader = await open();
    const orders = (): (string | null)[] => [...reader.root.querySelectorAll('#sort option')].map(one => one.textContent);
    equal(orders(), ['Closing soonest', 'Newest']);
    await reader.search('cleaner', 'Belper');
    equal(orders(), ['Best match', 'Nearest', 'Closing soonest', 'Newest']);
    await reader.choose('sort', 'newest');
    equal(lastFilter(), 'q=cleaner&near=Belper&sort=newest');
  });

  it('is turned page by page, with the focus on the top of it', async () => {
    answerWith({ total: 45 });
    const reader = await open();
    network.resetHandlers();
    network.use(
      answerGet('/api/v1/jobs', url => {
        requests.push(url.search);
        return listOf({ total: 45, page: Number(url.searchParams.get('page') ?? 1) });
      }),
    );
    reader.click('Next page');
    await reader.sees('Page 2 of 3');
    equal(requests.at(-1), '?page=2');
    await until(() => reader.focused === '45 jobs', 'the focus on the heading');
    reader.click('Previous page');
    await reader.sees('Page 1 of 3');
    equal(requests.at(-1), '', 'The first page needs no number');
  });

  it('says what to do where nothing is found', async () => {
    const reader = await open(HOST);
    await reader.search('xyzzy');
    equal(reader.status, 'No jobs were found.');
    includes(reader.body, 'Try other words, look further away, or take a filter off.');
    equal(reader.root.querySelector('slot')?.assignedElements().length, 1, 'The page’s own link is there');
    await passesAxe(reader.element);
    reader.click('Start again with all jobs');
    await reader.sees('Care worker');
    equal([reader.field('what').value, lastFilter()], ['', 'host=derbyshire-dales']);
  });

  it('says so where there are no jobs at all', async () => {
    answerWith({ items: [] });
    const reader = await open();
    await reader.sees('There are no jobs here at the moment.', 'Email me jobs like these');
    await passesAxe(reader.element);
  });

  it('tells statistics how many were found, never the words', async () => {
    const reader = await open();
    const heard: string[] = [];
    const hear = (event: Event): number => heard.push(JSON.stringify({ ...event, isTrusted: undefined }));
    document.addEventListener('dtp-jobs-search', hear);
    await reader.search('claener');
    await reader.tick('Social care');
    document.removeEventListener('dtp-jobs-search', hear);
    equal(heard, ['{"total":1}', '{"total":1}']);
  });

  it('on a home page is a few jobs and a link to all', async () => {
    answerWith({ total: 64 });
    const reader = await open(`${HOST} compact`);
    equal(reader.headings, ['2 Care worker Sample', '2 Cleaner', '2 Warden']);
    equal(new URL(reader.address('See all 64 jobs')).pathname, '/jobs');
    equal(reader.root.querySelector('form, select, details'), null);
    equal(reader.status, '');
    await passesAxe(reader.element);
  });

  it('on a home page asks for five unless it is told how many', async () => {
    await open('compact');
    await open('compact limit="3"');
    equal(requests, ['/api/v1/jobs?pageSize=5', '/api/v1/jobs?pageSize=3']);
  });
});

describe('filters', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('have a count beside each, and work at once, with the focus where it was', async () => {
    const reader = await open();
    equal(reader.root.querySelector<HTMLDetailsElement>('.filters')?.open, false, 'They are out of the way at first');
    reader.root.querySelector('summary')?.click();
    includes(
      reader.parts('filters')[0] ?? '',
      'Social care (2)',
      'Derbyshire Dales District Council (1)',
      '£25,000 or more (2)',
      'Show 3 jobs',
    );
    await passesAxe(reader.element);
    await reader.tick('Social care');
    await reader.tick('Catering and cleaning');
    equal(lastFilter(), 'category=social-care%2Ccatering-cleaning');
    await reader.tick('Social care');
    equal(lastFilter(), 'category=catering-cleaning');
    await reader.choose('salary', '25000');
    equal(lastFilter(), 'category=catering-cleaning&salary=25000');
    equal(reader.root.querySelector('summary')?.textContent, 'Filters (2)');
    includes(reader.parts('filters')[0] ?? '', 'Show 1 job');
    await passesAxe(reader.element);
    reader.click('Show 1 job');
    equal([reader.focused, reader.root.querySelector<HTMLDetailsElement>('.filters')?.open], ['1 job', false]);
  });

  it('are chips once chosen, each the way to take it off', async () => {
    const reader = await open();
    await reader.tick('Social care');
    await reader.tick('Derbyshire County Council');
    await reader.choose('closing', '7');
    equal(reader.parts('chips'), [
      'Remove filter: Social care ×Remove filter: Derbyshire County Council ×Remove filter: In the next 7 days × Clear all filters',
    ]);
    await passesAxe(reader.element);
    reader.click('Remove filter: Social care ×');
    await reader.settled();
    equal(lastFilter(), 'authority=derbyshire&closing=7');
    await until(() => reader.focused.endsWith('jobs'), 'the focus on the heading');
    reader.click('Clear all filters');
    await until(() => requests.at(-1) === '/api/v1/jobs', 'all jobs');
    equal(reader.parts('chips'), []);
  });

  it('that leave nothing can still be seen and taken off', async () => {
    const reader = await open('sync-url');
    answerWith({ items: [], facets: { ...listOf().facets, category: [] } });
    await reader.tick('Social care');
    equal(reader.parts('chips'), ['Remove filter: social-care × Clear all filters']);
  });

  it('leave the host’s own jobs, or those of all, one tap away', async () => {
    const reader = await open(HOST);
    equal(reader.control('All partners').ariaPressed, 'true');
    reader.click('Only Derbyshire Dales District Council');
    await reader.settled();
    equal(lastFilter(), 'authority=derbyshire-dales&host=derbyshire-dales');
    equal(reader.headings, ['2 1 job', '3 Cleaner']);
    equal(reader.control('Only Derbyshire Dales District Council').ariaPressed, 'true');
    await passesAxe(reader.element);
    reader.click('All partners');
    await reader.settled();
    equal(lastFilter(), 'host=derbyshire-dales');
  });

  it('keep words and place, and begin at the first page', async () => {
    const reader = await open();
    await reader.search('cleaner', 'Belper');
    await reader.tick('Permanent');
    equal(lastFilter(), 'q=cleaner&near=Belper&contract=permanent');
  });
});

describe('a job', () => {
  beforeEach(openPage);
  afterEach(closePage);

  const openCare = async (attributes = ''): Promise<Reader> => {
    const reader = await open(attributes);
    reader.click('Care worker');
    await reader.sees('Back to the list', 'Reference');
    await reader.settled();
    return reader;
  };

  it('opens in place, with what to know first and one clear action', async () => {
    const reader = await openCare();
    equal(requests.at(-1), '/api/v1/jobs/care-worker-belper-7k4m');
    equal(reader.headings, ['2 Care worker Sample', '3 What you do']);
    await until(() => reader.focused === 'Care worker Sample', 'the focus on the heading');
    includes(
      reader.body,
      'This is a sample vacancy. It does not exist.',
      'EmployerDerbyshire County Council',
      'WhereBelper',
      'Salary£28,163 to £30,060 a year, plus shift allowance',
      'ClosingCloses in 3 days, Friday 27 November at noon',
      'ContractPermanent, part time, partly from home',
      'Hours22 hours a week',
      'Interviews4 December 2026',
      'ReferenceDCC-1234',
      'You help people & their families.',
    );
    equal(reader.address('Apply for this job'), 'https://widgets.example/jobs/care-worker-belper-7k4m/apply');
    equal(reader.address('More'), 'https://county.example/care');
    await passesAxe(reader.element);
  });

  it('leads to the publisher’s own page where one applies there, and to nothing that is no address', async () => {
    const at = (url: string): void => network.use(answerGet('/api/v1/jobs/:id', () => replyFor(care, { apply: { kind: 'link', url } })));
    at('https://jobs.example/1');
    const reader = await openCare();
    equal(reader.address('Apply on the website of Derbyshire County Council'), 'https://jobs.example/1');
    at('javascript:alert(1)');
    equal((await openCare()).parts('apply'), []);
  });

  it('goes back to the list as it was, without asking again, with the focus on its link', async () => {
    const reader = await openCare();
    const before = requests.length;
    reader.click('Back to the list');
    await until(() => reader.focused === 'Care worker', 'the focus on the link');
    equal([requests.length - before, reader.headings.length], [0, 4]);
  });

  it('that is closed says so, and shows those like it', async () => {
    network.use(answerGet(`/api/v1/jobs/${care.id}`, () => Response.json(closedReply, { status: 410 })));
    const reader = await open();
    reader.click('Care worker');
    await reader.sees('This job is closed. You can no longer apply for it.', 'Closed on Friday 27 November at noon');
    equal(reader.headings, ['2 Care worker Sample', '3 What you do', '3 Jobs like this one', '4 Warden']);
    equal([reader.parts('apply'), reader.text.includes('Share this job')], [[], false]);
    await passesAxe(reader.element);
    reader.click('Warden');
    await until(() => reader.headings[0] === '2 Warden', 'the other job');
    reader.click('Back to the list');
    await reader.sees('3 jobs');
  });

  it('that nobody has says so, and the list is there to go back to', async () => {
    network.use(answerGet(`/api/v1/jobs/${care.id}`, () => problem(404)));
    const reader = await open();
    reader.click('Care worker');
    await reader.sees('We could not find that job.');
    await passesAxe(reader.element);
    reader.click('Back to the list');
    await reader.sees('Cleaner');
  });

  it('opens in a tab of its own for those who want it there', async () => {
    const reader = await open();
    equal(new URL(reader.address('Cleaner')).pathname, '/jobs/cleaner-matlock-2b3c');
    let isLeft = false;
    const watch = (event: Event): void => {
      isLeft = !event.defaultPrevented;
      event.preventDefault();
    };
    document.addEventListener('click', watch);
    reader.control('Cleaner').dispatchEvent(new MouseEvent('click', { ctrlKey: true, bubbles: true, composed: true, cancelable: true }));
    document.removeEventListener('click', watch);
    equal([isLeft, reader.headings[0]], [true, '2 3 jobs']);
  });

  it('tells statistics which was opened', async () => {
    const heard: string[] = [];
    const hear = (event: Event): number => heard.push(JSON.stringify({ ...event, isTrusted: undefined }));
    document.addEventListener('dtp-jobs-open', hear);
    await openCare();
    document.removeEventListener('dtp-jobs-open', hear);
    equal(heard, ['{"id":"care-worker-belper-7k4m"}']);
  });

  it('is shared by what the device has, else as an address that is copied, else as one to copy', async () => {
    const reader = await openCare();
    const told = (): string | null | undefined => reader.root.querySelector('.told')?.textContent;
    const shared: unknown[] = [];
    const put = (name: string, value: unknown): void => void Object.defineProperty(navigator, name, { value, configurable: true });
    put('share', (data: unknown) => Promise.resolve(shared.push(data)));
    reader.click('Share this job');
    await until(() => shared.length === 1, 'the sheet of the device');
    equal(shared, [{ title: 'Care worker', url: 'https://widgets.example/jobs/care-worker-belper-7k4m' }]);
    Reflect.deleteProperty(navigator, 'share');
    if ('share' in navigator) return;
    put('clipboard', { writeText: (text: string) => Promise.resolve(shared.push(text)) });
    reader.click('Share this job');
    await until(() => told() === 'The address of this job is copied.', 'the copy');
    equal(shared[1], 'https://widgets.example/jobs/care-worker-belper-7k4m');
    put('clipboard', { writeText: () => Promise.reject(new Error('Not allowed')) });
    reader.click('Share this job');
    await until(() => told() === 'Copy this address: https://widgets.example/jobs/care-worker-belper-7k4m', 'the address');
    Reflect.deleteProperty(navigator, 'clipboard');
  });

  it('is printed on request', async () => {
    const reader = await openCare();
    let printed = 0;
    const before = globalThis.print;
    globalThis.print = () => void printed++;
    reader.click('Print this job');
    globalThis.print = before;
    equal(printed, 1);
  });

  for (const [what, html, words] of [
    ['scripts', '<p>One</p><script>window.hit = 1</script>', 'One'],
    ['handlers', '<p onclick="window.hit = 1">One</p><img src=x onerror="window.hit = 1">', 'One'],
    ['addresses that run', '<a href="javascript:window.hit = 1">One</a>', 'One'],
    ['drawings', '<svg onload="window.hit = 1"><a href="https://x.example">Two</a></svg>One', 'One'],
    [
      'frames and forms',
      '<iframe srcdoc="<script>parent.hit = 1</script>"></iframe><form action="https://x.example"><b>One</b></form>',
      'One',
    ],
    ['styles', '<style>* { display: none }</style><p style="position: fixed">One</p>', 'One'],
  ] as const) {
    it(`has none of an advert’s ${what}, should the server ever let them through`, async () => {
      network.use(answerGet('/api/v1/jobs/:id', () => replyFor(care, { description: html })));
      const reader = await openCare();
      const advert = reader.root.querySelector('.advert');
      equal(advert?.textContent, words);
      equal(advert?.querySelectorAll('script, img, svg, iframe, form, style, [style], [onclick], a').length, 0);
      equal('hit' in globalThis, false);
    });
  }
});

describe('emails about jobs', () => {
  beforeEach(openPage);
  afterEach(closePage);

  const ask = async (reader: Reader): Promise<void> => {
    reader.click('Email me jobs like these');
    await until(() => reader.focused === 'alert-email', 'the focus in the field');
  };

  it('are asked for with the search as it is', async () => {
    const reader = await open(`${HOST} category="social-care"`);
    await reader.search('cleaner', 'Belper');
    const address = new URL(reader.address('Email me jobs like these'));
    equal(
      address.pathname + address.search,
      '/alerts/new?topic=jobs&filter=q%3Dcleaner%26near%3DBelper%26category%3Dsocial-care&authority=derbyshire-dales',
    );
    await ask(reader);
    await passesAxe(reader.element);
    reader.fill('alert-email', ' sam@example.org ');
    reader.root.querySelector<HTMLInputElement>('[value=weekly]')?.click();
    reader.click('Send me the link');
    await reader.sees('Check your email, and open the link we sent you.', 'Jobs like “cleaner”');
    equal(wishes, [
      {
        topic: 'jobs',
        filter: 'q=cleaner&near=Belper&category=social-care',
        frequency: 'weekly',
        email: 'sam@example.org',
        authority: 'derbyshire-dales',
      },
    ]);
    equal(reader.root.querySelector('#alert-email'), null, 'The address is gone from the page');
    await until(() => reader.focused === 'Jobs like “cleaner”', 'the focus on what was done');
    equal([sessionStorage.length, localStorage.length, document.cookie], [0, 0, '']);
    excludes(location.href, 'sam');
    await passesAxe(reader.element);
  });

  it('about a job are about its kind', async () => {
    const reader = await open();
    reader.click('Care worker');
    await reader.sees('Reference');
    await reader.settled();
    await ask(reader);
    reader.fill('alert-email', 'sam@example.org');
    reader.click('Send me the link');
    await reader.sees('Check your email');
    equal(wishes, [{ topic: 'jobs', filter: 'category=social-care', frequency: 'daily', email: 'sam@example.org' }]);
  });

  it('need an address, and say what is wrong with one beside the field', async () => {
    const reader = await open();
    await ask(reader);
    reader.click('Send me the link');
    await reader.sees('Enter your email address, like name@example.com');
    equal([reader.focused, reader.field('alert-email').ariaInvalid, wishes.length], ['alert-email', 'true', 0]);
    await passesAxe(reader.element);
    network.use(answerPost('/api/v1/alerts', () => problem(400, { errors: [{ path: 'email', message: 'has no dot after the @' }] })));
    reader.fill('alert-email', 'sam@example');
    reader.click('Send me the link');
    await reader.sees('Your email address has no dot after the @');
    equal(reader.field('alert-email').value, 'sam@example', 'What was typed stays');
    await passesAxe(reader.element);
  });

  for (const [what, answer, words] of [
    ['is down', () => new Response('Bad gateway', { status: 502 }), 'That did not go through.'],
    ['has too many at once', () => problem(429), 'That did not go through.'],
    ['says no', () => problem(400, { detail: 'This search cannot be an alert.' }), 'This search cannot be an alert.'],
    ['cannot be reached', noConnection, 'That did not go through.'],
  ] as const) {
    it(`say so where the service ${what}, and can be sent again`, async () => {
      network.use(answerPost('/api/v1/alerts', answer));
      const reader = await open();
      await ask(reader);
      reader.fill('alert-email', 'sam@example.org');
      reader.click('Send me the link');
      await reader.sees(words);
      equal(reader.field('alert-email').value, 'sam@example.org', 'What was typed stays');
      await passesAxe(reader.element);
      network.use(answerPost('/api/v1/alerts', () => alertReply));
      reader.click('Send me the link');
      await reader.sees('Check your email');
    });
  }

  it('can be thought better of', async () => {
    const reader = await open();
    await ask(reader);
    reader.click('Not now');
    await until(() => reader.focused === 'Email me jobs like these', 'the focus on the way to it');
  });
});

describe('bad input', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('a place nobody knows is said beside the field, with the focus in it', async () => {
    const reader = await open();
    await reader.search('', 'Nowhere');
    await until(() => reader.focused === 'where', 'the focus in the field');
    equal([reader.field('where').ariaInvalid, reader.parts('error-summary')], ['true', ['There is a problem We do not know Nowhere.']]);
    includes(reader.root.querySelector('#where-fault')?.textContent ?? '', 'We do not know Nowhere.');
    await passesAxe(reader.element);
  });

  it('a place that is not quite sure is said above the list', async () => {
    answerWith({ near: { label: 'Newton', message: 'There are several Newtons. This is the one near Alfreton.' } });
    const reader = await open();
    await reader.sees('There are several Newtons. This is the one near Alfreton.');
    await passesAxe(reader.element);
  });

  it('a search the API refuses is said beside its field', async () => {
    const reader = await open();
    network.use(answerGet('/api/v1/jobs', () => problem(400, { errors: [{ path: 'q', message: 'is longer than 200 characters' }] })));
    await reader.search('a'.repeat(200));
    await reader.sees('What you typed is longer than 200 characters');
    await passesAxe(reader.element);
  });

  it('an address with nonsense in it says so, and leads to all jobs', async () => {
    history.replaceState(null, '', `${location.pathname}?dtp-jobs.category=nonsense&dtp-jobs.what=1`);
    network.use(
      answerGet('/api/v1/jobs', url =>
        url.searchParams.has('category') ? problem(400, { errors: [{ path: 'category.0', message: 'no' }] }) : listOf(),
      ),
    );
    const reader = await open('sync-url');
    await reader.sees('We could not answer that.');
    await passesAxe(reader.element);
    reader.click('Start again with all jobs');
    await reader.sees('Care worker');
    excludes(location.search, 'nonsense');
  });
});

describe('waiting and failing', () => {
  let clock: Clock;
  beforeEach(async () => {
    await openPage();
    clock = installClock();
  });
  afterEach(() => {
    clock.uninstall();
    closePage();
  });

  it('says what is going on, and that it takes long, and keeps its place', async () => {
    const reader = await open();
    const gate = Promise.withResolvers<void>();
    network.use(
      answerGet('/api/v1/jobs', async () => {
        await gate.promise;
        return listOf({ items: [cleaner] });
      }),
    );
    const before = reader.root.querySelector<HTMLElement>('.body')?.offsetHeight;
    reader.fill('what', 'cleaner');
    reader.submit();
    await until(() => reader.status === 'Finding jobs', 'the words');
    equal(reader.root.querySelector<HTMLElement>('.body')?.offsetHeight, before);
    await passesAxe(reader.element);
    clock.advance(4_000);
    await until(() => reader.status.startsWith('This is taking longer'), 'the words');
    gate.resolve();
    await until(() => reader.status === '1 job found.', 'the answer');
  });

  it('offers the phone and the link while the service is down, and carries on by itself', async () => {
    network.use(answerGet('/api/v1/jobs', () => new Response('Bad gateway', { status: 502 })));
    const reader = await open(HOST);
    await reader.sees('this service is not working', '01629 761100');
    equal(reader.root.querySelector('slot')?.assignedElements().length, 1);
    excludes(reader.text, 'Email me jobs');
    await passesAxe(reader.element);
    network.resetHandlers();
    answerWith({});
    clock.advance(3_000);
    await reader.sees('Care worker');
  });

  it('says so where there is no connection', async () => {
    network.use(answerGet('/api/v1/jobs', noConnection));
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    const reader = await open(HOST);
    await reader.sees('You seem to be offline.');
    await passesAxe(reader.element);
    Reflect.deleteProperty(navigator, 'onLine');
    answerWith({});
    dispatchEvent(new Event('online'));
    await reader.sees('Care worker');
  });

  it('corrects itself when a job closes, without a word, and leaves what is typed alone', async () => {
    answerWith({ nextChange: new Date(Date.now() + 600_000).toISOString() });
    const reader = await open();
    await reader.sees('Care worker');
    reader.fill('what', 'clea');
    reader.field('what').focus();
    answerWith({ items: [warden] });
    clock.advance(599_000);
    equal(reader.parts('result').length, 3);
    clock.advance(12_000);
    await until(() => reader.parts('result').length === 1, 'the others to go');
    equal([reader.focused, reader.field('what').value], ['what', 'clea']);
  });

  it('turns a job that closes while it is read into a closed one', async () => {
    const nextChange = new Date(Date.now() + 600_000).toISOString();
    network.use(answerGet('/api/v1/jobs/:id', () => ({ ...replyFor(care), nextChange })));
    const reader = await open();
    reader.click('Care worker');
    await reader.sees('Apply for this job');
    network.use(answerGet('/api/v1/jobs/:id', () => Response.json(closedReply, { status: 410 })));
    clock.advance(612_000);
    await reader.sees('This job is closed.');
    equal(reader.parts('apply'), []);
  });

  it('asks again for the list that has changed meanwhile', async () => {
    answerWith({ nextChange: new Date(Date.now() - 1).toISOString() });
    const reader = await open();
    reader.click('Care worker');
    await reader.sees('Reference');
    await reader.settled();
    answerWith({ items: [warden] });
    reader.click('Back to the list');
    await until(() => reader.headings[0] === '2 1 job', 'the list as it is now');
  });
});

describe('by keyboard alone', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('searches, filters, opens a job and goes back', async () => {
    const reader = await open();
    reader.field('what').focus();
    await sendKeys({ type: 'care' });
    await sendKeys({ press: 'Enter' });
    await until(() => lastFilter() === 'q=care', 'the search');
    await reader.settled();
    const walkTo = async (words: string): Promise<void> => {
      for (let presses = 0; presses < 30 && reader.focused !== words; presses++) await sendKeys({ press: 'Tab' });
      equal(reader.focused, words);
    };
    await walkTo('Filters');
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Space' });
    await until(() => lastFilter() === 'q=care&category=social-care', 'the filter');
    await reader.settled();
    await walkTo('Show 2 jobs');
    await sendKeys({ press: 'Enter' });
    equal(reader.focused, '2 jobs');
    await walkTo('Care worker');
    await sendKeys({ press: 'Enter' });
    await until(() => reader.focused === 'Care worker Sample', 'the job');
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ up: 'Shift' });
    equal(reader.focused, 'Back to the list');
    await sendKeys({ press: 'Enter' });
    await until(() => reader.focused === 'Care worker', 'the link');
    assert(reader.parts('chips').length === 1, 'The filter is still there');
  });
});
