import { assert, equal, excludes, includes } from '@dtp/kit/testing/assert.ts';
import { passesAxe } from '@dtp/kit/testing/axe.ts';
import { type Clock, installClock } from '@dtp/kit/testing/clock.ts';
import { answerGet, network, noConnection, problem } from '@dtp/kit/testing/network.ts';
import { until } from '@dtp/kit/testing/until.ts';
import { sendKeys } from '@web/test-runner-commands';
import { closePage, open, openPage, type Reader, requests } from './testing/page.ts';
import { CLOSED, callDerbyshire, dales, gas, lineOf, OPEN, type Reply, reply } from './testing/sample.ts';

const HOST = 'authority="derbyshire-dales"';

/** Lets the API answer with this, whatever is asked. */
const answerWith = (more: Partial<Reply>): void => network.use(answerGet('/api/v1/contact', () => reply(more)));

describe('not yet asked', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('shows the lines of the host', async () => {
    const reader = await open(HOST);
    await reader.sees('Derbyshire Dales District Council, Customer services', 'Bins, council tax and housing.', '01629 000000');
    equal(requests, ['/api/v1/contact?authority=derbyshire-dales']);
    equal(reader.headings, ['2 Who to call', '3 Derbyshire Dales District Council, Customer services']);
    equal(reader.status, '');
    await passesAxe(reader.element);
  });

  it('without a host shows the form and says what it does', async () => {
    const reader = await open();
    await reader.sees('Say what it is about, or where you live.');
    equal(requests, []);
    equal(reader.headings, []);
    await passesAxe(reader.element);
  });

  it('takes its heading level from the page', async () => {
    const reader = await open(`${HOST} heading-level="6"`);
    equal(reader.headings, ['6 Who to call', '6 Derbyshire Dales District Council, Customer services']);
    await passesAxe(reader.element);
  });
});

describe('results', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('name the line, what it is for, why, and whether it is open, in words', async () => {
    const reader = await open(HOST);
    reader.field('what').focus();
    await reader.search('hole in the road', 'DE45 1ES');
    equal(requests.at(-1), '/api/v1/contact?topic=hole+in+the+road&postcode=DE45+1ES&authority=derbyshire-dales');
    includes(
      reader.body,
      'For DE45 1ES: Derbyshire Dales, inside the Peak District National Park. Change',
      'Derbyshire County Council, Call Derbyshire',
      'Roads, schools, social care and libraries.',
      'Derbyshire County Council looks after roads here.',
      '● Open now, closes 8pm',
      'Postcodes: Sample postcodes, November 2025. Contains sample data.',
    );
    equal(reader.headings, [
      '2 Who to call about “Report a pothole”',
      '3 Derbyshire County Council, Call Derbyshire',
      '3 Other things it may have meant',
    ]);
    equal(reader.status, '1 line to call about “Report a pothole”.');
    equal(reader.focused, 'what', 'The focus stays where it was');
    await passesAxe(reader.element);
  });

  it('offer every channel on record', async () => {
    const reader = await open();
    await reader.search('hole');
    equal(reader.address('01629 533190'), 'tel:01629533190');
    equal(reader.address('18001 01629 533190'), 'tel:1800101629533190');
    equal(reader.address('01629 585400'), 'tel:01629585400');
    equal(reader.address('86555'), 'sms:86555');
    equal(reader.address('customer.services.team@county-council.example'), 'mailto:customer.services.team@county-council.example');
    equal(reader.address('Write to Derbyshire County Council online'), 'https://county.example/contact');
    equal(reader.address('Call with an interpreter'), 'https://county.example/bsl');
    includes(reader.body, 'Address County Hall, Matlock, DE4 3AG', 'Also spoken Polish, Urdu', 'Checked on 4 March 2026.');
    excludes(reader.body, 'not checked', 'not on record');
  });

  it('say what nobody has checked, and what is not on record', async () => {
    const reader = await open(HOST);
    includes(reader.body, 'Call 01629 000000 (number not checked yet)', 'Opening hours are not on record.');
    excludes(reader.body, 'Open now', 'These details');
    answerWith({ items: [lineOf(dales, { phone: null, relay: null, formUrl: 'https://dales.example/' })] });
    await reader.search('bins');
    includes(reader.body, 'Write to Derbyshire Dales District Council online', 'These details have not been checked yet.');
    excludes(reader.body, 'Call 0', 'Text relay');
    await passesAxe(reader.element);
  });

  it('have the opening hours and the dates that differ behind a summary', async () => {
    const reader = await open();
    await reader.search('hole');
    const hours = reader.root.querySelector('details');
    equal(hours?.open, false);
    reader.click('Opening hours');
    equal(hours?.open, true);
    includes(
      reader.parts('hours')[0] ?? '',
      'Monday to Saturday',
      '8am to 8pm',
      'Dates that differ',
      'Friday 25 December',
      'closed, Christmas Day',
    );
    await passesAxe(reader.element);
  });

  it('say while a line is closed whom to call, by service, and only then', async () => {
    const reader = await open();
    await reader.search('hole');
    equal(reader.parts('out-of-hours'), []);
    answerWith({ items: [{ ...callDerbyshire, open: CLOSED }] });
    await reader.search('hole');
    includes(reader.body, '○ Closed, opens Monday 8am', 'When they are closed');
    includes(
      reader.parts('out-of-hours')[0] ?? '',
      'Nowhere to sleep tonight',
      'Night line 01629 532600',
      'Open now, closes 8am',
      'Say where you are.',
      'For emergencies',
      'If someone is in danger, call 999.',
    );
    await passesAxe(reader.element);
  });

  it('say why they are closed today', async () => {
    const today = new Date().toLocaleDateString('sv', { timeZone: 'Europe/London' });
    const datedHours = [{ date: today, day: 'Today', times: 'closed', reason: 'Staff training' }];
    answerWith({ items: [{ ...callDerbyshire, open: CLOSED, datedHours }] });
    const reader = await open(HOST);
    await reader.sees('Staff training: Closed, opens Monday 8am');
  });

  it('have what callers must know now above the number', async () => {
    answerWith({ items: [{ ...callDerbyshire, notices: [{ text: 'Our phones are down.', until: '2026-07-01T16:30:00Z' }] }] });
    const reader = await open(HOST);
    await reader.sees('Our phones are down. Until Wednesday 1 July at 5.30pm.');
    assert(reader.body.indexOf('Our phones are down.') < reader.body.indexOf('01629 533190'), 'It comes first');
    await passesAxe(reader.element);
  });

  it('put emergencies first, and say so to those who cannot see them', async () => {
    const reader = await open(HOST);
    await reader.search('I can smell gas');
    equal(reader.status, 'Do you smell gas? Call 0800 111 999 first. 1 line to call about “Report a pothole”.');
    equal(reader.headings[0], '2 Do you smell gas?');
    const region = reader.root.querySelector('[role=region]');
    equal([region?.ariaLabel, reader.root.querySelector('.body > *') === region], ['Call this first', true]);
    equal(reader.address('0800 111 999'), 'tel:0800111999');
    equal(reader.address('18001 0800 111 999'), 'tel:180010800111999');
    equal(reader.address('More about this'), 'https://gas.example/');
    includes(reader.body, 'Go outside, and call from there.', 'British Sign Language: Call with an interpreter');
    await passesAxe(reader.element);
  });

  it('are the emergency alone where its number is all there is to call', async () => {
    answerWith({
      emergencies: [gas],
      items: [],
      topic: { words: 'gas leak', corrected: null, service: { id: 'gas', title: 'Gas', summary: 'What to do.' }, others: [] },
    });
    const reader = await open(HOST);
    reader.field('what').focus();
    await reader.search('gas leak');
    equal(reader.status, 'Do you smell gas? Call 0800 111 999 first.');
    equal(reader.headings, ['2 Do you smell gas?']);
    excludes(reader.body, 'No line is on record', 'Ask Derbyshire Dales');
    await passesAxe(reader.element);
  });

  it('say which words were searched where they were misspelt', async () => {
    const reader = await open();
    await reader.search('pothol');
    includes(reader.status, 'Showing who to call about “pothole” instead of “pothol”.');
  });

  it('offer what else the words may have meant, and ask about it', async () => {
    const reader = await open();
    await reader.search('hole', 'DE45 1ES');
    reader.click('Report a fallen tree');
    await until(() => reader.focused === 'Who to call about “Report a fallen tree”', 'the focus on the answer');
    equal(requests.at(-1), '/api/v1/contact?topic=report-a-tree&postcode=DE45+1ES');
    equal(reader.field('what').value, 'Report a fallen tree');
    reader.submit();
    await reader.settled();
    equal(requests.at(-1), '/api/v1/contact?topic=report-a-tree&postcode=DE45+1ES', 'It stays the very service');
  });

  it('lead to the form to ask or report, filled in as far as is known', async () => {
    const reader = await open(HOST);
    await reader.search('hole', 'DE45 1ES');
    const address = new URL(reader.address('Ask us or report it'));
    equal(address.pathname + address.search, '/contact/report?service=report-a-pothole&authority=derbyshire-dales&postcode=DE45+1ES');
    answerWith({ topic: { words: 'xyzzy', corrected: null, service: null, others: [] } });
    await reader.search('xyzzy');
    includes(reader.address('Ask us or report it'), '/contact/report?topic=xyzzy&authority=derbyshire-dales');
  });

  it('say when bank holidays may be wrong', async () => {
    answerWith({ holidays: { knownUntil: null, checkedOn: null, warning: 'Bank holidays are not on record.' } });
    const reader = await open(HOST);
    await reader.sees('Bank holidays are not on record.');
  });

  it('tell the page how many there were, and nothing that was typed', async () => {
    const reader = await open(HOST);
    const heard: Event[] = [];
    const hear = (event: Event): number => heard.push(event);
    document.addEventListener('dtp-contact-search', hear);
    await reader.search('my secret illness', 'DE45 1ES');
    await reader.search('', 'DE45 1ES');
    document.removeEventListener('dtp-contact-search', hear);
    equal(
      heard.map(event => ({ ...event })),
      [
        { isTrusted: false, total: 1, hasTopic: true, outward: 'DE45' },
        { isTrusted: false, total: 2, hasTopic: false, outward: 'DE45' },
      ],
    );
  });

  it('show markup in the record as the text it is, and link to nothing but pages', async () => {
    const markup = '<img src=x onerror=alert(1)>';
    answerWith({
      emergencies: [{ ...gas, title: markup, url: 'javascript:alert(1)' }],
      items: [{ ...callDerbyshire, title: markup, purpose: markup, formUrl: 'javascript:alert(1)', email: markup, address: markup }],
    });
    const reader = await open(HOST);
    await reader.search(markup);
    equal(reader.root.querySelectorAll('img, [href^=javascript]').length, 0);
    includes(reader.body, markup);
  });
});

describe('suggestions', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('come while typing, and one is asked about by the keyboard alone', async () => {
    const reader = await open(HOST);
    reader.field('what').focus();
    await sendKeys({ type: 'tree' });
    await until(() => reader.root.querySelectorAll('[role=option]').length === 2, 'suggestions');
    await passesAxe(reader.element);
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'Enter' });
    await reader.sees('Who to call about “Report a fallen tree”');
    includes(requests.at(-1) ?? '', 'topic=report-a-tree');
  });
});

describe('a fixed topic', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('is asked about at once, and only the postcode is left to ask for', async () => {
    const reader = await open(`${HOST} topic="report-a-pothole"`);
    await reader.sees('Who to call about “Report a pothole”');
    equal(requests, ['/api/v1/contact?topic=report-a-pothole&authority=derbyshire-dales']);
    equal(reader.root.querySelector('#what'), null);
    reader.fill('postcode', 'DE45 1ES');
    reader.submit();
    await reader.sees('For DE45 1ES');
    equal(requests.at(-1), '/api/v1/contact?topic=report-a-pothole&postcode=DE45+1ES&authority=derbyshire-dales');
    await passesAxe(reader.element);
  });

  it('can be changed by the page', async () => {
    const reader = await open('topic="report-a-pothole"');
    reader.element.topic = 'report-a-tree';
    await reader.sees('Who to call about “Report a fallen tree”');
  });
});

describe('nothing found', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('for the words says so, and shows the general lines and the way to the A to Z', async () => {
    const reader = await open(HOST);
    await reader.search('xyzzy');
    equal(reader.status, 'We have nothing on record about “xyzzy”.');
    includes(reader.body, 'These lines help with everything else:', 'Derbyshire Dales District Council, Customer services');
    const address = new URL(reader.address('Look it up in the A to Z of services'));
    equal(address.pathname + address.search, '/az?q=xyzzy&authority=derbyshire-dales');
    await passesAxe(reader.element);
  });

  it('at all leads on to the phone and the fallback', async () => {
    answerWith({ items: [], topic: { words: 'hole', corrected: null, service: null, others: [] } });
    const reader = await open(HOST);
    reader.field('what').focus();
    await reader.search('hole');
    await reader.sees('No line is on record for this.', 'Ask Derbyshire Dales District Council on 01629 761100');
    equal(reader.root.querySelector('slot')?.assignedElements()[0]?.textContent, 'Who to call');
    reader.control('Look it up in the A to Z of services');
    await passesAxe(reader.element);
  });
});

describe('bad input', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('asks what is needed when the form is sent empty', async () => {
    const reader = await open(HOST);
    reader.submit();
    await reader.sees('There is a problem', 'Enter what it is about, or your postcode');
    equal([reader.focused, reader.field('what').getAttribute('aria-invalid')], ['what', 'true']);
    await passesAxe(reader.element);
    await reader.search('hole');
    excludes(reader.text, 'There is a problem');
  });

  it('goes back to the beginning when both fields are cleared', async () => {
    const reader = await open();
    await reader.search('hole', 'DE45 1ES');
    await reader.search('', '');
    await reader.sees('Say what it is about, or where you live.');
    excludes(reader.text, 'There is a problem', 'Call Derbyshire');
    equal(reader.status, '');
  });

  for (const [typed, words] of [
    ['hello', 'That is not a UK postcode. A postcode looks like DE45 1ES.'],
    ['DE99 9ZZ', 'We do not know DE99 9ZZ. Check it for typing slips.'],
    ['D'.repeat(100), 'Enter a full UK postcode, like DE45 1ES'],
  ] as const) {
    it(`says what is wrong with the postcode ${typed.slice(0, 10)}`, async () => {
      const reader = await open(HOST);
      await reader.search('hole', typed);
      await until(() => reader.focused === 'postcode', 'the focus in the field');
      includes(reader.text, 'There is a problem', words);
      equal(reader.field('postcode').value, typed);
      await passesAxe(reader.element);
    });
  }

  it('says which field was refused, in the words of the API', async () => {
    const reader = await open(HOST);
    network.use(
      answerGet('/api/v1/contact', () => problem(400, { errors: [{ path: 'topic', message: 'is longer than 200 characters' }] })),
    );
    await reader.search('hole');
    await reader.sees('What you typed is longer than 200 characters');
    await until(() => reader.focused === 'what', 'the focus in the field');
    network.use(answerGet('/api/v1/contact', () => problem(400)));
    await reader.search('hole');
    await reader.sees('We could not answer that. Try other words.');
    await passesAxe(reader.element);
  });
});

describe('a postcode', () => {
  beforeEach(openPage);
  afterEach(closePage);

  const choose = async (reader: Reader, value: string): Promise<void> => {
    reader.root.querySelector<HTMLInputElement>(`input[value="${value}"]`)?.click();
    reader.click('Continue');
    await reader.sees('For DE45 1ZZ');
  };

  it('with several areas asks which, and goes by the choice', async () => {
    const reader = await open();
    await reader.search('hole', 'de451zz');
    equal(reader.status, '1 line to call about “Report a pothole”. Choose below where your home is.');
    includes(reader.body, 'Who to call depends on where in the postcode your home is.');
    await passesAxe(reader.element);
    await choose(reader, 'derbyshire-dales');
    equal(requests.at(-1), '/api/v1/contact?topic=hole&postcode=DE45+1ZZ&area=derbyshire-dales');
    await until(() => reader.focused.startsWith('For DE45 1ZZ'), 'the focus on the place');
    await passesAxe(reader.element);
    reader.click('Change Your postcode');
    await reader.sees('Which of these is your home in?');
  });

  it('is asked for where who to call depends on it', async () => {
    answerWith({ responsibility: 'depends' });
    const reader = await open(HOST);
    await reader.sees('Who to call depends on where you live.');
    reader.click('Add your postcode to see who to call where you live.');
    equal(reader.focused, 'postcode');
    await passesAxe(reader.element);
  });

  it('outside leads to another council', async () => {
    const reader = await open(HOST);
    await reader.search('hole', 'S1 2HH');
    includes(reader.body, 'S1 2HH is in Sheffield City Council, outside Derbyshire.', 'Your postcode is outside our area.');
    equal(reader.address('Find your council on GOV.UK'), 'https://www.gov.uk/find-local-council');
    excludes(reader.body, 'No line is on record');
    await passesAxe(reader.element);
  });
});

describe('loading', () => {
  let clock: Clock;
  beforeEach(openPage);
  beforeEach(() => {
    clock = installClock();
  });
  afterEach(() => clock.uninstall());
  afterEach(closePage);

  it('says so, keeps its height and what was shown, then says when it is slow', async () => {
    const reader = await open(HOST);
    await reader.sees('Customer services');
    const gate = Promise.withResolvers<void>();
    network.use(
      answerGet('/api/v1/contact', async () => {
        await gate.promise;
        return reply({ items: [callDerbyshire] });
      }),
    );
    const before = reader.element.offsetHeight;
    reader.fill('what', 'hole');
    reader.submit();
    await until(() => reader.status === 'Finding who to call', 'the status');
    assert(reader.element.offsetHeight >= before, 'It should keep its height');
    includes(reader.body, 'Customer services');
    await passesAxe(reader.element);
    clock.advance(4_000);
    await until(() => reader.status.startsWith('This is taking longer than usual'), 'the status when slow');
    await passesAxe(reader.element);
    gate.resolve();
    await reader.sees('Call Derbyshire');
  });
});

describe('service unavailable', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('from the start says so, offers fallback and phone and 999, and carries on by itself', async () => {
    network.use(answerGet('/api/*', () => problem(503)));
    const reader = await open(HOST);
    await until(() => reader.status.startsWith('Sorry, this service is not working'), 'the status');
    await reader.sees('If someone is in danger, call 999.', 'In the meantime you can use:', '01629 761100 (number not checked yet)');
    equal(reader.root.querySelector('slot')?.assignedElements()[0]?.textContent, 'Who to call');
    await passesAxe(reader.element);
    await openPage();
    document.dispatchEvent(new Event('visibilitychange'));
    await reader.sees('Customer services');
    equal(reader.status, '');
  });

  it('on a question says so, and carries on by itself', async () => {
    const reader = await open(HOST);
    reader.field('what').focus();
    network.use(answerGet('/api/v1/contact', noConnection));
    await reader.search('hole');
    await reader.sees('Sorry, this service is not working', 'Or call Derbyshire Dales District Council on 01629 761100');
    await openPage();
    dispatchEvent(new Event('online'));
    await reader.sees('Call Derbyshire');
    excludes(reader.text, 'In the meantime');
  });

  it('says that the person is offline when they are', async () => {
    const reader = await open(HOST);
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    try {
      network.use(answerGet('/api/v1/contact', noConnection));
      await reader.search('hole');
      await until(() => reader.status.startsWith('You seem to be offline.'), 'the status');
      await passesAxe(reader.element);
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
  });
});

describe('what is said of opening hours', () => {
  let clock: Clock;
  beforeEach(openPage);
  beforeEach(() => {
    clock = installClock();
  });
  afterEach(() => clock.uninstall());
  afterEach(closePage);

  const inTenMinutes = (): string => new Date(Date.now() + 600_000).toISOString();

  it('corrects itself when it changes, without a word, and leaves what is being typed alone', async () => {
    let asked = 0;
    const answers = [
      { items: [{ ...callDerbyshire, open: OPEN }], nextChange: inTenMinutes() },
      { items: [{ ...callDerbyshire, open: CLOSED }] },
    ];
    network.use(answerGet('/api/v1/contact', () => reply(answers[asked++] ?? {})));
    const reader = await open(HOST);
    await reader.sees('Open now, closes 8pm');
    reader.field('what').focus();
    reader.fill('what', 'half typ');
    reader.fill('postcode', 'DE4');
    clock.advance(599_000);
    equal(asked, 1, 'There is no polling');
    clock.advance(12_000);
    await reader.sees('Closed, opens Monday 8am');
    equal([reader.status, reader.focused, reader.field('what').value, reader.field('postcode').value], ['', 'what', 'half typ', 'DE4']);
    clock.advance(50_000_000);
    await reader.settled();
    equal(asked, 2, 'What does not change is not asked for');
  });
});
