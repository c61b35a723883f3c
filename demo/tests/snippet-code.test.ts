import assert from 'node:assert/strict';
import { test } from 'node:test';
import { policyOf, type Release, type SnippetOptions, snippetOf } from '../src/snippet/code.ts';

const plain: SnippetOptions = {
  widget: 'az-search',
  authority: 'amber-valley',
  form: 'tag',
  script: 'moving',
  theme: '',
  lang: '',
  headingLevel: '2',
  compact: false,
  topic: '',
  jobs: { category: '', limit: '', compact: false },
  map: { layers: '', centre: '', zoom: '', place: '', open: false },
  syncUrl: false,
  rememberArea: false,
  eager: false,
};
const release: Release = { base: 'https://widgets.example/', exact: { path: '1.0.0/dtp.js', integrity: 'sha384-abc' } };
const fallback = { href: 'https://widgets.example/az?authority=amber-valley', text: 'A to Z of council services' };

test('the plain snippet is the one in the documentation', () => {
  assert.equal(
    snippetOf(plain, release, fallback),
    `<script type="module" src="https://widgets.example/embed/v1/dtp.js"></script>

<dtp-az-search authority="amber-valley">
  <a href="https://widgets.example/az?authority=amber-valley">A to Z of council services</a>
</dtp-az-search>
`,
  );
});

test('options become attributes, and those left at their default are left out', () => {
  const code = snippetOf(
    { ...plain, theme: 'none', lang: 'en-GB', headingLevel: '3', compact: true, syncUrl: true, rememberArea: true, eager: true },
    release,
    fallback,
  );
  assert.match(
    code,
    /<dtp-az-search authority="amber-valley" theme="none" lang="en-GB" heading-level="3" compact sync-url remember-area loading="eager">/,
  );
});

test('the div form carries the same attributes as data', () => {
  const code = snippetOf({ ...plain, form: 'div', headingLevel: '3', compact: true }, release, fallback);
  assert.match(code, /<div data-dtp="az-search" data-authority="amber-valley" data-heading-level="3" data-compact>/);
  assert.doesNotMatch(code, /dtp-az-search/);
});

test('what was chosen for the job board goes to it, and what was chosen for others does not', () => {
  const jobs = { category: 'social-care', limit: '3', compact: true };
  const code = snippetOf({ ...plain, widget: 'jobs', topic: 'bins', jobs }, release, fallback);
  assert.match(code, /<dtp-jobs authority="amber-valley" category="social-care" limit="3" compact>/);
  assert.doesNotMatch(snippetOf({ ...plain, jobs }, release, fallback), /category|limit|compact/);
});

test('an exact version is pinned with its integrity', () => {
  const code = snippetOf({ ...plain, script: 'exact' }, release, fallback);
  assert.match(code, /src="https:\/\/widgets\.example\/embed\/1\.0\.0\/dtp\.js"\n {2}integrity="sha384-abc" crossorigin="anonymous"/);
});

test('text from outside is escaped', () => {
  const code = snippetOf(plain, release, { href: 'https://widgets.example/az?a=1&b="2"', text: 'Bins & <more>' });
  assert.match(code, /href="https:\/\/widgets\.example\/az\?a=1&amp;b=&quot;2&quot;">Bins &amp; &lt;more&gt;</);
});

test('the policy names the origin, whatever the path', () => {
  assert.equal(
    policyOf('https://widgets.example/shared/', 'az-search'),
    'script-src https://widgets.example; connect-src https://widgets.example; img-src https://widgets.example data:',
  );
});

test('the map has its own options, and those of the A to Z are left out', () => {
  const map = { layers: 'libraries,fire-stations', centre: '53.21,-1.67', zoom: '13', place: 'libraries/bakewell', open: true };
  const code = snippetOf({ ...plain, widget: 'map', compact: true, map, eager: true }, release, fallback);
  assert.match(
    code,
    /<dtp-map authority="amber-valley" layers="libraries,fire-stations" place="libraries\/bakewell" centre="53.21,-1.67" zoom="13" open loading="eager">/,
  );
  assert.match(snippetOf({ ...plain, map }, release, fallback), /<dtp-az-search authority="amber-valley">/);
});

test('who to call has a topic of its own, and options of others are left out', () => {
  const code = snippetOf({ ...plain, widget: 'contact', topic: 'report-a-pothole', compact: true }, release, fallback);
  assert.match(code, /<dtp-contact authority="amber-valley" topic="report-a-pothole">/);
  assert.match(snippetOf({ ...plain, topic: 'report-a-pothole' }, release, fallback), /<dtp-az-search authority="amber-valley">/);
});

test('the policy for the map lets it start its worker', () => {
  assert.equal(
    policyOf('https://widgets.example/', 'map'),
    'script-src https://widgets.example; connect-src https://widgets.example; img-src https://widgets.example data:; worker-src blob: https://widgets.example',
  );
});
