import assert from 'node:assert/strict';
import { test } from 'node:test';
import { azShelf } from './browse.ts';
import { starterCatalogue } from './seed.ts';
import { atOnce } from './slices.ts';

const shelf = atOnce(azShelf({ ...starterCatalogue(), answers: [] }));

test('a service stands under its title and under every other name', () => {
  const under = (letter: string) =>
    shelf
      .underLetter(letter)
      .filter(one => one.service.id === 'report-a-pothole')
      .map(one => one.listedAs);
  assert.deepEqual(under('R').includes('Report a pothole'), true);
  assert.deepEqual(under('P'), ['Pothole']);
});

test('letters count what stands under them, and there are 26', () => {
  assert.equal(shelf.letters.length, 26);
  for (const { letter, count } of shelf.letters) assert.equal(count, shelf.underLetter(letter).length);
});

test('names stand in English order, whatever their capitals', () => {
  const names = shelf.underLetter('B').map(one => one.listedAs);
  assert.deepEqual(names, [...names].sort(new Intl.Collator('en-GB', { sensitivity: 'base', numeric: true }).compare));
  assert.ok(names.every(name => name.startsWith('B')));
});

test('popular tasks are the most wanted, those of the host first', () => {
  assert.equal(shelf.popular(null, 5)[0]?.id, 'check-your-bin-day');
  assert.ok(shelf.popular('county', 12).every(service => ['county', 'all'].includes(service.tier)));
  assert.ok(shelf.popular('police', 5).every(service => service.tier === 'police'));
});

test('categories count and hold their services', () => {
  for (const { id, count } of shelf.categories) {
    assert.ok(count > 0, id);
    assert.equal(shelf.inCategory(id).length, count);
  }
  assert.equal(shelf.inCategory(null).length, shelf.total);
});
