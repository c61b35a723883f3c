import type { LatLng } from '@dtp/contract/map.ts';
import type { Logger } from 'pino';
import { alertTopics, linkColour } from './alerting.ts';
import { takeBounce } from './alerts/bounces.ts';
import { createAlertDesk } from './alerts/desk.ts';
import { startErasingAlertPeople } from './alerts/erasing.ts';
import { createWishLimits } from './alerts/limits.ts';
import { digestComposer, isAlertMail } from './alerts/mails.ts';
import { startAlerts } from './alerts/schedule.ts';
import { type AppDeps, createApp } from './app.ts';
import { clamdScanner } from './applications/clamd.ts';
import { readClamdUrl } from './applications/clamd-url.ts';
import { createApplicationDesk } from './applications/desk.ts';
import { startErasingApplications } from './applications/erasing.ts';
import { createApplicationLimits } from './applications/limits.ts';
import { startScanning } from './applications/scanning.ts';
import { vacanciesToApplyFor } from './applying.ts';
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
import { jobWords } from './job-words.ts';
import { openJobReadModel } from './jobs/read-model.ts';
import { createVacancyRepository } from './jobs/repository.ts';
import { publisherKeyOf } from './keys/publisher-keys.ts';
import { outboxReaders } from './mail/outbox-readers.ts';
import { openPost } from './mail/post.ts';
import { isAboutAddress } from './mail/posting.ts';
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

  const vacancies = createVacancyRepository(store.read);
  const jobs = await openJobReadModel({ repository: vacancies, words: jobWords, now });

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
    jobs,
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
    onSettled: async ({ key, to }, posting) => {
      if (isAlertMail(key) && isAboutAddress(posting)) await takeBounce(store, to, now());
    },
    closeMs: config.SHUTDOWN_SECONDS * 1000,
  });
  const nameOf = (id: string): string => ownerOn(id, authorities, londonDay(now()))?.name ?? id;
  const desk = createCaseDesk({
    store,
    publicUrl: config.PUBLIC_URL,
    now,
    nameOf,
    addressOf: caseAddresses(contact, az),
    onMail: mailing.nudge,
  });
  const erasing = startErasing({ store, log, now });
  const vacancy = vacanciesToApplyFor(vacancies, now);
  const applicationLimits = createApplicationLimits();
  const clamd = readClamdUrl(config.CLAMD_URL ?? '');
  const scanning = startScanning({
    store,
    scan: clamd ? clamdScanner(clamd) : null,
    vacancy,
    nameOf,
    colourOf: linkColour,
    now,
    log,
    mayMail: email => applicationLimits.count('mail', email, now()) === 0,
    onMail: mailing.nudge,
  });
  const erasingApplications = startErasingApplications({ store, vacancy, log, now });
  const applicationDesk = createApplicationDesk({
    store,
    publicUrl: config.PUBLIC_URL,
    now,
    vacancy,
    nameOf,
    colourOf: linkColour,
    hasScanner: clamd !== undefined,
    onMail: mailing.nudge,
    onHeld: scanning.nudge,
  });
  const topics = alertTopics({ publicUrl: config.PUBLIC_URL, jobs, authorities, spots, now });
  const wishLimits = createWishLimits();
  const alertMails = { publicUrl: config.PUBLIC_URL, colourOf: linkColour, nameOf };
  const alertDesk = createAlertDesk({ ...alertMails, store, topics, limits: wishLimits, now, onMail: mailing.nudge });
  const alerts = startAlerts({
    store,
    topics,
    now,
    log,
    compose: digestComposer(alertMails),
    onMail: mailing.nudge,
    nextPublished: at => jobs.board().nextEvent(at),
  });
  versions.onChange(async service => {
    if (service === 'jobs') alerts.nudge();
  });
  const erasingAlertPeople = startErasingAlertPeople({ store, log, now });
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
    jobs,
    vacancies,
    outbox: { readers, from: config.MAIL_FROM, mails: createMailRepository(store.read) },
    cases: {
      desk,
      limits: createSendingLimits(),
      proofOfWork: config.ALTCHA_HMAC_KEY === undefined ? null : createProofOfWork(config.ALTCHA_HMAC_KEY),
      proxies: config.TRUST_PROXY,
      apiKey: config.OPEN311_API_KEY ?? null,
      servicesChangedAt: () => lastChangedAt(store.read, ['az', 'authorities']),
    },
    publishing: { store, keyOf: publisherKeyOf(store.read) },
    alerts: { desk: alertDesk, limits: wishLimits },
    applications: {
      store,
      desk: applicationDesk,
      limits: applicationLimits,
      vacancy,
      keyOf: publisherKeyOf(store.read),
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
      await scanning.close();
      await erasingApplications.close();
      await erasingAlertPeople.close();
      await alerts.close();
      await mailing.close();
      await map.close();
      await basemap?.close();
    },
  };
};
