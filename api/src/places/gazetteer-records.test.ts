import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type GazetteerRecord, readGazetteerRecord } from './gazetteer-records.ts';
import { deliveryPoint, header, place, property, propertyClass, street, streetName, trailer } from './testing/gazetteer-file.ts';

/** Test records hold no commas. */
const cellsOf = (record: string): string[] => record.split(',').map(cell => cell.replaceAll('"', ''));
const read = (record: string): GazetteerRecord | string => {
  const found = readGazetteerRecord(cellsOf(record));
  if ('refused' in found) return found.refused;
  return 'value' in found ? found.value : 'read past';
};
const taken = <Kind extends GazetteerRecord['kind']>(kind: Kind, record: string): Extract<GazetteerRecord, { kind: Kind }> => {
  const found = read(record);
  if (typeof found === 'string' || found.kind !== kind) return assert.fail(`${record} was ${JSON.stringify(found)}`);
  return found as Extract<GazetteerRecord, { kind: Kind }>;
};

describe('records of AddressBase Premium, as in the sample of 2012', () => {
  test('10, header', () => {
    assert.deepEqual(read('10,"NAG Hub - GeoPlace",9999,2012-06-08,1,2012-06-08,11:52:32,"1.0","F"'), {
      kind: 'header',
      processedOn: '2012-06-08',
    });
  });

  test('11, street: somewhere between its ends', () => {
    const row = '11,"I",1,7803555,1,9059,,1995-09-04,,8,0,1995-09-04,,2005-04-07,2005-04-07,345558.00,731129.00,345809.00,731128.00,999';
    const { usrn, custodian, point } = taken('street', row);
    assert.deepEqual([usrn, custodian, point], ['7803555', '9059', { easting: 345_684, northing: 731_129 }]);
  });

  test('15, its name', () => {
    const { name, locality, town } = taken(
      'street-name',
      '15,"I",2,7803555,"WEST QUEEN STREET","BROUGHTY FERRY","DUNDEE","DUNDEE CITY","ENG"',
    );
    assert.deepEqual([name, locality, town], ['West Queen Street', 'Broughty Ferry', 'Dundee']);
  });

  test('21, property', () => {
    const row = '21,"I",94755,9059007610,1,2,2005-04-05,,346782.00,732382.00,1,9059,2005-04-05,,2009-05-22,2005-04-05,"S","DD5 3BZ",0';
    const { uprn, isGone, point, custodian, postcode } = taken('property', row);
    assert.deepEqual(
      [uprn, isGone, point, custodian, postcode],
      ['9059007610', false, { easting: 346_782, northing: 732_382 }, '9059', 'DD5 3BZ'],
    );
  });

  test('24, how it is written', () => {
    const row =
      '24,"I",94759,9059007610,"9059L000006573","ENG",1,2005-04-05,,2005-04-05,2005-04-05,,"",,"","",2,"",,"","",7803531,"1","","","Y"';
    const { uprn, usrn, rank, line } = taken('place', row);
    assert.deepEqual([uprn, usrn, rank, line.front, line.number], ['9059007610', '7803531', 0, '2 ', '2']);
  });

  test('28, delivery point: the parent’s number before the organisation moves the rest by one', () => {
    const row =
      '28,"I",1655,117076025,117115426,6448792,"","","FLAT 28","HOMETAY HOUSE",2,"","HIGH STREET","","MONIFIETH","DUNDEE","DD5 4BN","S","","","","","","",2012-05-01,2006-04-14,,2012-02-03,2006-04-14';
    const { uprn, postcode, line, street: road } = taken('delivery-point', row);
    assert.deepEqual(
      [uprn, postcode, `${line?.front}${road}`],
      ['117076025', 'DD5 4BN', 'Flat 28, Hometay House, 2 High Street, Monifieth, Dundee'],
    );
  });

  test('23, 31 and most of 32 have no bearing on where an address is', () => {
    assert.equal(
      read('23,"I",1658,117076027,"9053X600019772","osgb4000000004497443",8,"7666MI",2006-04-14,,2012-02-03,2006-04-14'),
      'read past',
    );
    assert.equal(read('31,"I",93835,9059007610,"9059O000001679","Party Time","",2012-03-20,,2012-03-20,2012-03-20'), 'read past');
    const row =
      '32,"I",1656,9059007610,"9053C000019771","RD","AddressBase Premium Classification Scheme",1.0,2010-02-04,,2010-02-04,2010-02-04';
    assert.equal(read(row), 'read past');
  });

  test('99, trailer', () => {
    assert.deepEqual(read('99,0,94761,2012-06-08,11:52:32'), { kind: 'trailer', records: 94_761 });
  });
});

describe('records of AddressBase Premium since 2016', () => {
  test('have latitude, longitude and country between the rest', () => {
    assert.deepEqual(taken('street', street(20400001)).point, { easting: 422_000, northing: 355_000 });
    const { point, custodian, postcode } = taken('property', property(1));
    assert.deepEqual([point, custodian, postcode], [{ easting: 422_000, northing: 355_000 }, '1045', 'DE45 1AA']);
    const { line, street: road, postcode: delivered } = taken('delivery-point', deliveryPoint(1, { name: '12A' }));
    assert.deepEqual([`${line?.front}${road}`, delivered], ['12A High Street, Bakewell', 'DE45 1AB']);
    assert.equal(taken('street-name', streetName(20400001, 'HIGH STREET', 'BAKEWELL')).town, 'Bakewell');
    assert.equal(taken('header', header()).processedOn, '2026-08-01');
    assert.equal(taken('trailer', trailer(3)).records, 3);
  });
});

describe('records of DTF 7.3, as councils send them', () => {
  test('21 has the class before the place', () => {
    const row = (code: string) =>
      `21,"I",1,100030000001,1,2,2005-04-05,"${code}",,422000.00,355000.00,1,1045,2005-04-05,,2009-05-22,2005-04-05,"","","",1045,1045,""`;
    assert.deepEqual(taken('property', row('RD04')).point, { easting: 422_000, northing: 355_000 });
    assert.equal(taken('property', row('LP02')).isGone, true);
  });

  test('24 has the postcode', () => {
    const row =
      '24,"I",1,100030000001,"1045L000000001","ENG",1,2005-04-05,,2005-04-05,2005-04-05,,"",,"","",2,"",,"","",20400001,"","Y","DE45 1AA","BAKEWELL","Y",1045,1045,""';
    assert.equal(taken('place', row).postcode, 'DE45 1AA');
  });
});

describe('what is no address', () => {
  const isGone = (record: string) => taken('property', record).isGone;
  test('is deleted, historic, rejected, demolished, not postal, or Ordnance Survey’s', () => {
    assert.equal(isGone(property(1, { change: 'D' })), true);
    for (const status of [5, 7, 8, 9]) assert.equal(isGone(property(1, { status })), true, `status ${status}`);
    assert.equal(isGone(property(1, { state: 4 })), true);
    assert.equal(isGone(property(1, { postal: 'N' })), true);
    assert.equal(isGone(property(1, { custodian: '7655' })), true);
    assert.equal(isGone(property(1, { status: 6 })), false, 'a home that is being built');
  });

  test('or of a class of land, street furniture or street records; but only in the scheme that has these letters', () => {
    for (const code of ['LP', 'OS01', 'PS']) assert.equal(taken('unaddressed', propertyClass(1, code)).uprn, '1');
    assert.equal(read(propertyClass(1, 'LO', 'VOA Special Category')), 'read past');
    assert.equal(read(propertyClass(1, 'LP', undefined, 'D')), 'read past');
  });

  test('ways of writing that are historic, rejected or deleted are read past', () => {
    for (const status of [5, 7, 8, 9]) assert.equal(read(place(1, 2, { status, number: 2 })), 'read past');
    assert.equal(read(place(1, 2, { change: 'D', number: 2 })), 'read past');
  });
});

test('the approved way of writing goes before the provisional and the alternative one, English before Welsh', () => {
  const rank = (status: number, language: string) => taken('place', place(1, 2, { status, language, number: 2 })).rank;
  const ranks = [rank(1, 'ENG'), rank(1, 'CYM'), rank(6, 'ENG'), rank(3, 'ENG'), rank(3, 'CYM')];
  assert.deepEqual([...ranks].sort(), ranks);
  assert.equal(new Set(ranks).size, ranks.length);
});

test('an organisation is named only where nothing else tells which address it is', () => {
  const label = (more: Parameters<typeof deliveryPoint>[1]) => taken('delivery-point', deliveryPoint(1, more)).line?.front;
  assert.equal(label({ organisation: 'PARTY TIME', number: '2' }), '2 ');
  assert.equal(label({ organisation: 'PARTY TIME' }), 'Party Time, ');
  assert.equal(label({}), undefined);
});

test('a record that is not right is refused with the reason', () => {
  assert.equal(read('77,"I",1'), 'has “77” as record identifier');
  assert.equal(read(property(1).replace('"I"', '"X"')), 'has “X” as change type, which should be I, U or D');
  assert.equal(read('21,"I",1,2'), 'has 4 columns, and a record 21 has 19 or 22 or 23');
  assert.equal(read(property(1).replace(',1,1,2,', ',ten,1,2,')), 'has “ten” as UPRN, which should be a number of up to 12 digits');
  assert.match(String(read(property(1, { east: 900_000 }))), /which are not in Great Britain/);
  assert.equal(read(property(1, { postcode: 'DE451' })), 'has “DE451”, which is not a postcode');
  assert.equal(read(place(1, 2)), 'has neither a number nor a name');
  assert.equal(read(place(1, 2, { number: 123_456 })), 'has something other than a number as house number');
  assert.equal(read(streetName(20400001, '', 'BAKEWELL')), 'has no street name');
  assert.equal(read('99,0,many,2026-08-01,08:00:00'), 'has “many” as number of records');
});
