import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedChunk, widgetsLoading } from './widgets-loading.ts';

const graph = (importers: Readonly<Record<string, readonly string[]>>) => ({
  getModuleInfo: (id: string) => ({ isEntry: id.endsWith('define.ts'), importers: importers[id] ?? [] }),
});

test('a module belongs to every widget that loads it from the start, however far down', () => {
  const modules = graph({ 'kit.ts': ['az.ts', 'map.ts'], 'az.ts': ['az/define.ts'], 'map.ts': ['map/define.ts'] });
  assert.deepEqual([...widgetsLoading('kit.ts', modules)].sort(), ['az/define.ts', 'map/define.ts']);
  assert.deepEqual([...widgetsLoading('map.ts', modules)], ['map/define.ts']);
});

test('code that is loaded later belongs to none', () => {
  const modules = graph({ 'place.ts': [], 'choice.ts': ['place.ts'], 'round.ts': ['square.ts'], 'square.ts': ['round.ts'] });
  assert.equal(widgetsLoading('choice.ts', modules).size, 0);
  assert.equal(widgetsLoading('round.ts', modules).size, 0);
});

test('what several widgets load is in one chunk, but for what the first of them does not need', () => {
  const modules = graph({
    'kit.ts': ['az.ts', 'map.ts'],
    'renewal.ts': ['map.ts', 'contact.ts'],
    'az.ts': ['az/define.ts'],
    'map.ts': ['map/define.ts'],
    'contact.ts': ['contact/define.ts'],
  });
  const chunkOf = (id: string) => sharedChunk(id, modules, 'az/define.ts');
  assert.deepEqual(['kit.ts', 'renewal.ts', 'map.ts', 'az.ts'].map(chunkOf), ['shared', 'shared-by-others', null, null]);
});
