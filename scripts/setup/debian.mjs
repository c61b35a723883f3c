import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './steps.mjs';

/** The first of the programs that is on the path or at one of the places named outright. */
export const findProgram = (names, elsewhere) => {
  const inPath = (process.env.PATH ?? '').split(delimiter).flatMap(folder => names.map(name => join(folder, name)));
  return [...inPath, ...elsewhere].find(existsSync);
};

/** Whether we may install packages: root, on Debian or what is made of it, as containers are. */
export const isDebianRoot = () =>
  process.getuid?.() === 0 && existsSync('/etc/os-release') && /\b(debian|ubuntu)\b/i.test(readFileSync('/etc/os-release', 'utf8'));

/** Installs packages with apt-get; rejects with a Stop that carries `failure` as its sentence. */
export const installFromDebian = async (packages, failure) => {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, failure });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env, failure });
};
