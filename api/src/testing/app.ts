import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { seedIfEmpty } from '../cli/seed.ts';
import { readConfig } from '../config.ts';
import { type Running, startApp } from '../start.ts';
import { openStore, type Store } from '../store/connect.ts';

export type TestApp = Running & { store: Store; file: string; logged: () => string; stop(): Promise<void> };

/** A Sunday at noon, in winter time. */
export const TEST_NOW = new Date('2026-11-22T12:00:00Z');

/** The whole app over a real SQLite file in a temporary folder, migrated and seeded. `env` are settings as the environment gives them; `now` is the clock. Call `stop` when done. */
export const startTestApp = async (env: Readonly<Record<string, string>> = {}, now = () => TEST_NOW): Promise<TestApp> => {
  const folder = mkdtempSync(join(tmpdir(), 'dtp-app-'));
  const file = join(folder, 'record.sqlite');
  const store = openStore(file);
  await seedIfEmpty(store, now());
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: line => void lines.push(line) });
  const running = await startApp({ config: readConfig(env), store, log, dist: join(folder, 'dist'), build: 'test', now });
  return {
    ...running,
    store,
    file,
    logged: () => lines.join(''),
    stop: async () => {
      await running.close();
      store.close();
      rmSync(folder, { recursive: true });
    },
  };
};
