// Plain JavaScript that Node 20 runs before anything is installed: the two commands of the README begin here.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A fault with a sentence for the person at the terminal; nothing else is printed for it. */
export class Stop extends Error {}

const seconds = since => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Says what is being done while it is done, and how long it took. */
export const step = async (what, work) => {
  const started = performance.now();
  process.stdout.write(`${what} …\n`);
  const result = await work();
  process.stdout.write(`  done in ${seconds(started)}${typeof result === 'string' && result ? `: ${result}` : ''}\n`);
  return result;
};

/**
 * Runs a program. `quiet` keeps its output back and shows it only when it fails. Resolves with what it printed; rejects with a Stop that
 * carries `failure` as its sentence.
 */
export const run = (command, args, { quiet = true, env = {}, failure } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    const take = stream => chunk => {
      printed += chunk;
      if (!quiet) stream.write(chunk);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', fault => reject(new Stop(`${command} could not be run: ${fault.message}`)));
    child.on('close', code => {
      if (code === 0) return resolve(printed);
      if (quiet) process.stdout.write(printed);
      reject(new Stop(failure ?? `${command} ${args.join(' ')} ended with code ${code}.`));
    });
  });

/** Runs the whole command; a Stop becomes one clear sentence and exit code 1. */
export const main = async work => {
  try {
    await work();
  } catch (fault) {
    process.stderr.write(fault instanceof Stop ? `\n${fault.message}\n` : `\n${fault?.stack ?? fault}\n`);
    process.exitCode = 1;
  }
};
