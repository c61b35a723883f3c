import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { newReference, readReference } from './reference.ts';

const bytes = fc.uint8Array({ minLength: 8, maxLength: 8 });

describe('a reference', () => {
  test('is two groups of four characters that nobody misreads', () => {
    fc.assert(fc.property(bytes, random => /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/.test(newReference(() => random))));
  });

  test('is another each time', () => {
    assert.equal(new Set(Array.from({ length: 1000 }, () => newReference())).size, 1000);
  });

  test('is read in any case, with spaces and dashes anywhere, and with the letters that look like digits', () => {
    const misread: Readonly<Record<string, readonly string[]>> = { '0': ['0', 'o', 'O'], '1': ['1', 'i', 'l', 'I', 'L'] };
    const typedForms = fc.array(fc.tuple(fc.nat(), fc.constantFrom('', ' ', '-', '–', '  ')), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(bytes, typedForms, (random, forms) => {
        const reference = newReference(() => random);
        const typed = [...reference]
          .map((character, at) => {
            const [pick = 0, gap = ''] = forms[at] ?? [];
            const looks = misread[character] ?? [character, character.toLowerCase()];
            return `${looks[pick % looks.length] ?? character}${gap}`;
          })
          .join('');
        assert.equal(readReference(typed), reference);
      }),
    );
  });

  test('is not made of anything else that is typed', () => {
    for (const typed of ['', '7K4M', '7K4M-29QXX', '7K4M-29QU', '7K4M/29QX', 'bin day', '<b>4M-29QX'])
      assert.equal(readReference(typed), undefined, typed);
    fc.assert(fc.property(fc.string({ maxLength: 200 }), typed => void readReference(typed)));
  });
});
