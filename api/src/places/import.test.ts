import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openStore } from '../store/connect.ts';
import { readVersion } from '../store/versions.ts';
import { editionOf } from './edition.ts';
import { createPlaceWriter } from './repository.write.ts';
import {
  CHESTERFIELD,
  CODE_POINT,
  type County,
  codePointRow,
  collection,
  DALES,
  DISTRICTS,
  feature,
  NEIGHBOURS,
  NSPL_HEADER,
  nsplRow,
  openCounty,
  PARK,
  PARKS,
  SHEFFIELD,
} from './testing/small-county.ts';

let county: County;
beforeEach(async () => {
  county = await openCounty();
});
afterEach(() => county.close());

const row = (postcode: string) => createPlaceWriter(county.store.read).postcode(postcode);
const version = () => readVersion(county.store.read, 'places');
const lines = (...rows: readonly string[]): string => `${rows.join('\n')}\n`;
/** Live postcodes of a made-up sector, one a row. */
const many = (count: number, sector = 'DE45 1'): string[] => {
  const letters = 'ABDEFGHJLNPQRSTUWXYZ';
  return Array.from({ length: count }, (_, at) =>
    codePointRow(`${sector}${letters[Math.floor(at / 20)]}${letters[at % 20]}`, 7000 + at, 5000, DALES),
  );
};

describe('an import of postcodes', () => {
  test('takes in a file and counts what it did', async () => {
    const counts = await county.importPostcodes([county.write('de.csv', CODE_POINT)]);
    assert.deepEqual(counts, { rows: 9, added: 9, changed: 0, unchanged: 0, retired: 0, skipped: 0, refused: 0 });
    const stored = await row('DE45 1AA');
    assert.deepEqual([stored?.easting, stored?.gss, stored?.isRetired, stored?.statedInPark], [422_000, DALES, false, null]);
  });

  test('twice changes nothing, not even the version', async () => {
    const file = county.write('de.csv', CODE_POINT);
    await county.importPostcodes([file]);
    const before = await version();
    const counts = await county.importPostcodes([file]);
    assert.deepEqual([counts.unchanged, counts.added, counts.changed, counts.retired], [9, 0, 0, 0]);
    assert.equal(await version(), before);
  });

  test('of a newer edition with the same rows is a change: answers name the edition', async () => {
    const file = county.write('de.csv', CODE_POINT);
    await county.importPostcodes([file], { edition: '2025-11' });
    const before = await version();
    await county.importPostcodes([file], { edition: '2026-02' });
    assert.equal(await version(), before + 1);
  });

  test('takes a byte order mark, CRLF, quotes and Latin-1', async () => {
    const windows = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(CODE_POINT.replaceAll('\n', '\r\n'), 'latin1')]);
    assert.equal((await county.importPostcodes([county.write('bom.csv', windows)])).added, 9);
    // é in Latin-1 is no valid UTF-8.
    const latin = Buffer.from(lines(NSPL_HEADER.replace('pcd7', 'pcd7é'), nsplRow('DE45 1BA', 7000, 5000, DALES)), 'latin1');
    assert.equal((await county.importPostcodes([county.write('latin.csv', latin)])).added, 1);
  });

  test('takes files of several kinds in one call, the later one standing', async () => {
    const codePoint = county.write('de.csv', lines(codePointRow('DE45 1AB', 7000, 5000, DALES)));
    const nspl = county.write(
      'nspl.csv',
      lines(
        NSPL_HEADER,
        nsplRow('DE45 1AB', 7000, 5000, DALES, { park: PARK }),
        nsplRow('DE45 1BA', 7000, 5000, DALES, { doterm: '201503' }),
      ),
    );
    const nsul = county.write('nsul.csv', lines('UPRN,PCDS,LAD25CD,NPARK16CD', `1,DE45 1AB,${DALES},${PARK}`, '2,,,'));
    const counts = await county.importPostcodes([codePoint, nspl, nsul]);
    assert.deepEqual([counts.rows, counts.added, counts.changed, counts.skipped, counts.refused], [5, 3, 1, 1, 0]);
    assert.equal((await row('DE45 1AB'))?.statedInPark, true);
    assert.equal((await row('DE45 1BA'))?.isRetired, true);
  });

  test('keeps what ONS said about the park when OS says nothing, unless the postcode moved', async () => {
    await county.importPostcodes([county.write('nspl.csv', lines(NSPL_HEADER, nsplRow('DE45 1AB', 7000, 5000, DALES, { park: PARK })))]);
    await county.importPostcodes([county.write('same.csv', lines(codePointRow('DE45 1AB', 7000, 5000, DALES)))]);
    assert.equal((await row('DE45 1AB'))?.statedInPark, true);
    await county.importPostcodes([county.write('moved.csv', lines(codePointRow('DE45 1AB', 7500, 5000, DALES)))]);
    assert.equal((await row('DE45 1AB'))?.statedInPark, null);
  });

  test('passes over the list of column names that comes with Code-Point Open', async () => {
    const names = county.write(
      'column-headers.csv',
      'PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\nPostcode,Positional_quality_indicator,Eastings,Northings,a,b,c,d,e,f\n',
    );
    const counts = await county.importPostcodes([names, county.write('de.csv', CODE_POINT)]);
    assert.equal(counts.added, 9);
    assert.match(county.notes.join(), /column names only/);
  });

  test('reports refused rows with file, line and reason, and takes the rest', async () => {
    const file = county.write(
      'de.csv',
      lines(
        codePointRow('DE45 1AB', 7000, 5000, DALES),
        '"nonsense",10,1,1,"","","","","",""',
        'short,row',
        codePointRow('DE45 1AB', 7000, 5000, DALES),
      ),
    );
    const counts = await county.importPostcodes([file]);
    assert.deepEqual([counts.added, counts.refused], [1, 3]);
    assert.deepEqual(
      county.refused.map(({ line, reason }) => `${line} ${reason}`),
      [
        '2 has “nonsense”, which is not a postcode',
        '3 has 2 columns instead of 10',
        '4 has DE45 1AB, which is in the files more than once',
      ],
    );
    assert.equal(county.refused[0]?.file, file);
  });

  test('derives the side of the park and the nearest other district', async () => {
    await county.fill();
    assert.equal((await row('DE45 1AA'))?.inPark, true);
    const near = await row('DE45 1AD');
    assert.deepEqual([near?.nearGss, near?.nearM], [CHESTERFIELD, 50]);
  });

  test('reads the edition from file and folder names', () => {
    assert.equal(editionOf('/data/code-point-open-2025-11/de.csv'), '2025-11');
    assert.equal(editionOf('/data/NSPL_NOV_2025_UK.csv'), '2025-11');
    assert.equal(editionOf('/data/ONSPD_AUG_2025.csv'), '2025-08');
    assert.equal(editionOf('/data/de.csv'), null);
  });
});

describe('Code-Point Open lists all live postcodes of an area, so', () => {
  test('one that is no longer listed is retired', async () => {
    await county.importPostcodes([county.write('de.csv', lines(...many(10)))]);
    const counts = await county.importPostcodes([county.write('de.csv', lines(...many(9)))]);
    assert.equal(counts.retired, 1);
    assert.equal((await row('DE45 1AN'))?.isRetired, true);
  });

  test('nothing is retired by a file with a row that could not be read: it may be the one that seems to be missing', async () => {
    await county.importPostcodes([county.write('de.csv', lines(...many(30)))]);
    const broken = many(30).map((line, at) => (at === 3 ? line.replace(/,10,\d+/, ',10,oops') : line));
    const counts = await county.importPostcodes([county.write('de.csv', lines(...broken))]);
    assert.deepEqual([counts.refused, counts.retired], [1, 0]);
  });

  test('one that is listed again is live again', async () => {
    for (const count of [10, 9]) await county.importPostcodes([county.write('de.csv', lines(...many(count)))]);
    const counts = await county.importPostcodes([county.write('de.csv', lines(...many(10)))]);
    assert.equal(counts.changed, 1);
    assert.equal((await row('DE45 1AN'))?.isRetired, false);
  });

  test('a file of one area retires nothing in another, nor in one whose letters begin the same', async () => {
    await county.importPostcodes([county.write('all.csv', lines(...many(10), ...many(10, 'S40 1'), ...many(10, 'SK17 1')))]);
    const counts = await county.importPostcodes([county.write('s.csv', lines(...many(10, 'S40 1')))]);
    assert.equal(counts.retired, 0);
  });

  test('one that ONS knows is left to ONS to retire', async () => {
    await county.importPostcodes([county.write('de.csv', lines(...many(10)))]);
    await county.importPostcodes([county.write('nspl.csv', lines(NSPL_HEADER, nsplRow('DE45 1ZZ', 7000, 5000, DALES)))]);
    const counts = await county.importPostcodes([county.write('de.csv', lines(...many(10)))]);
    assert.equal(counts.retired, 0);
    assert.equal((await row('DE45 1ZZ'))?.isRetired, false);
  });

  test('a list under nine tenths of what the record has is refused, unless that is meant', async () => {
    await county.importPostcodes([county.write('de.csv', lines(...many(20)))]);
    const before = await version();
    const shrunken = county.write('de.csv', lines(...many(9)));
    await assert.rejects(county.importPostcodes([shrunken]), /9 postcodes of the area DE, and the record has 20.*--allow-shrink/s);
    assert.equal(await version(), before);
    assert.equal((await row('DE45 1AZ'))?.isRetired, false);
    assert.equal((await county.importPostcodes([shrunken], { allowShrink: true })).retired, 11);
  });
});

describe('an edition older than the one on record', () => {
  const codePoint = (count: number) => county.write('de.csv', lines(...many(count)));

  test('is refused, and what has ended stays ended', async () => {
    await county.importPostcodes([codePoint(10)], { edition: '2025-08' });
    await county.importPostcodes([codePoint(9)], { edition: '2025-11' });
    const before = await version();
    await assert.rejects(
      county.importPostcodes([codePoint(10)], { edition: '2025-08' }),
      /de\.csv is of 2025-08, and the record has the area DE of 2025-11\..*nothing was changed.*--allow-older/s,
    );
    assert.equal(await version(), before);
    assert.equal((await row('DE45 1AN'))?.isRetired, true);
  });

  test('is taken where that is meant, and in an area that has none', async () => {
    await county.importPostcodes([codePoint(9)], { edition: '2025-11' });
    assert.equal((await county.importPostcodes([codePoint(10)], { edition: '2025-08', allowOlder: true })).added, 1);
    const other = county.write('s.csv', lines(...many(3, 'S40 1')));
    assert.equal((await county.importPostcodes([other], { edition: '2020-02' })).added, 3);
  });
});

describe('addresses come by region, so', () => {
  const nsul = (name: string, ...districts: readonly string[]) =>
    county.write(name, lines('UPRN,PCDS,LAD25CD,NPARK16CD', ...districts.map((gss, at) => `${at},DE45 1AB,${gss},E65000001`)));
  const counts = async () =>
    Object.fromEntries((await createPlaceWriter(county.store.read).addresses('DE45 1AB')).map(({ gss, addresses }) => [gss, addresses]));

  test('a second region adds to a postcode on the border, in whatever order', async () => {
    const east = nsul('east.csv', DALES, DALES, DALES);
    const west = nsul('west.csv', SHEFFIELD, SHEFFIELD);
    await county.importPostcodes([east]);
    await county.importPostcodes([west]);
    assert.deepEqual(await counts(), { [DALES]: 3, [SHEFFIELD]: 2 });
    assert.equal((await county.importPostcodes([east])).unchanged, 1);
    assert.deepEqual(await counts(), { [DALES]: 3, [SHEFFIELD]: 2 });
  });

  test('a newer file of the same region replaces what that region said', async () => {
    await county.importPostcodes([nsul('east.csv', DALES, DALES, CHESTERFIELD)]);
    await county.importPostcodes([nsul('west.csv', SHEFFIELD)]);
    const elsewhere = `9,S40 1AA,${CHESTERFIELD},E65000001`;
    await county.importPostcodes([
      county.write('east.csv', lines('UPRN,PCDS,LAD25CD,NPARK16CD', `1,DE45 1AB,${DALES},E65000001`, elsewhere)),
    ]);
    assert.deepEqual(await counts(), { [DALES]: 1, [SHEFFIELD]: 1 });
  });
});

describe('a file that is not right changes nothing and says why:', () => {
  const refuses = async (content: string | Uint8Array, why: RegExp) => {
    const before = await version();
    const good = county.write('good.csv', lines(...many(3, 'S40 1')));
    const bad = county.write('bad.csv', content);
    await assert.rejects(county.importPostcodes([good, bad]), (fault: Error) => {
      assert.equal(fault.name, 'ImportRefused');
      assert.match(fault.message, why);
      assert.ok(fault.message.startsWith(bad) || fault.message.includes('area'));
      return true;
    });
    assert.equal(await version(), before);
    assert.equal(await row('S40 1AA'), undefined);
  };

  test('empty', () => refuses('', /is empty/));
  test('a header without rows', () => refuses(lines(NSPL_HEADER), /header but no rows/));
  test('a missing column', () =>
    refuses(
      lines(NSPL_HEADER.replace('npark16cd', 'other'), nsplRow('DE45 1AB', 1, 1, DALES)),
      /lacks the column the national park code \(npark\.\.cd\)/,
    ));
  test('another kind of file', () => refuses('id,name\n1,a\n', /is not Code-Point Open/));
  test('a quotation mark that is never closed', () =>
    refuses(`${lines(...many(3))}"DE45 1ZZ,10,1\n${lines(...many(3))}`, /is not valid CSV.*line/i));
  test('a zip archive', () => refuses(Buffer.from('PK\u0003\u0004 and so on'), /zip archive/));
  test('UTF-16', () => refuses(Buffer.from('\ufeffpcds', 'utf16le'), /UTF-16/));
  test('not text', () => refuses(Buffer.from([1, 0, 2, 0, 3, 10]), /not a text file/));
  test('cut off in the middle of a row', () => refuses(lines(...many(30)).slice(0, -60), /breaks off in the middle of line 30/));
  test('no usable row', () => refuses(lines(codePointRow('DE45 1AB', 900_000, 0, DALES)), /1 of its 1 rows cannot be used/));
  test('too many bad rows', () =>
    refuses(lines(...many(100), ...many(25).map(text => text.replace(DALES, 'Dales'))), /25 of its 125 rows/));
  test('missing', async () => {
    await assert.rejects(county.importPostcodes([join(county.folder, 'absent.csv')]), /absent\.csv is not there/);
    await assert.rejects(county.importPostcodes([county.folder]), /is not a file/);
  });
});

test('killed half way, an import leaves the record as it was', async () => {
  await county.importPostcodes([county.write('old.csv', lines(...many(10)))]);
  const before = await version();
  const file = county.write('new.csv', lines(...many(300, 'DE45 2')));
  const child = fileURLToPath(new URL('testing/import-and-die.ts', import.meta.url));
  const { signal } = spawnSync(process.execPath, [child, join(county.folder, 'record.sqlite'), file, '150'], { encoding: 'utf8' });
  assert.equal(signal, 'SIGKILL');
  const again = openStore(join(county.folder, 'record.sqlite'));
  try {
    assert.equal(await readVersion(again.read, 'places'), before);
    assert.equal(await createPlaceWriter(again.read).postcode('DE45 2AA'), undefined);
    assert.equal((await createPlaceWriter(again.read).postcode('DE45 1AA'))?.isRetired, false);
  } finally {
    again.close();
  }
});

describe('an import of boundaries', () => {
  test('takes the place of what was there, and measures postcodes anew', async () => {
    await county.fill();
    const moved = collection(
      feature({ LAD26CD: DALES, LAD26NM: 'Derbyshire Dales' }, [0, 0, 9000, 10_000]),
      feature({ LAD26CD: CHESTERFIELD, LAD26NM: 'Chesterfield' }, [9000, 0, 20_000, 10_000]),
    );
    const counts = await county.importBoundaries(county.write('moved.geojson', moved), 'district');
    assert.deepEqual([counts.added.length, counts.changed.length, counts.unchanged], [0, 2, 0]);
    assert.equal((await row('DE45 1AD'))?.nearM, 0);
    assert.ok(counts.postcodes >= 1);
  });

  test('twice changes nothing', async () => {
    await county.fill();
    const before = await version();
    const counts = await county.importBoundaries(county.write('again.geojson', DISTRICTS), 'district');
    assert.deepEqual([counts.added.length, counts.changed.length, counts.unchanged, counts.postcodes], [0, 0, 2, 0]);
    assert.equal(await version(), before);
  });

  test('comes before or after the postcodes with the same result', async () => {
    await county.importPostcodes([county.write('de.csv', CODE_POINT)]);
    for (const [content, kind] of [
      [PARKS, 'park'],
      [NEIGHBOURS, 'neighbour'],
      [DISTRICTS, 'district'],
    ] as const)
      await county.importBoundaries(county.write(`${kind}.geojson`, content), kind);
    const after = await createPlaceWriter(county.store.read).postcodesAfter('', 100);
    const other = await openCounty();
    try {
      await other.fill();
      assert.deepEqual(await createPlaceWriter(other.store.read).postcodesAfter('', 100), after);
    } finally {
      other.close();
    }
  });

  test('knows a park without a code by its name, and leaves out what has neither', async () => {
    const box = [0, 0, 10, 10] as const;
    const file = county.write(
      'parks.geojson',
      collection(feature({ name: 'Peak District National Park' }, box), feature({ name: 'Elsewhere' }, box)),
    );
    const counts = await county.importBoundaries(file, 'park');
    assert.deepEqual(counts.added, ['Peak District National Park']);
    assert.match(counts.refused[0]?.reason ?? '', /no GSS code/);
  });

  test('does not take a neighbour for a partner, nor a partner for a neighbour', async () => {
    await assert.rejects(
      county.importBoundaries(county.write('n.geojson', NEIGHBOURS), 'district'),
      /no partner’s: import it with --kind neighbour/,
    );
    await assert.rejects(
      county.importBoundaries(county.write('d.geojson', DISTRICTS), 'neighbour'),
      /a partner’s: import it with --kind district/,
    );
  });

  test('with a broken geometry changes nothing and names the feature', async () => {
    const before = await version();
    const broken = { ...feature({ gss: CHESTERFIELD }, [0, 0, 10, 10]), geometry: { type: 'Polygon', coordinates: [[[53, -1.5]]] } };
    const file = county.write('broken.geojson', collection(feature({ gss: DALES, name: 'Derbyshire Dales' }, [0, 0, 10, 10]), broken));
    await assert.rejects(
      county.importBoundaries(file, 'district'),
      /nothing was changed:\n {2}feature 2 has a ring of fewer than four positions/,
    );
    assert.equal(await version(), before);
  });
});
