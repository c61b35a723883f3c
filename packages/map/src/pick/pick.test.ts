import { assert, equal, excludes, includes } from '@dtp/kit/testing/assert.ts';
import { passesAxe } from '@dtp/kit/testing/axe.ts';
import { answerPost, network, problem } from '@dtp/kit/testing/network.ts';
import { until } from '@dtp/kit/testing/until.ts';
import { sendKeys } from '@web/test-runner-commands';
import type { PickEvent } from '../events.ts';
import { closePage, open, openPage, type Reader, requests } from '../testing/page.ts';
import { aroundSpotReply, inPark, outOfPark, position } from '../testing/sample.ts';

/** Opens the widget in pick mode; `picked` gets what the page is told. */
async function picking(picked: PickEvent[] = []): Promise<Reader> {
  const reader = await open('mode="pick" authority="derbyshire-dales"');
  await until(() => reader.root.querySelector('form'), 'the form');
  reader.element.addEventListener('dtp-pick', event => picked.push(event));
  return reader;
}

async function found(reader: Reader, place: string): Promise<void> {
  await reader.search(place);
  await reader.focuses('The spot');
}

describe('marking a spot', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('begins with one field, the device, and the map, and no list', async () => {
    const reader = await picking();
    await reader.sees('Search for an address, use where you are, or mark the spot on the map.', 'Use where I am', 'Show the map');
    equal([reader.root.querySelector('#layer'), reader.headings], [null, []]);
    equal(requests, []);
    await passesAxe(reader.element);
  });

  it('by a postcode says what that is worth, and asks before it tells the page', async () => {
    const picked: PickEvent[] = [];
    const reader = await picking(picked);
    let bubbled = 0;
    document.addEventListener('dtp-pick', () => bubbled++, { once: true });
    await found(reader, 'DE45 1ES');
    includes(reader.body, 'This is the middle of DE45 1ES.', 'Who looks after this spot', 'Derbyshire County Council', 'Is this right?');
    equal(picked.length, 0);
    await passesAxe(reader.element);
    reader.click('Yes, use this spot');
    await reader.focuses('The spot');
    equal(reader.status, 'You chose this spot.');
    equal(
      picked.map(({ lat, lng, address, street, authorities, serves }) => ({ lat, lng, address, street, authorities, serves })),
      [
        {
          lat: position.point.lat,
          lng: position.point.lng,
          address: '12 Sample Road, Bakewell',
          street: 'Sample Road, Bakewell',
          authorities: ['derbyshire-dales', 'derbyshire', 'peak-district', 'derbyshire-constabulary', 'derbyshire-fire-rescue'],
          serves: inPark.serves,
        },
      ],
    );
    equal(bubbled, 0, 'Where it is stays with who listens on the element');
    equal(requests.at(-1), 'POST /api/v1/map/around {"at":{"lat":53.2135,"lng":-1.675}}');
    await passesAxe(reader.element);
  });

  it('can be taken back, before and after', async () => {
    const reader = await picking();
    await found(reader, 'DE45 1ES');
    reader.click('No, choose another');
    await reader.focuses('place');
    equal(reader.field.value, '');
    excludes(reader.body, 'The spot');
    await found(reader, 'DE45 1ES');
    reader.click('Yes, use this spot');
    await reader.sees('Choose another spot');
    reader.click('Choose another spot');
    await reader.focuses('place');
  });

  it('by an address is exact, and sends it in no address line', async () => {
    const picked: PickEvent[] = [];
    const reader = await picking(picked);
    reader.field.focus();
    await sendKeys({ type: '12 s' });
    await until(() => reader.options.length === 3, 'suggestions');
    reader.options[2]?.click();
    await reader.focuses('The spot');
    includes(reader.body, '12 Sample Road, Bakewell.');
    excludes(reader.body, 'This is the middle');
    equal(requests.at(-1), 'POST /api/v1/map/around {"at":{"uprn":"100000000012"}}');
    reader.click('Yes, use this spot');
    await until(() => picked[0]?.address === '12 Sample Road, Bakewell', 'the event');
  });

  it('by a town asks for more', async () => {
    const reader = await picking();
    await reader.search('Bakewell');
    await until(
      () => reader.status === 'Bakewell is too wide to be one spot. Enter a street or postcode, or mark the spot on the map.',
      'why',
    );
    assert(!reader.has('Yes, use this spot'), 'There is no spot yet');
    await passesAxe(reader.element);
  });

  it('by a postcode of which only the area is known asks for more', async () => {
    const reader = await picking();
    await reader.search('DE45 1AA');
    await until(() => reader.status.startsWith('We only know roughly where DE45 1AA is.'), 'why');
  });

  it('near a boundary says what it may be, and names nobody', async () => {
    network.use(answerPost('/api/v1/map/around', () => aroundSpotReply(position, [inPark, outOfPark])));
    const picked: PickEvent[] = [];
    const reader = await picking(picked);
    await found(reader, 'DE45 1ES');
    includes(reader.body, 'This is close to a boundary', inPark.name, outOfPark.name);
    await passesAxe(reader.element);
    reader.click('Yes, use this spot');
    await until(() => picked.length === 1, 'the event');
    equal([picked[0]?.authorities, picked[0]?.serves], [[], null]);
  });

  it('of a place that is not known says so at the field', async () => {
    const reader = await picking();
    await reader.search('Atlantis');
    await reader.sees('There is a problem', 'We could not find that.');
    await reader.focuses('place');
    await passesAxe(reader.element);
  });

  it('carries on by itself where the service was down', async () => {
    network.use(answerPost('/api/v1/map/around', () => problem(503)));
    const reader = await picking();
    await reader.search('DE45 1ES');
    await until(() => reader.status.startsWith('Sorry'), 'the status');
    await reader.sees('In the meantime you can use:');
    await passesAxe(reader.element);
    await openPage();
    document.dispatchEvent(new Event('visibilitychange'));
    await reader.focuses('The spot');
  });

  it('on the map is told in words, and the focus stays there', async () => {
    const reader = await picking();
    reader.click('Show the map');
    const canvas = await until(() => reader.root.querySelector('canvas'), 'the map');
    await until(() => !reader.root.querySelector('.panel [aria-busy=true]'), 'the drawing');
    canvas.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => reader.status === 'Near 12 Sample Road, Bakewell, about 20 metres away. Is this right?', 'the status');
    equal(reader.root.activeElement, canvas);
    includes(reader.body, 'Yes, use this spot');
    await until(() => reader.root.querySelector('.spot'), 'the mark');
    await passesAxe(reader.element);
    await sendKeys({ press: 'Escape' });
    await reader.focuses('The spot');
  });
});
