import {
  getTrail,
  lastTreated,
  listVehicles,
  MOST_POSITIONS,
  STREAM_PATH,
  StreamQuery,
  sendPositions,
  type Trail,
} from '@dtp/contract/vehicles.ts';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { AuthorityBook } from '../authorities/book.ts';
import { ownersMeant } from '../authorities/owners.ts';
import { londonDay } from '../http/clock.ts';
import { readBody, readQuery, readRequest } from '../http/input.ts';
import { badRequest, notFound, ProblemError } from '../http/problem.ts';
import { type Bucket, type Rate, take } from '../http/token-bucket.ts';
import { unkept, unkeptHeaders } from '../http/unkept.ts';
import { type AccessKey, matchKey } from '../keys/access-key.ts';
import type { SpotFinder } from '../places/spots.ts';
import type { Fleet } from './fleet.ts';
import { sendingProblems, vehicleWords } from './messages.ts';
import { sortReports } from './reports.ts';
import { rounded } from './shape.ts';
import { currentShift, simplifyTrail } from './trail.ts';
import { createTreatedAnswering } from './treated.ts';

export type VehicleDeps = { fleet: Fleet; authorities: AuthorityBook; spots: Pick<SpotFinder, 'locate'>; now: () => Date };

/** What one device key may send: a gateway that sends for a whole county once a second needs a tenth of it. */
const REQUESTS: Rate = { perSecond: 20, burst: 40 };
const POSITIONS: Rate = { perSecond: 2000, burst: 4000 };
/** A batch of 1,000 positions with all fields, written wide. */
const LONGEST_BATCH = 400_000;
/** More fixes than a second's each for four hours. */
const MOST_TRAIL_FIXES = 15_000;
const FULL_SECONDS = 60;

/** Positions are checked one by one, so that one that is wrong does not cost the others. */
const Batch = z.strictObject({
  positions: z.array(z.unknown()).min(1).max(MOST_POSITIONS, `should be at most ${MOST_POSITIONS} positions`),
});

const NoQuery = z.strictObject({});

const STREAM_HEADERS = {
  ...unkeptHeaders,
  'content-type': 'text/event-stream; charset=utf-8',
  // nginx would gather events before it passes them on.
  'x-accel-buffering': 'no',
};

const flood = (waitSeconds: number): ProblemError => new ProblemError(sendingProblems.flood, { 'retry-after': String(waitSeconds) });

/** Lets each key send at its rate; one that floods is no trouble to the others. */
const createLimiter = (rate: Rate) => {
  const buckets = new Map<string, Bucket>();
  return (key: AccessKey, cost: number, now: number): void => {
    const taken = take(buckets.get(key.id), cost, now, rate);
    if (taken.kind === 'short') throw flood(taken.waitSeconds);
    buckets.set(key.id, taken.bucket);
  };
};

/** node-server hands Node's own response over; `app.request()` in tests has none. */
const connectionOf = (c: Context): { destroy(): void } | undefined => c.env?.outgoing;

/** Positions of vehicles: taken in from who has a key, and shown to anyone, with the delay of the fleet and only while on duty. */
export const vehicleRoutes = ({ fleet, authorities, spots, now }: VehicleDeps): Hono => {
  const { register, live, intake, stream, repository } = fleet;
  const treated = createTreatedAnswering({ repository, register, streets: fleet.streets, locate: spots.locate });
  const limitRequests = createLimiter(REQUESTS);
  const limitPositions = createLimiter(POSITIONS);
  const routes = new Hono();

  /** The ids of owners whose vehicles are asked for; null for all. Throws a 400 for an id that never was a partner's. */
  const wantedOf = (asked: string | undefined): ReadonlySet<string> | null => {
    if (asked === undefined) return null;
    if (!authorities.get(asked)) throw badRequest([{ path: 'authority', message: vehicleWords.unknownAuthority }]);
    const owners = register.vehicles().map(({ authority }) => authority);
    return ownersMeant(asked, owners, authorities, londonDay(now()));
  };

  routes.post(sendPositions.path, async c => {
    const key = matchKey(register.keys(), c.req.header('authorization'));
    if (!key) throw new ProblemError(sendingProblems.unauthorised, { 'www-authenticate': 'Bearer' });
    const at = now().getTime();
    limitRequests(key, 1, at);
    readQuery(c, NoQuery);
    const { positions } = await readBody(c, Batch, LONGEST_BATCH);
    limitPositions(key, positions.length, at);
    const ownerOf = (vehicle: string) => register.vehicle(vehicle)?.authority;
    const { good, refused } = sortReports(positions, { authority: key.authority, now: at, ownerOf });
    return unkept({ ...(await intake.receive(good)), refused });
  });

  routes.get(listVehicles.path, async c => {
    const wanted = wantedOf(readQuery(c, listVehicles.query).authority);
    const at = now().getTime();
    const seen = live.all(at).filter(({ vehicle }) => wanted === null || wanted.has(vehicle.authority));
    return unkept(await fleet.list(seen, at));
  });

  routes.get(STREAM_PATH, async c => {
    const wanted = wantedOf(readQuery(c, StreamQuery).authority);
    const body = await stream.open(wanted, () => connectionOf(c)?.destroy());
    if (!body) throw new ProblemError(sendingProblems.full, { 'retry-after': String(FULL_SECONDS) });
    return new Response(body, { headers: STREAM_HEADERS });
  });

  routes.get(lastTreated.path, async c => unkept(await treated(readQuery(c, lastTreated.query), now())));

  routes.get(getTrail.path, async c => {
    const { params, query } = readRequest(c, getTrail);
    const at = now().getTime();
    const seen = live.one(params.id, at);
    if (!seen) throw notFound(vehicleWords.unknownVehicle);
    const until = at - seen.vehicle.delaySeconds * 1000;
    const fixes =
      seen.shown.state === 'off-duty' ? [] : await repository.between(params.id, until - query.minutes * 60_000, until, MOST_TRAIL_FIXES);
    const points = simplifyTrail(currentShift(fixes)).map(fix => ({
      at: new Date(fix.at).toISOString(),
      lat: rounded(fix.lat),
      lng: rounded(fix.lng),
      treating: fix.treating,
    }));
    return unkept({ vehicle: params.id, state: seen.shown.state, asOf: now().toISOString(), points } satisfies Trail);
  });

  return routes;
};
