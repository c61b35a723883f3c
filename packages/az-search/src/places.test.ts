import { assert, equal, excludes, includes } from '@dtp/kit/testing/assert.ts';
import { passesAxe } from '@dtp/kit/testing/axe.ts';
import { answerGet, network, problem } from '@dtp/kit/testing/network.ts';
import { until } from '@dtp/kit/testing/until.ts';
import { sendKeys } from '@web/test-runner-commands';
import { AzSearch } from './az-search.ts';
import { closePage, open, openPage, Reader, requests } from './testing/page.ts';
import { addressList, bakewell, inPark, outOfPark, searchReply, sectorOfTwo } from './testing/sample.ts';

/** The part of the widget that says which place the answers are for. */
const placeWords = (reader: Reader): string => (reader.root.querySelector('.place')?.textContent ?? '').replace(/\s+/g, ' ').trim();

const radios = (reader: Reader): HTMLInputElement[] => [...reader.root.querySelectorAll<HTMLInputElement>('input[type=radio]')];

describe('a postcode', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('with one area shows it, in its usual form, and who decides there', async () => {
    const reader = await open();
    await reader.search('plan', 'de451es');
    includes(placeWords(reader), 'For DE45 1ES: Derbyshire Dales, inside the Peak District National Park. Change');
    equal(reader.field('postcode').value, 'DE45 1ES');
    includes(reader.text, 'Your home is inside the national park, where the park authority decides planning.');
    includes(reader.text, 'Postcodes: Sample postcodes, November 2025. Contains sample data.');
    excludes(placeWords(reader), 'DE45 1ES is in');
    await passesAxe(reader.element);
    reader.click('Change Your postcode');
    equal(reader.focused, 'postcode');
  });

  it('alone shows the place above what there was', async () => {
    const reader = await open();
    await reader.sees('Popular tasks');
    await reader.search('', 'DE45 1ES');
    includes(placeWords(reader), 'For DE45 1ES');
    includes(reader.text, 'Popular tasks');
    await passesAxe(reader.element);
    reader.click('Apply for planning permission');
    await reader.sees('Your home is inside the national park');
    assert(requests.at(-1)?.includes('postcode=DE45+1ES'), requests.join('\n'));
  });

  it('near a border says what there is to say about that', async () => {
    const message = 'DE45 1ES is in Derbyshire Dales. It is very near the boundary with Sheffield City Council.';
    network.use(answerGet('/api/v1/az/search', () => searchReply('plan', { ...bakewell, message })));
    const reader = await open();
    await reader.search('plan', 'DE45 1ES');
    includes(placeWords(reader), message);
  });

  it('with several areas asks which, and keeps the answers that are the same in all of them', async () => {
    const reader = await open();
    await reader.search('plan', 'DE45 1ZZ');
    includes(reader.status, '4 services found for “plan”. Choose below where your home is.');
    includes(placeWords(reader), 'Which of these is your home in?', 'DE45 1ZZ is close to the edge of the national park.');
    includes(reader.text, 'Report a pothole online');
    includes(reader.text, 'Who does this depends on where in the postcode your home is.');
    await passesAxe(reader.element);
  });

  it('with several areas can be settled with the keyboard', async () => {
    const reader = await open();
    await reader.search('plan', 'DE45 1ZZ');
    const [first] = radios(reader);
    first?.focus();
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    await reader.sees('For DE45 1ZZ: Derbyshire Dales, outside the national park.');
    await until(() => reader.focused.startsWith('For DE45 1ZZ'), 'the focus on the place');
    includes(reader.text, 'You chose Derbyshire Dales.');
    await passesAxe(reader.element);
  });

  it('that was settled by choice can be chosen again', async () => {
    const reader = await open();
    await reader.search('plan', 'DE45 1ZZ');
    radios(reader)[0]?.click();
    reader.click('Continue');
    await reader.sees('Derbyshire Dales, inside the Peak District National Park. Change');
    reader.click('Change Your postcode');
    await reader.sees('Which of these is your home in?');
    await until(() => reader.focused.includes('Which of these'), 'the focus on the choice');
  });

  it('with several areas is settled by the address where addresses are on record', async () => {
    network.use(
      answerGet('/api/v1/places/:postcode/addresses', url => {
        equal(url.pathname, '/api/v1/places/DE45%201ZZ/addresses');
        return addressList([
          { uprn: '1', label: '1 Edge Lane, Bakewell', area: inPark.id },
          { uprn: '2', label: '2 Edge Lane, Bakewell', area: outOfPark.id },
          { uprn: '3', label: '3 Edge Lane, Bakewell', area: null },
          { uprn: '4', label: '4 Far Lane, Buxton', area: 'high-peak' },
        ]);
      }),
    );
    const reader = await open();
    await reader.search('plan', 'DE45 1ZZ');
    const select = reader.root.querySelector<HTMLSelectElement>('#address');
    equal(
      [...(select?.options ?? [])].map(({ text }) => text),
      ['2 addresses', '1 Edge Lane, Bakewell', '2 Edge Lane, Bakewell'],
      'Only those that settle it',
    );
    includes(reader.text, 'Choose your address', 'If it is not in the list, choose the area below.');
    equal(radios(reader).length, 2, 'The areas stay');
    await passesAxe(reader.element);
    select?.focus();
    await sendKeys({ type: '2 E' });
    reader.click('Continue');
    await reader.sees('For DE45 1ZZ: Derbyshire Dales, outside the national park.');
    await until(() => reader.focused.startsWith('For DE45 1ZZ'), 'the focus on the place');
    assert(requests.at(-1)?.endsWith('postcode=DE45+1ZZ&area=derbyshire-dales'), 'Only the area is asked with');
    reader.click('Change Your postcode');
    await reader.sees('Choose your address');
  });

  it('with several areas asks which, without a word of addresses that are not to be had', async () => {
    network.use(answerGet('/api/v1/places/:postcode/addresses', () => problem(503)));
    const reader = await open();
    await reader.search('plan', 'DE45 1ZZ');
    includes(placeWords(reader), 'Which of these is your home in?');
    equal(reader.root.querySelector('#address'), null);
    equal(reader.status, '4 services found for “plan”. Choose below where your home is.');
  });

  it('of which only the sector is known says so', async () => {
    const reader = await open();
    await reader.search('plan', 'DE4 3XX');
    includes(
      placeWords(reader),
      'For DE4 3XX: Derbyshire Dales, outside the national park.',
      'DE4 3XX is not in our list, so this goes by DE4 3.',
    );
    await passesAxe(reader.element);
  });

  it('of which only the sector is known, with several areas, asks which', async () => {
    network.use(answerGet('/api/v1/az/search', () => searchReply('plan', sectorOfTwo)));
    const reader = await open();
    await reader.search('plan', 'DE4 3XX');
    includes(placeWords(reader), 'Which of these is your home in?', 'Part of DE4 3 is inside the national park');
    equal(radios(reader).length, 2);
    await passesAxe(reader.element);
  });

  it('that is retired is answered from its last place', async () => {
    const reader = await open();
    await reader.search('plan', 'DE45 1OO');
    includes(placeWords(reader), 'Derbyshire Dales, inside the Peak District National Park', 'went out of use in March 2015');
    await passesAxe(reader.element);
  });

  it('outside names the council and leads to GOV.UK', async () => {
    const reader = await open();
    await reader.search('plan', 'S1 2HH');
    includes(placeWords(reader), 'Sheffield City Council, outside Derbyshire');
    equal(reader.control('Find your council on GOV.UK').getAttribute('href'), 'https://www.gov.uk/find-local-council');
    includes(reader.text, 'Your postcode is outside our area. Ask your own council.');
    await passesAxe(reader.element);
  });

  for (const [postcode, what, elsewhere] of [
    ['S17 3AA', 'just outside', 'Somewhere else, in Sheffield'],
    ['DE13 9AA', 'of which only the sector is known, with one area of ours,', 'Somewhere else, in East Staffordshire'],
    ['S21 1AA', 'with homes in several areas and outside', 'Somewhere else'],
  ] as const) {
    it(`${what} may be somewhere else, and then nobody of ours is named`, async () => {
      const reader = await open();
      await reader.search('plan', postcode);
      includes(reader.status, 'Choose below where your home is.');
      includes(reader.text, 'Who does this depends on where in the postcode your home is. It may be ');
      equal(radios(reader).at(-1)?.closest('label')?.textContent?.trim(), elsewhere);
      await passesAxe(reader.element);

      radios(reader).at(-1)?.click();
      reader.click('Continue');
      await reader.sees(`For ${postcode}: ${elsewhere}.`, 'Find your council on GOV.UK');
      await reader.settled();
      assert(requests.at(-1)?.endsWith(`postcode=${postcode.replace(' ', '+')}&area=outside`), requests.join('\n'));
      includes(reader.text, 'Your postcode is outside our area. Ask your own council.');
      excludes(reader.text, 'It may be', 'Choose where', 'District Council', 'County Council');
      await passesAxe(reader.element);

      reader.click('Change Your postcode');
      await reader.sees('Which of these is your home in?');
    });
  }

  it('whose border has nobody else’s homes offers nowhere else', async () => {
    const reader = await open();
    await reader.search('plan', 'DE45 1ZZ');
    equal(radios(reader).length, 2);
    excludes(reader.text, 'Somewhere else');
  });

  it('with spaces anywhere is for the API to read', async () => {
    const reader = await open();
    await reader.search('plan', 'D E 4 5  1 E S');
    includes(placeWords(reader), 'For DE45 1ES: Derbyshire Dales');
  });

  for (const [typed, message] of [
    ['hello', 'That is not a UK postcode. A postcode looks like DE45 1ES.'],
    ['DE99 9ZZ', 'We do not know DE99 9ZZ. Check it for typing slips.'],
  ] as const) {
    it(`that does not exist (${typed}) is a fault of its field, beside the results`, async () => {
      const reader = await open();
      await reader.search('plan', typed);
      await reader.sees('There is a problem', message);
      await until(() => reader.focused === 'postcode', 'the focus in the field');
      const field = reader.field('postcode');
      equal([field.getAttribute('aria-invalid'), field.getAttribute('aria-describedby')], ['true', 'postcode-hint postcode-fault']);
      equal(reader.root.getElementById('postcode-fault')?.textContent, message);
      includes(reader.status, '4 services found');
      await passesAxe(reader.element);
      await reader.search('plan', 'DE45 1ES');
      excludes(reader.text, 'There is a problem');
    });

    it(`that does not exist (${typed}) is one when it is asked for alone too`, async () => {
      const reader = await open();
      await reader.search('', typed);
      await reader.sees('There is a problem', message);
      await until(() => reader.focused === 'postcode', 'the focus in the field');
    });
  }

  it('can be taken away again', async () => {
    const reader = await open();
    await reader.search('plan', 'DE45 1ES');
    await reader.search('plan', '');
    equal(placeWords(reader), '');
    assert(!requests.at(-1)?.includes('postcode'), requests.join('\n'));
  });
});

describe('the area', () => {
  beforeEach(openPage);
  afterEach(closePage);

  const heard: Event[] = [];
  const hear = (event: Event): number => heard.push(event);
  beforeEach(() => {
    heard.length = 0;
    document.addEventListener('dtp-area-change', hear);
  });
  afterEach(() => document.removeEventListener('dtp-area-change', hear));

  const second = (): Reader => {
    const element = new AzSearch();
    document.querySelector('main')?.append(element);
    return new Reader(element);
  };

  it('is told to the page by outward code and area, never the whole postcode', async () => {
    const reader = await open();
    await reader.search('plan', 'DE45 1ES');
    const [event] = heard;
    assert(heard.length === 1 && event && 'outward' in event && 'area' in event, 'One dtp-area-change is due');
    equal([event.outward, event.area], ['DE45', 'derbyshire-dales.park']);
    excludes(JSON.stringify({ ...event }), '1ES');
    await reader.search('hole', 'DE45 1ES');
    equal(heard.length, 1, 'The same place again is no change');
  });

  it('is shared: another widget follows', async () => {
    const reader = await open();
    const other = second();
    await other.sees('Popular tasks');
    await other.search('plan');
    await reader.search('hole', 'DE45 1ES');
    await other.sees('For DE45 1ES: Derbyshire Dales, inside the Peak District National Park');
    equal(other.field('postcode').value, 'DE45 1ES');
    equal(heard.length, 1, 'Following is no change of its own');
  });

  it('is shared with the choice', async () => {
    const reader = await open();
    const other = second();
    await other.sees('Popular tasks');
    await reader.search('plan', 'DE45 1ZZ');
    await other.sees('Which of these is your home in?');
    radios(other)[1]?.click();
    other.click('Continue');
    await reader.sees('For DE45 1ZZ: Derbyshire Dales, outside the national park.');
  });

  it('takes away the fault of another one when a widget follows', async () => {
    const reader = await open();
    const other = second();
    await other.sees('Popular tasks');
    await other.search('plan', 'hello');
    await other.sees('There is a problem');
    await reader.search('plan', 'DE45 1ES');
    await other.sees('For DE45 1ES');
    excludes(other.text, 'There is a problem');
    equal(other.field('postcode').getAttribute('aria-invalid'), null);
  });

  it('is known to a widget that comes later', async () => {
    const reader = await open();
    await reader.search('plan', 'DE45 1ES');
    const late = second();
    await until(() => late.element.shadowRoot?.querySelector('.place'), 'the place in the late widget');
    includes(late.text, 'For DE45 1ES');
  });

  it('is not stored', async () => {
    const reader = await open();
    await reader.search('plan', 'DE45 1ES');
    equal([sessionStorage.length, localStorage.length, document.cookie], [0, 0, '']);
  });

  it('is stored as the postcode alone, for the session, where the page asks for it', async () => {
    const reader = await open('remember-area');
    await reader.search('plan', 'DE45 1ES');
    equal(Object.entries(sessionStorage), [['dtp-postcode', 'DE45 1ES']]);
    await reader.search('plan', '');
    equal(sessionStorage.length, 0);
  });
});
