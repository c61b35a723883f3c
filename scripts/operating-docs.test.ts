import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { operatingDocs } from './operating-docs.ts';

test('docs/operating.md says what the settings are; node scripts/operating-docs.ts writes it', () => {
  assert.equal(readFileSync(new URL('../docs/operating.md', import.meta.url), 'utf8'), operatingDocs());
});
