import type { Logger } from 'pino';
import { type AppDeps, createApp } from './app.ts';
import { openAuthorityBook } from './authorities/book.ts';
import { createAuthorityRepository } from './authorities/repository.ts';
import { openAzReadModel } from './az/read-model.ts';
import { createAzRepository } from './az/repository.ts';
import type { Config } from './config.ts';
import { createMetrics } from './http/metrics.ts';
import { createRequestRecorder } from './http/request-log.ts';
import { createResponseCache } from './http/response-cache.ts';
import { openPlaceFinder } from './places/finder.ts';
import { createPlaceRepository } from './places/repository.ts';
import type { Store } from './store/connect.ts';
import { openVersionBook, readVersion, type Versioned } from './store/versions.ts';

/** `refresh` looks for changes in the record at once, as the timer does every second. */
export type Running = { app: ReturnType<typeof createApp>; deps: AppDeps; refresh(): Promise<void>; close(): void };

export type StartOptions = { config: Config; store: Store; log: Logger; dist: string; build: string; now?: () => Date };

/** Builds the read models over an open store and puts the app together. Rebuilds each model when its data version moves. */
export const startApp = async ({ config, store, log, dist, build, now = () => new Date() }: StartOptions): Promise<Running> => {
  const metrics = createMetrics();
  const onFault = (fault: unknown) => log.error({ err: fault }, 'read model not rebuilt; the old one stays');
  const versions = await openVersionBook(store, onFault);
  const authorities = await openAuthorityBook(createAuthorityRepository(store.read));
  const places = await openPlaceFinder({ repository: createPlaceRepository(store.read), authorities });
  const az = await openAzReadModel({ repository: createAzRepository(store.read) });

  const models: Record<Versioned, { rebuild(): Promise<void> }> = { authorities, places, az };
  const rebuild = async (service: Versioned) => {
    const started = performance.now();
    await models[service].rebuild();
    const seconds = (performance.now() - started) / 1000;
    metrics.rebuilt(service, seconds);
    log.info({ model: service, seconds: Math.round(seconds * 1000) / 1000 }, 'read model rebuilt');
  };
  versions.onChange(rebuild);

  const cache = createResponseCache({ versions, now, maxBytes: config.RESPONSE_CACHE_MB * 1024 * 1024 });
  const ready = async () => {
    await readVersion(store.read, 'az');
  };
  const deps: AppDeps = {
    publicUrl: config.PUBLIC_URL,
    version: build,
    dist,
    log,
    metrics,
    requests: createRequestRecorder(log, metrics),
    cache,
    now,
    authorities,
    places,
    az,
    ready,
  };
  return {
    app: createApp(deps),
    deps,
    refresh: versions.refresh,
    close: () => versions.close(),
  };
};
