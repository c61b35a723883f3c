import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { LONGEST_DESCRIPTION } from './record.ts';
import { advertText, sanitiseAdvert, summaryOf } from './sanitise.ts';

const kept = (advert: string): string => {
  const sanitised = sanitiseAdvert(advert);
  assert.equal(sanitised.kind, 'html', JSON.stringify(sanitised));
  return sanitised.kind === 'html' ? sanitised.html : '';
};
const fault = (advert: string): string => {
  const sanitised = sanitiseAdvert(advert);
  assert.equal(sanitised.kind, 'fault');
  return sanitised.kind === 'fault' ? sanitised.message : '';
};

/** What an advert may be made of, and nothing else. */
const ALLOWED = /^(?:<\/?(?:p|ul|ol|li|strong|em|h3|h4)>|<a href="https:\/\/[^"<>]*">|<\/a>|[^<>])*$/;

const ATTACKS: readonly (readonly [string, string, string])[] = [
  ['a script', 'Hello<script>alert(1)</script>', '<p>Hello</p>'],
  ['a script in pieces', '<scr<script>ipt>alert(1)</script>x', '<p>ipt&gt;alert(1)x</p>'],
  ['an event', '<p onclick="alert(1)" style="color:red" class=x id=y>Hello</p>', '<p>Hello</p>'],
  ['an image with an event', '<img src=x onerror=alert(1)>Hello', '<p>Hello</p>'],
  ['a picture in SVG', '<svg onload=alert(1)><script>alert(1)</script><a href="https://a.example/">x</a></svg>Hello', '<p>Hello</p>'],
  ['mathematics', '<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>Hello', '<p>Hello</p>'],
  ['javascript in a link', '<a href="javascript:alert(1)">Hello</a>', '<p>Hello</p>'],
  [
    'links of which the first may not be one',
    '<p><a href="http://x.example">bad</a> <a href="https://x.example">good</a> more</p><p><span>after</span></p>',
    '<p>bad <a href="https://x.example">good</a> more</p><p>after</p>',
  ],
  ['javascript with a tab in a link', '<a href="java\tscript:alert(1)">Hello</a>', '<p>Hello</p>'],
  ['javascript in entities', '<a href="&#106;avascript:alert(1)">Hello</a>', '<p>Hello</p>'],
  ['data in a link', '<a href="data:text/html,<script>alert(1)</script>">Hello</a>', '<p>Hello</p>'],
  ['a link without https', '<a href="http://a.example/">Hello</a>', '<p>Hello</p>'],
  ['a link without a scheme', '<a href="//a.example/">Hello</a>', '<p>Hello</p>'],
  ['a link that hides where it leads', '<a href="https://derby.gov.uk@evil.example/">Hello</a>', '<p>Hello</p>'],
  [
    'a link with more than an address',
    '<a href="https://a.example/?a=1&b=2" target=_blank onclick=x>Hello</a>',
    '<p><a href="https://a.example/?a=1&amp;b=2">Hello</a></p>',
  ],
  ['a frame', '<iframe src="https://a.example/">inside</iframe>Hello', '<p>Hello</p>'],
  ['a form', '<form action="https://a.example/"><input name=a><button>Send</button>Hello</form>', '<p>Hello</p>'],
  ['a style sheet', '<style>p{display:none}</style>Hello', '<p>Hello</p>'],
  ['a base address', '<base href="https://a.example/"><meta http-equiv=refresh content=0>Hello', '<p>Hello</p>'],
  ['a comment', '<!-- <script>alert(1)</script> --><p>Hello</p>', '<p>Hello</p>'],
  ['a template', '<template><script>alert(1)</script></template>Hello', '<p>Hello</p>'],
  ['a noscript', '<noscript><p title="</noscript><img src=x onerror=alert(1)>">x</p></noscript>Hello', '<p>Hello</p>'],
  ['escaped markup', '<p>Use &lt;script&gt; here</p>', '<p>Use &lt;script&gt; here</p>'],
  ['text that runs backwards', '<p>Hel\u202elo\u200b</p>', '<p>Hello</p>'],
];

describe('HTML in adverts', () => {
  for (const [what, advert, expected] of ATTACKS)
    test(`loses ${what}`, () => {
      const html = kept(advert);
      assert.match(html, ALLOWED);
      assert.equal(html, expected);
    });

  for (const [what, advert, expected] of [
    ['bold and italics of old', '<b>Bold</b> and <i>italics</i>', '<p><strong>Bold</strong> and <em>italics</em></p>'],
    ['headings of other ranks', '<h1>About us</h1><h5>More</h5>', '<h3>About us</h3><h4>More</h4>'],
    ['line breaks', 'One<br>two<br/><br>three', '<p>One</p><p>two</p><p>three</p>'],
    ['boxes', '<div>One</div><div><div>two</div></div>', '<p>One</p><p>two</p>'],
    ['a table', '<table><tr><td>Pay</td><td>£10</td></tr></table>', '<p>Pay</p><p>£10</p>'],
    ['a mark around paragraphs', '<strong><p>One</p><p>two</p></strong>', '<p><strong>One</strong></p><p><strong>two</strong></p>'],
    ['paragraphs in a list', '<ul><li><p>One</p><p>two</p></li><li></li></ul>', '<ul><li>One two</li></ul>'],
    ['a list in a list', '<ul><li>One<ol><li>two</li></ol></li></ul>', '<ul><li>One<ol><li>two</li></ol></li></ul>'],
    ['nothing but space', '<p>&nbsp;</p><p>One&nbsp; two</p>', '<p>One two</p>'],
    ['what is left open', '<p>One<ul><li>two', '<p>One</p><ul><li>two</li></ul>'],
  ])
    test(`puts ${what} into order`, () => assert.equal(kept(advert ?? ''), expected));

  test('is made of paragraphs where it is plain text', () => {
    assert.equal(kept('Pay & pensions\r\n\r\n5 < 6 &amp; more\nEnd'), '<p>Pay &amp; pensions</p><p>5 &lt; 6 &amp; more</p><p>End</p>');
  });

  test('is refused when nothing is left of it, and when it is too long', () => {
    for (const empty of ['', '  \n', '<p></p>', '<script>alert(1)</script>', '<br>&nbsp;']) assert.equal(fault(empty), 'is empty');
    assert.equal(fault('a '.repeat(20_000)), 'has 20,000 words, and should have fewer than 20,000');
    assert.match(fault('word '.repeat(20_000)), /^has 20,000 words/);
    assert.match(fault('x'.repeat(LONGEST_DESCRIPTION + 1)), /^is longer than 60,000 characters$/);
    assert.match(fault(`<p>${' '.repeat(200_001)}</p>`), /^is longer than 200,000 characters/);
  });

  test('is refused when it is nested or marked up without end, before that takes long', () => {
    for (const part of ['<em>', '<em>x', '<div>', '<li><p>', '<td><p>', '<em title="</em>"><!-- </em> -->'])
      assert.equal(fault(part.repeat(190_000 / part.length)), 'is nested more than 50 levels deep', part);
    for (const part of ['<em>a</em> ', '<p>a</p>', '<li><br>', '<em></strong></em>'])
      assert.equal(fault(part.repeat(190_000 / part.length)), 'has more than 10,000 tags', part);
    assert.match(fault('&'.repeat(190_000)), /^is longer than 60,000 characters$/);
    assert.equal(kept(`${'<div>'.repeat(49)}<p>Cook</p>`), '<p>Cook</p>');
  });

  test('of nothing but line breaks in an entry is put into order once, not once for each', () => {
    const started = performance.now();
    assert.equal(kept(`<ul><li>a${'<br>'.repeat(9000)}</ul>`), '<ul><li>a</li></ul>');
    assert.ok(performance.now() - started < 2000);
  });

  test('has nothing but what is allowed, and stays as it is, whatever comes', () => {
    const bits = [
      '<p>',
      '</p>',
      '<ul>',
      '<li>',
      '</li>',
      '</ul>',
      '<ol>',
      '<b>',
      '</b>',
      '<a href="https://a.example/">',
      '</a>',
      '<br>',
      '<div>',
      '</div>',
    ];
    const strange = [
      '<script>',
      '</script>',
      '<svg>',
      '<!--',
      '-->',
      '<a href=javascript:1>',
      '"',
      "'",
      '<',
      '>',
      '&',
      '&lt;',
      'word ',
      '\n',
      '<img onerror=x>',
      '<h2>',
      '</h2>',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...bits, ...strange), { maxLength: 25 }), parts => {
        const first = sanitiseAdvert(parts.join(''));
        if (first.kind === 'fault') return;
        assert.match(first.html, ALLOWED);
        assert.deepEqual(sanitiseAdvert(first.html), first);
      }),
      { numRuns: 400 },
    );
  });
});

test('the text of an advert keeps its words apart', () => {
  assert.equal(advertText('<p>One <strong>t</strong>wo</p><ul><li>three &amp; four</li></ul>'), 'One two three & four');
});

test('a summary is the beginning, in whole words and without markup', () => {
  assert.equal(summaryOf('<p>Short.</p>'), 'Short.');
  const long = summaryOf(`<p>${'seven letters '.repeat(40)}</p>`);
  assert.ok(long.length <= 200 && long.endsWith('…'), long);
  assert.doesNotMatch(summaryOf('<p>Use &lt;b&gt; and &amp;amp;</p>'), /<|&amp;/);
});
