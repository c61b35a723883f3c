import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parsePostcode, partialReadings, postcodeArea } from './postcode.ts';

const whole = (typed: string): string | undefined => {
  const parsed = parsePostcode(typed);
  return parsed.kind === 'postcode' ? parsed.postcode : undefined;
};

const letter = (from: string) => fc.constantFrom(...from);
const AREA_FIRST = 'ABCDEFGHIJKLMNOPRSTUWYZ';
const AREA_SECOND = 'ABCDEFGHKLMNOPQRSTUVWXY';
const outward = fc.oneof(
  fc.tuple(letter(AREA_FIRST), letter('123456789')),
  fc.tuple(letter(AREA_FIRST), letter('123456789'), letter('0123456789')),
  fc.tuple(letter(AREA_FIRST), letter(AREA_SECOND), letter('0123456789')),
  fc.tuple(letter(AREA_FIRST), letter(AREA_SECOND), letter('123456789'), letter('0123456789')),
  fc.tuple(letter(AREA_FIRST), letter('123456789'), letter('ABCDEFGHJKPSTUW')),
  fc.tuple(letter(AREA_FIRST), letter(AREA_SECOND), letter('123456789'), letter('ABEHMNPRVWXY')),
);
const inwardLetter = letter('ABDEFGHJLNPQRSTUWXYZ');
const postcode = fc
  .tuple(outward, letter('0123456789'), inwardLetter, inwardLetter)
  .map(([out, ...inward]) => `${out.join('')} ${inward.join('')}`);

describe('a whole postcode', () => {
  test('of every outward shape is read in its usual form', () => {
    for (const usual of ['M1 1AE', 'B33 8TH', 'CR2 6XH', 'DN55 1PT', 'W1A 1HQ', 'EC1A 1BB', 'GIR 0AA', 'DE45 1ES', 'BS0 1AA']) {
      assert.equal(whole(usual), usual);
      assert.equal(whole(usual.toLowerCase().replace(' ', '')), usual);
    }
  });

  test('knows its outward code and sector', () => {
    assert.deepEqual(parsePostcode('de451es'), { kind: 'postcode', postcode: 'DE45 1ES', outward: 'DE45', sector: 'DE45 1' });
    assert.equal(postcodeArea('S1 1AA'), 'S');
  });

  test('may be typed with letters and figures mixed up', () => {
    for (const [typed, usual] of [
      ['DE45 IES', 'DE45 1ES'],
      ['NG1O 5AA', 'NG10 5AA'],
      ['SIO 2TN', 'S10 2TN'],
      ['SI8 1QQ', 'S18 1QQ'],
      ['S4I 7JE', 'S41 7JE'],
      ['0L1 1AA', 'OL1 1AA'],
      ['1P1 2AA', 'IP1 2AA'],
      ['DE55 OAA', 'DE55 0AA'],
      ['S017 1AA', 'SO17 1AA'],
      ['dei 1aa', 'DE1 1AA'],
    ] as const)
      assert.equal(whole(typed), usual, typed);
  });

  test('may have spaces, dashes and full stops of any kind anywhere', () => {
    for (const typed of [
      '  de45   1es ',
      'D E 4 5 1 E S',
      'DE45\t1ES',
      'DE45\u00a01ES',
      'DE45\u20031ES',
      'DE45-1ES',
      'DE45–1ES',
      'D.E.45.1ES.',
      'DE45\u200b1ES',
      'ＤＥ４５ １ＥＳ',
    ])
      assert.equal(whole(typed), 'DE45 1ES', JSON.stringify(typed));
  });

  test('survives any case, any separators and any O/0, I/1 mix-up outside the area letters', () => {
    const noise = fc
      .array(fc.constantFrom(' ', '\t', '-', '.', '\u00a0', '\u2009', '\u2013'), { maxLength: 3 })
      .map(marks => marks.join(''));
    fc.assert(
      fc.property(postcode, fc.array(noise, { minLength: 9, maxLength: 9 }), fc.boolean(), (usual, marks, lower) => {
        const spread = [...usual].map((character, at) => `${marks[at] ?? ''}${character}`).join('');
        assert.equal(whole(lower ? spread.toLowerCase() : spread), usual);
      }),
    );
    fc.assert(
      fc.property(postcode, usual => {
        const inward = usual.slice(-3);
        const mixed = `${usual.slice(0, -3)}${inward.charAt(0).replace('0', 'O').replace('1', 'I')}${inward.slice(1)}`;
        assert.equal(whole(mixed), usual);
      }),
    );
  });

  test('is read the same when read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), typed => {
        const first = whole(typed);
        if (first !== undefined) assert.equal(whole(first), first);
      }),
    );
  });
});

describe('the beginning of a postcode', () => {
  test('names its outward code, and its sector once that is typed', () => {
    assert.deepEqual(parsePostcode('de45'), { kind: 'partial', outward: 'DE45', sector: null, prefix: 'DE45' });
    assert.deepEqual(parsePostcode('de451'), { kind: 'partial', outward: 'DE45', sector: 'DE45 1', prefix: 'DE45 1' });
    assert.deepEqual(parsePostcode('de45 1e'), { kind: 'partial', outward: 'DE45', sector: 'DE45 1', prefix: 'DE45 1E' });
    assert.deepEqual(parsePostcode('NG1O'), { kind: 'partial', outward: 'NG10', sector: null, prefix: 'NG10' });
  });

  test('that can be read in two ways gives both, and a space decides which comes first', () => {
    assert.deepEqual(
      partialReadings('DE11').map(reading => reading.prefix),
      ['DE11', 'DE1 1'],
    );
    assert.deepEqual(
      partialReadings('DE1 1').map(reading => reading.prefix),
      ['DE1 1', 'DE11'],
    );
  });

  test('of a whole postcode is always part of it', () => {
    fc.assert(
      fc.property(postcode, usual => {
        const readings = partialReadings(usual.slice(0, -1)).map(reading => reading.prefix);
        assert.ok(readings.includes(usual.slice(0, -1)), readings.join());
      }),
    );
  });
});

describe('anything else', () => {
  test('is not a postcode', () => {
    for (const typed of [
      '',
      ' ',
      'Bakewell',
      '12345',
      'DE45 1CC',
      'DE45 1ES, Bakewell',
      'DE',
      'AAA 1AA',
      '🏡',
      'DE4🏡5 1ES',
      "'; drop table postcodes; --",
      '<b>DE45 1ES</b>',
      '\u0000',
      'ДЕ45 1ЕС',
    ])
      assert.deepEqual(parsePostcode(typed), { kind: 'not-a-postcode' }, typed);
  });

  test('is refused without work however long it is', () => {
    assert.deepEqual(parsePostcode('DE45 1ES'.repeat(1250)), { kind: 'not-a-postcode' });
    assert.deepEqual(parsePostcode(`${' '.repeat(10_000)}DE45 1ES`), { kind: 'not-a-postcode' });
    assert.deepEqual(parsePostcode('🏡'.repeat(5000)), { kind: 'not-a-postcode' });
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), typed => void parsePostcode(typed)),
      { numRuns: 500 },
    );
  });
});
