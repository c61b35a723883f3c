import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { createMapWriter } from '../repository.write.ts';
import { addPostcode, DESCRIBED, type LayerRecord, NOW, openLayerRecord } from './testing/layer-record.ts';

let record: LayerRecord;
beforeEach(async () => {
  record = await openLayerRecord();
});
afterEach(() => record.close());

const point = (id: string, more: object = {}, lng = -1.67, lat = 53.21) => ({
  type: 'Feature',
  id,
  properties: { name: `Bench ${id}`, ...more },
  geometry: { type: 'Point', coordinates: [lng, lat] },
});
const collection = (features: readonly object[], more: object = {}): string =>
  JSON.stringify({ type: 'FeatureCollection', ...more, features });
const many = (count: number) => Array.from({ length: count }, (_, at) => point(`b${at}`));
const ids = async () => (await record.features()).map(({ id }) => id).sort();
const reasons = () => record.refused.map(({ line, reason }) => `${line} ${reason}`);
/** An import that has to be refused; the record stays as it was. */
const refusal = async (work: () => Promise<unknown>): Promise<string> => {
  const before = [await record.version(), JSON.stringify(await record.features())];
  let message = '';
  await assert.rejects(work, (fault: unknown) => {
    message = fault instanceof Error ? `${fault.name}: ${fault.message}` : '';
    return true;
  });
  assert.deepEqual([await record.version(), JSON.stringify(await record.features())], before, 'the record is as it was');
  assert.match(message, /^ImportRefused: /);
  return message;
};

describe('an import of a layer', () => {
  test('makes a new layer of what it is told and of what is in the file', async () => {
    const counts = await record.import(record.write('a.geojson', collection([point('b1'), point('b2')])));
    assert.deepEqual(counts, {
      rows: 2,
      added: 2,
      changed: 0,
      unchanged: 0,
      removed: 0,
      leftOut: 0,
      refused: 0,
      isNew: true,
      isDescribedAnew: true,
    });
    const layer = await record.layer();
    assert.deepEqual(
      [layer?.title, layer?.geometry, layer?.role, layer?.count, layer?.isVerified, layer?.owner],
      ['Benches', 'point', 'places', 2, false, null],
    );
    assert.match(layer?.licenceUrl ?? '', /open-government-licence/);
  });

  test('twice changes nothing, not even the version', async () => {
    const file = record.write('a.geojson', collection(many(3)));
    await record.import(file);
    const before = [await record.version(), await record.layer()];
    const counts = await record.import(file, { now: new Date('2026-12-01') });
    assert.deepEqual([counts.unchanged, counts.added, counts.changed, counts.removed], [3, 0, 0, 0]);
    assert.deepEqual([await record.version(), await record.layer()], before);
  });

  test('replaces: what is no longer listed is taken off, and features keep their numbers', async () => {
    await record.import(record.write('a.geojson', collection(many(4))));
    const before = new Map((await record.features()).map(({ id, number }) => [id, number]));
    const counts = await record.import(record.write('b.geojson', collection([...many(4).slice(1), point('new')])), { given: {} });
    assert.deepEqual([counts.added, counts.removed, counts.unchanged], [1, 1, 3]);
    assert.deepEqual(await ids(), ['b1', 'b2', 'b3', 'new']);
    for (const { id, number } of await record.features()) assert.equal(number, before.get(id) ?? 4);
    assert.equal((await record.layer())?.count, 4);
  });

  test('upserts: what is not listed stays', async () => {
    await record.import(record.write('a.geojson', collection(many(3))));
    const counts = await record.import(record.write('b.geojson', collection([point('b0', { seats: 2 }), point('new')])), {
      mode: 'upsert',
    });
    assert.deepEqual([counts.added, counts.changed, counts.removed], [1, 1, 0]);
    assert.deepEqual(await ids(), ['b0', 'b1', 'b2', 'new']);
  });

  test('takes several files as one list', async () => {
    const files = [record.write('a.geojson', collection([point('b1')])), record.write('b.csv', 'id,name,lat,lng\nb2,Two,53.2,-1.6\n')];
    await record.import(files);
    assert.deepEqual(await ids(), ['b1', 'b2']);
  });

  test('of a list far shorter than the layer is refused unless that is said to be right', async () => {
    await record.import(record.write('a.geojson', collection(many(10))));
    const short = record.write('b.geojson', collection(many(6)));
    assert.match(await refusal(() => record.import(short)), /6 features.*has 10.*under 70 %.*--allow-shrink/);
    assert.equal((await record.import(short, { allowShrink: true })).removed, 4);
    assert.equal((await record.import(record.write('c.geojson', collection(many(5))))).removed, 1);
  });

  test('reports what it refuses by file and number, takes the rest, and takes nothing off that may be among the refused', async () => {
    await record.import(record.write('a.geojson', collection(many(3))));
    const nameless = { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [-1.6, 53.2] } };
    const file = record.write('b.geojson', collection([point('b0', {}, 53.2, -1.6), nameless, point('b1'), point('b1'), point('b2')]));
    const counts = await record.import(file);
    assert.deepEqual([counts.refused, counts.removed, counts.unchanged], [3, 0, 2]);
    assert.deepEqual(
      record.refused.map(row => [row.file === file, row.unit, row.line]),
      [
        [true, 'feature', 1],
        [true, 'feature', 2],
        [true, 'feature', 4],
      ],
    );
    assert.match(
      reasons().join('\n'),
      /1 has latitude and longitude the wrong way round.*\n2 has no name.*\n4 has the id b1, which is in the files more than once/,
    );
    assert.match(record.notes.join(), /nothing was taken off/);
    assert.deepEqual(await ids(), ['b0', 'b1', 'b2']);
  });

  test('of a file that is broken as a whole takes nothing', async () => {
    const bad = Array.from({ length: 30 }, (_, at) => point(`x${at}`, {}, 2.35, 48.85));
    assert.match(
      await refusal(() => record.import(record.write('a.geojson', collection([...many(100), ...bad])))),
      /30 of its 130 features/,
    );
    assert.match(await refusal(() => record.import(record.write('b.geojson', collection(bad.slice(0, 2))))), /2 of its 2 features/);
  });

  test('says everything that a new layer lacks, and refuses an owner who is not on record', async () => {
    const file = record.write('a.geojson', collection(many(1)));
    const lacking = await refusal(() => record.import(file, { given: { title: 'Benches', owner: 'nobody' } }));
    for (const words of [/licence is needed/, /attribution is needed/, /source is needed/, /no authority “nobody”.*derbyshire-dales/])
      assert.match(lacking, words);
    await record.import(file, { given: { ...DESCRIBED, owner: 'derbyshire-dales' } });
    assert.equal((await record.layer())?.owner, 'derbyshire-dales');
  });

  test('of the same features can still describe the layer anew', async () => {
    const file = record.write('a.geojson', collection(many(2)));
    await record.import(file);
    const before = await record.layer();
    const counts = await record.import(file, { given: { edition: '2026-11', style: { tone: 'green' } } });
    assert.equal(counts.isDescribedAnew, true);
    const after = await record.layer();
    assert.deepEqual(
      [after?.edition, after?.style.tone, after?.title, after?.style.order],
      ['2026-11', 'green', 'Benches', before?.style.order],
    );
    assert.equal((after?.version ?? 0) > (before?.version ?? 0), true);
  });

  test('refuses what the layer does not hold', async () => {
    const line = {
      ...point('l'),
      geometry: {
        type: 'LineString',
        coordinates: [
          [-1.6, 53.2],
          [-1.5, 53.2],
        ],
      },
    };
    await record.import(record.write('a.geojson', collection(many(2))));
    await record.import(record.write('b.geojson', collection([...many(2), line])));
    assert.deepEqual(reasons(), ['3 is a line, and the layer holds points']);
  });

  test('remembers how the layer is read', async () => {
    const file = record.write(
      'a.geojson',
      collection([point('x', { ref: 'R1', label: 'One' }), point('y', { ref: 'R2', label: 'Two', old: 'yes' })]),
    );
    const reading = { idField: 'ref', titleField: 'Label', leaveOut: [{ field: 'old', value: '*' }] };
    assert.equal((await record.import(file, { reading })).leftOut, 1);
    const counts = await record.import(file, { given: {} });
    assert.deepEqual([counts.unchanged, counts.leftOut], [1, 1]);
    assert.deepEqual(
      (await record.features()).map(({ id, title }) => [id, title]),
      [['R1', 'One']],
    );
    assert.match(await refusal(() => record.import(file, { reading: { titleField: 'naem' } })), /no column or property called “naem”/);
  });
});

describe('what a feature says', () => {
  const only = async (properties: object) => {
    await record.import(record.write('a.geojson', collection([point('b1', properties)])));
    const [feature] = await record.features();
    assert.ok(feature);
    return feature;
  };

  test('fills the columns by forgiving names, and the rest is kept beside them', async () => {
    const feature = await only({
      Description: 'By the river',
      'Address 1': 'Castle Street',
      'Address 2': 'Bakewell',
      'Post Code': 'de451aa',
      Telephone: '01629 533190',
      'Email address': 'benches@example.org',
      Website: 'https://example.org/benches',
      Source: 'Parish survey',
      'Last checked': '2026-10-01',
      Seats: 3,
      Accessible: true,
      Materials: ['oak', 'iron'],
      Empty: '',
      Nothing: null,
    });
    const { title, summary, address, postcode, phone, email, url, source, verifiedOn, properties } = feature;
    assert.deepEqual(
      { title, summary, address, postcode, phone, email, url, source, verifiedOn },
      {
        title: 'Bench b1',
        summary: 'By the river',
        address: 'Castle Street, Bakewell',
        postcode: 'DE45 1AA',
        phone: '01629 533190',
        email: 'benches@example.org',
        url: 'https://example.org/benches',
        source: 'Parish survey',
        verifiedOn: '2026-10-01',
      },
    );
    assert.deepEqual(properties, { Seats: 3, Accessible: true, Materials: 'oak, iron' });
  });

  test('that fits no column is kept as text, never as a link or HTML', async () => {
    const feature = await only({
      url: 'javascript:alert(1)',
      email: 'ask at the desk',
      phone: 'none',
      postcode: 'nowhere',
      name: '<b>Bench</b>\u0000\u202e one',
    });
    assert.deepEqual([feature.url, feature.email, feature.phone, feature.postcode], [null, null, null, null]);
    assert.equal(feature.title, '<b>Bench</b> one');
    assert.deepEqual(feature.properties, { url: 'javascript:alert(1)', email: 'ask at the desk', phone: 'none', postcode: 'nowhere' });
  });

  test('under a hostile name is text like any other', async () => {
    const file = record.write(
      'a.geojson',
      `{"type":"FeatureCollection","features":[{"type":"Feature","id":"b1","geometry":{"type":"Point","coordinates":[-1.6,53.2]},
        "properties":{"name":"One","__proto__":"a","constructor":"b","toString":{"x":1},"<img src=x>":"c","hasOwnProperty":"d"}}]}`,
    );
    await record.import(file);
    const [feature] = await record.features();
    assert.deepEqual(Object.entries(feature?.properties ?? {}), [
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['<img src=x>', 'c'],
      ['hasOwnProperty', 'd'],
    ]);
    assert.equal(Object.getOwnPropertyDescriptor(Object.prototype, 'name'), undefined);
  });

  test('is cut where it is endless, and of too many properties the first are kept, which is said', async () => {
    const feature = await only({
      ...Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`p${at}`, 'x'])),
      name: 'n'.repeat(5000),
    });
    assert.equal(feature.title.length, 200);
    assert.equal(Object.keys(feature.properties).length, 50);
    assert.match(record.notes.join(), /more than 50 properties/);
  });

  test('without an id gets one of its title, with a number where several are alike', async () => {
    await record.import(record.write('a.csv', "name,lat,lng\nSt Mary's Bench,53.2,-1.6\nSt Mary’s Bench,53.3,-1.6\n"));
    assert.deepEqual(await ids(), ['st-marys-bench', 'st-marys-bench-2']);
  });

  test('as an id is cleaned to letters, digits and a few marks', async () => {
    await record.import(record.write('a.csv', 'id,name,lat,lng\n13/00858/HCC,One,53.2,-1.6\n***,Two,53.2,-1.6\n'));
    assert.deepEqual(await ids(), ['13-00858-HCC']);
    assert.match(reasons().join(), /“\*\*\*” as its id/);
  });
});

describe('GeoJSON', () => {
  test('as a single Feature, over several lines', async () => {
    assert.equal((await record.import(record.write('a.json', JSON.stringify(point('b1'), null, 2)))).added, 1);
  });

  test('one a line, or as a text sequence, by line number', async () => {
    const lines = [JSON.stringify(point('b1')), 'nonsense', '', JSON.stringify(point('b2')), '{"type":"Point"}'];
    const counts = await record.import(record.write('a.txt', `${lines.join('\n')}\n`));
    assert.deepEqual([counts.added, counts.refused], [2, 2]);
    assert.deepEqual(reasons(), ['2 is not JSON', '5 is not a GeoJSON Feature']);
    const sequence = ['b1', 'b2'].map(id => `\u001e${JSON.stringify(point(id))}\n`).join('');
    assert.equal((await record.import(record.write('b.geojsons', sequence))).unchanged, 2);
  });

  test('in another system, named by the file or by the person', async () => {
    const grid = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::27700' } };
    const feature = point('b1', {}, 421_610, 368_877);
    await record.import(record.write('a.geojson', collection([feature], { crs: grid })));
    const [stored] = await record.features();
    assert.ok(stored?.geometry.type === 'Point');
    assert.ok(Math.abs((stored.geometry.coordinates[1] ?? 0) - 53.2165) < 0.001);
    assert.equal((await record.import(record.write('b.geojson', collection([feature])), { reading: { crs: 'EPSG:27700' } })).unchanged, 1);
  });

  test('in a system that we cannot turn safely is refused', async () => {
    const crs = { type: 'name', properties: { name: 'EPSG:2157' } };
    assert.match(await refusal(() => record.import(record.write('a.geojson', collection(many(1), { crs })))), /“EPSG:2157”.*EPSG:27700/);
  });

  test('with some positions in another system: those are refused', async () => {
    await record.import(record.write('a.geojson', collection([...many(5), point('grid', {}, 421_610, 368_877)])));
    assert.match(reasons().join(), /6 has \[421610, 368877\], which looks like easting and northing/);
  });

  for (const [what, text, reason] of [
    ['cut off', collection(many(3)).slice(0, -40), /breaks off/],
    ['cut off between lines', `${JSON.stringify(point('b1'))}\n${JSON.stringify(point('b2')).slice(0, 30)}`, /breaks off/],
    ['with text after its end', `${collection(many(1))} and more`, /not JSON all through/],
    ['with a comma missing', collection(many(2)).replace('},{"type":"Feature"', '}{"type":"Feature"'), /not JSON all through/],
    ['with no features', collection([]), /no features/],
    ['of another kind', '{"type":"Topology","objects":{}}', /not GeoJSON/],
    ['as a list', '[1,2]', /is not GeoJSON, CSV/],
    ['of nothing', ' \n ', /is empty/],
    ['as HTML', '<!doctype html><title>Not found</title>', /is not GeoJSON, CSV/],
    ['nested without end', `{"type":"FeatureCollection","features":[{"a":${'['.repeat(100_000)}`, /breaks off/],
  ] as const)
    test(`${what} is refused, and nothing of it is taken`, async () => {
      assert.match(await refusal(() => record.import(record.write('a.geojson', text))), reason);
    });
});

describe('CSV', () => {
  const imported = async (text: string | Uint8Array, more = {}) => {
    await record.import(record.write('a.csv', text), more);
    return (await record.features()).map(({ title, geometry }) => [
      title,
      ...('coordinates' in geometry ? geometry.coordinates : []).map(one => Number(Number(one).toFixed(2))),
    ]);
  };
  const HERE = [-1.68, 53.22];

  for (const [what, text] of [
    ['latitude and longitude', 'Name,Latitude,Longitude\nOne,53.2165,-1.6774\n'],
    ['lng and lat', 'name,LNG,LAT\nOne,-1.6774,53.2165\n'],
    ['easting and northing', 'Site,Easting,Northing\nOne,421610,368877\n'],
    ['GeoX and GeoY with a system beside them', 'Title,CoordinateReferenceSystem,GeoX,GeoY\nOne,OSGB36,421610,368877\n'],
    ['x and y in degrees', 'name,x,y\nOne,-1.6774,53.2165\n'],
    ['two numbers in one cell', 'Site,"Site Co-ordinates\n(Geocode)"\nOne,"421610,368877"\n'],
    ['latitude before longitude in one cell', 'Site,Coordinates\nOne,"53.2165, -1.6774"\n'],
    ['tabs between cells', 'name\tlat\tlng\nOne\t53.2165\t-1.6774\n'],
    ['semicolons between cells, with commas in texts', 'name;note;lat;lng\nOne;a, b, c;53.2165;-1.6774\n'],
    ['a title above the column names', 'Public Land And Assets (July 2016),,\n,,\nName,Lat,Lng\nOne,53.2165,-1.6774\n'],
    ['a byte order mark and CRLF', '\ufeffname,lat,lng\r\nOne,53.2165,-1.6774\r\n'],
  ] as const)
    test(`says where things are by ${what}`, async () => assert.deepEqual(await imported(text), [['One', ...HERE]]));

  test('says where things are by postcode or UPRN, as far as those are on record', async () => {
    await addPostcode(record.store, 'DE45 1ES', -1.6774, 53.2165);
    const found = await imported('name,UPRN,Post Code\nOne,,de451es\nTwo,100,DE45 1ES\nThree,,DE45 9ZZ\nFour,200,\nFive,,XX\nSix,,\n');
    assert.deepEqual(found, [
      ['One', ...HERE],
      ['Two', ...HERE],
    ]);
    const said = reasons().join('\n');
    for (const words of [
      /4 has the postcode DE45 9ZZ, which is not on record/,
      /5 has the UPRN “200”/,
      /6 has “XX”, which is not a postcode/,
      /7 does not say where/,
    ])
      assert.match(said, words);
  });

  test('prefers measured positions, and falls back where they are empty or nought', async () => {
    await addPostcode(record.store, 'DE45 1ES', -1.6774, 53.2165);
    const found = await imported('name,easting,northing,lat,lng,postcode\nOne,421610,368877,,,DE1 1AA\nTwo,0,0,,,DE45 1ES\n');
    assert.deepEqual(found, [
      ['One', ...HERE],
      ['Two', ...HERE],
    ]);
  });

  test('refuses rows with the columns swapped, out of the world, mixed or not numbers', async () => {
    await imported('name,lat,lng\nOne,53.2,-1.6\nTwo,-1.6,53.2\nThree,91,200\nFour,north,west\nFive,53.2\nSix,NaN,Infinity\n');
    const said = reasons().join('\n');
    for (const words of [
      /3 .*wrong way round/,
      /4 .*not in degrees/,
      /5 has “west” and “north”, which are not coordinates/,
      /6 has 2 cells, and there are 3/,
      /7 has “Infinity”/,
    ])
      assert.match(said, words);
    record.refused.length = 0;
    await record.import(record.write('b.csv', 'name,x,y\nOne,421610,368877\nTwo,-1.6,53.2\n'));
    assert.match(reasons().join(), /3 has \[-1\.6, 53\.2\], which looks like degrees, and the file is in British National Grid/);
  });

  test('in Latin-1 keeps its letters', async () => {
    assert.deepEqual(await imported(Buffer.from('name,lat,lng\nCafé Ròs,53.2165,-1.6774\n', 'latin1')), [['Café Ròs', ...HERE]]);
  });

  test('has opening hours in columns of days', async () => {
    const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map(day => `${day} staffed hours`);
    await record.import(
      record.write(
        'a.csv',
        `Library name,lat,lng,${days.join(',')}\nA,53.2,-1.6,10:00-16:30,,"09:30-13:00, 14:00-17:00",,,,\nB,53.2,-1.6,,,,,,,\nC,53.2,-1.6,by request,,,,,,\n`,
      ),
    );
    const [a, b, c] = await record.features();
    assert.deepEqual(a?.hours, [
      { day: 1, opens: '10:00', closes: '16:30' },
      { day: 3, opens: '09:30', closes: '13:00' },
      { day: 3, opens: '14:00', closes: '17:00' },
    ]);
    assert.equal(b?.hours, null);
    assert.deepEqual([c?.hours, c?.properties], [null, { 'Monday staffed hours': 'by request' }], 'what cannot be read is still told');
  });

  test('without a column of places is refused, and so is one that is cut off', async () => {
    assert.match(
      await refusal(() => record.import(record.write('a.csv', 'name,colour\nOne,red\n'))),
      /no column that says where things are/,
    );
    assert.match(await refusal(() => record.import(record.write('b.csv', 'name,lat,lng\nOne,53.2,-1.6\nTwo,53'))), /breaks off/);
    assert.match(await refusal(() => record.import(record.write('c.csv', 'name,lat,lng\n'))), /no features/);
    assert.match(await refusal(() => record.import(record.write('d.csv', Buffer.from('\ufeffname', 'utf16le')))), /UTF-16/);
    assert.match(await refusal(() => record.import(`${record.folder}/absent.csv`)), /is not there/);
  });
});

test('a layer that another process is importing into waits its turn and is whole', async () => {
  await record.import(record.write('a.geojson', collection(many(2))));
  await Promise.all([
    record.store.write(db => createMapWriter(db).saveStatus('benches', { fault: 'x' })),
    record.import(record.write('b.geojson', collection(many(3))), { now: NOW }),
  ]);
  assert.deepEqual(await ids(), ['b0', 'b1', 'b2']);
});
