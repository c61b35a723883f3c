import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { seedIfEmpty } from './cli/seed.ts';
import { ConfigError, databaseFile, readConfig } from './config.ts';
import { startHolidayRefreshing } from './hours/holiday-schedule.ts';
import { startFeedRefreshing } from './jobs/job-feed-schedule.ts';
import { startRefreshing } from './map/refresh/schedule.ts';
import { listen } from './serve.ts';
import { startApp } from './start.ts';
import { openStore } from './store/connect.ts';

/** The built files and the version stand at the root of the project, two floors up. */
const root = new URL('../../', import.meta.url);

/** Opens the record, builds the app, listens, and stops on SIGTERM or SIGINT. A fault at start ends the process with a sentence. */
export const run = (): Promise<void> =>
  start().catch((fault: unknown) => {
    process.stderr.write(`${startFault(fault)}\n`);
    process.exit(1);
  });

const start = async (): Promise<void> => {
  const config = readConfig(process.env);
  const log = pino({ level: config.LOG_LEVEL, base: null }, pino.destination({ sync: false, minLength: 16_000 }));
  const store = openStore(databaseFile(config.DATABASE_URL));
  await seedIfEmpty(store, new Date());

  const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };
  const running = await startApp({ config, store, log, dist: fileURLToPath(new URL('dist', root)), build: version });
  const server = await listen({ ...running.deps, app: running.app, port: config.PORT, hostname: config.HOST });
  log.info({ port: server.port, publicUrl: config.PUBLIC_URL }, 'listening');
  log.flush();
  const refreshing = startRefreshing({ store, log });
  const jobFeeds = startFeedRefreshing({ store, log });
  const url = config.BANK_HOLIDAYS_URL;
  const holidays = url ? startHolidayRefreshing({ store, url, log }) : undefined;
  // `npm start` waits for this to print the addresses.
  process.send?.({ listening: server.port });

  let isStopping = false;
  const stop = async (signal: string) => {
    // Ctrl+C reaches the whole process group, and npm may pass it on once more: the first one counts.
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    running.endStreams();
    await server.close(config.SHUTDOWN_SECONDS * 1000);
    await refreshing.close();
    await jobFeeds.close();
    await holidays?.close();
    await running.close();
    store.close();
    log.info('stopped');
    log.flush(() => process.exit(0));
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
  // What the log holds back for speed goes out once a second, so that a quiet server's last line is not kept for hours.
  setInterval(() => log.flush(), 1000).unref();
};

/** A sentence for the operator: the stack only where the fault is not one that a setting explains. */
const startFault = (fault: unknown): string => {
  if (fault instanceof ConfigError) return fault.message;
  if (fault instanceof Error && 'code' in fault && fault.code === 'EADDRINUSE')
    return `Port ${process.env.PORT ?? 8787} is taken by another program, perhaps an earlier start of this one. Stop it, or choose another port: PORT=8788 npm start`;
  return `The server could not start: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`;
};
