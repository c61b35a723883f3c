import { assert, equal, includes } from '@dtp/kit/testing/assert.ts';
import { passesAxe } from '@dtp/kit/testing/axe.ts';
import { answerGet, network, problem } from '@dtp/kit/testing/network.ts';
import { until } from '@dtp/kit/testing/until.ts';
import { sendKeys } from '@web/test-runner-commands';
import { closePage, open, openPage, type Reader, requests } from './testing/page.ts';
import { searchReply } from './testing/sample.ts';

const suggested = (): string[] => requests.filter(path => path.includes('/suggest'));

/** Types as a person does and waits for the list. */
async function type(reader: Reader, text: string): Promise<void> {
  reader.field('what').focus();
  await sendKeys({ type: text });
  await until(() => reader.options.length === 3, 'suggestions');
}

/** The suggestion that a screen reader is on. */
function active(reader: Reader): string {
  const id = reader.field('what').getAttribute('aria-activedescendant');
  const option = id ? reader.root.getElementById(id) : null;
  if (option) equal(option.ariaSelected, 'true');
  return (option?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

const isOpen = (reader: Reader): boolean => reader.field('what').ariaExpanded === 'true';

describe('suggestions', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('come after a pause in the typing, with one request', async () => {
    const reader = await open('authority="derbyshire-dales"');
    await type(reader, 'pot');
    equal(suggested(), ['/api/v1/az/suggest?q=pot&authority=derbyshire-dales']);
    assert(isOpen(reader), 'The field should say that the list is open');
    includes(reader.text, '3 suggestions');
    includes(reader.text, 'Report a broken street light (Lamp post out)');
    equal(active(reader), '', 'The keyboard stays in the text');
    await passesAxe(reader.element);
  });

  it('do not come for a single letter', async () => {
    const reader = await open();
    reader.field('what').focus();
    await sendKeys({ type: 'p' });
    await type(reader, 'o');
    equal(suggested(), ['/api/v1/az/suggest?q=po']);
  });

  it('are walked with the arrow keys, Home and End', async () => {
    const reader = await open();
    await type(reader, 'pot');
    const walk: [string, string][] = [
      ['ArrowDown', 'Report a pothole'],
      ['ArrowDown', 'Report a broken street light (Lamp post out)'],
      ['End', 'Apply for planning permission'],
      ['ArrowDown', ''],
      ['ArrowUp', 'Apply for planning permission'],
      ['Home', 'Report a pothole'],
      ['ArrowUp', ''],
    ];
    for (const [press, expected] of walk) {
      await sendKeys({ press });
      await until(() => active(reader) === expected, `“${expected}” after ${press}, not “${active(reader)}”`);
      if (press === 'End') await passesAxe(reader.element);
    }
    equal(reader.focused, 'what', 'The focus never leaves the field');
  });

  it('leave Home to the text until the keyboard is on the list', async () => {
    const reader = await open();
    await type(reader, 'pot');
    await sendKeys({ press: 'Home' });
    equal(reader.field('what').selectionStart, 0);
    equal(active(reader), '');
  });

  it('open the service that is picked with Enter', async () => {
    const reader = await open();
    await type(reader, 'pot');
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    await until(() => reader.focused === 'Report a pothole', 'the focus on the heading');
    equal(reader.field('what').value, 'Report a pothole');
    assert(!isOpen(reader), 'The list should be closed');
    assert(!requests.some(path => path.includes('/search')), 'It is opened, not searched for');
  });

  it('are closed by Escape, which then clears the text', async () => {
    const reader = await open();
    await type(reader, 'pot');
    await sendKeys({ press: 'Escape' });
    await until(() => !isOpen(reader), 'the list to close');
    equal(reader.field('what').value, 'pot');
    await sendKeys({ press: 'Escape' });
    await until(() => reader.field('what').value === '', 'the text to go');
  });

  it('give way to a search when Enter is pressed on the text', async () => {
    const reader = await open();
    await type(reader, 'pot');
    await sendKeys({ press: 'Enter' });
    await until(() => reader.status === '4 services found for “pot”.', 'results');
    assert(!isOpen(reader), 'The list should be closed');
    equal(reader.focused, 'what');
  });

  it('do not open after the search that overtook them', async () => {
    const gate = Promise.withResolvers<void>();
    network.use(
      answerGet('/api/v1/az/suggest', async () => {
        requests.push('/suggest');
        await gate.promise;
        return { query: 'pot', items: [] };
      }),
    );
    const reader = await open();
    reader.field('what').focus();
    await sendKeys({ type: 'pot' });
    await until(() => suggested().length > 0, 'the request');
    await sendKeys({ press: 'Enter' });
    gate.resolve();
    await until(() => reader.status.includes('4 services'), 'results');
    assert(!isOpen(reader), 'The list should stay closed');
  });

  it('can be tapped', async () => {
    const reader = await open();
    await type(reader, 'pot');
    reader.options[2]?.click();
    await until(() => reader.focused === 'Apply for planning permission', 'the focus on the heading');
  });

  it('close when the person moves on', async () => {
    const reader = await open();
    await type(reader, 'pot');
    await sendKeys({ press: 'Tab' });
    await until(() => !isOpen(reader), 'the list to close');
    equal(reader.focused, 'postcode');
  });

  it('take the postcode along that is in its field', async () => {
    const reader = await open();
    reader.fill('postcode', 'DE45 1ES');
    await type(reader, 'pot');
    reader.options[2]?.click();
    await reader.sees('Your home is inside the national park');
  });

  it('are simply missing when the API cannot give them', async () => {
    network.use(
      answerGet('/api/v1/az/suggest', url => {
        requests.push(url.pathname);
        return problem(503);
      }),
      answerGet('/api/v1/az/search', () => searchReply('pot')),
    );
    const reader = await open();
    reader.field('what').focus();
    await sendKeys({ type: 'pot' });
    await until(() => suggested().length > 0, 'the request');
    await sendKeys({ press: 'Enter' });
    await until(() => reader.status.includes('4 services'), 'results');
  });
});
