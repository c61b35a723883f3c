import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Geometry, Position } from 'geojson';
import { z } from 'zod';
import { fromGrid, toGrid } from '../../places/grid.ts';
import { startTestApp, TEST_NOW, type TestApp } from '../../testing/app.ts';
import { describedLayer, fillLayer, plainFeature } from '../testing/layers.ts';

/**
 * The abstract tests of OGC API – Features, each by its URI: Part 1, 17-069r4, Annex A, and Part 2, 18-058r1, Annex A. Where that annex tests
 * several requirements at once, some have a test of their own here, by the same name.
 */
const CORE = 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core';
const GEOJSON = 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson';
const HTML = 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html';
const OAS30 = 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30';
const CRS = 'http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs';

const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const WGS84 = 'http://www.opengis.net/def/crs/EPSG/0/4326';
const GRID = 'http://www.opengis.net/def/crs/EPSG/0/27700';
const ROOT = 'http://localhost:8787';

type Link = { href: string; rel: string; type: string };
type Collection = {
  id: string;
  links: Link[];
  crs: string[];
  storageCrs: string;
  extent: { spatial?: { bbox: number[][] }; temporal: { interval: (string | null)[][] } };
};
type Feature = {
  type: 'Feature';
  id: string;
  geometry: Extract<Geometry, { coordinates: unknown }>;
  properties: Record<string, unknown>;
  links?: Link[];
};
type Items = { type: string; features: Feature[]; links: Link[]; numberMatched: number; numberReturned: number; timeStamp?: string };
type Parameter = { name: string; in: string; required: boolean; schema: Record<string, unknown>; style?: string; explode?: boolean };
type Operation = { parameters: Parameter[]; responses: Record<string, { content?: Record<string, { schema: object }> }> };
type Api = {
  openapi: string;
  paths: Record<string, { get: Operation }>;
  components: { schemas: Record<string, object>; securitySchemes?: object };
  security?: object;
};

const JANUARY = new Date('2026-01-10T09:00:00Z');
const JUNE = new Date('2026-06-10T09:00:00Z');
const ITEMS = '/ogc/collections/survey/items';

let server: TestApp;
before(async () => {
  server = await startTestApp();
  const point = (id: string, lng: number, lat: number) => plainFeature(id, { type: 'Point', coordinates: [lng, lat] });
  const triangle: Position[] = [
    [-1.8, 53.0],
    [-1.6, 53.0],
    [-1.6, 53.2],
    [-1.8, 53.0],
  ];
  await fillLayer(
    server.store,
    describedLayer('survey'),
    [
      [point('one', -1.7512345678, 53.1), JANUARY],
      [point('two', -1.65, 53.15), JANUARY],
      [point('three', -1.4, 52.9), JUNE],
      [plainFeature('triangle', { type: 'Polygon', coordinates: [triangle] }, { properties: { surveyor: 'A. Person' } }), JUNE],
      [plainFeature('way', { type: 'LineString', coordinates: triangle.slice(1, 3) }), JUNE],
    ],
    TEST_NOW,
  );
  await server.refresh();
});
after(() => server.stop());

const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  server.app.request(path.replace(ROOT, ''), { headers });

const read = async <Document>(path: string): Promise<Document> => {
  const reply = await get(path);
  assert.equal(reply.status, 200, path);
  return reply.json();
};
const api = (): Promise<Api> => read('/ogc/api');
const collections = (): Promise<{ collections: Collection[]; links: Link[]; crs: string[] }> => read('/ogc/collections');
const items = (query = ''): Promise<Items> => read(`${ITEMS}${query}`);
const idsOf = ({ features }: Items): string[] => features.map(feature => feature.id);
const parameterOf = async (name: string): Promise<Parameter> => {
  const found = (await api()).paths['/collections/{collectionId}/items']?.get.parameters.find(one => one.name === name);
  assert.ok(found, name);
  return found;
};
const linksBy = (links: readonly Link[], rel: string): Link[] => links.filter(link => link.rel === rel);
const assertWhole = (links: readonly Link[]): void => {
  for (const link of links) assert.ok(link.href && link.rel && link.type, JSON.stringify(link));
};
/** The parameter of the standard, which ours may not contradict. */
const assertDefined = async (name: string, schema: object): Promise<void> => {
  const parameter = await parameterOf(name);
  assert.deepEqual([parameter.in, parameter.required, parameter.style, parameter.explode], ['query', false, 'form', false]);
  for (const [key, value] of Object.entries(schema)) assert.deepEqual(parameter.schema[key], value, `${name} ${key}`);
};

test(`${CORE}/http`, async () => {
  assert.equal((await get('/ogc/no-such-thing')).status, 404);
  assert.equal((await server.app.request('/ogc', { method: 'HEAD' })).status, 200);
  assert.equal((await server.app.request('/ogc', { method: 'PUT' })).status, 405);
  const preflight = await server.app.request(ITEMS, { method: 'OPTIONS', headers: { origin: 'https://gis.example' } });
  assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
  const reply = await get(ITEMS);
  assert.equal(reply.headers.get('access-control-allow-origin'), '*');
  assert.equal((await get(ITEMS, { 'if-none-match': reply.headers.get('etag') ?? '' })).status, 304);
});

test(`${CORE}/crs84`, async () => {
  const reply = await get(ITEMS);
  assert.equal(reply.headers.get('content-crs'), `<${CRS84}>`);
  const one = (await items()).features.find(feature => feature.id === 'one');
  assert.deepEqual(one?.geometry.coordinates, [-1.7512346, 53.1]);
});

test(`${CORE}/root-op`, async () => {
  assert.equal((await get('/ogc')).status, 200);
  assert.equal((await get('/ogc/')).status, 200);
});

test(`${CORE}/root-success`, async () => {
  const { links } = await read<{ links: Link[] }>('/ogc');
  assertWhole(links);
  assert.equal(linksBy(links, 'service-desc')[0]?.type, 'application/vnd.oai.openapi+json;version=3.0');
  assert.equal(linksBy(links, 'service-doc')[0]?.type, 'text/html');
  for (const rel of ['self', 'service-desc', 'service-doc', 'conformance', 'data']) {
    const [link] = linksBy(links, rel);
    assert.ok(link, rel);
    const reply = await get(link.href);
    assert.equal(reply.status, 200, link.href);
    assert.equal(reply.headers.get('content-type')?.split('; ')[0], link.type);
  }
});

test(`${CORE}/api-definition-op`, async () => {
  for (const link of linksBy((await read<{ links: Link[] }>('/ogc')).links, 'service-desc'))
    assert.equal((await get(link.href)).status, 200);
});

test(`${CORE}/api-definition-success`, async () => {
  assert.match((await api()).openapi, /^3\.0\.\d$/);
});

test(`${CORE}/conformance-op`, async () => assert.equal((await get('/ogc/conformance')).status, 200));

test(`${CORE}/conformance-success`, async () => {
  const { conformsTo } = await read<{ conformsTo: string[] }>('/ogc/conformance');
  assert.deepEqual(conformsTo, [CORE, HTML, GEOJSON, OAS30, CRS]);
});

test(`${CORE}/fc-md-op`, async () => assert.equal((await get('/ogc/collections')).status, 200));

test(`${CORE}/fc-md-success`, async () => {
  const { collections: found } = await collections();
  assert.deepEqual(
    found.map(one => one.id),
    server.deps.map.layers().map(layer => layer.id),
  );
});

test(`${CORE}/fc-md-links`, async () => {
  const { links } = await collections();
  assertWhole(links);
  assert.deepEqual([linksBy(links, 'self')[0]?.type, linksBy(links, 'alternate')[0]?.type], ['application/json', 'text/html']);
});

test(`${CORE}/fc-md-items`, async () => {
  for (const one of (await collections()).collections) assert.equal((await get(`/ogc/collections/${one.id}`)).status, 200);
});

test(`${CORE}/fc-md-items-links`, async () => {
  for (const one of (await collections()).collections) {
    assertWhole(one.links);
    const types = linksBy(one.links, 'items').map(link => link.type);
    assert.deepEqual(types, ['application/geo+json', 'text/html']);
  }
});

test(`${CORE}/fc-md-extent`, async () => {
  const survey = (await collections()).collections.find(one => one.id === 'survey');
  assert.deepEqual(survey?.extent.spatial?.bbox, [[-1.8, 52.9, -1.4, 53.2]]);
  const end = survey?.extent.temporal.interval[0]?.[1] ?? '';
  for (const { properties } of (await items()).features) assert.ok(String(properties.updatedAt) <= end);
});

test(`${CORE}/sfc-md-op`, async () => {
  assert.equal((await get('/ogc/collections/survey')).status, 200);
  assert.equal((await get('/ogc/collections/no-such-collection')).status, 404);
});

test(`${CORE}/sfc-md-success`, async () => {
  for (const one of (await collections()).collections) assert.deepEqual(await read(`/ogc/collections/${one.id}`), one);
});

test(`${CORE}/fc-op`, async () => {
  for (const one of (await collections()).collections) {
    const [link] = linksBy(one.links, 'items');
    assert.equal((await get(link?.href ?? '')).status, 200, one.id);
  }
});

test(`${CORE}/fc-bbox-definition`, () => assertDefined('bbox', { type: 'array', minItems: 4, maxItems: 6, items: { type: 'number' } }));

test(`${CORE}/fc-bbox-response`, async () => {
  assert.deepEqual(idsOf(await items('?bbox=-1.76,53.09,-1.74,53.11')), ['one']);
  // Inside the box of the triangle, and outside of the triangle itself.
  assert.deepEqual(idsOf(await items('?bbox=-1.79,53.15,-1.78,53.16')), []);
  assert.deepEqual(idsOf(await items('?bbox=-1.66,53.1,-1.59,53.16')), ['two', 'triangle', 'way']);
  assert.deepEqual(idsOf(await items('?bbox=-1.66,53.1,0,-1.59,53.16,1000')), ['two', 'triangle', 'way']);
  assert.equal((await items('?bbox=-180,-90,180,90')).numberMatched, 5);
  assert.equal((await items('?bbox=177,-60,-170,-40')).numberMatched, 0);
  assert.equal((await items('?bbox=-1.5,-90,-1.9,90')).numberMatched, 1, 'the long way round, over the date line');
});

test(`${CORE}/fc-limit-definition`, () => assertDefined('limit', { type: 'integer', minimum: 1, maximum: 10_000, default: 100 }));

test(`${CORE}/fc-limit-response`, async () => {
  assert.equal((await items('?limit=2')).features.length, 2);
  const { numberReturned } = await items('?limit=10001');
  assert.equal(numberReturned, 5, 'more than the most is the most, not an error');
  assert.equal((await items(`?limit=${'9'.repeat(25)}`)).numberReturned, 5);
});

test(`${CORE}/fc-time-definition`, () => assertDefined('datetime', { type: 'string' }));

test(`${CORE}/fc-time-response`, async () => {
  const [early, late] = [
    ['one', 'two'],
    ['three', 'triangle', 'way'],
  ];
  const asked: Readonly<Record<string, string[]>> = {
    '2026-01-10T09:00:00Z': early,
    '2026-01-10T10:00:00+01:00': early,
    '2026-01-10': early,
    '2026-01-10T09:00:01Z': [],
    '2026-01-01T00:00:00Z/2026-02-01T00:00:00Z': early,
    '2026-02-01T00:00:00Z/..': late,
    '2026-02-01T00:00:00Z/': late,
    '../2026-02-01T00:00:00Z': early,
    '/2026-02-01T00:00:00Z': early,
    '2026-01-10T09:00:00Z/2026-06-10T09:00:00Z': [...early, ...late],
  };
  for (const [datetime, ids] of Object.entries(asked))
    assert.deepEqual(idsOf(await items(`?datetime=${encodeURIComponent(datetime)}`)), ids, datetime);
  assert.deepEqual(idsOf(await items('?datetime=2026-06-10&bbox=-1.66,53.1,-1.59,53.16')), ['triangle', 'way']);
});

test(`${CORE}/query-param-unknown`, async () => {
  for (const path of ['/ogc', '/ogc/api', '/ogc/conformance', '/ogc/collections', '/ogc/collections/survey', ITEMS, `${ITEMS}/one`])
    assert.equal((await get(`${path}?unknown=1`)).status, 400, path);
});

test(`${CORE}/query-param-invalid`, async () => {
  const wrong = [
    'limit=0',
    'limit=-1',
    'limit=ten',
    'limit=',
    'limit=1.5',
    'offset=-1',
    'f=xml',
    'bbox=1,2,3',
    'bbox=a,b,c,d',
    'bbox=-1,53,-2,52',
  ];
  wrong.push(
    'bbox=NaN,1,2,3',
    'bbox=1e999,1,2,3',
    'bbox=-200,1,2,3',
    'bbox=',
    'bbox=1,2,3,4,5',
    'datetime=yesterday',
    'datetime=2026-13-01T00:00:00Z',
  );
  wrong.push(
    'datetime=2026-02-30T00:00:00Z',
    'datetime=../..',
    'datetime=/',
    'datetime=2026-02-01T00:00:00Z/2026-01-01T00:00:00Z',
    'datetime=a/b/c',
  );
  for (const query of wrong) {
    const reply = await get(`${ITEMS}?${query}`);
    assert.equal(reply.status, 400, query);
    assert.match(reply.headers.get('content-type') ?? '', /problem\+json/);
  }
});

test(`${CORE}/fc-response`, async () => {
  const all = await items();
  assert.equal(all.type, 'FeatureCollection');
  assert.deepEqual(idsOf(all), ['one', 'two', 'three', 'triangle', 'way']);
});

test(`${CORE}/fc-links`, async () => {
  const { links } = await items('?limit=2');
  assert.deepEqual([linksBy(links, 'self').length, linksBy(links, 'alternate')[0]?.type], [1, 'text/html']);
  const reply = await get(`${ITEMS}?limit=2`);
  assert.match(reply.headers.get('link') ?? '', /^<http:\/\/localhost:8787\/ogc\/.*>; rel="next"; type="application\/geo\+json"$/);
  const seen: string[] = [];
  let next: string | undefined = `${ITEMS}?limit=2&bbox=-1.9,52.8,-1.3,53.3`;
  while (next !== undefined) {
    const page: Items = await read(next);
    seen.push(...idsOf(page));
    assert.equal(page.numberMatched, 5);
    next = linksBy(page.links, 'next')[0]?.href;
  }
  assert.deepEqual(seen, ['one', 'two', 'three', 'triangle', 'way']);
  const [prev] = linksBy((await items('?limit=2&offset=3')).links, 'prev');
  assert.deepEqual(idsOf(await read(prev?.href ?? '')), ['two', 'three']);
});

test(`${CORE}/fc-rel-type`, async () => assertWhole((await items('?limit=1&offset=1')).links));

test(`${CORE}/fc-timeStamp`, async () => {
  // If there were one, it would have to be the time of the answer; ours are kept and given again, so there is none.
  assert.ok(!('timeStamp' in (await items())));
});

test(`${CORE}/fc-numberMatched`, async () => {
  assert.equal((await items('?limit=1')).numberMatched, 5);
  assert.equal((await items('?limit=1&bbox=-1.66,53.1,-1.59,53.16')).numberMatched, 3);
});

test(`${CORE}/fc-numberReturned`, async () => {
  for (const query of ['', '?limit=2', '?offset=4', '?offset=100']) {
    const { features, numberReturned } = await items(query);
    assert.equal(numberReturned, features.length);
  }
});

test(`${CORE}/f-op`, async () => {
  for (const id of idsOf(await items())) assert.equal((await get(`${ITEMS}/${id}`)).status, 200);
  assert.equal((await get(`${ITEMS}/no-such-feature`)).status, 404);
});

test(`${CORE}/f-success`, async () => {
  for (const feature of (await items()).features) {
    const { links: _, ...alone } = await read<Feature>(`${ITEMS}/${feature.id}`);
    assert.deepEqual(alone, feature);
  }
});

test(`${CORE}/f-links`, async () => {
  const { links = [] } = await read<Feature>(`${ITEMS}/one`);
  assertWhole(links);
  assert.deepEqual(
    links.map(link => link.rel),
    ['self', 'alternate', 'collection'],
  );
  for (const link of links) assert.equal((await get(link.href)).status, 200, link.href);
});

test(`${GEOJSON}/definition`, async () => {
  for (const path of [ITEMS, `${ITEMS}/one`]) {
    assert.equal((await get(path)).headers.get('content-type'), 'application/geo+json');
    assert.equal((await get(path, { accept: 'application/geo+json' })).headers.get('content-type'), 'application/geo+json');
  }
  for (const path of ['/ogc', '/ogc/collections', '/ogc/conformance'])
    assert.equal((await get(path)).headers.get('content-type'), 'application/json');
});

test(`${GEOJSON}/content`, async () => {
  const all = await items();
  assert.ok(
    Array.isArray(all.links) && all.features.every(feature => feature.type === 'Feature' && feature.geometry && feature.properties),
  );
  const triangle = await read<Feature>(`${ITEMS}/triangle`);
  assert.ok(Array.isArray(triangle.links));
  assert.equal(triangle.properties.surveyor, 'A. Person');
  assert.equal(triangle.properties.updatedAt, JUNE.toISOString());
});

const PAGES = ['/ogc', '/ogc/', '/ogc/api', '/ogc/conformance', '/ogc/collections', '/ogc/collections/survey', ITEMS, `${ITEMS}/one`];

test(`${HTML}/definition`, async () => {
  for (const path of PAGES) {
    assert.match((await get(`${path}?f=html`)).headers.get('content-type') ?? '', /^text\/html/);
    const browsed = await get(path, { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' });
    assert.match(browsed.headers.get('content-type') ?? '', /^text\/html/, path);
    assert.equal(browsed.headers.get('vary'), 'accept, accept-encoding');
    assert.match((await get(path, { accept: 'text/html;q=0.1, application/json' })).headers.get('content-type') ?? '', /json/, path);
  }
});

test(`${HTML}/content`, async () => {
  for (const path of PAGES) {
    const reply = await get(`${path}?f=html`);
    assert.match(reply.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    const page = await reply.text();
    assert.match(page, /^<!doctype html>/);
    assert.ok(!/<script|style="|onclick=/.test(page), path);
  }
  const page = await (await get(`${ITEMS}?f=html&limit=2`)).text();
  assert.match(page, /Features 1 to 2 of 5/);
  assert.match(page, /rel="next" href="\/ogc\/collections\/survey\/items\?f=html&amp;limit=2&amp;offset=2"/);
  assert.match(await (await get(`${ITEMS}/triangle?f=html`)).text(), /A\. Person/);
});

test(`${OAS30}/oas-definition-1`, async () => {
  assert.equal((await get('/ogc/api')).headers.get('content-type'), 'application/vnd.oai.openapi+json;version=3.0');
  assert.match((await get('/ogc/api?f=html')).headers.get('content-type') ?? '', /^text\/html/);
});

test(`${OAS30}/oas-definition-2`, async () => {
  const { openapi, paths, components } = await api();
  assert.equal(openapi, '3.0.3');
  const references = JSON.stringify(paths).matchAll(/#\/components\/schemas\/(\w+)/g);
  for (const [, name = ''] of references) assert.ok(name in components.schemas, name);
});

test(`${OAS30}/oas-impl`, async () => {
  const { paths, components } = await api();
  const addresses: Readonly<Record<string, string>> = { '{collectionId}': 'survey', '{featureId}': 'triangle' };
  for (const [template, { get: operation }] of Object.entries(paths)) {
    const path = template.replace(/\{\w+\}/g, part => addresses[part] ?? part);
    const reply = await get(`/ogc${path}`);
    const type = reply.headers.get('content-type') ?? '';
    const schema = operation.responses['200']?.content?.[type]?.schema;
    assert.ok(schema, `${path} ${type}`);
    const whole = JSON.parse(
      JSON.stringify({ ...schema, definitions: components.schemas }).replaceAll('#/components/schemas/', '#/definitions/'),
    );
    const result = z.fromJSONSchema(whole, { defaultTarget: 'openapi-3.0' }).safeParse(await reply.json());
    assert.ok(result.success, `${path}: ${result.error?.message}`);
  }
});

test(`${OAS30}/completeness`, async () => {
  const { paths } = await api();
  for (const [path, { get: operation }] of Object.entries(paths)) {
    const statuses = ['200', '304', '400', ...(path.includes('{') ? ['404'] : []), '500'];
    assert.deepEqual(Object.keys(operation.responses), statuses, path);
  }
});

test(`${OAS30}/exceptions-codes`, async () => {
  const { paths } = await api();
  const responses: Operation['responses'] = paths['/collections/{collectionId}/items']?.get.responses ?? {};
  for (const status of ['400', '404', '500']) assert.ok(responses[status]?.content?.['application/problem+json'], status);
});

test(`${OAS30}/security`, async () => {
  const { security, components } = await api();
  assert.deepEqual([security, components.securitySchemes], [undefined, undefined], 'all of it is public');
});

test(`${CRS}/crs-uri`, async () => {
  const found = await collections();
  for (const uri of [...found.crs, ...found.collections.flatMap(one => [...one.crs, one.storageCrs])])
    assert.match(uri, /^http:\/\/www\.opengis\.net\/def\/crs\/[A-Z]+\/[\d.]+\/\w+$/);
});

test(`${CRS}/default-crs`, async () => {
  for (const one of (await collections()).collections) assert.equal(one.crs[0], CRS84);
});

test(`${CRS}/storageCrs`, async () => {
  for (const one of (await collections()).collections) assert.ok(one.crs.includes(one.storageCrs));
});

test(`${CRS}/crs-parameter`, async () => {
  for (const uri of [CRS84, WGS84, GRID])
    for (const path of [ITEMS, `${ITEMS}/one`]) {
      const reply = await get(`${path}?crs=${encodeURIComponent(uri)}`);
      assert.equal(reply.status, 200);
      assert.equal(reply.headers.get('content-crs'), `<${uri}>`);
    }
});

test(`${CRS}/crs-parameter-invalid`, async () => {
  for (const path of [ITEMS, `${ITEMS}/one`])
    assert.equal((await get(`${path}?crs=http://www.opengis.net/def/crs/EPSG/0/9999`)).status, 400);
});

test(`${CRS}/crs-parameter-default`, async () => {
  assert.deepEqual((await items(`?crs=${CRS84}`)).features, (await items()).features);
});

test(`${CRS}/crs-parameter-transform`, async () => {
  const back: Readonly<Record<string, (position: Position) => Position>> = {
    [WGS84]: ([lat = 0, lng = 0]) => [lng, lat],
    [GRID]: ([easting = 0, northing = 0]) => {
      const { lng, lat } = fromGrid({ easting, northing });
      return [lng, lat];
    },
  };
  const flat = (value: unknown): Position[] => (Array.isArray(value) ? (typeof value[0] === 'number' ? [value] : value.flatMap(flat)) : []);
  const usual = await items();
  for (const [uri, project] of Object.entries(back)) {
    const found = await items(`?crs=${uri}`);
    for (const [at, feature] of found.features.entries()) {
      const expected = flat(usual.features[at]?.geometry.coordinates);
      for (const [place, position] of flat(feature.geometry.coordinates).entries()) {
        const [lng = 0, lat = 0] = project(position);
        assert.ok(Math.abs(lng - (expected[place]?.[0] ?? 0)) < 2e-7 && Math.abs(lat - (expected[place]?.[1] ?? 0)) < 2e-7, uri);
      }
    }
  }
  const [easting = 0] = flat((await read<Feature>(`${ITEMS}/one?crs=${GRID}`)).geometry.coordinates)[0] ?? [];
  assert.equal(easting, Math.round(easting * 100) / 100, 'metres to the centimetre');
});

test(`${CRS}/bbox-crs-parameter`, async () => {
  const lower = toGrid({ lng: -1.66, lat: 53.1 });
  const upper = toGrid({ lng: -1.59, lat: 53.16 });
  const inGrid = `${lower.easting},${lower.northing},${upper.easting},${upper.northing}`;
  const usual = idsOf(await items('?bbox=-1.66,53.1,-1.59,53.16'));
  assert.deepEqual(idsOf(await items(`?bbox=53.1,-1.66,53.16,-1.59&bbox-crs=${WGS84}`)), usual);
  assert.deepEqual(idsOf(await items(`?bbox=${inGrid}&bbox-crs=${GRID}`)), usual);
  assert.deepEqual(idsOf(await items(`?bbox=0,0,700000,1300000&bbox-crs=${GRID}`)), ['one', 'two', 'three', 'triangle', 'way']);
});

test(`${CRS}/bbox-crs-parameter-invalid`, async () => {
  assert.equal((await get(`${ITEMS}?bbox=1,2,3,4&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/9999`)).status, 400);
});

test(`${CRS}/bbox-crs-parameter-default`, async () => {
  const box = 'bbox=-1.66,53.1,-1.59,53.16';
  assert.deepEqual(idsOf(await items(`?${box}&bbox-crs=${CRS84}`)), idsOf(await items(`?${box}`)));
});
