import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openStore, type Store } from '../store/connect.ts';
import { exportLayerVerb } from './export-layer.ts';
import { importLayerVerb } from './import-layer.ts';
import { layersVerb, removeLayerVerb } from './layers.ts';
import { collectedOutput } from './output.ts';
import { refreshLayersVerb, refreshLayerVerb } from './refresh-layers.ts';
import { seed } from './seed.ts';
import { CliFault, UsageError, type Verb } from './verb.ts';

const folder = mkdtempSync(join(tmpdir(), 'dtp-layer-verbs-'));
let store: Store;
before(async () => {
  store = openStore(join(folder, 'record.sqlite'));
  await seed(store, new Date('2026-11-22T12:00:00Z'));
});
after(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

/** Runs a verb as a person standing in the folder would. */
const run = async (verb: Verb, ...args: readonly string[]) => {
  const out = collectedOutput();
  const context = {
    store,
    out,
    now: () => new Date('2026-11-22T12:00:00Z'),
    path: (typed: string) => join(folder, typed),
    reportsFolder: join(folder, 'reports'),
  };
  const code = await verb.run(args, context);
  return { code, lines: out.lines, notes: out.notes };
};
const write = (name: string, content: string): void => writeFileSync(join(folder, name), content);
const refused = (fault: new () => Error, reason: RegExp) => (thrown: unknown) => {
  assert.ok(thrown instanceof Error && thrown.name === fault.name, String(thrown));
  assert.match(thrown.message, reason);
  return true;
};

const BENCHES = 'id,name,lat,lng,Post code,Seats,Note\nb1,One,53.2165,-1.6774,DE45 1ES,3,=1+1\nb2,Two,53.3,-1.7,,2,\n';
const WORDS = ['--title', 'Benches', '--licence', 'OGL v3', '--attribution', 'Parish', '--source', 'Survey'];

describe('import layer', () => {
  test('says what came of it, and that a second time nothing has changed', async () => {
    write('benches.csv', BENCHES);
    const first = await run(
      importLayerVerb,
      'benches.csv',
      '--layer',
      'benches',
      ...WORDS,
      '--owner',
      'derbyshire-dales',
      '--tone',
      'green',
    );
    assert.equal(first.code, 0);
    assert.match(first.lines.join('\n'), /^2 rows in .* a second\):\nNew layer benches: 2 new, 0 changed, 0 as they were\.$/);
    const second = await run(importLayerVerb, 'benches.csv', '--layer', 'benches');
    assert.match(second.lines.join('\n'), /Layer benches: 0 new, 0 changed, 2 as they were\.\nNothing has changed/);
  });

  test('shows what is refused by feature, and keeps a report', async () => {
    const feature = (id: string, lng: number) => ({
      type: 'Feature',
      id,
      properties: { name: id },
      geometry: { type: 'Point', coordinates: [lng, 53.2] },
    });
    write('bad.geojson', JSON.stringify({ type: 'FeatureCollection', features: [feature('a', -1.6), feature('b', 153)] }));
    const { notes } = await run(importLayerVerb, 'bad.geojson', '--layer', 'bad', ...WORDS);
    assert.match(
      notes.join('\n'),
      /bad\.geojson, feature 2 has \[153, 53\.2\], which is not in Great Britain\nEvery refused feature is in .*layer-bad-/,
    );
    await run(removeLayerVerb, 'bad');
  });

  test('takes the description from a file, under what the options say, and tells every fault of it', async () => {
    write(
      'layer.json',
      JSON.stringify({ title: 'From the file', licence: 'OGL', attribution: 'A', source: 'S', singular: 'bench', isVerified: true }),
    );
    await run(importLayerVerb, 'benches.csv', '--layer', 'described', '--describe', 'layer.json', '--title', 'From the option');
    const { lines } = await run(layersVerb);
    assert.match(lines.join('\n'), /^described: From the option, 2 features \(point\), imported by hand$/m);
    write('wrong.json', JSON.stringify({ role: 'decoration', colour: 'red', licenceUrl: 'javascript:1' }));
    await assert.rejects(run(importLayerVerb, 'benches.csv', '--layer', 'x', '--describe', 'wrong.json'), (fault: unknown) => {
      assert.ok(fault instanceof CliFault);
      for (const words of [/role:/, /colour/, /licenceUrl:/]) assert.match(fault.message, words);
      return true;
    });
    await run(removeLayerVerb, 'described');
  });

  test('refuses arguments that do not fit', async () => {
    for (const [args, reason] of [
      [['--layer', 'benches'], /at least one file/],
      [['a.csv'], /--layer ID/],
      [['a.csv', '--layer', 'My Layer'], /“My Layer” should be a layer id/],
      [['a.csv', '--layer', 'x', '--replace', '--upsert'], /Choose one/],
      [['a.csv', '--layer', 'x', '--crs', 'EPSG:2157'], /--crs should be/],
      [['a.csv', '--layer', 'x', '--leave-out', 'Status'], /FIELD=VALUE/],
      [['a.csv', '--layer', 'x', '--colour', 'red'], /--colour/],
    ] as const)
      await assert.rejects(run(importLayerVerb, ...args), refused(UsageError, reason));
    await assert.rejects(run(importLayerVerb, 'absent.csv', '--layer', 'benches'), refused(CliFault, /absent\.csv is not there/));
  });
});

describe('export layer', () => {
  test('writes GeoJSON that comes in again as it went out, hours and all', async () => {
    const { notes } = await run(exportLayerVerb, 'libraries', '--out', 'libraries.geojson');
    assert.match(notes.join(), /60 features written to .*libraries\.geojson/);
    const { lines } = await run(importLayerVerb, 'libraries.geojson', '--layer', 'libraries');
    assert.match(lines.join(), /0 new, 0 changed, 60 as they were/);
    const areas = await run(exportLayerVerb, 'districts', '--format', 'geojson');
    assert.equal(JSON.parse(areas.lines.join('\n')).features.length, 9);
  });

  test('writes CSV that a spreadsheet takes for text, and that comes in again', async () => {
    const { lines } = await run(exportLayerVerb, 'benches', '--format', 'csv');
    assert.deepEqual(lines, [
      'id,title,summary,longitude,latitude,address,postcode,phone,email,url,source,verifiedOn,Seats,Note',
      "b1,One,,-1.6774,53.2165,,DE45 1ES,,,,,,3,'=1+1",
      'b2,Two,,-1.7,53.3,,,,,,,,2,',
    ]);
    await run(exportLayerVerb, 'libraries', '--format', 'csv', '--out', 'libraries.csv');
    assert.match(readFileSync(join(folder, 'libraries.csv'), 'utf8'), /Monday opening hours/);
    const again = await run(importLayerVerb, 'libraries.csv', '--layer', 'libraries', '--upsert');
    assert.match(again.lines.join(), /60 as they were/);
    await run(exportLayerVerb, 'benches', '--format', 'csv', '--out', 'again.csv');
    assert.match((await run(importLayerVerb, 'again.csv', '--layer', 'benches')).lines.join(), /2 as they were/);
  });

  test('says which layers there are when it is asked for another', async () => {
    await assert.rejects(run(exportLayerVerb, 'potatoes'), refused(CliFault, /no layer “potatoes”\. There are: .*libraries/));
    await assert.rejects(run(exportLayerVerb, 'benches', '--format', 'pdf'), refused(UsageError, /geojson or csv/));
  });
});

describe('refresh layer', () => {
  test('says that a source is needed, and what an address and a time look like', async () => {
    await assert.rejects(run(refreshLayerVerb, 'benches'), refused(CliFault, /no source yet/));
    await assert.rejects(
      run(refreshLayerVerb, 'benches', '--from', 'ftp://x.example/a', '--every', '60'),
      refused(UsageError, /https:\/\//),
    );
    await assert.rejects(
      run(refreshLayerVerb, 'benches', '--from', 'https://x.example/a', '--every', '1'),
      refused(UsageError, /5 to 44640/),
    );
    await assert.rejects(run(refreshLayerVerb, 'benches', '--from', 'https://x.example/a'), refused(UsageError, /go together/));
    assert.deepEqual((await run(refreshLayersVerb)).lines, ['No layer is due.']);
  });

  test('tries at once, shows a fault in the list, and stops when it is told to', async () => {
    // Port 9 of this machine discards what it is sent, where it is open at all.
    const tried = await run(refreshLayerVerb, 'benches', '--from', 'http://127.0.0.1:9/benches.csv', '--every', '60');
    assert.equal(tried.code, 1);
    assert.match(tried.lines.join('\n'), /every 60 minutes\.\nbenches: the old data stays\. The source could not be reached\./);
    assert.match(
      (await run(layersVerb)).lines.join('\n'),
      /^benches: .*refreshes every 60 minutes, last tried 2026-11-22 12:00 UTC; the old data stays: The source could not/m,
    );
    assert.match((await run(refreshLayerVerb, 'benches', '--never')).lines.join(), /no longer refreshes itself/);
    assert.match((await run(layersVerb)).lines.join('\n'), /^benches: .*imported by hand$/m);
  });
});

test('remove layer takes a layer off, once', async () => {
  assert.match((await run(removeLayerVerb, 'benches')).lines.join(), /benches and its 2 features are off the map/);
  await assert.rejects(run(removeLayerVerb, 'benches'), refused(CliFault, /no layer “benches”/));
  await assert.rejects(run(removeLayerVerb), refused(UsageError, /Name one layer/));
});
