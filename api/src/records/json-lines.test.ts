import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonLines } from './json-lines.ts';

test('every value of a document is found on the line on which it starts', () => {
  const text = '{\n  "a": [\n    1,\n    { "b":\n      "x\\"]" }\n  ],\n  "c": null\n}';
  const lines = jsonLines(text);
  assert.deepEqual([lines([]), lines(['a']), lines(['a', 0]), lines(['a', 1]), lines(['a', 1, 'b']), lines(['c'])], [1, 2, 3, 4, 5, 7]);
  assert.equal(lines(['a', 1, 'missing', 'deeper']), 4, 'what is not there is answered by its nearest parent');
});

test('entries that are written one a line are found there, whatever is in them', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 8 }), entries => {
      const lines = jsonLines(`[\n${entries.map(entry => JSON.stringify(entry)).join(',\n')}\n]`);
      assert.deepEqual(
        entries.map((_, at) => lines([at])),
        entries.map((_, at) => at + 2),
      );
    }),
  );
});
