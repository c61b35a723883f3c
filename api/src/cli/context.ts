import { dirname, join, resolve } from 'node:path';
import { type Config, ConfigError, databaseFile, readConfig } from '../config.ts';
import { openStore } from '../store/connect.ts';
import { consoleOutput } from './output.ts';
import { type CliContext, CliFault } from './verb.ts';

/** npm starts scripts in the project's root and keeps the person's own folder in INIT_CWD. */
const personsFolder = (env: NodeJS.ProcessEnv): string =>
  env.npm_lifecycle_event === 'dtp' && env.INIT_CWD ? env.INIT_CWD : process.cwd();

const settings = (env: NodeJS.ProcessEnv): Config => {
  try {
    return readConfig(env);
  } catch (fault) {
    throw fault instanceof ConfigError ? new CliFault(fault.message) : fault;
  }
};

/** Opens the record that the environment names. The caller closes `store`. Throws CliFault when the settings are not right. */
export const openCliContext = (env: NodeJS.ProcessEnv): CliContext => {
  const config = settings(env);
  const file = resolve(databaseFile(config.DATABASE_URL));
  return {
    store: openStore(file),
    out: consoleOutput(),
    now: () => new Date(),
    path: typed => resolve(personsFolder(env), typed),
    reportsFolder: join(dirname(file), 'import-reports'),
    bankHolidaysUrl: config.BANK_HOLIDAYS_URL,
    // Where the server is is not to be guessed: a mail with links that lead nowhere cannot be called back.
    publicUrl: env.PUBLIC_URL ? config.PUBLIC_URL : undefined,
  };
};
