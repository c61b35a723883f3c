import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createContactRepository } from '../contact/repository.ts';
import { createHolidayRepository } from '../hours/holiday-repository.ts';
import { openStore, type Store } from '../store/connect.ts';
import { readVersion } from '../store/versions.ts';
import { linesVerb } from './contact-lines.ts';
import { exportContactVerb } from './export-contact.ts';
import { gapsVerb } from './gaps.ts';
import { importHolidaysVerb, refreshHolidaysVerb } from './holidays.ts';
import { importContactVerb } from './import-contact.ts';
import { addNoticeVerb, noticesVerb, removeNoticeVerb } from './notices.ts';
import { collectedOutput } from './output.ts';
import { seedIfEmpty } from './seed.ts';
import { type CliContext, CliFault, UsageError, type Verb } from './verb.ts';

/** A Tuesday, in winter time. */
const NOW = new Date('2026-11-24T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'dtp-contact-verbs-'));
let store: Store;
before(async () => {
  store = openStore(join(folder, 'record.sqlite'));
  await seedIfEmpty(store, NOW);
});
after(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const runWith = async (more: Partial<CliContext>, verb: Verb, ...words: readonly string[]) => {
  const out = collectedOutput();
  const context = { store, out, now: () => NOW, path: (typed: string) => join(folder, typed), reportsFolder: folder, ...more };
  const code = await verb.run(words, context);
  return { code, text: out.lines.join('\n'), notes: out.notes.join('\n') };
};
const run = (verb: Verb, ...words: readonly string[]) => runWith({}, verb, ...words);
const refused = (verb: Verb, words: readonly string[], kind: typeof UsageError | typeof CliFault, why: RegExp) =>
  assert.rejects(run(verb, ...words), (fault: unknown) => {
    assert.ok(fault instanceof kind, String(fault));
    assert.match(fault.message, why);
    return true;
  });
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

describe('contact files', () => {
  test('that were exported can be imported again, in either form, and change nothing', async () => {
    assert.equal((await run(exportContactVerb, '--out', 'all.json')).code, 0);
    for (const table of ['lines', 'exceptions', 'notices', 'signposts'])
      await run(exportContactVerb, '--format', 'csv', '--table', table, '--out', `${table}.csv`);
    const version = await readVersion(store.read, 'contact');
    for (const files of [['all.json'], ['lines.csv', 'exceptions.csv', 'notices.csv', 'signposts.csv']]) {
      const { text } = await run(importContactVerb, ...files, '--replace');
      assert.match(text, /^Lines: 0 new, 0 changed, \d+ as they were, 0 removed\nExceptions: /);
      assert.match(text, /Nothing has changed/);
    }
    assert.equal(await readVersion(store.read, 'contact'), version);
    assert.match(readFileSync(join(folder, 'lines.csv'), 'utf8'), /^id,authority,role,title,.*monday,.*bank_holidays,out_of_hours,/);
  });

  test('say after an import what nobody has checked', async () => {
    const line = {
      id: 'duty',
      authority: 'derby',
      role: 'topic',
      title: 'Duty desk',
      services: ['report-a-pothole'],
      formUrl: 'https://a.example/',
    };
    write('one.json', JSON.stringify({ lines: [line] }));
    const { text, notes } = await run(importContactVerb, 'one.json');
    assert.match(text, /^Lines: 1 new, 0 changed/);
    assert.match(notes, /^(\d+) of \1 lines are not checked with their body yet\.\n\d+ of \d+ lines are without hours\.\n/);
  });

  test('with faults are refused with all of them', async () => {
    write('bad.csv', 'line,date,hours,reason\nnobody,2027-02-29,perhaps,\nnobody,2027-12-25,closed,\n');
    await refused(
      importContactVerb,
      ['bad.csv'],
      CliFault,
      /^bad\.csv, line 2: hours cannot be read.*\nbad\.csv, line 2: date is 2027-02-29, .*\nbad\.csv, line 3: line names nobody, .*\n\nThere are 3 faults, so nothing has been changed\.$/,
    );
    await refused(importContactVerb, ['absent.json'], CliFault, /absent\.json cannot be read/);
  });

  test('are not imported or exported by arguments that do not fit', async () => {
    await refused(importContactVerb, [], UsageError, /Name at least one file/);
    await refused(exportContactVerb, ['--format', 'xml'], UsageError, /csv or json/);
    await refused(exportContactVerb, ['--table', 'lines'], UsageError, /goes with --format csv/);
    await refused(exportContactVerb, ['--format', 'csv', '--table', 'chairs'], UsageError, /lines, exceptions, notices, signposts/);
  });
});

describe('the list of lines', () => {
  test('names what each lacks, and the bodies without a general line', async () => {
    await store.write(async db => {
      const contact = createContactRepository(db);
      for (const { id, authority, role } of (await contact.all()).lines)
        if (authority === 'erewash' && role === 'general') await contact.removeLine(id);
    });
    const { text, notes } = await run(linesVerb, '--gaps');
    assert.match(text, /^duty {2}derby {2}Duty desk; not checked with the body yet; no hours on record; no number on record$/m);
    assert.match(text, /^Erewash Borough Council has no general line\.$/m);
    assert.match(notes, /lines are not checked with their body yet/);
    const { text: ofDerby } = await run(linesVerb, '--authority', 'derby');
    assert.ok(
      ofDerby.split('\n').every(line => / {2}derby {2}/.test(line)),
      ofDerby,
    );
    await refused(linesVerb, ['--authority', 'atlantis'], UsageError, /There are: .*derby/);
  });

  test('is pointed to by the gaps of the A to Z', async () => {
    assert.match((await run(gapsVerb)).notes, /Contact lines, which "lines --gaps" lists:\n\d+ of \d+ lines are not checked/);
  });
});

describe('a notice', () => {
  test('is up at once, and down again, in one line each', async () => {
    const version = await readVersion(store.read, 'contact');
    const { text, notes } = await run(
      addNoticeVerb,
      '--authority',
      'derby',
      '--text',
      'Our phones are down. Please use the form.',
      '--until',
      '17:00',
    );
    assert.match(text, /^The notice our-phones-are-down-please-use-the-form is up on \d+ lines, until 24 November 2026 at 17:00\.$/);
    assert.match(notes, /npm run dtp -- notice remove our-phones-are-down-please-use-the-form$/);
    assert.equal(await readVersion(store.read, 'contact'), version + 1);
    const { text: list } = await run(noticesVerb);
    assert.match(list, /^our-phones-.* {2}until 24 November 2026 at 17:00 {2}on .*duty.*: Our phones are down\./);
    await run(removeNoticeVerb, 'our-phones-are-down-please-use-the-form');
    assert.equal((await run(noticesVerb)).text, 'There are no notices.');
  });

  test('may end on a day, or at a time of it in London, or when it is taken down', async () => {
    for (const [until, end] of [
      ['2026-11-25', 'until 26 November 2026 at 00:00'],
      ['2027-07-01 09:30', 'until 1 July 2027 at 09:30'],
      [undefined, 'until it is removed'],
    ] as const) {
      const { text } = await run(addNoticeVerb, '--lines', 'duty', '--text', 'Short of staff', ...(until ? ['--until', until] : []));
      assert.ok(text.endsWith(`is up on 1 line, ${end}.`), text);
    }
    const ids = (await createContactRepository(store.read).all()).notices.map(({ id }) => id);
    assert.deepEqual(ids.sort(), ['short-of-staff', 'short-of-staff-2', 'short-of-staff-3']);
  });

  test('is refused with the reason', async () => {
    await refused(addNoticeVerb, ['--lines', 'duty'], UsageError, /--text/);
    await refused(addNoticeVerb, ['--text', 'Down'], UsageError, /--lines or --authority/);
    await refused(
      addNoticeVerb,
      ['--lines', 'duty', '--text', 'Down', '--until', 'soon'],
      UsageError,
      /--until should be a time such as 17:00/,
    );
    await refused(addNoticeVerb, ['--lines', 'duty', '--text', 'Down', '--until', '09:00'], UsageError, /09:00, which is over already/);
    await refused(addNoticeVerb, ['--authority', 'atlantis', '--text', 'Down'], UsageError, /atlantis, which has no contact lines/);
    await refused(
      addNoticeVerb,
      ['--lines', 'duty,nobody', '--text', '<b>Down</b>'],
      CliFault,
      /lines names nobody.*; text has HTML in it/,
    );
    await refused(removeNoticeVerb, ['nothing'], CliFault, /There is no notice nothing/);
    await refused(removeNoticeVerb, [], UsageError, /Name one notice/);
  });
});

describe('bank holidays', () => {
  const feed = (holidays: readonly object[]) =>
    JSON.stringify({ 'england-and-wales': { division: 'england-and-wales', events: holidays } });
  const onRecord = () => createHolidayRepository(store.read).all();
  const oneOff = { title: 'Coronation', date: '2027-06-04', notes: '', bunting: true };

  test('of a file come in, a one-off one among them, and the second time nothing has changed', async () => {
    write('feed.json', feed([...(await onRecord()), oneOff]));
    const { text } = await run(importHolidaysVerb, 'feed.json');
    assert.match(text, /^\d+ bank holidays: 1 new, 0 removed\.\nNew and still to come: 4 June 2027$/);
    assert.match((await run(importHolidaysVerb, 'feed.json')).text, /0 new, 0 removed\.\nNothing has changed/);
  });

  test('that a file lacks are only taken off on purpose', async () => {
    write('less.json', feed((await onRecord()).filter(({ date }) => date !== '2027-06-04')));
    await refused(importHolidaysVerb, ['less.json'], CliFault, /on record: 4 June 2027\. .* Nothing has been changed\. .*--force/);
    assert.match(
      (await run(importHolidaysVerb, 'less.json', '--force')).text,
      /0 new, 1 removed\.\nRemoved and still to come: 4 June 2027/,
    );
  });

  test('are refused with every fault', async () => {
    write('wrong.json', feed([{ title: 'Leap day', date: '2027-02-29', notes: '' }]));
    await refused(importHolidaysVerb, ['wrong.json'], CliFault, /^wrong\.json, line 1: date is 2027-02-29.*\n\nThere is one fault/);
    await refused(importHolidaysVerb, [], UsageError, /Name one file/);
  });

  test('are fetched from where the settings say', async () => {
    let sent = feed([...(await onRecord()), oneOff]);
    const server = createServer((_request, response) => void response.end(sent)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const place = server.address();
    const bankHolidaysUrl = `http://127.0.0.1:${typeof place === 'object' && place ? place.port : 0}/`;
    try {
      const words = async () => {
        const { code, text } = await runWith({ bankHolidaysUrl }, refreshHolidaysVerb);
        return `${code} ${text}`;
      };
      assert.equal(await words(), '0 The bank holidays are renewed.');
      assert.equal(await words(), '0 The bank holidays on record are up to date.');
      sent = 'sorry';
      assert.match(await words(), /^1 The old list stays\. The list that the source sent is not JSON/);
    } finally {
      server.close();
    }
    await refused(refreshHolidaysVerb, [], CliFault, /set BANK_HOLIDAYS_URL/);
  });
});
