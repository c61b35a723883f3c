import { existsSync } from 'node:fs';
import { findProgram, installFromDebian, isDebianRoot } from './debian.mjs';
import { Stop, step } from './steps.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const find = () => {
  const named = process.env.CHROME_PATH;
  if (!named) return findProgram(NAMES, ELSEWHERE);
  if (!existsSync(named)) throw new Stop(`CHROME_PATH names ${named}, but there is nothing there.`);
  return named;
};

/** The path of a Chromium or Chrome; as root on Debian it is installed when missing. */
export const ensureChromium = async () => {
  const found = find();
  if (found) return found;
  if (!isDebianRoot())
    throw new Stop(
      'The browser tests need Chromium or Chrome, and none was found. Install one (on Debian: apt install chromium), or set CHROME_PATH to it, and run npm test again.',
    );
  await step('Installing Chromium from Debian', () =>
    installFromDebian(
      ['chromium', 'fonts-dejavu-core'],
      'Chromium could not be installed with apt-get; the lines above say why. Install it by hand and run npm test again.',
    ),
  );
  const installed = find();
  if (!installed) throw new Stop('Chromium was installed but cannot be found. Set CHROME_PATH to it and run npm test again.');
  return installed;
};
