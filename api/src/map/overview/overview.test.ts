import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { contrast } from '@dtp/themes/contrast.ts';
import { THEME_IDS } from '@dtp/themes/theme-css.ts';
import { startTestApp, type TestApp } from '../../testing/app.ts';
import { groundsOf, paletteOf } from './colours.ts';
import { frameOf, HEIGHT, type Point, WIDTH } from './frame.ts';
import { labelPlacer } from './labels.ts';
import { outlineOf, simplified } from './paths.ts';
import { pinsAt, pinText } from './pins.ts';

let server: TestApp;
before(async () => {
  server = await startTestApp();
});
after(() => server.stop());

const picture = async (query: string): Promise<string> => {
  const reply = await server.app.request(`/map/overview.svg${query}`);
  assert.equal(reply.status, 200, query);
  return reply.text();
};
const texts = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = '']) => text);

test('the picture of the county: districts, park and main towns, from nothing but itself', async () => {
  const reply = await server.app.request('/map/overview.svg?authority=erewash');
  assert.equal(reply.headers.get('content-type'), 'image/svg+xml; charset=utf-8');
  assert.equal(reply.headers.get('cross-origin-resource-policy'), 'cross-origin');
  assert.match(reply.headers.get('cache-control') ?? '', /max-age=60/);
  assert.ok(reply.headers.get('etag'));
  const svg = await reply.text();
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 480 600"[^>]* role="img" aria-labelledby="title desc"/);
  assert.match(svg, /<title id="title">Map of Derbyshire, with the area of Erewash marked<\/title>/);
  assert.doesNotMatch(svg, / style=|<style|<script|<image|href|url\(|NaN|undefined/);
  assert.ok(['Derby', 'Chesterfield', 'Buxton', 'Glossop'].every(town => texts(svg).includes(town)));
  assert.ok(texts(svg).some(text => text.includes('Crown copyright')));
});

test('every authority and layer has its picture, small enough for a phone', async () => {
  for (const authority of THEME_IDS.slice(1))
    for (const query of [`?authority=${authority}`, `?authority=${authority}&layer=libraries&postcode=DE45+1ES`])
      assert.ok(gzipSync(await picture(query)).length < 15_000, query);
  for (const { id } of server.deps.map.layers()) await picture(`?layer=${id}&postcode=Matlock`);
});

test('with a place, the nearest are numbered as in the list, and named in words', async () => {
  const svg = await picture('?layer=libraries&postcode=de451es');
  const numbers = texts(svg)
    .filter(text => /^\d/.test(text))
    .flatMap(text => text.split(', '));
  assert.ok(numbers.includes('1'));
  assert.match(svg, /<title id="title">Map of the 10 nearest to DE45 1ES: Libraries<\/title>/);
  assert.match(svg, /<desc id="desc">1: Bakewell Library, within about a mile\. 2: /);
  assert.ok(texts(svg).includes('DE45 1ES'));
});

test('what is asked has to be right', async () => {
  const status = async (query: string) => (await server.app.request(`/map/overview.svg${query}`)).status;
  assert.equal(await status('?layer=dragons'), 404);
  assert.equal(await status('?postcode=Atlantis'), 404);
  assert.equal(await status('?layer=%3Csvg%3E'), 400);
  assert.equal(await status('?colour=red'), 400);
  assert.equal(await status('?authority=atlantis'), 200, 'a body without a theme has the default one');
});

test('in every theme texts and marks are seen on every ground', () => {
  for (const id of THEME_IDS) {
    const palette = paletteOf(id);
    for (const ground of groundsOf(palette)) {
      for (const text of [palette.text, palette.quietText]) assert.ok(contrast(text, ground) >= 4.5, `${id}: text ${text} on ${ground}`);
      for (const mark of [palette.edge, palette.ownEdge, palette.parkEdge, palette.spot, ...Object.values(palette.tones)])
        assert.ok(contrast(mark, ground) >= 3, `${id}: mark ${mark} on ${ground}`);
    }
    for (const tone of Object.values(palette.tones)) assert.ok(contrast(palette.pinText, tone) >= 4.5, `${id}: pin ${tone}`);
  }
});

test('all of the bounds is in the frame, north up', () => {
  const { project, bounds } = frameOf([-2, 52.7, -1.2, 53.5], 10);
  const corners = [project(-2, 52.7), project(-1.2, 53.5)];
  for (const [x, y] of corners) assert.ok(x >= 9.9 && x <= WIDTH - 9.9 && y >= 9.9 && y <= HEIGHT - 9.9);
  assert.ok((corners[0]?.[1] ?? 0) > (corners[1]?.[1] ?? 0));
  const [left, bottom] = project(bounds[0], bounds[1]);
  assert.ok(Math.abs(left) < 1e-6 && Math.abs(bottom - HEIGHT) < 1e-6);
});

test('outlines are cut at the picture, and points that do not show are left out', () => {
  const frame = frameOf([-1.6, 53.1, -1.4, 53.3], 0);
  const around = outlineOf(
    {
      type: 'Polygon',
      coordinates: [
        [
          [-10, 40],
          [10, 40],
          [10, 60],
          [-10, 60],
          [-10, 40],
        ],
      ],
    },
    frame,
  );
  assert.equal(around, 'M-20-20l0 640l520 0l0-640l-520 0z');
  assert.equal(
    outlineOf(
      {
        type: 'LineString',
        coordinates: [
          [10, 10],
          [11, 11],
        ],
      },
      frame,
    ),
    '',
    'a line far away',
  );
  const line: Point[] = [
    [0, 0],
    [5, 0.1],
    [10, 0],
    [10, 10],
  ];
  assert.deepEqual(simplified(line), [
    [0, 0],
    [10, 0],
    [10, 10],
  ]);
});

test('pins that would hide each other are one', () => {
  const pins = pinsAt([
    [100, 100],
    [105, 102],
    [300, 300],
    [110, 95],
  ]);
  assert.deepEqual(pins.map(pin => pinText(pin.numbers)).toSorted(), ['1, 2, 4', '3']);
  assert.equal(pinText([4, 5, 6, 7]), '4–7');
});

test('labels keep clear of what is there, and are left out where there is no room', () => {
  const place = labelPlacer([[110, 90, 200, 110]], []);
  assert.equal(place('Belper', [100, 100], 13, 2)?.anchor, 'end');
  assert.equal(labelPlacer([[0, 0, WIDTH, HEIGHT]], [])('Belper', [100, 100], 13, 2), undefined);
  assert.equal(labelPlacer([], [[0, 0, WIDTH, HEIGHT]])('Belper', [100, 100], 13, 2)?.anchor, 'start', 'dots make way at last');
});
