import { dirname, join, resolve } from 'node:path';
import { ConfigError, databaseFile, readConfig } from '../config.ts';
import { openStore } from '../store/connect.ts';
import { consoleOutput } from './output.ts';
import { type CliContext, CliFault } from './verb.ts';

/** npm starts scripts in the project's root and keeps the person's own folder in INIT_CWD. */
const personsFolder = (env: NodeJS.ProcessEnv): string =>
  env.npm_lifecycle_event === 'dtp' && env.INIT_CWD ? env.INIT_CWD : process.cwd();

const recordFile = (env: NodeJS.ProcessEnv): string => {
  try {
    return resolve(databaseFile(readConfig(env).DATABASE_URL));
  } catch (fault) {
    throw fault instanceof ConfigError ? new CliFault(fault.message) : fault;
  }
};

/** Opens the record that the environment names. The caller closes `store`. Throws CliFault when the settings are not right. */
export const openCliContext = (env: NodeJS.ProcessEnv): CliContext => {
  const file = recordFile(env);
  return {
    store: openStore(file),
    out: consoleOutput(),
    now: () => new Date(),
    path: typed => resolve(personsFolder(env), typed),
    reportsFolder: join(dirname(file), 'import-reports'),
  };
};
