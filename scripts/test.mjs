// `npm test`: every check, on a fresh clone or a warm one.
import { ensureChromium } from './setup/chromium.mjs';
import { ensureFirefox } from './setup/firefox.mjs';
import { ensureInstalled, node24 } from './setup/install.mjs';
import { main, run, Stop, step } from './setup/steps.mjs';

/** Passed and failed as node's test runner prints them, or @web/test-runner, which repeats its line as it goes: the last one counts. */
const counts = printed => {
  const number = pattern => Number(printed.match(pattern)?.[1] ?? 0);
  const [, passed = 0, failed = 0] = [...printed.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1) ?? [];
  return { passed: number(/^(?:ℹ|#) pass (\d+)$/m) + Number(passed), failed: number(/^(?:ℹ|#) fail (\d+)$/m) + Number(failed) };
};

const npm = script => ['npm', ['run', '--silent', script]];

await main(async () => {
  const started = performance.now();
  await ensureInstalled();
  const chromium = await ensureChromium();
  const firefox = await ensureFirefox();
  const env = { CHROME_PATH: chromium, ...(firefox && { FIREFOX_PATH: firefox }), NO_COLOR: '1', FORCE_COLOR: '0' };
  const total = { passed: 0, failed: 0 };

  const check = (what, script, failure) => step(what, async () => void (await run(...npm(script), { env, failure })));
  const suite = (what, script) =>
    step(what, async () => {
      const printed = await run(...npm(script), { env, failure: `${what}: failed. The lines above say which test and why.` });
      const { passed, failed } = counts(printed);
      if (passed === 0) throw new Stop(`${what}: no test ran.`);
      total.passed += passed;
      total.failed += failed;
      return `${passed} passed`;
    });

  await check('Checking style and common faults', 'lint', 'Biome found faults, listed above. "npm run format" mends many of them.');
  await check('Checking types', 'types', 'The types do not fit; the lines above say where.');
  await step(
    'Building the widgets and the demo',
    async () => void (await run(node24, ['scripts/build.ts'], { env, failure: 'The build failed; the lines above say where.' })),
  );
  await suite('Testing the API and its rules', 'test:api');
  await suite('Testing the components in Chromium', 'test:components');
  await suite('Testing the built bundle, its size, and the demo in Chromium', 'test:embed');

  process.stdout.write(
    `\nAll checks passed in ${Math.round((performance.now() - started) / 1000)} s.\n${total.passed} passed, ${total.failed} failed\n`,
  );
});
