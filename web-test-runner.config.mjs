import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';

/** Component tests, in a real browser: every widget and the kit. Packages that run in Node are tested there. */

const CHROMIUMS = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const executablePath = CHROMIUMS.find(path => path && existsSync(path));
if (!executablePath) throw new Error('No Chromium found. Install one, or set CHROME_PATH to it.');

/** A browser that talks to nobody. As root, which is how containers run, Chromium has no sandbox. */
const args = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
// The map is drawn in software, so that it is tested on machines without a graphics card.
args.push('--enable-unsafe-swiftshader', '--use-gl=angle', '--use-angle=swiftshader');
if (process.getuid?.() === 0) args.push('--no-sandbox');

/**
 * msw's worker, except that it does not leave with the last page: the runner closes one test file's page while the next one's is beginning,
 * and would now and then take the worker from it.
 */
const LEAVES = 'await self.registration.unregister()';
const worker = readFileSync(createRequire(import.meta.url).resolve('msw/mockServiceWorker.js'), 'utf8');
if (!worker.includes(LEAVES)) throw new Error('The worker of this version of msw reads differently: see web-test-runner.config.mjs');
const serviceWorker = worker.replace(LEAVES, '');

/** Serves it from the root, where its scope covers the API, without a copy in the repository. */
const mockServiceWorker = async (context, next) => {
  if (context.path !== '/mockServiceWorker.js') return next();
  context.type = 'text/javascript';
  context.body = serviceWorker;
};

export default {
  rootDir: fileURLToPath(new URL('.', import.meta.url)),
  files: ['packages/*/src/**/*.test.ts', '!packages/{contract,themes,embed}/**'],
  nodeResolve: { exportConditions: ['browser'] },
  // Focus and the keyboard belong to one page at a time.
  concurrency: 1,
  browsers: [chromeLauncher({ launchOptions: { executablePath, args } })],
  middleware: [mockServiceWorker],
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) })],
  testFramework: { config: { timeout: 10_000 } },
  testsFinishTimeout: 180_000,
  filterBrowserLogs: ({ args: [first] }) => !String(first).includes('Lit is in dev mode'),
};
