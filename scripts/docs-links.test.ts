import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '..');

/** Markdown files that git knows or would take: a page that is written but not committed counts. */
const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n');

test('every link from a page to a file of the project leads somewhere', () => {
  const dead = pages
    .filter(page => existsSync(join(root, page)))
    .flatMap(page =>
      [...readFileSync(join(root, page), 'utf8').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
        .map(match => match[1] ?? '')
        .filter(target => !/^[a-z]+:/.test(target))
        .filter(target => !existsSync(resolve(root, dirname(page), target)))
        .map(target => `${page} → ${target}`),
    );
  assert.deepEqual(dead, []);
});
