import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { AlertDesk } from './alerts/desk.ts';
import type { WishLimits } from './alerts/limits.ts';
import { alertPages } from './alerts/pages.ts';
import { alertRoutes } from './alerts/routes.ts';
import type { ApplicationDesk } from './applications/desk.ts';
import type { ApplicationLimits } from './applications/limits.ts';
import { applicationPages } from './applications/pages.ts';
import { applicationRoutes, type KeyOf } from './applications/routes.ts';
import type { FindVacancy } from './applications/vacancy.ts';
import type { AuthorityBook } from './authorities/book.ts';
import { authorityRoutes } from './authorities/routes.ts';
import type { LineOf } from './az/answer-line.ts';
import { createAzAnswering } from './az/answering.ts';
import { azPages } from './az/pages.ts';
import type { AzReadModel } from './az/read-model.ts';
import { azRoutes } from './az/routes.ts';
import { proofScriptRoutes } from './cases/browser-scripts.ts';
import type { CaseDesk } from './cases/desk.ts';
import { open311Routes } from './cases/open311/routes.ts';
import { casePages } from './cases/pages.ts';
import type { ProofOfWork } from './cases/proof-of-work.ts';
import type { SendingLimits } from './cases/sending-limits.ts';
import { caseCatalogue } from './catalogue.ts';
import { emergencyBox } from './contact/page-parts.ts';
import { contactPages } from './contact/pages.ts';
import type { ContactReadModel } from './contact/read-model.ts';
import { contactRoutes } from './contact/routes.ts';
import type { HolidayBook } from './hours/holidays.ts';
import { healthRoutes } from './http/health.ts';
import { otherMethods } from './http/methods.ts';
import type { Metrics } from './http/metrics.ts';
import { openApiRoutes } from './http/openapi.ts';
import { homePage, notFoundPage, pageStyleRoutes } from './http/page-shell.ts';
import { internalProblem, ProblemError, problemResponse } from './http/problem.ts';
import { type RequestRecorder, type RequestVariables, requestLog } from './http/request-log.ts';
import type { ResponseCache } from './http/response-cache.ts';
import { staticRoutes } from './http/static.ts';
import { jobFeeds } from './jobs/feeds.ts';
import { jobPages } from './jobs/pages.ts';
import { publisherRoutes } from './jobs/publisher-routes.ts';
import type { JobReadModel } from './jobs/read-model.ts';
import type { VacancyRepository } from './jobs/repository.ts';
import { jobRoutes } from './jobs/routes.ts';
import { sitemapRoutes } from './jobs/sitemap.ts';
import type { PublisherKeyOf } from './keys/publisher-keys.ts';
import { type OutboxPageDeps, outboxPages } from './mail/pages.ts';
import type { Basemap } from './map/basemap.ts';
import type { MapModel } from './map/model.ts';
import { ogcRoutes } from './map/ogc/routes.ts';
import { mapPages } from './map/pages.ts';
import type { MapRepository } from './map/repository.ts';
import { mapRoutes } from './map/routes.ts';
import { styleRoutes } from './map/style-routes.ts';
import { tileRoutes } from './map/tiles.ts';
import type { PlaceFinder } from './places/finder.ts';
import { placeRoutes } from './places/routes.ts';
import type { SpotFinder } from './places/spots.ts';
import type { Store } from './store/connect.ts';
import { topicsOf } from './topics.ts';
import type { Fleet } from './vehicles/fleet.ts';
import { vehicleRoutes } from './vehicles/routes.ts';

/** All that the app is made of. Tests hand over the same, over a temporary file. */
export type AppDeps = {
  publicUrl: string;
  /** The project's version, as the reference shows it. */
  version: string;
  /** The folder of the built embed and demo; what is missing there answers 404. */
  dist: string;
  log: Logger;
  metrics: Metrics;
  requests: RequestRecorder;
  cache: ResponseCache;
  now: () => Date;
  authorities: AuthorityBook;
  places: PlaceFinder;
  az: AzReadModel;
  contact: ContactReadModel;
  holidays: HolidayBook;
  lineOf: LineOf;
  map: MapModel;
  mapRecord: MapRepository;
  /** The operator's own background, and the address of a style of someone else's; null where none is configured. */
  basemap: Basemap | null;
  basemapStyleUrl: string | null;
  spots: SpotFinder;
  fleet: Fleet;
  jobs: JobReadModel;
  vacancies: Pick<VacancyRepository, 'byId'>;
  outbox: OutboxPageDeps['outbox'];
  /** Call it once a unit of work has ended that put a mail into the outbox: it then leaves at once. */
  cases: {
    desk: CaseDesk;
    limits: SendingLimits;
    /** Null where no sum is asked for. */
    proofOfWork: ProofOfWork | null;
    /** How many reverse proxies of our own stand before the server. */
    proxies: number;
    /** What an app needs to send reports by Open311; null where any may. */
    apiKey: string | null;
    servicesChangedAt: () => Promise<string>;
  };
  publishing: { store: Store; keyOf: PublisherKeyOf };
  alerts: { desk: AlertDesk; limits: WishLimits };
  applications: {
    store: Store;
    desk: ApplicationDesk;
    limits: ApplicationLimits;
    vacancy: FindVacancy;
    keyOf: KeyOf;
  };
  ready: () => Promise<void>;
};

/** The pages that search engines may list, beside those of single jobs. */
const pagesOfSite = (az: AzReadModel): string[] => [
  '/az',
  '/map',
  '/contact',
  '/jobs',
  ...az
    .shelf()
    .inCategory(null)
    .map(({ service }) => `/az/${service.id}`),
];

const wantsPage = (accept: string | undefined): boolean => accept?.includes('text/html') ?? false;

/** The one place where everything meets. Opens nothing, listens to nothing. */
export const createApp = (deps: AppDeps): Hono<RequestVariables> => {
  const app = new Hono<RequestVariables>();

  app.onError((fault, c) => {
    const requestId = c.get('requestId');
    if (fault instanceof ProblemError) return problemResponse(fault.problem, requestId, fault.headers);
    deps.log.error({ requestId, err: fault }, 'unexpected fault');
    return problemResponse(internalProblem, requestId);
  });

  app.notFound(c => {
    if (wantsPage(c.req.header('accept'))) return notFoundPage();
    return problemResponse({ status: 404, title: 'Not found', detail: 'There is nothing at this address.' }, c.get('requestId'));
  });

  const topics = topicsOf(deps.az, createAzAnswering(deps));

  const cases = {
    ...deps,
    ...deps.cases,
    catalogue: caseCatalogue(deps),
    urgentFor: (words: string, service: string | null) => emergencyBox(deps.contact.emergencies({ words: [words], service })),
  };

  const applications = { ...deps, ...deps.applications, proxies: deps.cases.proxies };

  const jobs = { ...deps, vacancy: deps.vacancies.byId };

  const alerts = { ...deps, ...deps.alerts, proxies: deps.cases.proxies };

  app.use(requestLog(deps.requests));

  app.route('/', healthRoutes(deps));
  app.route('/', authorityRoutes(deps));
  app.route('/', placeRoutes(deps));
  app.route('/', azRoutes(deps));
  app.route('/', contactRoutes({ ...deps, topics }));
  app.route('/', mapRoutes(deps));
  app.route('/', ogcRoutes(deps));
  app.route('/', tileRoutes(deps));
  app.route('/', styleRoutes(deps));
  app.route('/', vehicleRoutes(deps));
  app.route('/', open311Routes(cases));
  app.route('/', jobRoutes(jobs));
  app.route('/', publisherRoutes({ ...deps, ...deps.publishing, proxies: deps.cases.proxies }));
  app.route('/', applicationRoutes(applications));
  app.route('/', alertRoutes(alerts));
  app.route('/', otherMethods());
  app.route('/', azPages(deps));
  app.route('/', contactPages({ ...deps, topics }));
  app.route('/', casePages(cases));
  app.route('/', applicationPages(applications));
  app.route('/', proofScriptRoutes());
  app.route('/', mapPages(deps));
  app.route('/', jobPages(jobs));
  app.route('/', jobFeeds(jobs));
  app.route('/', sitemapRoutes({ ...jobs, otherPages: () => pagesOfSite(deps.az) }));
  app.route('/', alertPages(alerts));
  app.route('/', outboxPages(deps));
  app.route('/', openApiRoutes(deps));
  app.route('/', pageStyleRoutes());
  app.route('/', staticRoutes(deps.dist));
  app.get('/', () => homePage());
  return app;
};
