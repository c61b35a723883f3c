import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TOKENS, tokenProperty } from '@dtp/kit/tokens.ts';
import { THEME_IDS, theme } from '@dtp/themes/theme-css.ts';
import { themeSheet } from './theme-sheet.ts';

test('a theme over the widgets’ defaults gives every token the value of the whole theme', () => {
  for (const id of THEME_IDS) {
    const shipped = new Map([...themeSheet(id).matchAll(/(--[\w-]+):([^;}]+)/g)].map(([, name, value]) => [name, value]));
    for (const [path, fallback] of Object.entries(TOKENS)) {
      const wanted = theme(id).values.get(path) ?? fallback;
      assert.equal(shipped.get(tokenProperty(path)) ?? fallback, wanted, `${id} ${path}`);
      assert.notEqual(shipped.get(tokenProperty(path)), fallback, `${id} ships the default of ${path}`);
    }
  }
});
