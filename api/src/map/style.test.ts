import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contrast } from '@dtp/themes/contrast.ts';
import { THEME_IDS, theme } from '@dtp/themes/theme-css.ts';
import { type StyleSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { mapColours } from './map-colours.ts';
import { mapStyle } from './style.ts';

let server: TestApp;
before(async () => {
  server = await startTestApp();
});
after(() => server.stop());

const styleOf = async (query = ''): Promise<StyleSpecification> => {
  const reply = await server.app.request(`/map/style.json${query}`);
  assert.equal(reply.status, 200);
  return reply.json();
};

const idsOf = ({ layers }: StyleSpecification): string[] => layers.map(layer => layer.id);

for (const id of THEME_IDS)
  test(`${id}: whatever is drawn can be told from the ground, and every name can be read`, () => {
    const { land, ground, park, tones, own, words, quietWords, halo } = mapColours(theme(id));
    for (const under of [land, ground, park]) {
      for (const [tone, colour] of Object.entries({ ...tones, own }))
        assert.ok(contrast(colour, under) >= 3, `${tone} ${colour} on ${under}: ${contrast(colour, under).toFixed(2)}`);
      for (const colour of [words, quietWords, tones.green])
        assert.ok(contrast(colour, under) >= 4.5, `${colour} on ${under}: ${contrast(colour, under).toFixed(2)}`);
    }
    assert.ok(contrast(quietWords, halo) >= 4.5);
  });

test('the style is valid, whoever asks and whatever layers they want', async () => {
  for (const query of [
    '',
    '?authority=derby',
    '?authority=peak-district&layers=libraries,fire-stations',
    '?layers=districts,park,libraries',
  ])
    assert.deepEqual(validateStyleMin(await styleOf(query)), [], query);
});

test('it draws the ground, the outlines and the names of towns, and of the places only what was asked for', async () => {
  const plain = idsOf(await styleOf());
  for (const id of [
    'land',
    'districts-ground',
    'park-ground',
    'districts-outline',
    'county-outline',
    'settlements-names-0',
    'districts-names',
  ])
    assert.ok(plain.includes(id), id);
  assert.ok(!plain.some(id => id.startsWith('libraries')));
  const asked = idsOf(await styleOf('?layers=libraries'));
  assert.ok(asked.indexOf('libraries-point') > asked.indexOf('county-outline'));
  assert.equal(asked.at(-1), 'libraries-labels');
});

test('all layers of a style come in one tile, from our own address alone', async () => {
  const { sources, glyphs, sprite } = await styleOf('?layers=libraries,fire-stations');
  assert.deepEqual(Object.keys(sources), ['layers', 'names']);
  const tiles = sources.layers?.type === 'vector' ? sources.layers.tiles : [];
  assert.match(tiles?.[0] ?? '', /^http:\/\/localhost:8787\/tiles\/[a-z,-]+\/\{z\}\/\{x\}\/\{y\}\.mvt$/);
  for (const id of ['park', 'districts', 'settlements', 'libraries', 'fire-stations']) assert.ok(tiles?.[0]?.includes(id), id);
  assert.deepEqual([glyphs, sprite], [undefined, undefined]);
});

test('who is to be credited is said once, as text', async () => {
  const { sources } = await styleOf('?layers=libraries');
  const credits = sources.layers?.type === 'vector' ? (sources.layers.attribution ?? '') : '';
  assert.equal(credits.split('Contains OS data').length, 2);
  assert.match(credits, /Office for National Statistics/);
});

test('a partner has its own colours, and its own outline is the stronger one', async () => {
  const own = (await styleOf('?authority=erewash')).layers.find(layer => layer.id === 'districts-own');
  assert.ok(own?.type === 'line');
  assert.deepEqual(own.filter, ['==', ['get', 'id'], 'E07000036']);
  assert.equal(own.paint?.['line-color'], mapColours(theme('erewash')).own);
  assert.ok(!idsOf(await styleOf()).includes('districts-own'));
});

test('a layer that is no more, or an authority that is none, still leaves a map', async () => {
  assert.deepEqual(idsOf(await styleOf('?layers=no-such-layer')), idsOf(await styleOf()));
  assert.deepEqual(idsOf(await styleOf('?authority=no-such-council')), idsOf(await styleOf()));
});

test('what is no parameter, or not shaped like one, is refused', async () => {
  for (const query of ['?colour=red', '?authority=A%20B', '?layers=', '?layers=a,,b', `?layers=${'a'.repeat(700)}`])
    assert.equal((await server.app.request(`/map/style.json${query}`)).status, 400, query);
});

test('a style of the operator is named for the map to draw ours upon, and more layers than a tile takes come in several', async () => {
  const row = server.deps.map.layer('libraries');
  assert.ok(row);
  const layers = Array.from({ length: 25 }, (_, at) => ({ row: { ...row, id: `layer-${at}` }, bounds: null, names: [], isAsked: true }));
  const style = mapStyle({
    publicUrl: 'https://widgets.example',
    title: 'Test',
    colours: mapColours(theme('default')),
    layers,
    own: null,
    basemap: null,
    basemapStyleUrl: 'https://maps.example/style.json',
  });
  assert.deepEqual(validateStyleMin(style), []);
  assert.deepEqual(style.metadata, { 'dtp:basemap-style': 'https://maps.example/style.json' });
  assert.deepEqual(Object.keys(style.sources), ['layers', 'layers-2']);
});
