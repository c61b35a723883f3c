import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { recognise } from './postcode-files.ts';

const PARKS = new Set(['E26000006']);
const CODE_POINT_ROW = ['DE1 0FD', '10', '436031', '335411', 'E92000001', 'E19000001', 'E18000004', '', 'E06000015', 'E05015511'];
const NSPL = [
  'pcd7',
  'pcds',
  'dointr',
  'doterm',
  'east1m',
  'north1m',
  'gridind',
  'lad25cd',
  'wd25cd',
  'npark16cd',
  'pfa23cd',
  'lat',
  'long',
];
const NSPL_ROW = [
  'DE1 0FD',
  'DE1 0FD',
  '198001',
  '',
  '436031',
  '335411',
  '1',
  'E06000015',
  'E05015511',
  'E65000001',
  'E23000018',
  '52.91493',
  '-1.46561',
];

const reader = (header: readonly string[]) => {
  const recognised = recognise(header, PARKS);
  assert.ok('read' in recognised, recognised.kind === 'unknown' ? recognised.fault : recognised.kind);
  return recognised;
};
const refusal = (header: readonly string[], row: readonly string[]): string => {
  const read = reader(header).read(row);
  return 'refused' in read ? read.refused : 'taken';
};
/** A row with some cells changed, by column name. */
const changed = (header: readonly string[], row: readonly string[], more: Readonly<Record<string, string>>): string[] =>
  header.map((name, at) => more[name] ?? row[at] ?? '');

describe('a file is known by its columns', () => {
  test('Code-Point Open by ten columns without a header', () => {
    assert.equal(recognise(CODE_POINT_ROW, PARKS).kind, 'code-point-open');
  });

  test('its list of column names is no data', () => {
    assert.equal(recognise(['PC', 'PQ', 'EA', 'NO', 'CY', 'RH', 'LH', 'CC', 'DC', 'WC'], PARKS).kind, 'column-names');
    assert.equal(recognise(['Postcode', 'Positional_quality_indicator', 'Eastings'], PARKS).kind, 'column-names');
  });

  test('NSPL and ONSPD whatever the edition calls its columns', () => {
    for (const district of ['lad25cd', 'lad26cd', 'LAD31CD', 'oslaua', 'laua'])
      assert.equal(
        recognise(
          NSPL.map(name => (name === 'lad25cd' ? district : name)),
          PARKS,
        ).kind,
        'nspl',
        district,
      );
    for (const [now, once] of [
      ['npark16cd', 'park'],
      ['pfa23cd', 'pfa'],
      ['east1m', 'oseast1m'],
      ['gridind', 'osgrdind'],
      ['wd25cd', 'osward'],
    ] as const)
      assert.equal(
        recognise(
          NSPL.map(name => (name === now ? once : name)),
          PARKS,
        ).kind,
        'nspl',
        once,
      );
  });

  test('NSUL by its UPRN', () => {
    assert.equal(recognise(['UPRN', 'GRIDGB1E', 'GRIDGB1N', 'PCDS', 'LAD25CD', 'NPARK16CD'], PARKS).kind, 'nsul');
  });

  test('a missing column is named', () => {
    for (const [column, named] of [
      ['lad25cd', /district code/],
      ['npark16cd', /national park code/],
      ['doterm', /doterm/],
      ['pcds', /pcds/],
      ['lat', /lat/],
      ['pfa23cd', /police/],
    ] as const) {
      const recognised = recognise(
        NSPL.filter(name => name !== column),
        PARKS,
      );
      assert.ok(recognised.kind === 'unknown');
      assert.match(recognised.fault, named);
    }
    const recognised = recognise(['UPRN', 'X_COORDINATE', 'Y_COORDINATE'], PARKS);
    assert.ok(recognised.kind === 'unknown' && /looks like NSUL, but lacks the columns pcds/.test(recognised.fault));
  });

  test('anything else is refused with how it begins', () => {
    const recognised = recognise(['id', 'name', 'price'], PARKS);
    assert.ok(recognised.kind === 'unknown');
    assert.match(recognised.fault, /begins with “id”, “name”, “price”/);
  });
});

describe('a row of Code-Point Open', () => {
  const row = (more: Readonly<Record<number, string>>) => CODE_POINT_ROW.map((cell, at) => more[at] ?? cell);

  test('gives the postcode, its point, district and ward', () => {
    const read = reader(CODE_POINT_ROW).read(CODE_POINT_ROW);
    assert.ok('value' in read && 'quality' in read.value);
    const { lat, lng, ...rest } = read.value;
    assert.deepEqual(rest, {
      postcode: 'DE1 0FD',
      easting: 436031,
      northing: 335411,
      quality: 10,
      gss: 'E06000015',
      ward: 'E05015511',
      statedInPark: undefined,
      isRetired: false,
      retiredOn: null,
    });
    // Five metres of a Helmert shift are 0.00007 degrees.
    assert.ok(Math.abs((lat ?? 0) - 52.91493) < 1e-4 && Math.abs((lng ?? 0) + 1.46561) < 1e-4);
  });

  test('may have the space anywhere, but not a postcode that has to be put right', () => {
    assert.equal(refusal(CODE_POINT_ROW, row({ 0: 'S1  1AA' })), 'taken');
    assert.equal(refusal(CODE_POINT_ROW, row({ 0: 'DE451AA' })), 'taken');
    assert.match(refusal(CODE_POINT_ROW, row({ 0: 'DE1 OFD' })), /“DE1 OFD”, which is not a postcode/);
  });

  test('without a position has none', () => {
    const read = reader(CODE_POINT_ROW).read(row({ 1: '90', 2: '0', 3: '0', 8: '' }));
    assert.ok('value' in read && 'quality' in read.value);
    assert.deepEqual([read.value.easting, read.value.lat, read.value.gss], [null, null, null]);
  });

  test('is refused with the reason', () => {
    assert.match(refusal(CODE_POINT_ROW, CODE_POINT_ROW.slice(0, 4)), /has 4 columns instead of 10/);
    assert.match(refusal(CODE_POINT_ROW, row({ 0: '' })), /has no postcode/);
    assert.match(refusal(CODE_POINT_ROW, row({ 1: '11' })), /positional quality/);
    assert.match(refusal(CODE_POINT_ROW, row({ 2: 'x' })), /not in Great Britain/);
    assert.match(refusal(CODE_POINT_ROW, row({ 2: '0' })), /not in Great Britain/);
    assert.match(refusal(CODE_POINT_ROW, row({ 8: 'Derby' })), /“Derby” as district code/);
  });
});

describe('a row of NSPL', () => {
  const take = (more: Readonly<Record<string, string>>) => {
    const read = reader(NSPL).read(changed(NSPL, NSPL_ROW, more));
    assert.ok('value' in read && 'quality' in read.value, JSON.stringify(read));
    return read.value;
  };

  test('states the park; a park that is no partner’s is none', () => {
    assert.equal(take({ npark16cd: 'E26000006' }).statedInPark, true);
    assert.equal(take({ npark16cd: 'E26000003' }).statedInPark, false);
    assert.equal(take({ npark16cd: '' }).statedInPark, null);
  });

  test('with a month of termination is retired', () => {
    const { isRetired, retiredOn } = take({ doterm: '201512' });
    assert.deepEqual([isRetired, retiredOn], [true, '2015-12-01']);
    assert.equal(take({}).isRetired, false);
  });

  test('without a position, as ONS writes it, has none', () => {
    for (const nowhere of [
      { lat: '99.999999', long: '0.000000' },
      { lat: '', long: '' },
    ])
      assert.deepEqual([take(nowhere).easting, take(nowhere).quality], [null, 90]);
  });

  test('without eastings has them from latitude and longitude', () => {
    const { easting, northing } = take({ east1m: '', north1m: '' });
    assert.ok(Math.abs((easting ?? 0) - 436031) < 8 && Math.abs((northing ?? 0) - 335411) < 8);
  });

  test('has no district where the code is a pseudo code', () => {
    assert.equal(take({ lad25cd: 'E99999999' }).gss, null);
    assert.equal(take({ lad25cd: 'L99999999' }).gss, null);
  });

  test('is refused with the reason', () => {
    assert.match(refusal(NSPL, changed(NSPL, NSPL_ROW, { doterm: 'soon' })), /“soon” as date of termination/);
    assert.match(refusal(NSPL, changed(NSPL, NSPL_ROW, { lat: '-1.4', long: '52.9' })), /not in the United Kingdom/);
    assert.match(refusal(NSPL, NSPL_ROW.slice(1)), /has 12 columns instead of 13/);
  });
});

test('a row of NSUL gives a district and a side of the park; one without a postcode is passed over', () => {
  const header = ['UPRN', 'PCDS', 'LAD25CD', 'NPARK16CD'];
  const { read } = reader(header);
  assert.deepEqual(read(['1', 'DE45 1ES', 'E07000035', 'E26000006']), { value: { postcode: 'DE45 1ES', gss: 'E07000035', inPark: true } });
  assert.deepEqual(read(['1', '', 'E07000035', 'E26000006']), { skipped: true });
  assert.match(refusal(header, ['1', 'DE45 1ES', 'E07000035', '']), /no national park code/);
});
