import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  CaseReference,
  Open311Created,
  Open311Discovery,
  Open311Error,
  Open311Request,
  Open311Service,
  Open311ServiceDefinition,
  Open311Token,
} from '@dtp/contract/cases.ts';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { createAuthorityRepository } from '../../authorities/repository.ts';
import { createMailRepository } from '../../mail/repository.ts';
import { bumpVersion } from '../../store/versions.ts';
import { startTestApp, TEST_NOW, type TestApp } from '../../testing/app.ts';
import { closeCase } from '../closing.ts';
import { createCaseRepository } from '../repository.ts';
import { visitor } from '../testing/form.ts';

let now = TEST_NOW;
let server: TestApp;
before(async () => {
  server = await startTestApp({ PUBLIC_URL: 'https://widgets.example' }, () => now);
});
after(() => server.stop());

/**
 * The fields of each answer, as wiki.open311.org/GeoReport_v2 publishes them in its "Response" tables (and wiki.open311.org/Service_Discovery):
 * written out here so that our own shapes are checked against the specification and not against themselves.
 */
const PUBLISHED = {
  discovery: ['changeset', 'contact', 'key_service', 'endpoints'],
  endpoint: ['specification', 'url', 'changeset', 'type', 'formats'],
  service: ['service_code', 'service_name', 'description', 'metadata', 'type', 'keywords', 'group'],
  serviceDefinition: ['service_code', 'attributes'],
  created: ['service_request_id', 'service_notice', 'account_id'],
  token: ['service_request_id', 'token'],
  request: [
    'service_request_id',
    'status',
    'status_notes',
    'service_name',
    'service_code',
    'description',
    'agency_responsible',
    'service_notice',
    'requested_datetime',
    'updated_datetime',
    'expected_datetime',
    'address',
    'address_id',
    'zipcode',
    'lat',
    'long',
    'media_url',
  ],
  error: ['code', 'description'],
} as const;

const ADDRESS = 'http://localhost/open311';
type Fields = Readonly<Record<string, string>>;

const get = async (path: string, status = 200): Promise<Response> => {
  const reply = await server.app.request(`${ADDRESS}${path}`);
  assert.equal(reply.status, status, `${path}: ${await reply.clone().text()}`);
  return reply;
};
const json = async <Shape extends z.ZodType>(path: string, shape: Shape, status = 200): Promise<z.output<Shape>> => {
  const reply = await get(path, status);
  assert.equal(reply.headers.get('content-type'), 'application/json; charset=utf-8');
  return shape.parse(await reply.json());
};

const LISTS = new Set(['service', 'request', 'error', 'endpoint', 'format']);
const parser = new XMLParser({ parseTagValue: false, isArray: name => LISTS.has(name), processEntities: true });
const xmlOf = async (reply: Response) => {
  assert.equal(reply.headers.get('content-type'), 'text/xml; charset=utf-8');
  const text = await reply.text();
  assert.equal(XMLValidator.validate(text), true, text);
  assert.match(text, /^<\?xml version="1\.0" encoding="UTF-8"\?>/);
  return parser.parse(text);
};
const xml = async (path: string, status = 200) => xmlOf(await get(path, status));

/** What an XML element says, as the JSON does: "" is null, all else is text. */
const asText = (value: unknown): unknown =>
  value === null || value === undefined ? '' : typeof value === 'object' ? value : String(value);
const sameInXml = (element: Readonly<Record<string, unknown>>, object: Readonly<Record<string, unknown>>) =>
  assert.deepEqual(element, Object.fromEntries(Object.entries(object).map(([name, value]) => [name, asText(value)])));
const fieldsAre = (object: unknown, published: readonly string[]) => {
  assert.ok(typeof object === 'object' && object !== null);
  assert.deepEqual(Object.keys(object).sort(), [...published].sort());
};

let senders = 0;
const post = (format: 'json' | 'xml', fields: Fields, sender = `198.51.100.${++senders}`) =>
  server.app.request(
    `${ADDRESS}/v2/requests.${format}`,
    { method: 'POST', body: new URLSearchParams(fields) },
    { incoming: { socket: { remoteAddress: sender } } },
  );
const BELPER = { lat: '53.0236', long: '-1.4797' };
const TYRES = { jurisdiction_id: 'amber-valley', service_code: 'report-fly-tipping', ...BELPER, description: 'Tyres by the river' };
const create = async (fields: Fields): Promise<CaseReference> => {
  const reply = await post('json', { ...TYRES, ...fields });
  assert.equal(reply.status, 200, await reply.clone().text());
  const [created] = z
    .array(Open311Created)
    .length(1)
    .parse(await reply.json());
  return CaseReference.parse(created?.service_request_id);
};
const requests = (query: string) => json(`/v2/requests.json?${query}`, z.array(Open311Request));

describe('the answers have exactly the fields that the specification publishes, in JSON and in XML', () => {
  test('service discovery', async () => {
    const found = await json('/discovery.json', Open311Discovery);
    fieldsAre(found, PUBLISHED.discovery);
    fieldsAre(found.endpoints[0], PUBLISHED.endpoint);
    assert.equal(found.endpoints[0]?.url, 'https://widgets.example/open311/v2');
    const { discovery } = await xml('/discovery.xml');
    fieldsAre(discovery, PUBLISHED.discovery);
    const [endpoint] = discovery.endpoints.endpoint;
    sameInXml({ ...endpoint, formats: '' }, { ...found.endpoints[0], formats: '' });
    assert.deepEqual(endpoint.formats.format, ['text/xml', 'application/json']);
  });

  test('GET Service List', async () => {
    const list = await json('/v2/services.json?jurisdiction_id=amber-valley', z.array(Open311Service));
    assert.ok(list.length > 50);
    for (const one of list) fieldsAre(one, PUBLISHED.service);
    const { services } = await xml('/v2/services.xml?jurisdiction_id=amber-valley');
    assert.equal(services.service.length, list.length);
    for (const [at, one] of list.entries()) sameInXml(services.service[at], one);
  });

  test('GET Service Definition', async () => {
    const path = '/v2/services/report-fly-tipping';
    const definition = await json(`${path}.json?jurisdiction_id=amber-valley`, Open311ServiceDefinition);
    fieldsAre(definition, PUBLISHED.serviceDefinition);
    const { service_definition } = await xml(`${path}.xml?jurisdiction_id=amber-valley`);
    assert.deepEqual(service_definition, { service_code: 'report-fly-tipping', attributes: '' });
  });

  test('POST Service Request', async () => {
    const inJson = z.array(Open311Created).parse(await (await post('json', { ...TYRES, description: 'One' })).json());
    fieldsAre(inJson[0], PUBLISHED.created);
    const { service_requests } = await xmlOf(await post('xml', { ...TYRES, description: 'Two' }));
    const [created] = service_requests.request;
    fieldsAre(created, PUBLISHED.created);
    assert.ok(CaseReference.safeParse(created.service_request_id).success);
    assert.match(created.service_notice, /This goes to Amber Valley Borough Council\. Anyone can read what was written/);
  });

  test('GET service_request_id from a token', async () => {
    const reference = await create({ description: 'Three' });
    const [token] = await json(`/v2/tokens/${reference}.json?jurisdiction_id=amber-valley`, z.array(Open311Token).length(1));
    fieldsAre(token, PUBLISHED.token);
    const { service_requests } = await xml(`/v2/tokens/${reference}.xml?jurisdiction_id=amber-valley`);
    assert.deepEqual(service_requests.request, [{ service_request_id: reference, token: reference }]);
  });

  test('GET Service Requests and GET Service Request', async () => {
    const full = {
      description: 'Four tyres & a <sofa>\nby the river',
      address_string: 'Belper Mill',
      media_url: 'https://pictures.example/1.jpg?a=1&b=2',
    };
    const reference = await create(full);
    for (const path of [`/v2/requests/${reference}`, '/v2/requests']) {
      const query = `jurisdiction_id=amber-valley&service_request_id=${reference}`;
      const [one] = await json(`${path}.json?${query}`, z.array(Open311Request).length(1));
      fieldsAre(one, PUBLISHED.request);
      assert.deepEqual(one, {
        service_request_id: reference,
        status: 'open',
        status_notes: null,
        service_name: 'Report fly-tipping',
        service_code: 'report-fly-tipping',
        description: full.description,
        agency_responsible: 'Amber Valley Borough Council',
        service_notice: null,
        requested_datetime: '2026-11-22T12:00:00Z',
        updated_datetime: '2026-11-22T12:00:00Z',
        expected_datetime: null,
        address: 'Belper Mill',
        address_id: null,
        zipcode: null,
        lat: 53.0236,
        long: -1.4797,
        media_url: full.media_url,
      });
      const { service_requests } = await xml(`${path}.xml?${query}`);
      sameInXml(service_requests.request[0], one ?? {});
    }
  });

  test('errors', async () => {
    const list = await json('/v2/services.json', z.array(Open311Error), 400);
    for (const one of list) fieldsAre(one, PUBLISHED.error);
    const { errors } = await xml('/v2/services.xml', 400);
    assert.deepEqual(errors.error, [{ code: '400', description: list[0]?.description }]);
  });
});

describe('errors have the status that the specification names', () => {
  const cases: readonly (readonly [string, number, RegExp])[] = [
    ['/v2/services.json', 400, /jurisdiction_id is missing/],
    ['/v2/services.json?jurisdiction_id=', 400, /jurisdiction_id is missing/],
    ['/v2/services.json?jurisdiction_id=sfgov.org', 404, /jurisdiction_id was not found/],
    ['/v2/services/nothing.json?jurisdiction_id=derby', 404, /service_code was not found/],
    // The county's roads are none of the district's services.
    ['/v2/services/report-a-pothole.json?jurisdiction_id=amber-valley', 404, /service_code was not found/],
    ['/v2/requests.json', 400, /jurisdiction_id is missing/],
    ['/v2/requests/7K4M-29QX.json?jurisdiction_id=derby', 404, /service_request_id was not found/],
    ['/v2/tokens/7K4M-29QX.json?jurisdiction_id=derby', 404, /token was not found/],
    [
      '/v2/requests.json?jurisdiction_id=derby&status=lost&start_date=yesterday',
      400,
      /status should be open or closed.*start_date should be/,
    ],
    ['/v2/requests.json?jurisdiction_id=derby&start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z', 400, /90 days/],
    ['/v2/requests.json?jurisdiction_id=derby&start_date=2026-02-01T00:00:00Z&end_date=2026-01-01T00:00:00Z', 400, /before end_date/],
    ['/v2/nothing.json', 404, /nothing at this address/],
    ['/', 404, /nothing at this address/],
  ];
  for (const [path, status, words] of cases)
    test(`${status} for ${path}`, async () => {
      const errors = await json(path, z.array(Open311Error), status);
      assert.match(errors.map(({ description }) => description).join(' '), words);
      for (const { code } of errors) assert.equal(code, status);
    });

  const reports: readonly (readonly [string, Fields, number, RegExp])[] = [
    ['no jurisdiction', { jurisdiction_id: '' }, 400, /jurisdiction_id is missing/],
    ['an unknown jurisdiction', { jurisdiction_id: 'nowhere' }, 404, /jurisdiction_id was not found/],
    ['no service', { service_code: '' }, 400, /service_code is missing/],
    ['an unknown service', { service_code: 'report-a-dragon' }, 404, /service_code was not found/],
    ['no place', { lat: '', long: '' }, 400, /A location is missing/],
    ['half a place', { long: '' }, 400, /both have to be sent/],
    ['a place that is none', { lat: 'north' }, 400, /should be degrees/],
    ['a place in another district', { lat: '53.2350', long: '-1.4210' }, 400, /outside the area of this jurisdiction_id/],
    ['a place in France', { lat: '48.85', long: '2.35' }, 400, /outside the area of this jurisdiction_id/],
    [
      'a service that is another body’s at that place',
      { jurisdiction_id: 'derbyshire-dales', service_code: 'report-building-without-planning-permission', lat: '53.2133', long: '-1.6754' },
      400,
      /that of another body: send it with jurisdiction_id peak-district/,
    ],
    [
      'an emergency',
      { jurisdiction_id: 'derbyshire-fire-rescue', service_code: 'report-a-fire', lat: '53.0236', long: '-1.4797' },
      400,
      /not taken here.*999/,
    ],
    ['an address that is not on record', { lat: '', long: '', address_id: '1' }, 400, /address_id was not found/],
    ['too many words', { description: 'x'.repeat(4001) }, 400, /description is longer than 4000 characters/],
    ['control characters', { description: 'a\u0000b' }, 400, /description has characters/],
    ['several addresses', { email: 'a@x.example,b@x.example' }, 400, /email should be/],
    ['a script for a picture', { media_url: 'javascript:alert(1)' }, 400, /media_url should be/],
  ];
  for (const [name, fields, status, words] of reports)
    test(`${status} for a report with ${name}`, async () => {
      const reply = await post('json', { ...TYRES, ...fields });
      assert.equal(reply.status, status);
      const errors = z.array(Open311Error).parse(await reply.json());
      assert.match(errors.map(({ description }) => description).join(' '), words);
    });

  test('every fault of a report at once', async () => {
    const reply = await post('json', { ...TYRES, lat: 'x', email: 'x', media_url: 'x' });
    assert.equal(z.array(Open311Error).parse(await reply.json()).length, 3);
  });

  test('400 for what is no form, or more than one can hold', async () => {
    const send = (body: BodyInit, headers = {}) => server.app.request(`${ADDRESS}/v2/requests.xml`, { method: 'POST', body, headers });
    const { errors } = await xmlOf(await send('{}', { 'content-type': 'application/json' }));
    assert.match(errors.error[0].description, /x-www-form-urlencoded/);
    assert.equal((await send(new URLSearchParams({ description: 'x'.repeat(100_000) }))).status, 400);
  });
});

describe('what anyone may read', () => {
  test('is what was written and where, never who sent it', async () => {
    const reference = await create({
      description: 'Five',
      first_name: 'Persephone',
      last_name: 'Hallows',
      email: 'persephone@people.example',
      phone: '01773 555 0199',
      device_id: 'device-1234',
      account_id: 'account-1234',
    });
    const query = `jurisdiction_id=amber-valley&service_request_id=${reference}`;
    const texts = [
      await (await get(`/v2/requests.json?${query}`)).text(),
      await (await get(`/v2/requests.xml?${query}`)).text(),
      server.logged(),
    ];
    for (const text of texts)
      for (const secret of ['Persephone', 'Hallows', 'people.example', '0199', 'device-1234', 'account-1234'])
        assert.ok(!text.includes(secret), secret);
    const person = await createCaseRepository(server.store.read).personOf(reference);
    assert.deepEqual([person?.name, person?.email, person?.words], ['Persephone Hallows', 'persephone@people.example', null]);
    const [receipt] = (await createMailRepository(server.store.read).newest(5)).filter(({ to }) => to === 'persephone@people.example');
    assert.match(receipt?.text ?? '', new RegExp(`Your reference is ${reference}`));
  });

  test('is nothing of a report about a person or a home, which is in no list either', async () => {
    const reference = await create({
      service_code: 'report-a-noise-problem',
      description: 'Number nine, every night',
      address_string: 'Nine Mill Street',
    });
    const [one] = await requests(`jurisdiction_id=amber-valley&service_request_id=${reference}`);
    assert.deepEqual([one?.description, one?.address, one?.lat, one?.status], [null, null, null, 'open']);
    const listed = await requests('jurisdiction_id=amber-valley&service_code=report-a-noise-problem');
    assert.deepEqual(listed, []);
    const person = await createCaseRepository(server.store.read).personOf(reference);
    assert.deepEqual([person?.words, person?.place, person?.lat], ['Number nine, every night', 'Nine Mill Street', 53.0236]);
  });

  test('of our own form is that there is a case and how far it is', async () => {
    const { open, send } = visitor(server);
    const sent = await send(await open('/contact/report?service=report-graffiti&authority=derby'), {
      words: 'On the bridge',
      place: 'The bridge',
    });
    assert.deepEqual(
      await requests('jurisdiction_id=derby&service_code=report-graffiti'),
      [],
      'It is in no list: its reference opens its page',
    );
    const reference = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(sent.location ?? '')?.[0] ?? '';
    const [known] = await requests(`jurisdiction_id=derby&service_request_id=${reference}`);
    assert.deepEqual([known?.description, known?.address, known?.service_name], [null, null, 'Report graffiti']);
  });

  test('is read by scripts of any site, and kept by nobody', async () => {
    const reply = await get('/v2/requests.json?jurisdiction_id=amber-valley');
    assert.equal(reply.headers.get('access-control-allow-origin'), '*');
    assert.equal(reply.headers.get('cache-control'), 'no-store');
    const preflight = await server.app.request(`${ADDRESS}/v2/requests.json`, { method: 'OPTIONS' });
    assert.equal(preflight.status, 204);
  });

  test('is well-formed XML whatever was typed', async () => {
    const description = '\ufffe\uffff ]]> & <!-- --> <?php ?> \u{1f6b2} "\'';
    const reference = await create({ description });
    const { service_requests } = await xml(`/v2/requests/${reference}.xml?jurisdiction_id=amber-valley`);
    assert.equal(service_requests.request[0].description, description.replace(/[\ufffe\uffff]/g, '').trim());
  });
});

describe('GET Service Requests', () => {
  const dated = async (at: string, fields: Fields): Promise<CaseReference> => {
    now = new Date(at);
    const reference = await create({ jurisdiction_id: 'bolsover', lat: '53.2286', long: '-1.2918', ...fields });
    now = TEST_NOW;
    return reference;
  };
  let old: CaseReference;
  let autumn: CaseReference;
  let recent: CaseReference;
  before(async () => {
    old = await dated('2026-06-01T10:00:00Z', { description: 'old' });
    autumn = await dated('2026-10-01T10:00:00Z', { description: 'autumn', service_code: 'report-graffiti' });
    recent = await dated('2026-11-20T10:00:00Z', { description: 'recent' });
    await closeCase(
      server.store,
      autumn,
      'Painted over',
      () => ({ publicUrl: '', body: 'Bolsover', service: null }),
      new Date('2026-10-05T10:00:00Z'),
    );
  });
  const idsOf = async (query: string) => (await requests(`jurisdiction_id=bolsover&${query}`)).map(one => one.service_request_id);

  test('gives the last 90 days, newest first', async () => {
    assert.deepEqual(await idsOf(''), [recent, autumn]);
  });

  test('by dates, both of them included, and by one alone for the 90 days before or after it', async () => {
    assert.deepEqual(await idsOf('start_date=2026-10-01T10:00:00Z&end_date=2026-11-20T10:00:00Z'), [recent, autumn]);
    assert.deepEqual(await idsOf('end_date=2026-06-01T11:00:00%2B01:00'), [old]);
    assert.deepEqual(await idsOf('end_date=2026-06-01T11:00:00+01:00'), [old]);
    assert.deepEqual(await idsOf('start_date=2026-10-02T00:00:00Z'), [recent]);
  });

  test('by status and by service, several with commas', async () => {
    assert.deepEqual(await idsOf('status=open'), [recent]);
    assert.deepEqual(await idsOf('status=closed'), [autumn]);
    assert.deepEqual(await idsOf('status=open,closed&service_code=report-graffiti,report-fly-tipping'), [recent, autumn]);
    assert.deepEqual(await idsOf('service_code=report-graffiti'), [autumn]);
    assert.deepEqual(await idsOf('service_code=nothing'), []);
  });

  test('by id, which counts before all else', async () => {
    assert.deepEqual(await idsOf(`service_request_id=${old},${recent},0000-0000,x&status=closed`), [recent, old]);
  });

  test('a closed one says when and why', async () => {
    const [one] = await requests(`jurisdiction_id=bolsover&service_request_id=${autumn}`);
    assert.deepEqual([one?.status, one?.status_notes, one?.updated_datetime], ['closed', 'Painted over', '2026-10-05T10:00:00Z']);
  });

  test('of another jurisdiction is not found', async () => {
    await get(`/v2/requests/${recent}.json?jurisdiction_id=derby`, 404);
    assert.deepEqual(await requests(`jurisdiction_id=derby&service_request_id=${recent}`), []);
  });
});

test('the same report sent twice is one request', async () => {
  const fields = { description: 'Sent twice', device_id: 'one' };
  const [first, second] = await Promise.all([create(fields), create(fields)]);
  assert.equal(second, first);
  assert.notEqual(await create({ ...fields, device_id: 'another' }), first);
});

test('one address that sends too much has to wait', async () => {
  const send = (at: number) => post('json', { ...TYRES, description: `Flood ${at}` }, '203.0.113.50');
  for (let at = 0; at < 10; at++) assert.equal((await send(at)).status, 200);
  const reply = await send(10);
  assert.equal(reply.status, 429);
  assert.equal(reply.headers.get('retry-after'), '60');
  assert.equal((await send(3)).status, 200, 'what has been taken is still answered');
});

test('where a key is set, sending needs it and reading does not', async () => {
  const apiKey = 'a key that is long enough';
  const keyed = await startTestApp({ OPEN311_API_KEY: apiKey });
  const send = (fields: Fields, query = '') =>
    keyed.app.request(`${ADDRESS}/v2/requests.json${query}`, { method: 'POST', body: new URLSearchParams({ ...TYRES, ...fields }) });
  for (const fields of [{}, { api_key: 'wrong' }]) {
    const reply = await send(fields);
    assert.equal(reply.status, 403);
    assert.deepEqual(await reply.json(), [{ code: 403, description: 'api_key is missing or not right.' }]);
  }
  assert.equal((await send({ api_key: apiKey })).status, 200);
  assert.equal((await send({ description: 'By query' }, `?api_key=${encodeURIComponent(apiKey)}`)).status, 200);
  assert.equal((await keyed.app.request(`${ADDRESS}/v2/requests.json?jurisdiction_id=amber-valley`)).status, 200);
  assert.match(await (await keyed.app.request(`${ADDRESS}/discovery.json`)).text(), /Ask for one to send reports/);
  assert.ok(!keyed.logged().includes(apiKey));
  await keyed.stop();
});

test('a body that took over from another has its cases, and is meant by its old id', async () => {
  const reorganised = await startTestApp({}, () => now);
  const send = async (fields: Fields): Promise<CaseReference> => {
    const reply = await reorganised.app.request(`${ADDRESS}/v2/requests.json`, {
      method: 'POST',
      body: new URLSearchParams({ ...TYRES, ...fields }),
    });
    assert.equal(reply.status, 200, await reply.clone().text());
    return CaseReference.parse(z.array(Open311Created).parse(await reply.json())[0]?.service_request_id);
  };
  const before = await send({ description: 'Before' });

  const authorities = await createAuthorityRepository(reorganised.store.read).all();
  const old = authorities.find(({ id }) => id === 'amber-valley');
  assert.ok(old);
  await reorganised.store.write(async db => {
    const repository = createAuthorityRepository(db);
    const { id: successor } = { ...old, id: z.string().brand<'AuthorityId'>().parse('north-derbyshire') };
    await repository.save({ ...old, activeTo: '2026-11-01', successors: [successor] });
    await repository.save({
      ...old,
      id: successor,
      name: 'North Derbyshire Council',
      shortName: 'North Derbyshire',
      activeFrom: '2026-11-01',
    });
    await bumpVersion(db, 'authorities', now);
  });
  await reorganised.refresh();

  const since = await send({ description: 'Since' });
  for (const jurisdiction of ['amber-valley', 'north-derbyshire']) {
    const reply = await reorganised.app.request(`${ADDRESS}/v2/requests.json?jurisdiction_id=${jurisdiction}`);
    const list = z.array(Open311Request).parse(await reply.json());
    assert.deepEqual(new Set(list.map(one => one.service_request_id)), new Set([before, since]));
    for (const one of list) assert.equal(one.agency_responsible, 'North Derbyshire Council');
  }
  await reorganised.stop();
});
