import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inlineTokens } from './inline-tokens.ts';

const use = (argument: string): string => `css\`a{color:\${token(${argument})};margin:0 \${other}}\``;

test('a token becomes its property with the default, and other expressions stay', () => {
  const made = (value: string): string => `css\`a{color:${value};margin:0 \${other}}\``;
  assert.equal(inlineTokens(use("'color.link'")), made('var(--dtp-color-link,#17538f)'));
  assert.equal(inlineTokens(use('"space.m"')), made('var(--dtp-space-m,1em)'));
});

test('a token that does not exist, or is not named outright, stops the build', () => {
  assert.throws(() => inlineTokens(use("'color.lnik'")), /no token "color\.lnik"/);
  assert.throws(() => inlineTokens(use('path')), /does not name a token/);
});
