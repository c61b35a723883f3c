import type { JobCategory, JobContract, JobPattern, JobSort } from '@dtp/contract/jobs.ts';
import type { LatLng } from '@dtp/contract/map.ts';
import { type BoardEntry, isOpenAt, type JobBoard } from './read-model.ts';

/** The kinds of filters that can each be counted with the others as asked. Their numbers are bits. */
export const KIND = { authority: 1, category: 2, contract: 4, pattern: 8, salary: 16, closing: 32 } as const;
export type FilterKind = keyof typeof KIND;

/** What is asked for; null where it does not matter. Days are counted from 1 January 1970, in London. */
export type Criteria = {
  /** How well each job of the board fits the words, 0 where it does not. */
  readonly scores: Float64Array | null;
  readonly near: { readonly point: LatLng; readonly miles: number } | null;
  /** Bodies by their ids on record. */
  readonly authority: ReadonlySet<string> | null;
  readonly category: ReadonlySet<JobCategory> | null;
  readonly contract: ReadonlySet<JobContract> | null;
  readonly pattern: ReadonlySet<JobPattern> | null;
  /** The least yearly pay, in pounds. */
  readonly salary: number | null;
  /** The last day on which it may close. */
  readonly closingBy: number | null;
};

/** A job that was found. `miles` is null where it is in no place, or no place was asked with. */
export type Hit = { readonly entry: BoardEntry; readonly score: number; readonly miles: number | null };

const EARTH_MILES = 3958.8;
/** Of latitude, on the safe side. */
const MILES_A_DEGREE = 69;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** As the crow flies (haversine), on a sphere: within half a per cent. */
export const milesBetween = (a: LatLng, b: LatLng): number => {
  const sine = (degrees: number) => Math.sin(radians(degrees) / 2) ** 2;
  const chord = sine(b.lat - a.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * sine(b.lng - a.lng);
  return 2 * EARTH_MILES * Math.asin(Math.min(1, Math.sqrt(chord)));
};

/** Which kinds of filters a job fails, as bits of KIND. */
const failsOf = ({ vacancy, bodies, patterns, yearly, lastDay }: BoardEntry, asked: Criteria): number => {
  let fails = 0;
  const { authority, pattern } = asked;
  if (authority && !bodies.some(body => authority.has(body))) fails |= KIND.authority;
  if (asked.category && !asked.category.has(vacancy.category)) fails |= KIND.category;
  if (asked.contract && !asked.contract.has(vacancy.contract)) fails |= KIND.contract;
  if (pattern && !patterns.some(one => pattern.has(one))) fails |= KIND.pattern;
  if (asked.salary !== null && (yearly === null || yearly < asked.salary)) fails |= KIND.salary;
  if (asked.closingBy !== null && lastDay > asked.closingBy) fails |= KIND.closing;
  return fails;
};

/**
 * Every job open at `at` that the words find, in reach of the place, with the kinds of filters that it fails. Jobs from home are in reach of
 * every place; others without a place are in reach of none.
 */
export const sift = (board: JobBoard, asked: Criteria, at: Date, take: (hit: Hit, fails: number) => void): void => {
  const instant = at.getTime();
  const { scores, near } = asked;
  // Nothing farther north or south than this can be in reach, and that costs no trigonometry to see.
  const band = near ? near.miles / MILES_A_DEGREE : 0;
  for (let number = 0; number < board.entries.length; number++) {
    const score = scores?.[number] ?? 0;
    if (scores && score === 0) continue;
    const entry = board.entries[number];
    if (!entry || !isOpenAt(entry, instant)) continue;
    const { point, isRemote } = entry;
    if (near && !isRemote && (!point || Math.abs(point.lat - near.point.lat) > band)) continue;
    const miles = near && point ? milesBetween(near.point, point) : null;
    if (near && !isRemote && (miles === null || miles > near.miles)) continue;
    take({ entry, score, miles }, failsOf(entry, asked));
  }
};

export type Order = {
  readonly sort: JobSort;
  /** Of the host website, by its ids on record. */
  readonly host: ReadonlySet<string>;
  /** Whether the host's own stand before all others, or only among equals. */
  readonly hostFirst: boolean;
};

const FAR = Number.MAX_VALUE;

/** How two jobs stand to one another by each order alone. */
const BY: Readonly<Record<JobSort, (a: Hit, b: Hit) => number>> = {
  closing: (a, b) => a.entry.endsAt - b.entry.endsAt,
  // What a reader has not seen yet comes first, whatever date its publisher gives it.
  newest: (a, b) => b.entry.shownFrom - a.entry.shownFrom || b.entry.opensAt - a.entry.opensAt,
  nearest: (a, b) => (a.miles ?? FAR) - (b.miles ?? FAR),
  relevance: (a, b) => b.score - a.score,
};

/** Sorts in place. Among equals the host's own come first, then what closes first. */
export const sortHits = (hits: Hit[], { sort, host, hostFirst }: Order): Hit[] => {
  const own = ({ entry }: Hit): number => (host.size > 0 && entry.bodies.some(body => host.has(body)) ? 0 : 1);
  const by = BY[sort];
  return hits.sort(
    (a, b) =>
      (hostFirst ? own(a) - own(b) : 0) ||
      by(a, b) ||
      own(a) - own(b) ||
      BY.closing(a, b) ||
      (a.entry.vacancy.id < b.entry.vacancy.id ? -1 : 1),
  );
};
