import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutWrapper } from './plain-imports.ts';

test('the plugin that wraps imports is taken out, and the others stay in order', () => {
  const plugins = [{ name: 'a' }, { name: 'native:import-analysis-build' }, { name: 'b' }];
  assert.deepEqual(withoutWrapper(plugins), [{ name: 'a' }, { name: 'b' }]);
});

test('a build of which the plugin is called otherwise stops', () => {
  assert.throws(() => withoutWrapper([{ name: 'a' }]), /no plugin native:import-analysis-build/);
});
