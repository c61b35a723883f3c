import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, Stop, step } from './steps.mjs';

const stamp = join(root, 'node_modules', '.dtp-installed');

/** The Node 24 that the `node` package brings: TypeScript runs on it as it is. */
export const node24 = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const wanted = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(process.platform + process.arch)
    .digest('hex');

const checkNode = () => {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20)
    throw new Stop(
      `Node.js 20 or newer is needed; this is ${process.versions.node}. Install a newer one from nodejs.org and run the command again.`,
    );
};

/** Installs what package-lock.json names, unless that is what stands there already. */
export const ensureInstalled = async () => {
  checkNode();
  const lock = wanted();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock && existsSync(node24)) return;
  await step('Installing packages (a minute or two the first time)', async () => {
    await run('npm', ['install', '--no-save', '--no-audit', '--no-fund'], {
      failure:
        'The packages could not be installed. The lines above say why; without a network connection to the npm registry this cannot work.',
    });
    if (!existsSync(node24))
      throw new Stop(
        'Node 24 did not arrive with the packages: npm must be allowed to run the install script of the package "node". Run "npm rebuild node" and try again.',
      );
    writeFileSync(stamp, lock);
  });
};
