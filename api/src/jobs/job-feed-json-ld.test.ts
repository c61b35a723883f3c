import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readJsonLd } from './job-feed-json-ld.ts';

const NOW = new Date('2026-11-22T12:00:00Z');

const posting = (more: Readonly<Record<string, unknown>> = {}) => ({
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: 'Cook',
  description: '<p>Cook lunch.</p>',
  identifier: { '@type': 'PropertyValue', value: 'R1' },
  validThrough: '2026-12-01',
  ...more,
});
const script = (value: unknown, attributes = 'type="application/ld+json"'): string =>
  `<script ${attributes}>${JSON.stringify(value)}</script>`;
const references = async (text: string) => {
  const reading = await readJsonLd(text, NOW);
  return reading.kind === 'read' ? reading.entries.map(({ reference }) => reference) : reading.why;
};
const closes = async (validThrough: unknown) => {
  const reading = await readJsonLd(JSON.stringify(posting({ validThrough })), NOW);
  return reading.kind === 'read' ? reading.entries[0]?.closesAt : reading.why;
};

describe('a page with JSON-LD', () => {
  test('gives the postings of all its scripts, and of no other script', async () => {
    const page = `<!doctype html><head><script>const a = "<p>";</script>${script(posting())}${script({ '@type': 'Organization' })}
      <SCRIPT id=x TYPE = application/ld+json>${JSON.stringify([posting({ identifier: 'R2' })])}</SCRIPT >
      ${script(posting({ identifier: 'R3' }), 'type="application/json"')}</head>`;
    assert.deepEqual(await references(page), ['R1', 'R2']);
  });

  test('gives what can be read of it where one script is broken or never ends', async () =>
    assert.deepEqual(
      await references(`<html><script type="application/ld+json">{</script>${script(posting())}<script type="application/ld+json">[`),
      ['R1'],
    ));

  test('that is laid out as a trap is read once, not once for each of its openings', async () => {
    for (const trap of ['<script ', '<script type="application/ld+json">', '<script type=application/ld+json>[]', '</script>']) {
      const started = performance.now();
      assert.match(String(await references(`<html>${trap.repeat(100_000)}`)), /neither JSON nor a page/);
      // A reading that starts over at each opening takes minutes here; this one takes milliseconds.
      assert.ok(performance.now() - started < 5000, trap);
    }
  });
});

describe('a closing in a feed', () => {
  test('is read however it is written, and a day ends with itself in London', async () => {
    assert.equal(await closes('2026-12-01'), '2026-12-01T23:59:00.000Z');
    assert.equal(await closes('2026-07-01'), '2026-07-01T22:59:00.000Z');
    assert.equal(await closes('2026-12-01T17:00'), '2026-12-01T17:00:00.000Z');
    assert.equal(await closes('2026-12-01T17:00:00+01:00'), '2026-12-01T16:00:00.000Z');
    assert.equal(await closes('Tue, 01 Dec 2026 17:00:00 GMT'), '2026-12-01T17:00:00.000Z');
    assert.equal(await closes('soon'), undefined);
  });
});
