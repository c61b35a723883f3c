import { assert, equal } from '@dtp/kit/testing/assert.ts';
import { passesAxe } from '@dtp/kit/testing/axe.ts';
import { answerGet, network, problem } from '@dtp/kit/testing/network.ts';
import { until } from '@dtp/kit/testing/until.ts';
import { sendKeys } from '@web/test-runner-commands';
import { closePage, open, openPage, type Reader, requests } from './testing/page.ts';

const pins = (reader: Reader): (string | null)[] =>
  [...reader.root.querySelectorAll('.pin')].map(pin => `${pin.getAttribute('aria-label')}${pin.hasAttribute('aria-current') ? ' *' : ''}`);

async function opened(attributes = ''): Promise<Reader> {
  const reader = await open(attributes);
  await reader.search('DE45 1ES');
  reader.click('Show the map');
  await until(() => pins(reader).length === 2, 'the pins');
  await until(() => !reader.root.querySelector('.panel [aria-busy=true]'), 'the drawing');
  return reader;
}

describe('the map beside the list', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('comes when it is asked for, with the list as pins, in the authority’s style', async () => {
    const reader = await open('authority="derbyshire-dales"');
    await reader.search('DE45 1ES');
    assert(!requests.some(path => path.includes('style.json')), 'Nothing of it is loaded before');
    const button = reader.control('Show the map');
    equal(button.ariaExpanded, 'false');
    button.focus();
    button.click();
    await until(() => pins(reader).length === 2, 'the pins');
    equal(pins(reader), ['1, Bakewell Library', '2, Matlock Library']);
    equal([button.textContent, button.ariaExpanded, reader.focused], ['Hide the map', 'true', 'Hide the map']);
    assert(requests.includes('/map/style.json?authority=derbyshire-dales&layers=libraries'), requests.join('\n'));
    equal(reader.root.querySelector('img'), null);
    await passesAxe(reader.element);
    button.click();
    await until(() => reader.root.querySelector('img'), 'the picture again');
    equal(reader.root.querySelector('canvas'), null);
  });

  it('shows what is open in the list, and opens what is chosen on it', async () => {
    const reader = await opened();
    reader.click('Matlock Library');
    await until(() => pins(reader)[1] === '2, Matlock Library *', 'the selected pin');
    reader.root.querySelector<HTMLElement>('.pin')?.click();
    await reader.focuses('Bakewell Library');
    equal(pins(reader), ['1, Bakewell Library *', '2, Matlock Library']);
    await passesAxe(reader.element);
    reader.click('Back to the list');
    await until(() => pins(reader)[0] === '1, Bakewell Library', 'no selection');
  });

  it('leads from an open place to its pin and back, by keyboard', async () => {
    const reader = await open();
    await reader.search('DE45 1ES');
    reader.click('Matlock Library');
    await reader.focuses('Matlock Library');
    reader.control('Show on the map').focus();
    await sendKeys({ press: 'Enter' });
    await reader.focuses('2, Matlock Library');
    await sendKeys({ press: 'Escape' });
    await reader.focuses('Show on the map');
    reader.click('Back to the list');
    await reader.focuses('Matlock Library');
    equal(reader.headings[0], '2 Libraries near DE45 1ES');
  });

  it('leaves to the list with Escape', async () => {
    const reader = await opened();
    reader.root.querySelector('canvas')?.focus();
    await sendKeys({ press: 'Escape' });
    await reader.focuses('Libraries near DE45 1ES');
  });

  it('follows to another layer and another list', async () => {
    const reader = await opened();
    reader.choose('fire-stations');
    await until(() => pins(reader)[0] === '1, Belper fire station', 'the other pins');
    assert(requests.includes('/map/style.json?layers=fire-stations'), requests.join('\n'));
    equal(reader.root.querySelectorAll('canvas').length, 1);
  });

  it('is there from the start where the page wants it', async () => {
    const reader = await open('open layers="libraries" centre="53.2,-1.6" zoom="12"');
    await until(() => pins(reader).length === 2, 'the pins');
    reader.element.open = false;
    await until(() => reader.has('Show the map'), 'the button');
    equal(reader.root.querySelector('canvas'), null);
  });

  it('shows one place alone', async () => {
    const reader = await open('open place="libraries/matlock-library"');
    await until(() => pins(reader).length === 1, 'the pin');
    equal(pins(reader), ['1, Matlock Library *']);
  });

  it('gives its drawing back when the widget leaves the page, and draws again when it returns', async () => {
    const reader = await opened();
    const { parentElement } = reader.element;
    reader.element.remove();
    equal(reader.root.querySelector('canvas'), null);
    parentElement?.append(reader.element);
    await until(() => pins(reader).length === 2, 'the pins again');
  });

  it('that cannot be had leaves the list and the picture, says so, and can be tried again', async () => {
    network.use(answerGet('/map/style.json', () => problem(503)));
    const reader = await open();
    await reader.search('DE45 1ES');
    reader.click('Show the map');
    await reader.sees('The map could not be loaded. The list has everything that is on it.', 'Libraries near DE45 1ES');
    assert(reader.root.querySelector('img'), 'The picture is there');
    await passesAxe(reader.element);
    await openPage();
    reader.click('Try again');
    await until(() => pins(reader).length === 2, 'the pins');
  });

  it('that the browser cannot draw leaves the list, and says so', async () => {
    const native = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = () => null;
    try {
      const reader = await open();
      await reader.search('DE45 1ES');
      reader.click('Show the map');
      await reader.sees('This browser cannot draw the map. The list has everything that is on it.', 'Libraries near DE45 1ES');
      assert(!reader.has('Show the map'), 'It is not offered again');
      reader.click('Bakewell Library');
      await reader.focuses('Bakewell Library');
      assert(!reader.has('Show on the map'), 'Nor here');
      await passesAxe(reader.element);
    } finally {
      HTMLCanvasElement.prototype.getContext = native;
    }
  });
});
