import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONTRAST_PAIRS } from '@dtp/kit/tokens.ts';
import { contrast } from './contrast.ts';
import { THEME_IDS, theme } from './theme-css.ts';

test('contrast agrees with the known ratios of WCAG', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
  assert.equal(contrast('#ffffff', '#ffffff'), 1);
  assert.equal(contrast('#767676', '#ffffff').toFixed(2), '4.54');
});

for (const id of THEME_IDS) {
  test(`${id}: every pair of colours that meet has the contrast it needs`, () => {
    const { values } = theme(id);
    for (const { front, back, least } of CONTRAST_PAIRS) {
      const [over, under] = [values.get(front), values.get(back)];
      assert.ok(over && under, `${front} and ${back} have values`);
      const ratio = contrast(over, under);
      assert.ok(ratio >= least, `${front} ${over} on ${back} ${under}: ${ratio.toFixed(2)}, needs ${least}`);
    }
  });
}
