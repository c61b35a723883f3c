import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortenCss, shortenHtml } from './template-whitespace.ts';

test('css loses comments, line breaks and blanks that mean nothing', () => {
  const [short] = shortenCss([
    ':host {\n  display: block; /* why */\n  margin: 0 auto -0.5em;\n}\n.a > .b,\n.a :focus-visible { width: calc(1em + 2px); }\n',
  ]);
  assert.equal(short, ':host{display:block;margin:0 auto -.5em}.a>.b,.a :focus-visible{width:calc(1em + 2px)}');
});

test('css keeps text in quotes and conditions as they are', () => {
  const [short] = shortenCss([`.a::after { content: ' ;  { '; }\n@media (min-width: 40em) and (hover: hover) { a { color: red } }`]);
  assert.equal(short, `.a::after{content:' ;  { '}@media (min-width:40em) and (hover:hover){a{color:red}}`);
});

test('css keeps the blank beside an expression', () => {
  assert.deepEqual(shortenCss(['a { margin: 0 ', ' ', ' auto; }']), ['a{margin:0 ', ' ', ' auto}']);
});

test('html keeps one space where there were several, and attribute values whole', () => {
  const [short] = shortenHtml(['<p\n   class="a  b">\n  Some   text\n  <b>bold</b>\n</p>']);
  assert.equal(short, '<p class="a  b"> Some text <b>bold</b> </p>');
});

test('html knows that an attribute is open across an expression', () => {
  assert.deepEqual(shortenHtml(['<p class="a  ', '  b">\n  <i>', '</i>\n  </p>']), ['<p class="a  ', '  b"> <i>', '</i> </p>']);
});

test('an apostrophe in text opens nothing', () => {
  assert.deepEqual(shortenHtml(["<p>What's\n  next</p>\n  <p>x</p>"]), ["<p>What's next</p> <p>x</p>"]);
});

test('preformatted text is left alone', () => {
  assert.deepEqual(shortenHtml(['<pre>\n  a\n  b</pre>']), ['<pre>\n  a\n  b</pre>']);
});
