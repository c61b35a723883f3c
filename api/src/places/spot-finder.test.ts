import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../testing/app.ts';

const DAY = '2026-11-24';
let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.stop());

const located = async (typed: string) => {
  const found = await app.deps.spots.locate(typed);
  assert.equal(found.kind, 'located', typed);
  return found.kind === 'located' ? found : assert.fail();
};
const message = async (typed: string): Promise<string> => {
  const found = await app.deps.spots.locate(typed);
  return found.kind === 'lost' ? found.message : assert.fail(`${typed} was found at ${found.spot.label}`);
};

test('a postcode whose sector alone is on record is placed there, and says so', async () => {
  const { spot, source } = await located('de451es');
  assert.equal(spot.label, 'DE45 1ES');
  assert.equal(spot.precision, 'sector');
  assert.equal(spot.note, 'We only know the area DE45 1, so distances are rough.');
  assert.ok(Math.abs(spot.point.lat - 53.2) < 0.1 && Math.abs(spot.point.lng + 1.67) < 0.1);
  assert.equal(source?.name, 'Postcode sectors');
});

test('a town is found by its name, whatever the case, and with its district behind it', async () => {
  for (const typed of ['Bakewell', ' bakewell ', 'Bakewell, Town in Derbyshire Dales, DE45', 'Bakewell, Derbyshire Dales']) {
    const { spot } = await located(typed);
    assert.equal(spot.label, 'Bakewell');
    assert.equal(spot.precision, 'town');
  }
});

test('what cannot be found says what to do', async () => {
  assert.equal(await message('Atlantis'), 'We could not find “Atlantis”. Check the spelling, or try a postcode.');
  assert.match(await message('ZZ1 1ZZ'), /We do not know where ZZ1 1ZZ is\. Check it, or try a town or village\./);
  assert.equal(await message('  '), 'Enter a postcode, town, village or street.');
});

test('a name that several places have is not guessed', async () => {
  const towns = await app.deps.mapRecord.byTitle('settlements', 0, 1000);
  const twins = Map.groupBy(towns, town => town.title);
  const [name] = [...twins].find(([, rows]) => rows.length > 1) ?? [];
  if (name === undefined) return;
  const found = await app.deps.spots.locate(name);
  if (found.kind === 'lost') assert.match(found.message, new RegExp(`There is more than one ${name}: `));
});

test('a point is in one area, in two near an edge, and in none outside', async () => {
  const areas = async (lat: number, lng: number) => (await app.deps.spots.serving({ lat, lng }, DAY)).areas.map(area => area.id);
  assert.deepEqual(await areas(53.2134, -1.6749), ['derbyshire-dales.park'], 'Bakewell');
  assert.deepEqual(await areas(52.9219, -1.4758), ['derby'], 'Derby');
  assert.deepEqual(await areas(51.5, -0.1), []);
  const { message: words } = await app.deps.spots.serving({ lat: 51.5, lng: -0.1 }, DAY);
  assert.match(words, /outside Derbyshire/);
});

test('the device’s position is called what it is, and belongs to no data', async () => {
  assert.deepEqual(await app.deps.spots.at({ lat: 53, lng: -1.5 }), {
    kind: 'located',
    spot: { label: 'where you are', point: { lat: 53, lng: -1.5 }, precision: 'position', note: null },
    source: null,
  });
  assert.equal((await app.deps.spots.at({ uprn: '100' })).kind, 'lost');
});
