import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { seedAuthorities } from '../authorities/seed.ts';
import { dayFaults, spanFaults } from '../hours/span-faults.ts';
import type { ImportMode } from '../records/merge.ts';
import { openStore, type Store } from '../store/connect.ts';
import { readVersion } from '../store/versions.ts';
import { CONTACT_KINDS, contactToCsv } from './csv.ts';
import { contactToJson } from './export.ts';
import { readContactFiles } from './import.ts';
import { importContact, type ReadServiceIds } from './import-plan.ts';
import { type ContactRecord, ExceptionRecord, LineRecord, NoticeRecord, SignpostRecord } from './record.ts';
import { createContactRepository } from './repository.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const serviceIds: ReadServiceIds = async () => ({
  services: new Set(['report-a-pothole', 'homelessness']),
  categories: new Set(['housing']),
});

const folder = mkdtempSync(join(tmpdir(), 'dtp-contact-import-'));
let store: Store;
before(async () => {
  store = openStore(join(folder, 'record.sqlite'));
  await store.write(db => seedAuthorities(db, NOW));
});
after(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const all = () => createContactRepository(store.read).all();
const load = (text: string, mode: ImportMode = 'merge', name = 'file') => importContact(store, [{ name, text }], mode, serviceIds, NOW);
const loadJson = (document: object, mode?: ImportMode) => load(JSON.stringify(document, null, 1), mode);
const faultsOf = async (text: string): Promise<string[]> => {
  const outcome = await load(text);
  assert.equal(outcome.kind, 'refused');
  return outcome.kind === 'refused' ? outcome.faults.map(({ line, path, message }) => `${line} ${path} ${message}`) : [];
};

const line = (id: string, more: object = {}) => ({
  id,
  authority: 'derby',
  role: 'general',
  title: `Line ${id}`,
  phone: '01332 640000',
  ...more,
});
const WEEK = [1, 2, 3, 4, 5].map(day => ({ day, opens: '08:30', closes: '17:00' }));
const FULL = {
  note: 'For whoever reads the file.',
  lines: [
    line('first', {
      week: WEEK,
      holidayRule: { kind: 'hours', hours: [{ opens: '10:00', closes: '12:00' }] },
      outOfHours: [{ line: 'night' }],
    }),
    line('night', {
      role: 'backup',
      week: [{ day: 5, opens: '22:00', closes: '02:00' }],
      outOfHours: [{ note: 'If in danger, call 999.' }],
    }),
  ],
  exceptions: [
    { line: 'first', date: '2026-12-24', hours: [{ opens: '08:30', closes: '12:00' }], reason: 'Christmas Eve' },
    { line: 'first', date: '2027-12-25' },
  ],
  notices: [{ id: 'phones-down', lines: ['first', 'night'], text: 'Our phones are down.', from: '2026-11-24T09:00:00Z' }],
  signposts: [{ id: 'gas', title: 'Smell gas?', advice: 'Open the windows.', phone: '0800 111 999', words: ['gas leak'] }],
};
beforeEach(async () => {
  await store.write(async db => {
    const repository = createContactRepository(db);
    const { lines, notices, signposts } = await repository.all();
    for (const { id } of lines) await repository.removeLine(id);
    for (const { id } of notices) await repository.removeNotice(id);
    for (const { id } of signposts) await repository.removeSignpost(id);
  });
  await loadJson(FULL);
});

/** Text of a record: no markup, no entities, trimmed, with what spreadsheets take amiss. */
const text = (pattern: RegExp) =>
  fc
    .stringMatching(pattern)
    .map(one => one.trim())
    .filter(one => one !== '');
const words = text(/^['=+@"a-zé’,; |-]{1,30}$/);
const entry = text(/^['=+@"a-zé’,; -]{1,20}$/);
const id = fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,4})?$/);
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const clockTime = fc
  .integer({ min: 0, max: 95 })
  .map(at => `${String(Math.floor(at / 4)).padStart(2, '0')}:${String((at % 4) * 15).padStart(2, '0')}`);
const hours = fc.record({ opens: clockTime, closes: clockTime }, { noNullPrototype: true });
const dayHours = fc.array(hours, { maxLength: 3 }).filter(list => dayFaults(list).length === 0);
const span = fc.record({ day: fc.integer({ min: 1, max: 7 }), opens: clockTime, closes: clockTime });
const week = fc.array(span, { maxLength: 6 }).filter(list => spanFaults(list).length === 0);
const date = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map(one => one.toISOString().slice(0, 10));
const pastDate = date.filter(one => one <= NOW.toISOString());
const instant = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }).map(one => one.toISOString());
const phone = fc.constantFrom('01332 640000', '+44 1332 640000', '999', '(01332) 640-000');
const rule = fc.oneof(
  fc.constant({ kind: 'closed' }),
  fc.constant({ kind: 'as-usual' }),
  dayHours.filter(list => list.length > 0).map(list => ({ kind: 'hours', hours: list })),
);
const anyLine = fc
  .record({
    id,
    authority: fc.constant('derby'),
    role: fc.constantFrom('general', 'backup'),
    title: words,
    purpose: orNull(words),
    services: fc.uniqueArray(fc.constantFrom('report-a-pothole', 'homelessness')),
    phone,
    textPhone: orNull(phone),
    email: orNull(fc.constant('help@council.example')),
    formUrl: orNull(fc.constant('https://council.example/a?b=1,2&c="3"')),
    address: orNull(words),
    languages: fc.array(entry, { maxLength: 3 }),
    week: orNull(week),
    holidayRule: rule,
    outOfHours: fc.array(fc.record({ service: fc.constantFrom(null, 'homelessness'), note: words }), { maxLength: 3 }),
    position: fc.integer({ min: 0, max: 9999 }),
    source: orNull(words),
    verifiedOn: orNull(pastDate),
  })
  .map(one => LineRecord.parse(one));
const anyException = fc.record({ line: id, date, hours: dayHours, reason: orNull(words) }).map(one => ExceptionRecord.parse(one));
const anyNotice = fc
  .record({ id, lines: fc.uniqueArray(id, { minLength: 1, maxLength: 3 }), text: words, from: instant, until: orNull(instant) })
  .map(one => (one.until !== null && one.until <= one.from ? { ...one, until: null } : one))
  .map(one => NoticeRecord.parse(one));
const anySignpost = fc
  .record({
    id,
    position: fc.nat(9999),
    title: words,
    advice: words,
    phone,
    words: fc.array(entry, { maxLength: 3 }),
    verifiedOn: orNull(pastDate),
  })
  .map(one => SignpostRecord.parse(one));
const anyRecord: fc.Arbitrary<ContactRecord> = fc.record({
  lines: fc.array(anyLine, { maxLength: 4 }),
  exceptions: fc.array(anyException, { maxLength: 4 }),
  notices: fc.array(anyNotice, { maxLength: 3 }),
  signposts: fc.array(anySignpost, { maxLength: 3 }),
});
const values = (files: Parameters<typeof readContactFiles>[0]) => {
  const { incoming, faults } = readContactFiles(files);
  assert.deepEqual(faults, []);
  return Object.fromEntries(CONTACT_KINDS.map(kind => [kind, (incoming[kind] ?? []).map(({ value }) => value)]));
};

describe('what is exported is read as the same', () => {
  test('as JSON', () => {
    fc.assert(
      fc.property(anyRecord, record => assert.deepEqual(values([{ name: 'all.json', text: contactToJson(record) }]), { ...record })),
    );
  });

  test('as tables', () => {
    fc.assert(
      fc.property(anyRecord, record => {
        const files = CONTACT_KINDS.map(kind => ({ name: `${kind}.csv`, text: contactToCsv(record, kind) }));
        assert.deepEqual(values(files), { ...record });
      }),
    );
  });

  test('and imported again it changes nothing', async () => {
    const before = await all();
    const version = await readVersion(store.read, 'contact');
    const tables = CONTACT_KINDS.map(kind => ({ name: `${kind}.csv`, text: contactToCsv(before, kind) }));
    for (const files of [[{ name: 'all.json', text: contactToJson(before) }], tables]) {
      const outcome = await importContact(store, files, 'replace', serviceIds, NOW);
      assert.equal(outcome.kind === 'done' && outcome.changed, false);
    }
    assert.deepEqual(await all(), before);
    assert.equal(await readVersion(store.read, 'contact'), version);
  });
});

describe('an import', () => {
  test('adds and changes what the files name, and says how much', async () => {
    const version = await readVersion(store.read, 'contact');
    const outcome = await loadJson({ lines: [line('first', { title: 'New title' }), line('third')] });
    assert.deepEqual(outcome.kind === 'done' && outcome.plan.lines.tally, { added: 1, changed: 1, unchanged: 1, removed: 0 });
    assert.equal((await all()).lines.find(one => one.id === 'first')?.title, 'New title');
    assert.equal((await all()).exceptions.length, 2);
    assert.equal(await readVersion(store.read, 'contact'), version + 1);
  });

  test('that replaces takes off what the files leave out, with its exceptions, and off the notices about it', async () => {
    const outcome = await loadJson({ lines: [FULL.lines[1]] }, 'replace');
    assert.equal(outcome.kind, 'done');
    const { lines, exceptions, notices, signposts } = await all();
    assert.deepEqual([lines.map(one => one.id), exceptions, notices.map(one => one.lines)], [['night'], [], [['night']]]);
    assert.equal(signposts.length, 1, 'a kind that no file speaks of stays');
    await loadJson({ lines: [line('other')] }, 'replace');
    assert.deepEqual((await all()).notices, [], 'a notice about no line is none');
  });

  test('that adds leaves alone what is on record', async () => {
    await loadJson({ lines: [line('first', { title: 'From the starter data' }), line('third')] }, 'add');
    assert.deepEqual(
      (await all()).lines.map(one => one.title),
      ['Line first', 'Line night', 'Line third'],
    );
  });

  test('writes the same hours in one way', async () => {
    const week = [
      { day: 2, opens: '13:00', closes: '00:00' },
      { day: 2, opens: '09:00', closes: '12:00' },
      { day: 1, opens: '09:00', closes: '12:00' },
    ];
    await loadJson({ lines: [line('first', { week })] });
    assert.deepEqual((await all()).lines[0]?.week, [
      { day: 1, opens: '09:00', closes: '12:00' },
      { day: 2, opens: '09:00', closes: '12:00' },
      { day: 2, opens: '13:00', closes: '24:00' },
    ]);
  });
});

test('every fault of a JSON file is listed with line and field, and nothing is changed', async () => {
  const before = await all();
  const version = await readVersion(store.read, 'contact');
  const document = {
    lines: [
      line('a', { authority: 'atlantis', services: ['potholes'], categories: ['roads'] }),
      line('b', { outOfHours: [{ line: 'b' }, { line: 'nowhere' }, { service: 'nothing', note: 'Call 999.' }] }),
      line('c', { week: [{ day: 1, opens: '25:00', closes: '17:00' }] }),
      line('d', { week: [{ day: 1, opens: '09:00', closes: '09:00' }] }),
      line('e', {
        week: [
          { day: 1, opens: '09:00', closes: '12:00' },
          { day: 1, opens: '11:00', closes: '13:00' },
        ],
      }),
      line('f', { phone: 'call us', title: '<b>Us</b>', role: 'main', colour: 'red' }),
      line('g'),
      line('g'),
    ],
    exceptions: [
      { line: 'nobody', date: '2027-02-29' },
      { line: 'nobody', date: '2028-02-29' },
    ],
    notices: [{ id: 'n', lines: ['nobody'], text: 'Down.', from: '2026-11-24T09:00:00Z', until: '2026-11-24T08:00:00Z' }],
    signposts: [{ id: 's', title: 'Gas', advice: 'Go out.', phone: '999', services: ['nothing'] }],
    chairs: [],
  };
  const faults = await faultsOf(JSON.stringify(document, null, 1));
  const said = faults.join('\n');
  for (const expected of [
    /authority names atlantis, which is not a partner/,
    /services names potholes, which is not a service on record/,
    /categories names roads, which is not a category on record/,
    /outOfHours leads callers in a circle: b, then b/,
    /outOfHours names nowhere, which is not a line on record/,
    /outOfHours names nothing, which is not a service on record/,
    /week\.0\.opens should be a time such as 09:30/,
    /week cannot be: Monday opens and closes at 09:00\. For all day and night write 00:00 to 24:00/,
    /week cannot be: Monday 9am to noon and Monday 11am to 1pm overlap/,
    /phone should be a telephone number such as/,
    /title has HTML in it/,
    /role should be one of general, topic, backup/,
    /colour is not a field here/,
    /id is given twice: g stands in file, line \d+, too/,
    /date is 2027-02-29, which the calendar does not have/,
    /line names nobody, which is not a line on record/,
    /until should be later than from/,
    /chairs is not a part of a contact file: those are lines, exceptions, notices and signposts/,
  ])
    assert.match(said, expected);
  assert.deepEqual(await all(), before);
  assert.equal(await readVersion(store.read, 'contact'), version);
});

test('a line may lead to another and on, but not round in a circle about the same thing', async () => {
  const rounds = await faultsOf(
    JSON.stringify({ lines: [line('first', { outOfHours: [{ line: 'night' }] }), line('night', { outOfHours: [{ line: 'first' }] })] }),
  );
  assert.deepEqual(rounds, [
    '1 outOfHours leads callers in a circle: first, then night, then first',
    '1 outOfHours leads callers in a circle: night, then first, then night',
  ]);
  const apart = await loadJson({
    lines: [
      line('first', { outOfHours: [{ service: 'homelessness', line: 'night' }] }),
      line('night', { outOfHours: [{ service: 'homelessness', note: 'Call 999.' }, { line: 'first' }] }),
    ],
  });
  assert.equal(apart.kind, 'done', 'each takes what the other does not');
});

const LINE_HEADER = contactToCsv({ lines: [], exceptions: [], notices: [], signposts: [] }, 'lines').trim();
/** A row of the table of lines, with these cells and the others empty. */
const row = (cells: Readonly<Record<string, string>>): string => {
  const all: Record<string, string> = { id: 'x', authority: 'derby', role: 'general', title: 'X', phone: '01332 640000', ...cells };
  return LINE_HEADER.split(',')
    .map(name => `"${all[name] ?? ''}"`)
    .join(',');
};
const days = (text: string) =>
  Object.fromEntries(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map(name => [name, text]));

test('hours are read from a table as people write them', async () => {
  const cells = {
    ...days('closed'),
    monday: '08:00-20:00',
    tuesday: '09:00-12:00, 13:00-17:00',
    friday: '22:00-02:00',
    saturday: '9.30am to 4pm',
  };
  await load(
    `${LINE_HEADER}\n${row({ ...cells, bank_holidays: 'As usual', out_of_hours: ' | night | \nhomelessness | | Call 999 | now.' })}\n`,
  );
  const x = (await all()).lines.find(one => one.id === 'x');
  assert.deepEqual(x?.week, [
    { day: 1, opens: '08:00', closes: '20:00' },
    { day: 2, opens: '09:00', closes: '12:00' },
    { day: 2, opens: '13:00', closes: '17:00' },
    { day: 5, opens: '22:00', closes: '02:00' },
    { day: 6, opens: '09:30', closes: '16:00' },
  ]);
  assert.deepEqual(x?.holidayRule, { kind: 'as-usual' });
  assert.deepEqual(x?.outOfHours, [
    { service: null, line: 'night', note: null },
    { service: 'homelessness', line: null, note: 'Call 999 | now.' },
  ]);
});

test('no hours, never open, and hours of bank holidays are three different things in a table', async () => {
  const hours = '10:00-12:00';
  await load(`${LINE_HEADER}\n${row({ id: 'x' })}\n${row({ id: 'y', ...days('closed'), bank_holidays: hours })}\n`);
  const found = (await all()).lines.filter(one => ['x', 'y'].includes(one.id));
  assert.deepEqual(
    found.map(({ week: open, holidayRule }) => [open, holidayRule.kind]),
    [
      [null, 'closed'],
      [[], 'hours'],
    ],
  );
});

test('every fault of a table names its row and its column', async () => {
  const faults = await faultsOf(
    [
      LINE_HEADER,
      row({ ...days('closed'), monday: '25:00-26:00', tuesday: 'by appointment', wednesday: '' }),
      row({ id: 'y', ...days('09:00-09:00'), bank_holidays: 'perhaps', form_url: 'council', verified_on: '31/02/2026' }),
      row({ id: 'z', bank_holidays: '09:00-09:00', out_of_hours: 'night' }),
      'too,short',
    ].join('\n'),
  );
  const said = faults.join('\n');
  for (const expected of [
    /^2 monday has 25:00, which is not a time of day$/m,
    /^2 tuesday cannot be read: write hours such as 09:00-17:00/m,
    /^2 wednesday is empty: write closed, or leave all seven days empty/m,
    /^3 week cannot be: Monday opens and closes at 09:00/m,
    /^3 bank_holidays cannot be read: write closed, as usual, or hours/m,
    /^3 form_url should be a full address/m,
    /^3 verified_on is 2026-02-31, which the calendar does not have$/m,
    /^4 bank_holidays cannot be: it opens and closes at 09:00/m,
    /^4 out_of_hours cannot be read: write service \| line \| note, one a line$/m,
    /^5 row has 2 cells where the header has \d+$/m,
  ])
    assert.match(said, expected);
});

test('a sheet from which a column was taken away is refused, so that nothing is emptied by mistake', async () => {
  assert.match((await faultsOf('id,authority,role,title\nx,derby,general,X\n')).join('\n'), /^1 phone is a column that is missing$/m);
});

test('exceptions and notices of a table take dates and times as spreadsheets write them', async () => {
  await load('line,date,hours,reason\nfirst,25/12/2026,closed,Christmas Day\nfirst,2026-12-31,9:00-12:00,\n');
  await load('id,lines,text,from,until\nstorm,first | night,Short of staff.,2026-07-01 09:00,\n');
  const { exceptions, notices } = await all();
  assert.deepEqual(
    exceptions.map(one => [one.date, one.hours.length]),
    [
      ['2026-12-24', 1],
      ['2026-12-25', 0],
      ['2026-12-31', 1],
      ['2027-12-25', 0],
    ],
  );
  const storm = notices.find(one => one.id === 'storm');
  assert.deepEqual([storm?.lines, storm?.from, storm?.until], [['first', 'night'], '2026-07-01T08:00:00.000Z', null]);
  assert.match((await faultsOf('line,date,hours,reason\nfirst,2026-12-25,,\n')).join(), /2 hours is empty: write hours/);
});

test('files of several kinds are one import, and the faults of all are in their order', async () => {
  const outcome = await importContact(
    store,
    [
      { name: 'exceptions.csv', text: 'line,date,hours,reason\nthird,2026-12-25,closed,\nfourth,2026-12-25,closed,\n' },
      { name: 'lines.json', text: JSON.stringify({ lines: [line('third'), line('fourth', { authority: 'atlantis' })] }) },
    ],
    'merge',
    serviceIds,
    NOW,
  );
  assert.deepEqual(
    outcome.kind === 'refused' ? outcome.faults.map(({ file, path }) => `${file} ${path}`) : [],
    ['lines.json authority'],
    'an exception may name a line that comes with it',
  );
});

test('a file that is none of ours says what it should be', async () => {
  assert.match((await faultsOf('[]'))[0] ?? '', /file should be an object with lines, exceptions, notices or signposts/);
  assert.match((await faultsOf('name,colour\na,b\n'))[0] ?? '', /neither that of lines \(.*\), .* nor that of signposts/);
  assert.match((await faultsOf('{"lines": 5}'))[0] ?? '', /lines should be a list/);
});

test('whatever a file holds, reading it ends in faults and not in a crash', () => {
  const sent = fc.oneof(
    fc.json(),
    fc.json().map(json => `{"lines":[${json}],"notices":${json}}`),
    fc.string().map(cell => `${LINE_HEADER}\n${row({ monday: cell.replaceAll('"', '""'), out_of_hours: cell.replaceAll('"', '""') })}`),
  );
  fc.assert(fc.property(sent, content => void readContactFiles([{ name: 'x', text: content }])));
});

test('a sheet without a row does not empty the record, though it is to replace it', async () => {
  const before = await all();
  const outcome = await loadJson({ lines: [] }, 'replace');
  assert.equal(outcome.kind, 'refused');
  assert.deepEqual(outcome.kind === 'refused' ? outcome.faults.map(({ path, message }) => `${path} ${message}`) : [], [
    'lines has no entries, and --replace would remove all 2 on record',
  ]);
  assert.deepEqual(await all(), before);
});

test('nobody has checked a line on a day that has not come, and a number is not its area code', async () => {
  assert.deepEqual(await faultsOf(JSON.stringify({ lines: [line('third', { verifiedOn: '2030-01-01' })] })), [
    '1 verifiedOn is a day that has not come yet',
  ]);
  assert.deepEqual(await faultsOf(JSON.stringify({ lines: [line('third', { phone: '01629' })] })), [
    '1 phone has too few digits for a number that begins with 0',
  ]);
});
