import { equal, excludes, includes } from '@dtp/kit/testing/assert.ts';
import { passesAxe } from '@dtp/kit/testing/axe.ts';
import { answerGet, network, problem } from '@dtp/kit/testing/network.ts';
import { until } from '@dtp/kit/testing/until.ts';
import { closePage, open, openPage, type Reader, requests } from '../testing/page.ts';
import { aroundReply, inPark, outOfPark, spotCalled } from '../testing/sample.ts';

/** The words of the box once it is open. */
async function areaOf(reader: Reader, place: string, words = 'Your area'): Promise<string> {
  await reader.search(place);
  reader.click(words);
  await until(() => reader.root.querySelector('.area dl'), 'the area');
  return box(reader);
}

const box = (reader: Reader): string => (reader.root.querySelector('.area')?.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('your area', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('says who serves a postcode and what it lies in, when it is asked for', async () => {
    const reader = await open();
    await reader.search('DE45 1ES');
    excludes(requests.join('\n'), '/map/around');
    const words = await areaOf(reader, 'DE45 1ES');
    includes(words, `For DE45 1ES: ${inPark.name}.`, 'District or borough councilDerbyshire Dales District Council');
    includes(words, 'PlanningPeak District National Park Authority', 'Your wardBakewell ward', 'Postcodes: Sample postcodes');
    equal(reader.control('Derbyshire County Council').getAttribute('href'), 'https://derbyshire.example/');
    await passesAxe(reader.element);
    reader.click('Change Your postcode');
    equal(reader.focused, 'place');
  });

  it('of a town is the area around it, and nobody is asked to choose', async () => {
    network.use(answerGet('/api/v1/map/around', () => aroundReply(spotCalled('Bakewell'), [inPark, outOfPark])));
    const reader = await open();
    const words = await areaOf(reader, 'Bakewell', 'The area around Bakewell');
    includes(words, 'This is close to a boundary', 'It may be one of these:', inPark.name, outOfPark.name, 'Places: Sample postcodes');
    excludes(words, 'Planning', 'Which of these');
    await passesAxe(reader.element);
  });

  it('of a straddling postcode is settled by the address, for the whole page', async () => {
    const reader = await open();
    const words = await areaOf(reader, 'DE45 1ZZ');
    includes(words, 'Choose your address', 'Which of these is your home in?', '1 Edge Lane, Bakewell');
    excludes(words, '3 Edge Lane', 'Planning');
    await passesAxe(reader.element);
    const told: unknown[] = [];
    document.addEventListener('dtp-area-change', event => told.push([event.outward, event.area]), { once: true });
    const select = reader.root.querySelector<HTMLSelectElement>('#address');
    if (select) select.value = '100000000002';
    reader.click('Continue');
    await reader.sees(`For DE45 1ZZ: ${outOfPark.name}.`, 'Derbyshire Dales District Council');
    equal(told, [['DE45', outOfPark.id]]);
    await until(() => reader.focused.startsWith('For DE45 1ZZ'), 'the focus on the area');
    await passesAxe(reader.element);
    reader.click('Change Your postcode');
    await reader.sees('Which of these is your home in?');
  });

  it('says that it is not to be had, and comes by itself', async () => {
    network.use(answerGet('/api/v1/map/around', () => problem(503)));
    const reader = await open();
    await reader.search('DE45 1ES');
    reader.click('Your area');
    await until(() => box(reader).includes('Sorry, this service is not working'), 'the words');
    await passesAxe(reader.element);
    network.use(answerGet('/api/v1/map/around', () => aroundReply(spotCalled('DE45 1ES'))));
    document.dispatchEvent(new Event('visibilitychange'));
    await reader.sees('Your ward');
  });

  it('follows the place while it is open', async () => {
    const reader = await open();
    await areaOf(reader, 'DE45 1ES');
    await reader.search('Bakewell');
    await until(() => box(reader).startsWith('The area around Bakewell') && box(reader).includes('This is in'), 'the other area');
  });
});
