import { existsSync } from 'node:fs';
import { findProgram, installFromDebian, isDebianRoot } from './debian.mjs';
import { Stop, step } from './steps.mjs';

const NAMES = ['firefox-esr', 'firefox'];
const ELSEWHERE = ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'];

const find = () => {
  const named = process.env.FIREFOX_PATH;
  if (!named) return findProgram(NAMES, ELSEWHERE);
  if (!existsSync(named)) throw new Stop(`FIREFOX_PATH names ${named}, but there is nothing there.`);
  return named;
};

/**
 * The path of a Firefox, or undefined; as root on Debian it is installed when missing. Everything is tested without it too: it repeats in
 * a second browser what becomes of the map without WebGL.
 */
export const ensureFirefox = async () => {
  const found = find();
  if (found) return found;
  if (!isDebianRoot()) {
    process.stdout.write('No Firefox was found, so the map without WebGL is tested in Chromium alone. FIREFOX_PATH may name one.\n');
    return undefined;
  }
  return step('Installing Firefox from Debian', () => installFromDebian(['firefox-esr'], 'Firefox could not be installed.')).then(
    find,
    fault => {
      process.stdout.write(`  ${fault.message} The map without WebGL is tested in Chromium alone.\n`);
      return undefined;
    },
  );
};
