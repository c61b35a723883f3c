import type { LatLng } from '@dtp/contract/map.ts';
import type { Logger } from 'pino';
import { type AppDeps, createApp } from './app.ts';
import { openAuthorityBook } from './authorities/book.ts';
import { ownerOn } from './authorities/ref.ts';
import { createAuthorityRepository } from './authorities/repository.ts';
import { openAzReadModel } from './az/read-model.ts';
import { createAzRepository } from './az/repository.ts';
import { createCaseDesk } from './cases/desk.ts';
import { startErasing } from './cases/erasing.ts';
import { createProofOfWork } from './cases/proof-of-work.ts';
import { createSendingLimits } from './cases/sending-limits.ts';
import { caseAddresses } from './catalogue.ts';
import type { Config } from './config.ts';
import { createAnswerLines } from './contact/answer-line.ts';
import { openContactReadModel } from './contact/read-model.ts';
import { createContactRepository } from './contact/repository.ts';
import { createHolidayRepository } from './hours/holiday-repository.ts';
import { openHolidayBook } from './hours/holidays.ts';
import { londonDay } from './http/clock.ts';
import { createMetrics } from './http/metrics.ts';
import { createRequestRecorder } from './http/request-log.ts';
import { createResponseCache } from './http/response-cache.ts';
import { outboxReaders } from './mail/outbox-readers.ts';
import { openPost } from './mail/post.ts';
import { createMailRepository } from './mail/repository.ts';
import { startMailing } from './mail/schedule.ts';
import { readSmtpUrl } from './mail/smtp-url.ts';
import { openBasemap } from './map/basemap.ts';
import { openOutlines } from './map/outlines.ts';
import { openMapModel } from './map/read-model.ts';
import { createMapRepository } from './map/repository.ts';
import { createAddressRepository } from './places/address-repository.ts';
import { openBoundaryMap } from './places/derive.ts';
import { openPlaceFinder } from './places/finder.ts';
import { toGrid } from './places/grid.ts';
import { createPlaceRepository } from './places/repository.ts';
import { openSpotFinder } from './places/spot-finder.ts';
import type { Store } from './store/connect.ts';
import { lastChangedAt, openVersionBook, readVersion, type Versioned } from './store/versions.ts';
import { wordStems } from './topics.ts';
import { openFleet } from './vehicles/fleet.ts';
import { readSampleRoads } from './vehicles/sample-roads.ts';
import { stopStreets } from './vehicles/stop-streets.ts';
import { openStreets } from './vehicles/streets.ts';

/** Where the bus stops are in the warehouse, if they were imported. */
const STOPS_LAYER = 'bus-stops';

/** `refresh` looks for changes in the record at once, as the timer does every second. */
export type Running = {
  app: ReturnType<typeof createApp>;
  deps: AppDeps;
  refresh(): Promise<void>;
  /** Ends what never ends by itself: the streams that people listen to. Before the server closes, which waits for them. */
  endStreams(): void;
  close(): Promise<void>;
};

export type StartOptions = { config: Config; store: Store; log: Logger; dist: string; build: string; now?: () => Date };

/** Builds the read models over an open store and puts the app together. Rebuilds each model when its data version moves. */
export const startApp = async ({ config, store, log, dist, build, now = () => new Date() }: StartOptions): Promise<Running> => {
  const metrics = createMetrics();
  const onFault = (fault: unknown) => log.error({ err: fault }, 'read model not rebuilt; the old one stays');
  const versions = await openVersionBook(store, onFault);
  const authorities = await openAuthorityBook(createAuthorityRepository(store.read));
  const addresses = createAddressRepository(store.read);
  const places = await openPlaceFinder({ repository: createPlaceRepository(store.read), addresses, authorities });
  const az = await openAzReadModel({ repository: createAzRepository(store.read) });
  const holidays = await openHolidayBook(createHolidayRepository(store.read));
  const contact = await openContactReadModel({ repository: createContactRepository(store.read), holidays, stems: wordStems });

  const basemap = config.BASEMAP_PMTILES ? await openBasemap(config.BASEMAP_PMTILES) : null;
  const mapRecord = createMapRepository(store.read);
  const map = await openMapModel({ repository: mapRecord, file: store.file });

  const outlines = openOutlines(map, mapRecord);
  await outlines.rebuild();
  const parks = () => new Set(authorities.all().flatMap(one => (one.kind === 'park' ? [one.gss] : [])));
  const spots = await openSpotFinder({
    repository: createPlaceRepository(store.read),
    addresses,
    authorities,
    openBoundaries: () => openBoundaryMap(store.read, parks()),
    outlines: outlines.outlines,
  });

  const nearestStop = async (point: LatLng) => {
    const [near] = map.nearest(STOPS_LAYER, toGrid(point), 1);
    const [stop] = near ? await mapRecord.byNumber(STOPS_LAYER, [near.number]) : [];
    return near && stop && { ...stop, metres: near.metres };
  };
  const streets = openStreets({
    sources: [spots.nearestStreet, stopStreets(nearestStop)],
    points: readSampleRoads().flatMap(({ points }) => points),
    towns: createPlaceRepository(store.read).towns,
  });
  const fleet = await openFleet({
    store,
    authorities,
    streets,
    now,
    mostListeners: config.STREAM_LISTENERS,
    onFault: (fault, what) => log.error({ err: fault }, what),
  });

  const models: Record<Versioned, { rebuild(): Promise<void> }> = {
    authorities,
    places: { rebuild: async () => void (await Promise.all([places.rebuild(), spots.rebuild()])) },
    // Lines close on bank holidays.
    hours: {
      rebuild: async () => {
        await holidays.rebuild();
        await contact.rebuild();
      },
    },
    contact,
    az,
    map: {
      rebuild: async () => {
        await map.rebuild();
        await outlines.rebuild();
      },
    },
    vehicles: fleet,
  };
  const rebuild = async (service: Versioned) => {
    const started = performance.now();
    await models[service].rebuild();
    streets.forget();
    const seconds = (performance.now() - started) / 1000;
    metrics.rebuilt(service, seconds);
    log.info({ model: service, seconds: Math.round(seconds * 1000) / 1000 }, 'read model rebuilt');
  };
  versions.onChange(rebuild);

  const cache = createResponseCache({ versions, now, maxBytes: config.RESPONSE_CACHE_MB * 1024 * 1024 });
  const ready = async () => {
    await readVersion(store.read, 'az');
  };
  const smtp = config.SMTP_URL === undefined ? undefined : readSmtpUrl(config.SMTP_URL);
  const mailing = startMailing({
    store,
    post: smtp ? openPost({ smtp, from: config.MAIL_FROM }) : null,
    now,
    log,
    onOutcome: metrics.mail,
    closeMs: config.SHUTDOWN_SECONDS * 1000,
  });
  const desk = createCaseDesk({
    store,
    publicUrl: config.PUBLIC_URL,
    now,
    nameOf: id => ownerOn(id, authorities, londonDay(now()))?.name ?? id,
    addressOf: caseAddresses(contact, az),
    onMail: mailing.nudge,
  });
  const erasing = startErasing({ store, log, now });
  const readers = outboxReaders(config);
  if (readers !== 'nobody')
    log.warn({ readers }, 'mails that wait are shown at /outbox: set PUBLIC_URL, or OUTBOX_PAGE=off, on a server that others reach');
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
    contact,
    holidays,
    lineOf: createAnswerLines(contact),
    map,
    mapRecord,
    basemap,
    basemapStyleUrl: config.BASEMAP_STYLE_URL ?? null,
    spots,
    fleet,
    outbox: { readers, from: config.MAIL_FROM, mails: createMailRepository(store.read) },
    cases: {
      desk,
      limits: createSendingLimits(),
      proofOfWork: config.ALTCHA_HMAC_KEY === undefined ? null : createProofOfWork(config.ALTCHA_HMAC_KEY),
      proxies: config.TRUST_PROXY,
      apiKey: config.OPEN311_API_KEY ?? null,
      servicesChangedAt: () => lastChangedAt(store.read, ['az', 'authorities']),
    },
    ready,
  };
  return {
    app: createApp(deps),
    deps,
    refresh: versions.refresh,
    endStreams: fleet.close,
    close: async () => {
      versions.close();
      fleet.close();
      await erasing.close();
      await mailing.close();
      await map.close();
      await basemap?.close();
    },
  };
};
