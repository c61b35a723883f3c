import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openStore } from '../store/connect.ts';
import { readVersion } from '../store/versions.ts';
import type { AddressRow } from './address-repository.ts';
import { createAddressWriter } from './address-repository.write.ts';
import { type GazetteerCounts, type GazetteerImport, importGazetteer } from './import-gazetteer.ts';
import type { RefusedRow } from './import-run.ts';
import { createPlaceWriter } from './repository.write.ts';
import {
  CHESTERFIELD_CUSTODIAN,
  deliveryPoint,
  gazetteer,
  header,
  place,
  property,
  propertyClass,
  street,
  streetName,
  trailer,
} from './testing/gazetteer-file.ts';
import { CHESTERFIELD, type County, DALES, NOW, openCounty, SHEFFIELD, TODAY } from './testing/small-county.ts';

let county: County;
let refused: RefusedRow[];
let unnamed: RefusedRow[];
beforeEach(async () => {
  county = await openCounty();
  refused = [];
  unnamed = [];
});
afterEach(() => county.close());

const HIGH_STREET = 20_400_001;
const streets = [street(HIGH_STREET), streetName(HIGH_STREET, 'HIGH STREET', 'BAKEWELL')];

const importFiles = (files: readonly string[], more: Partial<GazetteerImport> = {}): Promise<GazetteerCounts> =>
  importGazetteer(county.store, {
    files,
    isComplete: false,
    allowShrink: false,
    isExcerpt: false,
    now: NOW,
    onBytes: () => undefined,
    onRow: () => undefined,
    onRefused: row => void refused.push(row),
    onUnnamed: row => void unnamed.push(row),
    ...more,
  });
const take = (...records: readonly string[]) => importFiles([county.write('gazetteer.csv', gazetteer(...records))]);
const address = (uprn: number): Promise<AddressRow | undefined> => createAddressWriter(county.store.read).address(String(uprn));
const label = async (uprn: number) => (await address(uprn))?.label;
const version = () => readVersion(county.store.read, 'places');
/** What was done to properties: those counts that are not nought. */
const done = ({ added, changed, unchanged, removed, leftOut, nowhere, unnamed: nameless }: GazetteerCounts) =>
  Object.fromEntries(Object.entries({ added, changed, unchanged, removed, leftOut, nowhere, nameless }).filter(([, count]) => count > 0));

describe('a gazetteer', () => {
  test('is put together from its records, in whatever order they stand', async () => {
    const records = [
      ...streets,
      property(1),
      place(1, HIGH_STREET, { flat: 'FLAT 28', name: 'HOMETAY HOUSE', number: 2 }),
      deliveryPoint(1, { flat: 'FLAT 28', number: '2', postcode: 'DE45 1AB' }),
      propertyClass(1, 'RD06'),
    ];
    for (const order of [records, [...records].reverse()]) {
      const counts = await take(...order);
      assert.deepEqual([counts.records, counts.refused], [records.length + 2, 0]);
      const row = await address(1);
      assert.equal(row?.label, 'Flat 28, Hometay House, 2 High Street, Bakewell');
      assert.deepEqual([row?.usrn, row?.number, row?.name], ['20400001', '2', 'hometay house']);
      assert.deepEqual([row?.postcode, row?.easting, row?.northing], ['DE45 1AB', 422_000, 355_000]);
      assert.deepEqual([row?.custodian, row?.gss], ['1045', DALES]);
    }
  });

  test('may come in several files, and one cut up by kind of record, with column names on top', async () => {
    const named = county.write('ID15.csv', `RECORD_IDENTIFIER,CHANGE_TYPE,PRO_ORDER,USRN\n${streets.join('\n')}\n`);
    const placed = county.write('ID21.csv', `RECORD_IDENTIFIER,CHANGE_TYPE,PRO_ORDER,UPRN\n${property(1)}\n`);
    const written = county.write('ID24.csv', `${place(1, HIGH_STREET, { number: 2 })}\n`);
    await importFiles([written, named, placed]);
    assert.equal(await label(1), '2 High Street, Bakewell');
  });

  test('twice changes nothing, not even the version', async () => {
    const records = [...streets, property(1), place(1, HIGH_STREET, { number: 2 }), property(2, { status: 8 }), deliveryPoint(3)];
    assert.deepEqual(done(await take(...records)), { added: 1, leftOut: 1, nowhere: 1 });
    const before = await version();
    assert.deepEqual(done(await take(...records)), { unchanged: 1, leftOut: 1, nowhere: 1 });
    assert.equal(await version(), before);
  });

  test('is named after the approved way of writing, in English', async () => {
    await take(
      ...streets,
      streetName(HIGH_STREET, 'STRYD FAWR', 'BAKEWELL', { language: 'CYM' }),
      property(1),
      place(1, HIGH_STREET, { status: 8, number: 1 }),
      place(1, HIGH_STREET, { status: 1, number: 2 }),
      place(1, HIGH_STREET, { status: 1, language: 'CYM', number: 3 }),
      place(1, HIGH_STREET, { status: 3, name: 'THE OLD SHOP' }),
    );
    assert.equal(await label(1), '2 High Street, Bakewell');
  });

  test('is named as Royal Mail writes it where the custodian does not', async () => {
    await take(property(1), deliveryPoint(1, { number: '7', street: 'MILL LANE', town: 'CALVER' }));
    const row = await address(1);
    assert.deepEqual([row?.label, row?.number, row?.usrn], ['7 Mill Lane, Calver', '7', null]);
  });

  test('keeps the place of what has no name yet, and says why', async () => {
    assert.deepEqual(done(await take(property(1), place(1, 20_400_099, { number: 2 }), property(2))), { added: 2, nameless: 2 });
    assert.deepEqual(
      unnamed.map(({ line, reason, text }) => [line, reason, text]),
      [
        [2, 'is on the street 20400099, which is neither in the files nor on record, so it has no name yet', 'UPRN 1'],
        [4, 'has a place but nothing to call it by', 'UPRN 2'],
      ],
    );
    assert.equal(await label(1), null);
  });

  test('leaves out Ordnance Survey’s own objects, and what is no address', async () => {
    const counts = await take(
      ...streets,
      property(1, { custodian: '7655' }),
      place(1, HIGH_STREET, { number: 1 }),
      property(2, { postal: 'N' }),
      property(3),
      place(3, HIGH_STREET, { name: 'POND' }),
      propertyClass(3, 'LW02'),
    );
    assert.deepEqual(done(counts), { leftOut: 3 });
  });

  test('has its district by custodian, and else by the boundaries on record', async () => {
    await county.fill();
    await take(
      ...streets,
      property(1, { custodian: CHESTERFIELD_CUSTODIAN, east: 9990 }),
      place(1, HIGH_STREET, { number: 1 }),
      property(2, { custodian: '1050', east: 15_000 }),
      place(2, HIGH_STREET, { number: 2 }),
      property(3, { custodian: '4415', east: 5000, north: 15_000, postcode: 'S11 8AA' }),
      place(3, HIGH_STREET, { number: 3 }),
    );
    const ground = async (uprn: number) => [(await address(uprn))?.gss, (await address(uprn))?.inPark];
    assert.deepEqual(await ground(1), [CHESTERFIELD, false]);
    assert.deepEqual(await ground(2), [CHESTERFIELD, false]);
    assert.deepEqual(await ground(3), ['E08000019', false]);
  });
});

describe('a change-only file', () => {
  beforeEach(() => take(...streets, property(1), place(1, HIGH_STREET, { number: 2 }), property(2), place(2, HIGH_STREET, { number: 4 })));

  test('changes what it speaks of, and leaves the rest', async () => {
    assert.deepEqual(done(await take(property(1, { change: 'U', east: 2500 }))), { changed: 1 });
    assert.deepEqual([(await address(1))?.easting, await label(1)], [422_500, '2 High Street, Bakewell']);
    assert.deepEqual(done(await take(place(1, HIGH_STREET, { change: 'U', number: 2, suffix: 'A' }))), { changed: 1 });
    assert.deepEqual([(await address(1))?.easting, await label(1)], [422_500, '2A High Street, Bakewell']);
    assert.equal(await label(2), '4 High Street, Bakewell');
  });

  test('takes off what is deleted, demolished or historic', async () => {
    assert.deepEqual(done(await take(property(1, { change: 'D' }), property(2, { change: 'U', status: 8 }))), { removed: 2 });
    assert.equal(await address(1), undefined);
    assert.equal(await address(2), undefined);
  });

  test('takes off what turns out to be no address', async () => {
    assert.deepEqual(done(await take(propertyClass(1, 'LP02', undefined, 'U'))), { removed: 1 });
  });

  test('gives all addresses of a renamed street its new name', async () => {
    const counts = await take(streetName(HIGH_STREET, 'UPPER HIGH STREET', 'BAKEWELL', { change: 'U' }));
    assert.deepEqual(counts.streets, { added: 0, changed: 1, removed: 0 });
    assert.equal(await label(1), '2 Upper High Street, Bakewell');
    assert.equal(await label(2), '4 Upper High Street, Bakewell');
  });

  test('with one old way of writing keeps the label that the record has', async () => {
    assert.deepEqual(done(await take(place(1, HIGH_STREET, { change: 'U', status: 8, number: 99 }))), {});
    assert.equal(await label(1), '2 High Street, Bakewell');
  });

  test('takes off a street', async () => {
    assert.deepEqual((await take(street(HIGH_STREET, { change: 'D' }))).streets, { added: 0, changed: 0, removed: 1 });
  });
});

describe('files that are said to be complete', () => {
  const home = (uprn: number) => [property(uprn), place(uprn, HIGH_STREET, { number: uprn })];
  const file = (count: number) =>
    county.write('all.csv', gazetteer(...streets, ...Array.from({ length: count }, (_, at) => home(at + 1)).flat()));

  test('take off what they no longer name, of their own custodians only', async () => {
    await importFiles([file(20)]);
    await take(...streets, property(99, { custodian: CHESTERFIELD_CUSTODIAN }), place(99, HIGH_STREET, { number: 99 }));
    assert.equal((await importFiles([file(19)])).removed, 0, 'unless that is said');
    assert.deepEqual(done(await importFiles([file(19)], { isComplete: true })), { unchanged: 19, removed: 1 });
    assert.equal(await address(20), undefined);
    assert.equal(await label(99), '99 High Street, Bakewell');
  });

  test('are refused where they name under nine tenths, unless that is meant', async () => {
    await importFiles([file(20)]);
    await assert.rejects(importFiles([file(10)], { isComplete: true }), /leave 10 of the 20 addresses .*--allow-shrink/s);
    assert.equal(await label(20), '20 High Street, Bakewell');
    assert.equal((await importFiles([file(10)], { isComplete: true, allowShrink: true })).removed, 10);
  });
});

describe('the addresses of a postcode settle who serves it', () => {
  const homes = (from: number, count: number, custodian: string, postcode: string) =>
    Array.from({ length: count }, (_, at) => from + at).flatMap(uprn => [
      property(uprn, { custodian, postcode, east: custodian === CHESTERFIELD_CUSTODIAN ? 10_020 : 9950 }),
      place(uprn, HIGH_STREET, { number: uprn }),
    ]);
  const outcome = async (postcode: string) => {
    const found = await (await county.finder()).find(postcode, TODAY);
    return 'areas' in found ? `${found.kind} ${found.areas.map(area => area.id).join(' or ')}` : found.kind;
  };

  test('where its point alone is too near a boundary', async () => {
    await county.fill();
    assert.equal(await outcome('DE45 1AD'), 'ambiguous derbyshire-dales or chesterfield');
    const elsewhere = homes(50, 1, CHESTERFIELD_CUSTODIAN, 'S40 1AA');
    const counts = await take(...streets, ...homes(1, 5, '1045', 'DE45 1AD'), ...elsewhere);
    assert.equal(counts.postcodes, 1 + 1);
    assert.equal(await outcome('DE45 1AD'), 'settled derbyshire-dales');
  });

  test('and say both where it truly has homes in two districts', async () => {
    await county.fill();
    await take(...streets, ...homes(1, 2, '1045', 'DE45 1AD'), ...homes(11, 4, CHESTERFIELD_CUSTODIAN, 'DE45 1AD'));
    assert.equal(await outcome('DE45 1AD'), 'ambiguous chesterfield or derbyshire-dales');
    // Four homes leave: one district is left.
    await take(
      ...[11, 12, 13, 14].map(uprn => property(uprn, { change: 'D', custodian: CHESTERFIELD_CUSTODIAN })),
      ...homes(21, 1, CHESTERFIELD_CUSTODIAN, 'S40 1AA'),
    );
    assert.equal(await outcome('DE45 1AD'), 'settled derbyshire-dales');
  });

  test('but not while the gazetteer of the district next door is missing', async () => {
    await county.fill();
    await take(...streets, ...homes(1, 5, '1045', 'DE45 1AD'));
    assert.equal(await outcome('DE45 1AD'), 'ambiguous derbyshire-dales or chesterfield');
  });

  test('and leave what another file said of districts that no gazetteer covers', async () => {
    const nsul = county.write(
      'nsul.csv',
      `UPRN,PCDS,LAD25CD,NPARK16CD\n1,S40 1AA,${SHEFFIELD},E65000001\n2,S40 1AA,${CHESTERFIELD},E65000001\n`,
    );
    await county.fill();
    await county.importPostcodes([nsul]);
    await take(...streets, ...homes(1, 3, CHESTERFIELD_CUSTODIAN, 'S40 1AA'));
    const counts = await createPlaceWriter(county.store.read).addresses('S40 1AA');
    assert.deepEqual(Object.fromEntries(counts.map(({ gss, addresses }) => [gss, addresses])), { [SHEFFIELD]: 1, [CHESTERFIELD]: 3 });
  });

  test('boundaries that come later measure them anew', async () => {
    await take(...streets, ...homes(1, 3, '1050', 'DE45 1AD'));
    assert.equal((await address(1))?.gss, null);
    await county.fill();
    assert.deepEqual([(await address(1))?.gss, (await address(1))?.inPark], [DALES, false]);
  });
});

describe('a file that is not right changes nothing and says why:', () => {
  const refuses = async (content: string | Uint8Array, why: RegExp) => {
    const before = await version();
    const good = county.write('good.csv', gazetteer(...streets, property(1), place(1, HIGH_STREET, { number: 2 })));
    const bad = county.write('bad.csv', content);
    await assert.rejects(importFiles([good, bad]), (fault: Error) => {
      assert.equal(fault.name, 'ImportRefused');
      assert.match(fault.message, why);
      assert.ok(fault.message.startsWith(bad));
      return true;
    });
    assert.equal(await version(), before);
    assert.equal(await address(1), undefined);
  };
  const many = (count: number) => Array.from({ length: count }, (_, at) => property(at + 100));

  test('empty', () => refuses('', /is empty/));
  test('another kind of file', () => refuses('UPRN,X,Y\n1,2,3\n', /is no gazetteer transfer file.*begins with “UPRN,X,Y”/));
  test('cut off before its trailer', () => refuses(gazetteer(...many(30)).slice(0, -400), /no trailer \(record 99\), so it breaks off/));
  test('with records missing in the middle', () =>
    refuses(
      [header(), ...many(10), trailer(20), ''].join('\n'),
      /has 10 records, and its trailer \(record 99\) says 20: some are missing/,
    ));
  test('without a frame, cut off in the middle of a record', () =>
    refuses(many(30).join('\n').slice(0, -',"D","DE45 1AA",0'.length), /breaks off in the middle of line 30/));
  test('with too many faults', () =>
    refuses(gazetteer(...many(100), ...many(25).map(text => text.replace('DE45 1AA', 'DE45'))), /25 of its 127 rows/));
  test('a quotation mark that is never closed', () =>
    refuses(gazetteer(...many(3), '24,"I",1,2,"oops', ...many(3)), /quotation mark is still open/));
  test('a zip archive', () => refuses(Buffer.from('PK\u0003\u0004 and so on'), /zip archive/));
  test('missing', async () => {
    await assert.rejects(importFiles([join(county.folder, 'absent.csv')]), /absent\.csv is not there/);
  });
});

test('part of a file is taken where that is said: its trailer counts more', async () => {
  const file = county.write(
    'part.csv',
    [header(), ...streets, property(1), place(1, HIGH_STREET, { number: 2 }), trailer(94_761), ''].join('\n'),
  );
  await assert.rejects(importFiles([file]), /--excerpt/);
  assert.equal((await importFiles([file], { isExcerpt: true })).added, 1);
});

test('records that are refused are reported with line and reason, and the rest is taken', async () => {
  const counts = await take(...streets, property(1), place(1, HIGH_STREET, { number: 2 }), property(2, { postcode: 'NOWHERE' }));
  assert.deepEqual([counts.added, counts.refused], [1, 1]);
  assert.deepEqual(
    refused.map(({ line, reason }) => `${line} ${reason}`),
    ['6 has “NOWHERE”, which is not a postcode'],
  );
});

test('Windows line ends, a byte order mark, Latin-1, quotation marks and commas in names are taken', async () => {
  const text = gazetteer(
    street(HIGH_STREET),
    streetName(HIGH_STREET, 'HIGH ""TOP"" STREET, EAST', 'CAFÉ TOWN'),
    property(1),
    place(1, HIGH_STREET, { number: 2 }),
  );
  await importFiles([
    county.write('windows.csv', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text.replaceAll('\n', '\r\n'))])),
  ]);
  assert.equal(await label(1), '2 High "top" Street, East, Café Town');
  await importFiles([county.write('latin.csv', Buffer.from(text, 'latin1'))]);
  assert.equal(await label(1), '2 High "top" Street, East, Café Town');
});

test('killed half way, an import leaves the record as it was', async () => {
  await take(...streets, property(1), place(1, HIGH_STREET, { number: 2 }));
  const before = await version();
  const file = county.write('new.csv', gazetteer(...Array.from({ length: 300 }, (_, at) => property(at + 1, { east: 3000 }))));
  const child = fileURLToPath(new URL('testing/import-gazetteer-and-die.ts', import.meta.url));
  const { signal } = spawnSync(process.execPath, [child, join(county.folder, 'record.sqlite'), file, '150'], { encoding: 'utf8' });
  assert.equal(signal, 'SIGKILL');
  const again = openStore(join(county.folder, 'record.sqlite'));
  try {
    assert.equal(await readVersion(again.read, 'places'), before);
    assert.equal((await createAddressWriter(again.read).address('1'))?.easting, 422_000);
  } finally {
    again.close();
  }
});
