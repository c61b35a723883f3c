import { define } from './define.ts';
import { assert, equal } from './testing/assert.ts';
import { VERSION } from './version.ts';

const element = (version: string) =>
  class extends HTMLElement {
    static readonly version = version;
  };

describe('registering an element', () => {
  const warnings: string[] = [];
  const { warn } = console;
  beforeEach(() => {
    warnings.length = 0;
    console.warn = (words: string) => warnings.push(words);
  });
  afterEach(() => {
    console.warn = warn;
  });

  it('lets the first win, and is silent about the same version', () => {
    const first = element('1.0.0');
    define('test-same', first);
    define('test-same', element('1.0.0'));
    assert(customElements.get('test-same') === first, 'The first should stay');
    equal(warnings, []);
  });

  it('warns about another version', () => {
    const first = element('1.0.0');
    define('test-other', first);
    define('test-other', element('2.0.0'));
    assert(customElements.get('test-other') === first, 'The first should stay');
    equal(warnings, ['<test-other> 1.0.0 is already on this page, so 2.0.0 was not used. Load one version of dtp.js.']);
  });

  it('knows the version of the release', async () => {
    const manifest: { version: string } = await (await fetch('/package.json')).json();
    equal(VERSION, manifest.version);
  });
});
