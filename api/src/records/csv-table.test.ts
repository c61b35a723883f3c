import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanText } from '@dtp/contract/text.ts';
import fc from 'fast-check';
import { readTable, type TableForm, writeTable } from './csv-table.ts';

const form = (kind: string, columns: readonly string[]): TableForm => ({
  kind,
  columns,
  required: columns,
  marks: columns,
  read: cells => ({ value: cells }),
});
const CHAIRS = form('chairs', ['seat', 'legs']);
const TABLES = form('tables', ['top', 'legs']);
const BOXES = form('boxes', ['lid']);

test('any printable cell survives the way through a table, and none starts like a formula', () => {
  const cell = fc.oneof(fc.stringMatching(/^['=+@"a-z|, -]{0,20}$/), fc.string({ unit: 'grapheme', maxLength: 20 })).map(cleanText);
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), rows => {
      const text = writeTable(CHAIRS.columns, rows);
      const table = readTable(text, [CHAIRS]);
      assert.deepEqual(table.faults, []);
      const read = table.kind === 'table' ? table.rows.map(({ value }) => [value.seat, value.legs]) : [];
      assert.deepEqual(read, rows);
    }),
  );
});

test('a header tells which table it is, and a strange one hears of all of them', () => {
  const table = readTable('legs,top\n4,oak\n', [CHAIRS, TABLES]);
  assert.equal(table.kind === 'table' && table.form.kind, 'tables');
  const strange = readTable('colour\nred\n', [CHAIRS, TABLES, BOXES]);
  assert.deepEqual(strange.faults, [
    {
      line: 1,
      path: 'file',
      message: 'has a header that is neither that of chairs (seat, legs), that of tables (top, legs) nor that of boxes (lid)',
    },
  ]);
});
