import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isPrintable } from '@dtp/contract/text.ts';
import fc from 'fast-check';
import { checkFile, cleanName, LARGEST_FILE } from './file-check.ts';
import { compound, docx, odt, pdf, zip } from './testing/files.ts';

const WORD = { WordDocument: null, '1Table': null, '\u0005SummaryInformation': null, ObjectPool: {} } as const;

const refusal = async (name: string, bytes: Buffer): Promise<string> => {
  const checked = await checkFile(name, bytes);
  return checked.kind === 'refused' ? checked.message : `taken as ${checked.is}`;
};

test('files that are what they say are taken', async () => {
  assert.deepEqual(await checkFile('My CV.PDF', pdf()), { kind: 'fine', name: 'My CV.PDF', is: 'pdf' });
  assert.deepEqual(await checkFile('cv.docx', await docx()), { kind: 'fine', name: 'cv.docx', is: 'docx' });
  assert.deepEqual(await checkFile('cv.odt', await odt()), { kind: 'fine', name: 'cv.odt', is: 'odt' });
  assert.deepEqual(await checkFile('cv.doc', compound(WORD)), { kind: 'fine', name: 'cv.doc', is: 'doc' });
});

describe('a file that lies about what it is is refused, and told what it is', () => {
  test('kinds that are taken, under each other’s names', async () => {
    assert.match(await refusal('cv.docx', pdf()), /called \.docx but is a PDF file\./);
    assert.match(await refusal('cv.pdf', await docx()), /called \.pdf but is a Word file \(\.docx\)\./);
    assert.match(await refusal('cv.docx', await odt()), /called \.docx but is an OpenDocument file/);
    assert.match(await refusal('cv.pdf', compound(WORD)), /called \.pdf but is an old Word file/);
  });
  test('kinds that are not', async () => {
    const workbook = await zip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>' });
    assert.match(await refusal('cv.docx', workbook), /is a spreadsheet/);
    assert.match(await refusal('cv.docx', await zip({ 'cv.txt': 'x' })), /is a ZIP archive/);
    assert.match(await refusal('cv.doc', Buffer.from('{\\rtf1 hello}')), /is a rich text file/);
    assert.match(await refusal('cv.pdf', Buffer.from('MZ\u0090\u0000 this is a program', 'latin1')), /is a program/);
    assert.match(await refusal('cv.doc', compound({ Workbook: null })), /is something else, or damaged/);
    assert.match(await refusal('cv.pdf', Buffer.from('just words')), /is something else, or damaged/);
    for (const name of ['cv.exe', 'cv.pdf.exe', 'cv', 'cv.', '.pdf.html', 'cv.docm'])
      assert.match(await refusal(name, pdf()), /whose name ends in \.pdf, \.doc, \.docx or \.odt/, name);
  });
  test('compound files that only speak of Word, or have a document of it inside', async () => {
    const mail = { '__properties_version1.0': null, '__attach_version1.0_#00000000': { WordDocument: null } };
    assert.match(await refusal('cv.doc', compound(mail, 'WordDocument')), /is something else, or damaged/);
    assert.match(await refusal('cv.doc', compound({ WordDocument: {} })), /is something else, or damaged/);
  });
  test('empty and too large ones', async () => {
    assert.match(await refusal('cv.pdf', Buffer.alloc(0)), /is empty/);
    assert.match(await refusal('cv.pdf', Buffer.concat([pdf(), Buffer.alloc(LARGEST_FILE)])), /larger than 10 MB/);
  });
});

describe('archives that would do harm', () => {
  test('a bomb: few bytes that become far too many', async () => {
    const bomb = await docx({ 'word/media/bomb.xml': Buffer.alloc(80 * 1024 * 1024) });
    assert.ok(bomb.length < 200_000);
    assert.match(await refusal('cv.docx', bomb), /becomes far larger when it is opened/);
  });
  test('a bomb that says it is small', async () => {
    const bomb = await docx({ 'word/media/bomb.xml': Buffer.alloc(80 * 1024 * 1024) });
    const size = Buffer.alloc(4);
    size.writeUInt32LE(80 * 1024 * 1024);
    const small = Buffer.alloc(4);
    small.writeUInt32LE(1000);
    const liar = Buffer.from(bomb);
    for (let at = liar.indexOf(size); at >= 0; at = liar.indexOf(size)) small.copy(liar, at);
    assert.match(await refusal('cv.docx', liar), /is damaged/);
  });
  test('more parts than a document has', async () => {
    const parts = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`word/media/${at}.xml`, 'x']));
    assert.match(await refusal('cv.docx', await docx(parts)), /too many parts/);
  });
  test('macros and passwords', async () => {
    assert.match(await refusal('cv.docx', await docx({ 'word/vbaProject.bin': 'x' })), /has macros/);
    for (const macros of [
      { Macros: { VBA: { _VBA_PROJECT: null } } },
      { Macros: {} },
      { macros: {} },
      { ObjectPool: { _1: { _VBA_PROJECT_CUR: {} } } },
    ])
      assert.match(
        await refusal('cv.doc', compound({ ...WORD, ...macros })),
        /has macros.* without them, or as a PDF/,
        JSON.stringify(macros),
      );
    for (const part of ['Basic/Standard/Module1.xml', 'Scripts/python/run.py'])
      assert.match(await refusal('cv.odt', await odt(undefined, { [part]: 'x' })), /has macros/, part);
    assert.match(await refusal('cv.docx', await docx({ 'elsewhere/vbaProject.bin': 'x' })), /has macros/);
    assert.equal(await refusal('cv.odt', await odt(undefined, { 'Pictures/Basic/me.png': 'x' })), 'taken as odt');
    assert.match(await refusal('cv.docx', compound({ EncryptedPackage: null, EncryptionInfo: null })), /locked with a password/);
    assert.match(await refusal('cv.odt', await odt('<manifest:encryption-data/>')), /locked with a password/);
    const locked = await docx();
    // Bit 0 of the flags of each entry in the central directory: APPNOTE 4.4.4.
    for (let at = locked.indexOf('PK\u0001\u0002'); at >= 0; at = locked.indexOf('PK\u0001\u0002', at + 4))
      locked.writeUInt16LE(locked.readUInt16LE(at + 8) | 1, at + 8);
    assert.match(await refusal('cv.docx', locked), /locked with a password/);
  });
  test('names that lead out of the archive, and archives that were cut off', async () => {
    const whole = await docx();
    const cut = Buffer.from(whole.subarray(0, whole.length - 30));
    assert.match(await refusal('cv.docx', cut), /is damaged/);
    const outside = Buffer.from((await docx({ 'aa/evil.xml': 'x' })).toString('latin1').replaceAll('aa/evil.xml', '../evil.xml'), 'latin1');
    assert.match(await refusal('cv.docx', outside), /is damaged/);
  });
  test('whatever bytes an archive has, it is taken or refused in words', async () => {
    const whole = await docx();
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const changed = Buffer.from(whole);
        changed[at] = byte;
        assert.ok(['fine', 'refused'].includes((await checkFile('cv.docx', changed)).kind));
      }),
      { numRuns: 200 },
    );
  });
});

describe('compound files that lead astray', () => {
  const WIDE = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`stream ${at}`, null]));
  test('one of many sectors is read to its end', async () => {
    assert.equal(await refusal('cv.doc', compound({ ...WIDE, ...WORD })), 'taken as doc');
  });
  test('in a circle: of the FAT, of its list, or of the directory’s tree', async () => {
    const whole = compound({ ...WIDE, ...WORD });
    const changed = (at: number, value: number) => {
      const bytes = Buffer.from(whole);
      bytes.writeUInt32LE(value, at);
      return bytes;
    };
    const fat = 512;
    const directory = 1024;
    for (const [at, value] of [
      [fat + 4 * 2, 1],
      [fat + 4 * 2, 0xfffff],
      [48, 0xffffffff],
      [76, 9999],
      [directory + 128 + 68, 1],
      [directory + 128 + 72, 9999],
    ] as const)
      assert.match(await refusal('cv.doc', changed(at, value)), /is damaged/, `${at} ${value}`);
    const list = changed(68, 0);
    list.writeUInt32LE(0, fat + 508);
    assert.match(await refusal('cv.doc', list), /is damaged/);
    for (const length of [8, 30, 80, 600, 1100]) assert.match(await refusal('cv.doc', whole.subarray(0, length)), /damaged/, `${length}`);
  });
  test('whatever bytes it has, it is taken or refused in words, at once', async () => {
    const whole = compound({ ...WIDE, ...WORD });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }), async changes => {
        const changed = Buffer.from(whole);
        for (const [at, byte] of changes) changed[at] = byte;
        assert.ok(['fine', 'refused'].includes((await checkFile('cv.doc', changed)).kind));
      }),
      { numRuns: 500 },
    );
  });
});

test('names are cleaned', () => {
  assert.equal(cleanName('C:\\Users\\jo\\My CV.pdf'), 'My CV.pdf');
  assert.equal(cleanName('../../etc/cv.pdf'), 'cv.pdf');
  assert.equal(cleanName('cv\u202efdp.exe\u0000.pdf'), 'cv fdp.exe .pdf');
  assert.equal(cleanName(`${'é'.repeat(300)}.docx`), `${'é'.repeat(95)}.docx`);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), name => {
      const clean = cleanName(name);
      assert.ok([...clean].length <= 100 && isPrintable(clean) && !/[/\\]/.test(clean));
    }),
  );
});
