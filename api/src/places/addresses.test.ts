import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { SearchReply } from '@dtp/contract/az.ts';
import { AddressList, Place, PlaceSuggestions } from '@dtp/contract/places.ts';
import { Problem } from '@dtp/contract/problem.ts';
import { startTestApp, TEST_NOW, type TestApp } from '../testing/app.ts';
import { importGazetteer } from './import-gazetteer.ts';
import { CHESTERFIELD_CUSTODIAN, gazetteer, place, property, street, streetName } from './testing/gazetteer-file.ts';

const BOLSOVER_CUSTODIAN = '1010';
const [HIGH, LONG_HIGH, OTHER_HIGH, UNDER_WAY] = [20_400_001, 20_400_002, 20_400_003, 20_400_004];
/** A sector that two districts share. */
const STRADDLING = 'S43 9AB';
const WHOLE = 'S43 4AA';

type Home = Parameters<typeof place>[2] & {
  readonly custodian?: string;
  readonly postcode?: string;
  readonly usrn?: number;
  readonly east?: number;
};
const home = (
  uprn: number,
  { custodian = BOLSOVER_CUSTODIAN, postcode = STRADDLING, usrn = HIGH, east = 0, ...written }: Home,
): string[] => [property(uprn, { custodian, postcode, east }), place(uprn, usrn, written)];

const RECORDS = [
  street(HIGH, { east: 0 }),
  streetName(HIGH, 'HIGH STREET', 'STAVELEY'),
  street(LONG_HIGH, { east: 5000 }),
  streetName(LONG_HIGH, 'HIGH STREET', 'STAVELEY'),
  street(OTHER_HIGH, { east: 9000 }),
  streetName(OTHER_HIGH, 'HIGH STREET', 'BOLSOVER'),
  streetName(UNDER_WAY, 'NEW ROAD', 'BOLSOVER'),
  ...home(10, { number: 10 }),
  ...home(9, { number: 9 }),
  ...home(12, { number: 12, custodian: CHESTERFIELD_CUSTODIAN, east: 60 }),
  ...home(13, { number: 12, suffix: 'A', custodian: CHESTERFIELD_CUSTODIAN, east: 70 }),
  ...home(120, { number: 120, postcode: WHOLE, usrn: OTHER_HIGH }),
  ...home(121, { flat: 'FLAT 2', name: 'HOMETAY HOUSE', number: 121, postcode: WHOLE, usrn: OTHER_HIGH }),
  ...home(122, { flat: 'FLAT 3', name: 'HOMETAY HOUSE', number: 121, postcode: WHOLE, usrn: OTHER_HIGH }),
  ...home(123, { name: 'IVY COTTAGE', postcode: WHOLE, usrn: UNDER_WAY }),
  // Without a name: its street is not known.
  property(124, { custodian: BOLSOVER_CUSTODIAN, postcode: STRADDLING, east: 3000 }),
];

let app: TestApp;
before(async () => {
  app = await startTestApp();
  const file = join(dirname(app.file), 'gazetteer.csv');
  writeFileSync(file, gazetteer(...RECORDS));
  await importGazetteer(app.store, {
    files: [file],
    isComplete: false,
    allowShrink: false,
    isExcerpt: false,
    now: TEST_NOW,
    onBytes: () => undefined,
    onRow: () => undefined,
    onRefused: row => assert.fail(row.reason),
    onUnnamed: () => undefined,
  });
  await app.refresh();
});
after(() => app.stop());

const get = (path: string) => app.app.request(path);
const addressesOf = async (postcode: string) =>
  AddressList.parse(await (await get(`/api/v1/places/${encodeURIComponent(postcode)}/addresses`)).json());

describe('the addresses of a postcode', () => {
  test('come in the order of the street, each with who serves it', async () => {
    const list = await addressesOf('s439ab');
    assert.deepEqual(
      list.items.map(({ uprn, label, area }) => `${uprn} ${label} ${area}`),
      [
        '9 9 High Street, Staveley bolsover',
        '10 10 High Street, Staveley bolsover',
        '12 12 High Street, Staveley chesterfield',
        '13 12A High Street, Staveley chesterfield',
      ],
    );
    assert.deepEqual([list.postcode, list.total, list.page], ['S43 9AB', 4, 1]);
    assert.deepEqual([list.source?.name, list.source?.edition], ['Address gazetteer', '2026-08']);
  });

  test('are none where the gazetteer has none, and the reply can be kept', async () => {
    const reply = await get('/api/v1/places/DE45%201ES/addresses');
    assert.equal(AddressList.parse(await reply.json()).total, 0);
    assert.match(reply.headers.get('cache-control') ?? '', /^public/);
    assert.ok(reply.headers.get('etag'));
  });

  test('cannot be asked for by half a postcode', async () => {
    for (const typed of ['S43%209', 'pizza']) {
      const reply = await get(`/api/v1/places/${typed}/addresses`);
      assert.equal(reply.status, 400);
      assert.equal(Problem.parse(await reply.json()).kind, 'not-a-postcode');
    }
    assert.equal((await get('/api/v1/places/S43%209AB/addresses?colour=red')).status, 400);
  });
});

test('a postcode that straddles a boundary is settled by choosing an address', async () => {
  const found = Place.parse(await (await get('/api/v1/places/S43%209AB')).json());
  assert.ok(found.kind === 'ambiguous' && found.reason === 'addresses');
  assert.equal(found.message, 'Homes in S43 9AB are in Bolsover or Chesterfield. Choose where yours is.');

  const [first, , third] = (await addressesOf('S43 9AB')).items;
  for (const [address, council] of [
    [first, 'bolsover'],
    [third, 'chesterfield'],
  ] as const) {
    const reply = SearchReply.parse(await (await get(`/api/v1/az/search?q=bin+day&postcode=S43%209AB&area=${address?.area}`)).json());
    const responsible = reply.items[0]?.answers.filter(answer => answer.responsible).map(answer => answer.authority.id);
    assert.deepEqual(responsible, [council]);
  }
});

test('a postcode whose addresses all lie in one district needs no choice', async () => {
  const found = Place.parse(await (await get(`/api/v1/places/${encodeURIComponent(WHOLE)}`)).json());
  assert.deepEqual([found.kind, found.areas.map(area => area.id)], ['settled', ['bolsover']]);
});

describe('type-ahead', () => {
  const suggestions = async (typed: string) => {
    const reply = PlaceSuggestions.parse(await (await get(`/api/v1/places?q=${encodeURIComponent(typed)}&limit=8`)).json());
    return reply.items.map(({ kind, label, postcode, uprn }) => [kind, label, ...(kind === 'address' ? [postcode, uprn] : [])].join(' | '));
  };

  test('offers streets, each once', async () => {
    assert.deepEqual(await suggestions('high st'), ['street | High Street, Bolsover', 'street | High Street, Staveley']);
    assert.deepEqual(await suggestions('hgih street bol'), ['street | High Street, Bolsover']);
  });

  test('offers addresses by number and the beginning of the street, the number itself first', async () => {
    assert.deepEqual(await suggestions('12 high st'), [
      'address | 12 High Street, Staveley | S43 9AB | 12',
      'address | 12A High Street, Staveley | S43 9AB | 13',
      'address | 120 High Street, Bolsover | S43 4AA | 120',
      'address | Flat 2, Hometay House, 121 High Street, Bolsover | S43 4AA | 121',
      'address | Flat 3, Hometay House, 121 High Street, Bolsover | S43 4AA | 122',
    ]);
    assert.deepEqual(await suggestions('12a High Street, Staveley'), ['address | 12A High Street, Staveley | S43 9AB | 13']);
    assert.deepEqual(await suggestions('12'), []);
  });

  test('offers houses by name, and one flat in them', async () => {
    assert.deepEqual(await suggestions('hometay'), [
      'address | Flat 2, Hometay House, 121 High Street, Bolsover | S43 4AA | 121',
      'address | Flat 3, Hometay House, 121 High Street, Bolsover | S43 4AA | 122',
    ]);
    assert.deepEqual(await suggestions('Flat 3, Hometay House'), [
      'address | Flat 3, Hometay House, 121 High Street, Bolsover | S43 4AA | 122',
    ]);
    assert.deepEqual(await suggestions('ivy cottage new r'), ['address | Ivy Cottage, New Road, Bolsover | S43 4AA | 123']);
  });

  test('keeps towns and codes first', async () => {
    assert.equal((await suggestions('bolsover'))[0], 'town | Bolsover');
    assert.equal((await suggestions('S43 4'))[0], 'sector | S43 4');
  });
});

describe('a spot on the ground', () => {
  const point = async (uprn: string) => {
    const found = await app.deps.spots.at({ uprn });
    return found.kind === 'located' ? found.spot : assert.fail(found.message);
  };

  test('is an address by its number', async () => {
    const spot = await point('12');
    assert.deepEqual([spot.label, spot.precision], ['12 High Street, Staveley', 'address']);
    const found = await app.deps.spots.at({ uprn: '124' });
    assert.equal(found.kind, 'lost', 'one without a name is not shown');
  });

  test('is near an address and a street', async () => {
    const { point: at } = await point('12');
    assert.deepEqual(await app.deps.spots.nearestAddress(at), { uprn: '12', label: '12 High Street, Staveley', distanceM: 0 });
    assert.deepEqual(await app.deps.spots.nearestStreet(at), { name: 'High Street, Staveley', distanceM: 60 });
    assert.equal(await app.deps.spots.nearestAddress({ lat: 53.4, lng: -1.9 }), null);
    assert.equal(await app.deps.spots.nearestStreet({ lat: 53.4, lng: -1.9 }), null);
  });

  test('is a street by its name, where only one place has it', async () => {
    const found = await app.deps.spots.locate('High Street, Bolsover');
    assert.ok(found.kind === 'located');
    assert.deepEqual(
      [found.spot.label, found.spot.precision, found.source?.name],
      ['High Street, Bolsover', 'street', 'Address gazetteer'],
    );
    const several = await app.deps.spots.locate('high street');
    assert.ok(several.kind === 'lost');
    assert.match(several.message, /more than one High Street: Staveley or Bolsover\./);
  });
});

test('what people typed and who lives where is in no log', async () => {
  await get('/api/v1/places?q=12+high+st');
  await get('/api/v1/places/S43%209AB/addresses');
  assert.doesNotMatch(app.logged(), /9AB|high st/i);
});
