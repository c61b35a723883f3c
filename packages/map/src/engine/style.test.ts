import { assert, equal } from '@dtp/kit/testing/assert.ts';
import type { StyleSpecification } from 'maplibre-gl';
import { hasStreets, layOver, loadStyle, tilesFrom } from './style.ts';

const ours: StyleSpecification = {
  version: 8,
  sources: { layers: { type: 'vector', tiles: ['https://widgets.example/tiles/{z}/{x}/{y}.mvt'] } },
  layers: [
    { id: 'land', type: 'background' },
    { id: 'districts', type: 'fill', source: 'layers', 'source-layer': 'districts', metadata: { 'dtp:ground': true } },
    { id: 'libraries', type: 'circle', source: 'layers', 'source-layer': 'libraries' },
    { id: 'names', type: 'symbol', source: 'layers', 'source-layer': 'libraries', layout: { 'text-field': ['get', 'title'] } },
  ],
};

const base: StyleSpecification = {
  version: 8,
  glyphs: 'https://maps.example/{fontstack}/{range}.pbf',
  sources: { layers: { type: 'raster', tiles: ['https://maps.example/{z}/{x}/{y}.png'] } },
  layers: [
    { id: 'land', type: 'raster', source: 'layers' },
    { id: 'towns', type: 'symbol', source: 'layers', layout: { 'text-font': ['literal', ['Expression Sans']] } },
    { id: 'roads', type: 'symbol', source: 'layers', layout: { 'text-font': ['Noto Sans Regular'] } },
  ],
};

const addressOf = (style: unknown): string => `data:application/json,${encodeURIComponent(JSON.stringify(style))}`;

describe('the style of the map', () => {
  it('takes its tiles from where it came from itself', () => {
    const { sources } = tilesFrom('https://other.example/shared/map/style.json?authority=derby', ours);
    equal(sources, { layers: { type: 'vector', tiles: ['https://other.example/shared/tiles/{z}/{x}/{y}.mvt'] } });
  });

  it('lies over a basemap without our own ground, whatever the names in it', () => {
    const both = layOver(base, ours);
    equal(
      both.layers.map(({ id }) => id),
      ['land', 'towns', 'roads', 'dtp:libraries', 'dtp:names'],
    );
    equal(Object.keys(both.sources), ['layers', 'dtp:layers']);
    const [libraries] = both.layers.slice(-2);
    assert(libraries?.type === 'circle' && libraries.source === 'dtp:layers', 'Our layers keep their source');
  });

  it('takes a font that the basemap has for its labels', () => {
    const names = layOver(base, ours).layers.at(-1);
    equal(names?.type === 'symbol' && names.layout, { 'text-field': ['get', 'title'], 'text-font': ['Noto Sans Regular'] });
    const { glyphs: _, ...local } = base;
    const localNames = layOver(local, ours).layers.at(-1);
    equal(localNames?.type === 'symbol' && localNames.layout, { 'text-field': ['get', 'title'] });
  });

  it('is ours alone where no basemap is configured, or it cannot be had', async () => {
    equal(await loadStyle(addressOf(ours)), ours);
    const pointing = { ...ours, metadata: { 'dtp:basemap-style': 'data:application/json,{}' } };
    equal(await loadStyle(addressOf(pointing)), pointing);
  });

  it('lies over the basemap that is configured', async () => {
    const style = await loadStyle(addressOf({ ...ours, metadata: { 'dtp:basemap-style': addressOf(base) } }));
    equal(style.layers.length, 5);
  });

  it('tells a ground with streets from our outlines', () => {
    equal(hasStreets(ours), false);
    equal(hasStreets({ ...ours, sources: { ...ours.sources, names: { type: 'geojson', data: '' } } }), false);
    equal(hasStreets(layOver({ ...base, sources: { streets: { type: 'raster', tiles: [] } } }, ours)), true);
  });

  it('is refused where what comes is none', async () => {
    for (const address of [addressOf({ version: 8 }), 'data:text/html,<p>Down</p>']) {
      const fault = await loadStyle(address).catch((reason: unknown) => reason);
      assert(fault instanceof Error, `${address} was taken for a style`);
    }
  });
});
