import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TOKENS } from '@dtp/kit/tokens.ts';
import { buildTheme, ruleOf, THEME_IDS, theme, themeCss } from './theme-css.ts';

const base = {
  color: { $type: 'color', white: { $value: '#ffffff' }, brand: { 600: { $value: '#17538f' } }, link: { $value: '{color.brand.600}' } },
};
const colours = (tokens: object) => ({ color: { $type: 'color', ...tokens } });

test('a partner that gives only a palette gets the whole theme in its colours', () => {
  const built = buildTheme('sample', colours({ brand: { 600: { $value: '#722e5b' } } }), base);
  assert.equal(ruleOf(built, ':host'), ':host{--dtp-color-link:#722e5b}');
});

test('the selector is the caller’s, for hosted pages', () => {
  assert.match(themeCss('derby', ':root'), /^:root\{--dtp-color-text:#[0-9a-f]{6};/);
  assert.match(themeCss('derby'), /^:host\{/);
});

test('an id without a theme gets the default’s values', () => {
  assert.equal(themeCss('a-council-to-come'), themeCss('default'));
});

test('the palette stays inside and component tokens go out under the component’s name', () => {
  const document = { ...colours({}), component: { 'az-search': { panel: { $type: 'color', $value: '{color.white}' } } } };
  const rule = ruleOf(buildTheme('sample', document, base), ':host');
  assert.match(rule, /--dtp-az-search-panel:#ffffff/);
  assert.doesNotMatch(rule, /brand/);
});

test('colours may be written as the objects that design tools export', () => {
  const value = { colorSpace: 'srgb', components: [1, 0.5, 0], hex: '#ff8000' };
  assert.equal(buildTheme('sample', colours({ link: { $value: value } }), base).values.get('color.link'), '#ff8000');
});

test('font names are quoted, generic families are not', () => {
  const document = { font: { body: { $type: 'fontFamily', $value: ['Public Sans', 'sans-serif'] } } };
  assert.equal(buildTheme('sample', document, base).values.get('font.body'), '"Public Sans", sans-serif');
});

test('faults name the theme, the token and what is wrong', () => {
  const faults: readonly [document: object, message: RegExp][] = [
    [colours({ link: { $value: '{color.brand.700}' } }), /"sample", color\.link: refers to \{color\.brand\.700\}, which does not exist/],
    [
      colours({ link: { $value: '{color.hover}' }, hover: { $value: '{color.link}' } }),
      /color\.link: refers to itself: color\.link → color\.hover → color\.link/,
    ],
    [{ radius: { $type: 'dimension', $value: { value: 1, unit: 'rem' } } }, /radius: has the unit "rem"; the units are em and px/],
    [{ radius: { $type: 'dimension', $value: '4px' } }, /radius: should be a size/],
    [colours({ link: { $value: 'blue' } }), /color\.link: should be a colour such as/],
    [colours({ link: { $value: { colorSpace: 'oklch', components: [0.5, 0.1, 200] } } }), /colorSpace "srgb"/],
    [colours({ link: { $value: { colorSpace: 'srgb', components: [0, 0, 0], alpha: 0.5 } } }), /see-through/],
    [{ radius: { $type: 'shadow', $value: 1 } }, /has the type "shadow"/],
    [{ radius: { $value: 1 } }, /radius: has no \$type/],
    [{ radius: { $type: 'dimension', $value: '{color.white}' } }, /is a dimension but refers to \{color\.white\}, which is a color/],
    [colours({ link: { $value: '#ffffff', hover: { $value: '#000000' } } }), /cannot also hold other tokens/],
    [colours({ link: { hover: { $value: '#000000' } } }), /cannot stand inside "color\.link"/],
    [{ font: { body: { $type: 'fontFamily', $value: 'a";}*{color:red' } } }, /should be a font name/],
    [{ color: 'blue' }, /color: is neither a group nor a token/],
  ];
  for (const [document, message] of faults) {
    assert.throws(() => buildTheme('sample', document, base), { name: 'ThemeError', message });
  }
});

test('the default theme is the one built into the widgets', () => {
  const { values } = theme('default');
  for (const [path, value] of Object.entries(TOKENS)) {
    const given = values.get(path);
    if (given !== undefined) assert.equal(given, value, path);
  }
  assert.deepEqual(
    Object.keys(TOKENS).filter(path => !values.has(path)),
    ['font.body', 'font.heading', 'font.size'],
    'fonts are the host’s, and are left out',
  );
});

test('every theme can be told from every other by its main colour', () => {
  const mains = THEME_IDS.map(id => theme(id).values.get('color.action.background'));
  assert.equal(new Set(mains).size, THEME_IDS.length);
  assert.equal(THEME_IDS.length, 14);
});
