import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Authority } from '@dtp/contract/authorities.ts';
import { AskedPlace } from '@dtp/contract/az.ts';
import { authorityBook } from '../authorities/book.ts';
import { createAuthorityRepository } from '../authorities/repository.ts';
import { createAddressRepository } from './address-repository.ts';
import { openPlaceFinder, type PlaceFinder } from './finder.ts';
import { createPlaceRepository } from './repository.ts';
import { type County, DALES, NOW, NSPL_HEADER, nsplRow, openCounty, PARK, TODAY } from './testing/small-county.ts';

const ids = (place: AskedPlace): string[] => ('areas' in place ? place.areas.map(area => area.id) : []);
const share = (place: AskedPlace, id: string): number | null | undefined =>
  'areas' in place ? place.areas.find(area => area.id === id)?.share : undefined;

describe('on a fresh clone, with sectors only', () => {
  let county: County;
  let places: PlaceFinder;
  before(async () => {
    county = await openCounty();
    places = await county.finder();
  });
  after(() => county.close());

  test('a postcode is answered by its sector, and says so', async () => {
    const place = await places.find('de1 2fs', TODAY);
    assert.equal(place.kind, 'sector');
    assert.equal(place.postcode, 'DE1 2FS');
    assert.deepEqual(ids(place), ['derby']);
    assert.equal(place.message, 'DE1 2FS is in Derby, like all of DE1 2.');
  });

  test('in Derby the unitary holds both council roles', async () => {
    const place = await places.find('DE1 2FS', TODAY);
    assert.ok('areas' in place);
    assert.deepEqual(place.areas[0]?.serves, {
      district: 'derby',
      county: 'derby',
      planning: 'derby',
      police: 'derbyshire-constabulary',
      fire: 'derbyshire-fire-rescue',
    });
  });

  test('inside the park the park authority decides planning, and the district stays the district', async () => {
    const place = await places.find('DE45 1ES', TODAY);
    assert.ok('areas' in place);
    assert.deepEqual(ids(place), ['derbyshire-dales.park']);
    assert.equal(place.areas[0]?.serves.planning, 'peak-district');
    assert.equal(place.areas[0]?.serves.district, 'derbyshire-dales');
    assert.equal(place.areas[0]?.name, 'Derbyshire Dales, inside the Peak District National Park');
  });

  test('a sector of several areas lists all of them, likeliest first, with shares', async () => {
    const place = await places.find('DE4 5AA', TODAY);
    assert.equal(place.kind, 'sector');
    assert.deepEqual(ids(place), ['amber-valley', 'derbyshire-dales', 'north-east-derbyshire']);
    assert.ok('areas' in place && place.areas.reduce((sum, area) => sum + (area.share ?? 0), 0) > 0.999);
    assert.match(place.message, /Choose where you live/);
  });

  test('a sector that is partly outside offers that too, and says so', async () => {
    const place = await places.find('DE11 8AA', TODAY);
    assert.equal(place.kind, 'sector');
    assert.ok('beyond' in place && place.beyond.length > 0 && ids(place).length > 0);
    assert.match(place.message, /Part of it is outside Derbyshire, in .+\. Choose where you live\.$/);
  });

  test('a sector of which ours is the lesser part is outside, with our part offered', async () => {
    for (const [typed, council, area] of [
      ['DE13 9AA', 'East Staffordshire', 'South Derbyshire'],
      ['NG16 3AA', 'Broxtowe', 'Amber Valley'],
      ['NG19 7AA', 'Mansfield', 'Bolsover'],
    ] as const) {
      const place = await places.find(typed, TODAY);
      const sector = typed.slice(0, -2);
      assert.ok(place.kind === 'outside');
      assert.equal(place.council?.name, council);
      assert.deepEqual(
        place.beyond.map(one => one.name),
        [council],
      );
      assert.deepEqual(
        place.areas.map(one => one.name),
        [area],
      );
      assert.equal(
        place.message,
        `This goes by ${sector}, the first part of ${typed}. Most of ${sector} is in ${council}, outside Derbyshire. Part of it is in ${area}. Choose where you live. GOV.UK can tell you which council is yours.`,
      );
    }
  });

  test('where nothing is outside there is nothing beyond to choose, and the council finder is always at hand', async () => {
    for (const typed of ['DE1 2FS', 'DE45 1ES', 'DE4 5AA', 'S11 8TE']) {
      const place = await places.find(typed, TODAY);
      assert.ok('beyond' in place);
      assert.deepEqual(place.beyond, []);
      assert.equal(place.finderUrl, 'https://www.gov.uk/find-local-council');
    }
  });

  test('a sector wholly outside is outside, with its council named', async () => {
    const place = await places.find('S11 8TE', TODAY);
    assert.equal(place.kind, 'outside');
    assert.ok(place.kind === 'outside');
    assert.deepEqual(place.council, { gss: 'E08000039', name: 'Sheffield' });
    assert.deepEqual(place.areas, []);
    assert.equal(place.finderUrl, 'https://www.gov.uk/find-local-council');
  });

  test('a sector alone is answered too', async () => {
    const place = await places.find('de451', TODAY);
    assert.equal(place.kind, 'sector');
    assert.equal(place.postcode, 'DE45 1');
  });

  test('an unknown sector is not found; half a postcode or none is not a postcode', async () => {
    assert.equal((await places.find('ZZ99 9ZZ', TODAY)).kind, 'not-found');
    const half = await places.find('de45', TODAY);
    assert.equal(half.kind, 'not-a-postcode');
    assert.match(half.message, /only the beginning of a postcode/);
    assert.equal((await places.find('bakewell', TODAY)).kind, 'not-a-postcode');
  });

  test('what was typed is repeated in short only', async () => {
    for (const typed of ['x'.repeat(10_000), '🏡'.repeat(5000), `<script>${'a'.repeat(500)}`]) {
      const place = await places.find(typed, TODAY);
      assert.equal(place.kind, 'not-a-postcode');
      assert.ok([...place.postcode].length <= 20);
    }
  });

  test('every answer keeps to the contract', async () => {
    for (const typed of ['DE1 2FS', 'DE45 1ES', 'DE4 5AA', 'S11 8TE', 'ZZ99 9ZZ', 'nonsense'])
      AskedPlace.parse(await places.find(typed, TODAY));
  });

  test('an authority has the areas it serves, likeliest first', () => {
    const served = (authority: string) => places.areasOf(authority, TODAY).map(area => area.id as string);
    assert.deepEqual(served('derby'), ['derby']);
    assert.deepEqual(served('derbyshire-dales'), ['derbyshire-dales', 'derbyshire-dales.park']);
    assert.deepEqual(served('peak-district'), ['derbyshire-dales.park', 'high-peak.park', 'north-east-derbyshire.park']);
    assert.ok(!served('derbyshire').includes('derby'));
    assert.equal(served('derbyshire').length, 11);
    assert.equal(served('derbyshire-constabulary').length, 12);
    assert.deepEqual(served('nobody'), []);
    const shares = places.areasOf('derbyshire', TODAY).map(area => area.share ?? 0);
    assert.ok(Math.abs(shares.reduce((sum, one) => sum + one, 0) - 1) < 1e-9);
  });

  test('type-ahead offers sectors, outward codes and towns', async () => {
    const labels = async (typed: string) => (await places.suggest(typed, 8, TODAY)).items.map(one => `${one.kind} ${one.label}`);
    assert.deepEqual(await labels('de45 1'), ['sector DE45 1']);
    assert.deepEqual((await labels('DE11')).slice(0, 2), ['outward DE11', 'sector DE11 0']);
    assert.ok((await labels('DE11')).includes('sector DE1 1'));
    assert.deepEqual(await labels('bakew'), ['town Bakewell']);
    assert.deepEqual(await labels('ASHFORD-IN-THE-WATER'), ['town Ashford in the Water']);
    assert.deepEqual(await labels('bâkewéll'), ['town Bakewell']);
    assert.deepEqual(await labels('DE45 1ES'), ['postcode DE45 1ES']);
    assert.deepEqual(await labels('   '), []);
    assert.deepEqual(await labels('🏡'), []);
    const few = await places.suggest('a', 3, TODAY);
    assert.equal(few.items.length, 3);
    assert.equal(few.total, (await places.suggest('a', 5000, TODAY)).items.length);
    assert.ok(few.total > 20);
  });

  test('towns of one name can be told apart', async () => {
    const { items: found } = await places.suggest('middleton', 8, TODAY);
    assert.equal(found.length, 2);
    assert.equal(new Set(found.map(one => one.detail)).size, 2);
  });
});

describe('with postcodes and boundaries imported', () => {
  let county: County;
  let places: PlaceFinder;
  before(async () => {
    county = await openCounty();
    await county.fill();
    const nspl = [
      NSPL_HEADER,
      nsplRow('DE45 1BA', 2000, 5000, DALES, { doterm: '201503', park: PARK }),
      nsplRow('DE45 1BB', 9950, 5000, DALES, { doterm: '201503' }),
      nsplRow('S11 8BA', 15_000, 15_000, 'E08000039', { doterm: '201503' }),
      nsplRow('DE45 1BD', 7000, 5000, DALES, { park: PARK }),
    ];
    await county.importPostcodes([county.write('nspl.csv', `${nspl.join('\n')}\n`)]);
    const addresses = (postcode: string, gss: string, park: string, count: number) =>
      Array.from({ length: count }, (_, at) => `10000${at},${postcode},${gss},${park}`);
    const nsul = [
      'UPRN,PCDS,LAD25CD,NPARK16CD',
      ...addresses('S40 1AA', 'E07000034', 'E65000001', 12),
      ...addresses('S40 1AA', DALES, 'E65000001', 8),
      ...addresses('DE45 1AD', DALES, 'E65000001', 19),
      ...addresses('DE45 1AD', 'E07000034', 'E65000001', 1),
      ...addresses('S40 9ZZ', 'E07000034', 'E65000001', 3),
      ...addresses('S40 8AA', 'E07000034', 'E65000001', 12),
      ...addresses('S40 8AA', 'E08000039', 'E65000001', 8),
      ...addresses('S40 8AB', 'E07000034', 'E65000001', 6),
      ...addresses('S40 8AB', 'E08000039', 'E65000001', 14),
      ...addresses('S40 8AD', 'E07000034', 'E65000001', 12),
      ...addresses('S40 8AD', 'E09000001', 'E65000001', 8),
    ];
    await county.importPostcodes([county.write('nsul.csv', `${nsul.join('\n')}\n`)]);
    places = await county.finder();
  });
  after(() => county.close());

  test('a point well inside an area is settled', async () => {
    const inPark = await places.find('DE45 1AA', TODAY);
    assert.equal(inPark.kind, 'settled');
    assert.deepEqual(ids(inPark), ['derbyshire-dales.park']);
    assert.equal(inPark.message, 'DE45 1AA is in Derbyshire Dales, inside the Peak District National Park.');
    const outside = await places.find('DE45 1AB', TODAY);
    assert.equal(outside.message, 'DE45 1AB is in Derbyshire Dales, outside the national park.');
  });

  test('near another district without addresses the person chooses, the likelier first', async () => {
    const place = await places.find('DE45 1BB', TODAY);
    assert.equal(place.kind, 'retired');
    assert.deepEqual(ids(place), ['derbyshire-dales', 'chesterfield']);
  });

  test('near the edge of the park the person chooses the side', async () => {
    const place = await places.find('DE45 1AE', TODAY);
    assert.ok(place.kind === 'ambiguous');
    assert.equal(place.reason, 'boundary');
    assert.deepEqual(ids(place), ['derbyshire-dales', 'derbyshire-dales.park']);
    assert.match(place.message, /close to the edge of the national park/);
  });

  test('addresses go before the distance to a boundary, and one of many is ignored', async () => {
    const place = await places.find('DE45 1AD', TODAY);
    assert.equal(place.kind, 'settled');
    assert.deepEqual(ids(place), ['derbyshire-dales']);
  });

  test('addresses on both sides of a boundary are a straddle, with shares', async () => {
    const place = await places.find('S40 1AA', TODAY);
    assert.ok(place.kind === 'ambiguous');
    assert.equal(place.reason, 'addresses');
    assert.deepEqual(ids(place), ['chesterfield', 'derbyshire-dales']);
    assert.equal(share(place, 'chesterfield'), 0.6);
    assert.equal(place.source.name, 'ONS National Statistics UPRN Lookup');
  });

  test('addresses on both sides of our border are a choice, and what is beyond is among it', async () => {
    const mostlyOurs = await places.find('S40 8AA', TODAY);
    assert.equal(mostlyOurs.kind, 'ambiguous');
    assert.deepEqual(ids(mostlyOurs), ['chesterfield']);
    assert.ok('beyond' in mostlyOurs);
    assert.deepEqual(mostlyOurs.beyond, [{ gss: 'E08000039', name: 'Sheffield' }]);
    assert.equal(
      mostlyOurs.message,
      'Most homes in S40 8AA are in Chesterfield. Some are outside Derbyshire, in Sheffield. Choose where yours is.',
    );
    const mostlyTheirs = await places.find('S40 8AB', TODAY);
    assert.ok(mostlyTheirs.kind === 'outside');
    assert.deepEqual(ids(mostlyTheirs), ['chesterfield']);
    assert.equal(mostlyTheirs.beyond.length, 1);
    assert.match(mostlyTheirs.message, /^Most homes in S40 8AB are in Sheffield, outside Derbyshire\. Some are in Chesterfield\./);
  });

  test('a council whose name is not on record is still a choice', async () => {
    const place = await places.find('S40 8AD', TODAY);
    assert.ok(place.kind === 'ambiguous');
    assert.deepEqual(place.beyond, [{ gss: 'E09000001', name: 'another council’s area' }]);
  });

  test('a postcode known by its addresses alone is answered', async () => {
    assert.equal((await places.find('S40 9ZZ', TODAY)).kind, 'settled');
  });

  test('what a file states about the park goes before the polygon', async () => {
    assert.deepEqual(ids(await places.find('DE45 1BD', TODAY)), ['derbyshire-dales.park']);
  });

  test('near a neighbour’s boundary the answer stands, and says so', async () => {
    const place = await places.find('S40 1AB', TODAY);
    assert.equal(place.kind, 'settled');
    assert.match(place.message, /very near the boundary with Sheffield/);
    assert.ok('beyond' in place && place.beyond.length === 0);
  });

  test('a postcode without a position has its district, and the sides of the park that its sector has', async () => {
    const place = await places.find('DE4 2AF', TODAY);
    assert.equal(place.kind, 'ambiguous');
    assert.deepEqual(ids(place), ['derbyshire-dales', 'derbyshire-dales.park']);
    assert.ok((share(place, 'derbyshire-dales') ?? 0) > (share(place, 'derbyshire-dales.park') ?? 1));
  });

  test('outside it is outside, and a point very near our boundary names who may be on our side', async () => {
    const far = await places.find('S11 8AA', TODAY);
    assert.ok(far.kind === 'outside');
    assert.deepEqual(far.areas, []);
    assert.deepEqual(far.council, { gss: 'E08000039', name: 'Sheffield' });
    const near = await places.find('S11 8AB', TODAY);
    assert.ok(near.kind === 'outside');
    assert.deepEqual(ids(near), ['chesterfield']);
    assert.match(near.message, /very near Chesterfield/);
    assert.deepEqual(near.beyond, [{ gss: 'E08000039', name: 'Sheffield' }]);
  });

  test('a postcode out of use is answered from its last place, and says when it ended', async () => {
    const place = await places.find('DE45 1BA', TODAY);
    assert.ok(place.kind === 'retired');
    assert.equal(place.retiredOn, '2015-03-01');
    assert.match(place.message, /^DE45 1BA went out of use in March 2015\. It was in Derbyshire Dales, inside/);
    assert.equal(place.source.name, 'ONS postcode directory');
    assert.equal((await places.find('S11 8BA', TODAY)).kind, 'outside');
  });

  test('one that is missing among the full postcodes says so, and is answered by sector', async () => {
    const place = await places.find('DE45 1ZZ', TODAY);
    assert.equal(place.kind, 'sector');
    assert.match(place.message, /^DE45 1ZZ is not in our list/);
  });

  test('a sector that the starter data lacks is counted from the postcodes on record', async () => {
    const { importPostcodes, write } = county;
    await importPostcodes([write('new-sector.csv', `${nsplHeaderAnd(nsplRow('DE98 1AA', 7000, 5000, DALES))}\n`)]);
    await openAndFind(county, 'DE98 1ZZ').then(place => {
      assert.equal(place.kind, 'sector');
      assert.deepEqual(ids(place), ['derbyshire-dales']);
    });
  });

  test('live postcodes are offered while somebody types', async () => {
    const { items: found, total } = await places.suggest('de45 1a', 8, TODAY);
    assert.deepEqual(
      found.map(one => one.label),
      ['DE45 1', 'DE45 1AA', 'DE45 1AB', 'DE45 1AD', 'DE45 1AE'],
    );
    assert.equal(found[1]?.postcode, 'DE45 1AA');
    assert.equal(total, 5);
    const two = await places.suggest('de45 1a', 2, TODAY);
    assert.deepEqual([two.items.length, two.total], [2, 5]);
  });

  test('every answer keeps to the contract', async () => {
    for (const typed of ['DE45 1AA', 'DE45 1AD', 'DE45 1AE', 'DE45 1BA', 'S40 1AA', 'S11 8AB', 'DE4 2AF'])
      AskedPlace.parse(await places.find(typed, TODAY));
  });
});

const nsplHeaderAnd = (row: string): string => `${NSPL_HEADER}\n${row}`;
const openAndFind = async (county: County, typed: string): Promise<AskedPlace> => (await county.finder()).find(typed, TODAY);

describe('after councils are replaced', () => {
  const VESTING_DAY = '2028-04-01';
  const unitary = (id: string, gss: string) => ({
    id,
    name: `${id} council`,
    shortName: id === 'north-derbyshire' ? 'North Derbyshire' : 'South Derbyshire and Derby',
    kind: 'unitary',
    gss,
    register: null,
    custodian: null,
    homeUrl: 'https://council.example/',
    contact: { label: 'Main number', phone: null, url: null, source: null, verifiedOn: null },
    activeFrom: VESTING_DAY,
    activeTo: null,
    successors: [],
  });

  const reorganised = async (county: County, successorsOf: (id: string) => string[]): Promise<PlaceFinder> => {
    const present = await createAuthorityRepository(county.store.read).all();
    const register = present.map(one => {
      const successors = successorsOf(one.id);
      return Authority.parse(successors.length > 0 ? { ...one, activeTo: VESTING_DAY, successors } : one);
    });
    const fresh = [unitary('north-derbyshire', 'E06000901'), unitary('south-derbyshire-and-derby', 'E06000902')].map(one =>
      Authority.parse(one),
    );
    return openPlaceFinder({
      repository: createPlaceRepository(county.store.read),
      addresses: createAddressRepository(county.store.read),
      authorities: authorityBook([...register, ...fresh]),
    });
  };

  let county: County;
  before(async () => {
    county = await openCounty();
    await county.fill();
  });
  after(() => county.close());

  test('the successor serves from its first day on, and as a unitary holds the county role too', async () => {
    const places = await reorganised(county, id =>
      ['derbyshire-dales', 'chesterfield', 'derbyshire'].includes(id) ? ['north-derbyshire'] : [],
    );
    assert.deepEqual(ids(await places.find('S40 1AA', '2028-03-31')), ['chesterfield']);
    const place = await places.find('S40 1AA', VESTING_DAY);
    assert.deepEqual(ids(place), ['north-derbyshire']);
    assert.ok('areas' in place);
    assert.equal(place.areas[0]?.serves.county, 'north-derbyshire');
  });

  test('a boundary between two councils that became one is none', async () => {
    const places = await reorganised(county, id =>
      ['derbyshire-dales', 'chesterfield', 'derbyshire'].includes(id) ? ['north-derbyshire'] : [],
    );
    assert.equal((await places.find('DE45 1AD', '2028-03-31')).kind, 'ambiguous');
    assert.equal((await places.find('DE45 1AD', VESTING_DAY)).kind, 'settled');
  });

  test('a council that is divided leaves the choice to the person', async () => {
    const places = await reorganised(county, id => (id === 'chesterfield' ? ['north-derbyshire', 'south-derbyshire-and-derby'] : []));
    const place = await places.find('S40 1AA', VESTING_DAY);
    assert.equal(place.kind, 'ambiguous');
    assert.deepEqual(ids(place), ['north-derbyshire', 'south-derbyshire-and-derby']);
  });

  test('a host that still names the old council gets its successor’s areas', async () => {
    const places = await reorganised(county, id => (['derbyshire-dales', 'chesterfield'].includes(id) ? ['north-derbyshire'] : []));
    assert.deepEqual(
      places.areasOf('chesterfield', VESTING_DAY).map(area => area.id as string),
      ['north-derbyshire', 'north-derbyshire.park'],
    );
  });
});

test('the finder takes up a change when it is rebuilt', async () => {
  const county = await openCounty();
  try {
    const authorities = authorityBook(await createAuthorityRepository(county.store.read).all());
    const places = await openPlaceFinder({
      repository: createPlaceRepository(county.store.read),
      addresses: createAddressRepository(county.store.read),
      authorities,
    });
    const named = await places.find('DE45 1AA', TODAY);
    assert.ok('source' in named && named.source.name === 'Postcode sectors');
    await county.fill();
    await places.rebuild();
    const place = await places.find('DE45 1AA', TODAY);
    assert.ok('source' in place);
    assert.equal(place.source.name, 'OS Code-Point Open');
    assert.equal(place.source.importedOn, NOW.toISOString().slice(0, 10));
  } finally {
    county.close();
  }
});
