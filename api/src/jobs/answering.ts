import type { AuthorityRef } from '@dtp/contract/authorities.ts';
import type { Job, JobFilter, JobList, JobReply, JobSort, JobSummary, listJobs } from '@dtp/contract/jobs.ts';
import type { LatLng } from '@dtp/contract/map.ts';
import type { Fault } from '@dtp/contract/problem.ts';
import type { z } from 'zod';
import type { AuthorityBook } from '../authorities/book.ts';
import { ownersMeant } from '../authorities/owners.ts';
import { ownerOn } from '../authorities/ref.ts';
import { inForce } from '../authorities/succession.ts';
import { londonTime } from '../hours/london-clock.ts';
import { londonDay } from '../http/clock.ts';
import { badRequest } from '../http/problem.ts';
import { whereFault } from '../places/messages.ts';
import type { SpotFinder } from '../places/spots.ts';
import { closingWords, nextMidnight } from './closing-words.ts';
import { createFacetCounter } from './facets.ts';
import { type BoardEntry, isOpenAt, type JobBoard, type JobReadModel } from './read-model.ts';
import { stateOf, type VacancyRecord, wasShown } from './record.ts';
import { salaryWords } from './salary-words.ts';
import { type Criteria, type Hit, milesBetween, type Order, sift, sortHits } from './search.ts';

export type JobAnsweringDeps = {
  readonly publicUrl: string;
  readonly jobs: Pick<JobReadModel, 'board'>;
  /** A vacancy of any state, as it is on record. */
  readonly vacancy: (id: string) => Promise<VacancyRecord | undefined>;
  readonly authorities: AuthorityBook;
  readonly spots: Pick<SpotFinder, 'locate'>;
  readonly now: () => Date;
};

export type JobQuery = z.output<typeof listJobs.query>;

/** An answer and the instant from which it is no longer right. */
export type Timed<Reply> = { readonly reply: Reply; readonly until: Date };

/** What the routes and the hosted pages both call. Throws a 400 that lists every body asked for that never was a partner. */
export type JobAnswering = {
  list(query: JobQuery): Promise<Timed<JobList>>;
  /** Undefined for what was never advertised: a draft, one still to come, one withdrawn before that. Another that was withdrawn ended then. */
  one(id: string): Promise<(Timed<JobReply> & { readonly postcode: string | null; readonly isWithdrawn: boolean }) | undefined>;
  /** The newest open jobs of a filter, whole, with their count at most `most`. */
  newest(filter: JobFilter, most: number): Promise<Timed<readonly Job[]>>;
  /** Every open job, for a site map. */
  open(): { readonly jobs: readonly Pick<VacancyRecord, 'id' | 'origin' | 'updatedAt'>[]; readonly until: Date };
};

export const USUAL_MILES = 10;
const MOST_SIMILAR = 4;
/** How like another a job has to be at least. */
const LEAST_LIKENESS = 2;
const NEAR_MILES = 15;

type Place = { readonly near: JobList['near']; readonly point: LatLng | null };

/** As it is told of once it was withdrawn: it closed then, if not before. */
const endedEarly = (vacancy: VacancyRecord): VacancyRecord =>
  vacancy.withdrawnAt !== null && vacancy.withdrawnAt < vacancy.closesAt ? { ...vacancy, closesAt: vacancy.withdrawnAt } : vacancy;

const isSample = ({ origin }: Pick<VacancyRecord, 'origin'>): boolean => origin === 'sample';

export const createJobAnswering = ({ publicUrl, jobs, vacancy: onRecord, authorities, spots, now }: JobAnsweringDeps): JobAnswering => {
  const untilOf = (board: JobBoard, at: Date): Date => {
    const [event, midnight] = [board.nextEvent(at), nextMidnight(at)];
    return event !== null && event < midnight ? event : midnight;
  };

  const locate = async (near: string | undefined): Promise<Place> => {
    if (near === undefined || near === '') return { near: null, point: null };
    const located = await spots.locate(near);
    if (located.kind === 'lost') return { near: { label: null, message: located.message }, point: null };
    return { near: { label: located.spot.label, message: located.spot.note }, point: located.spot.point };
  };

  /** Names bodies as they are on a day, each worked out once. */
  const namesOn = (day: string) => {
    const known = new Map<string, AuthorityRef | undefined>();
    return (id: string): AuthorityRef | undefined => {
      if (!known.has(id)) known.set(id, ownerOn(id, authorities, day));
      return known.get(id);
    };
  };

  const summary = (
    vacancy: VacancyRecord,
    authority: AuthorityRef,
    nameOf: (id: string) => AuthorityRef | undefined,
    miles: number | null,
    at: Date,
  ): JobSummary => ({
    id: vacancy.id,
    title: vacancy.title,
    authority,
    sharedWith: vacancy.sharedWith.flatMap(id => nameOf(id) ?? []).filter(({ id }) => id !== authority.id),
    summary: vacancy.summary,
    category: vacancy.category,
    contract: vacancy.contract,
    patterns: vacancy.patterns,
    hours: vacancy.hours,
    salary: vacancy.salary,
    salaryText: salaryWords(vacancy.salary),
    place: vacancy.place,
    point: vacancy.lat === null || vacancy.lng === null ? null : { lat: vacancy.lat, lng: vacancy.lng },
    miles: miles === null ? null : Math.round(miles * 10) / 10,
    publishedAt: vacancy.publishAt ?? vacancy.createdAt,
    closesAt: vacancy.closesAt,
    closesText: closingWords(new Date(vacancy.closesAt), at),
    isSample: isSample(vacancy),
  });

  const whole = (vacancy: VacancyRecord, shown: JobSummary, isOpen: boolean): Job => {
    const url = `${publicUrl}/jobs/${vacancy.id}`;
    const apply =
      vacancy.applyKind === 'link' && vacancy.applyUrl !== null
        ? { kind: 'link' as const, url: vacancy.applyUrl }
        : { kind: 'form' as const, url: `${url}/apply` };
    return {
      ...shown,
      reference: vacancy.reference,
      description: vacancy.description,
      apply: isOpen ? apply : null,
      interviewOn: vacancy.interviewOn,
      url,
    };
  };

  /** The ids on record that are meant by those asked for. */
  const meant = (ids: readonly string[], board: JobBoard, day: string): ReadonlySet<string> =>
    new Set(ids.flatMap(id => [...ownersMeant(id, board.owners, authorities, day)]));

  const refuseUnknown = (query: Pick<JobQuery, 'authority' | 'host'>): void => {
    const faults: Fault[] = [];
    if (query.authority?.some(id => !authorities.get(id))) faults.push({ path: 'authority', message: whereFault.unknownAuthority });
    if (query.host !== undefined && !authorities.get(query.host)) faults.push({ path: 'host', message: whereFault.unknownAuthority });
    if (faults.length > 0) throw badRequest(faults);
  };

  const criteria = (query: JobFilter, board: JobBoard, point: LatLng | null, at: Date): { asked: Criteria; corrected: string | null } => {
    const found = query.q ? board.text.find(query.q, false) : null;
    const some = <Value>(values: readonly Value[] | undefined): ReadonlySet<Value> | null =>
      values === undefined || values.length === 0 ? null : new Set(values);
    return {
      corrected: found?.corrected ?? null,
      asked: {
        scores: found?.scores ?? null,
        near: point && { point, miles: query.miles ?? USUAL_MILES },
        authority: query.authority && query.authority.length > 0 ? meant(query.authority, board, londonDay(at)) : null,
        category: some(query.category),
        contract: some(query.contract),
        pattern: some(query.pattern),
        salary: query.salary || null,
        closingBy: query.closing === undefined ? null : londonTime(at).day + query.closing,
      },
    };
  };

  /** As asked where it can be; unless told, by what else was asked. */
  const orderOf = (query: JobQuery, asked: Criteria, board: JobBoard, day: string): Order => {
    const possible: JobSort[] = [
      'closing',
      'newest',
      ...(asked.near ? ['nearest' as const] : []),
      ...(asked.scores ? ['relevance' as const] : []),
    ];
    const usual = asked.scores ? 'relevance' : asked.near ? 'nearest' : 'closing';
    const wanted = query.sort !== undefined && possible.includes(query.sort) ? query.sort : undefined;
    return {
      sort: wanted ?? usual,
      host: query.host === undefined ? new Set() : meant([query.host], board, day),
      // A list that nobody put in order begins with the jobs of the website it stands on.
      hostFirst: query.sort === undefined && usual === 'closing',
    };
  };

  const bodiesToday = (day: string): { id: string; name: string }[] =>
    authorities
      .all()
      .filter(one => inForce(one, day))
      .map(({ id, name }) => ({ id, name }));

  const search = async (query: JobQuery, at: Date) => {
    refuseUnknown(query);
    const { near, point } = await locate(query.near);
    const board = jobs.board();
    const day = londonDay(at);
    const nameOf = namesOn(day);
    const { asked, corrected } = criteria(query, board, point, at);
    const order = orderOf(query, asked, board, day);
    const facets = createFacetCounter({
      bodies: bodiesToday(day),
      bodyNow: id => nameOf(id)?.id ?? id,
      today: londonTime(at).day,
      salary: query.salary,
      closing: query.closing,
    });
    const hits: Hit[] = [];
    sift(board, asked, at, (hit, fails) => {
      if (!nameOf(hit.entry.vacancy.authority)) return;
      facets.count(hit, fails);
      if (fails === 0) hits.push(hit);
    });
    return { board, near, corrected, nameOf, order, facets, hits };
  };

  const shown = (hits: readonly Hit[], nameOf: (id: string) => AuthorityRef | undefined, at: Date): JobSummary[] =>
    hits.flatMap(({ entry: { vacancy }, miles }) => {
      const authority = nameOf(vacancy.authority);
      return authority ? [summary(vacancy, authority, nameOf, miles, at)] : [];
    });

  const likeness = (job: VacancyRecord, { vacancy, bodies, point }: BoardEntry): number => {
    const from = job.lat === null || job.lng === null ? null : { lat: job.lat, lng: job.lng };
    const isNear = from !== null && point !== null && milesBetween(from, point) <= NEAR_MILES;
    return (
      (vacancy.category === job.category ? 3 : 0) +
      (isNear ? 1 : 0) +
      (bodies.includes(job.authority) ? 1 : 0) +
      (vacancy.contract === job.contract ? 0.5 : 0)
    );
  };

  const similar = (job: VacancyRecord, board: JobBoard, at: Date): Hit[] =>
    board.entries
      .filter(entry => entry.vacancy.id !== job.id && isOpenAt(entry, at.getTime()))
      .map(entry => ({ entry, score: likeness(job, entry), miles: null }))
      .filter(({ score }) => score >= LEAST_LIKENESS)
      .sort((a, b) => b.score - a.score || a.entry.endsAt - b.entry.endsAt)
      .slice(0, MOST_SIMILAR);

  return {
    list: async query => {
      const at = now();
      const { board, near, corrected, nameOf, order, facets, hits } = await search(query, at);
      const until = untilOf(board, at);
      const from = (query.page - 1) * query.pageSize;
      return {
        until,
        reply: {
          query: query.q || null,
          corrected,
          near,
          items: shown(sortHits(hits, order).slice(from, from + query.pageSize), nameOf, at),
          total: hits.length,
          page: query.page,
          pageSize: query.pageSize,
          facets: facets.facets(),
          sort: order.sort,
          nextChange: until.toISOString(),
        },
      };
    },
    one: async id => {
      const at = now();
      const board = jobs.board();
      const known = board.byId(id)?.vacancy ?? (await onRecord(id));
      if (!known) return undefined;
      const stands = stateOf(known, at.toISOString());
      const isWithdrawn = stands === 'withdrawn' && wasShown(known, at.toISOString());
      if (stands !== 'open' && stands !== 'closed' && !isWithdrawn) return undefined;
      const state = stands === 'open' ? 'open' : 'closed';
      const vacancy = isWithdrawn ? endedEarly(known) : known;
      const nameOf = namesOn(londonDay(at));
      const authority = nameOf(vacancy.authority);
      if (!authority) return undefined;
      const until = untilOf(board, at);
      return {
        until,
        postcode: vacancy.postcode,
        isWithdrawn,
        reply: {
          state,
          job: whole(vacancy, summary(vacancy, authority, nameOf, null, at), state === 'open'),
          similar: shown(similar(vacancy, board, at), nameOf, at),
          nextChange: until.toISOString(),
        },
      };
    },
    newest: async (filter, most) => {
      const at = now();
      const { board, nameOf, hits } = await search({ ...filter, sort: 'newest', page: 1, pageSize: most }, at);
      const first = sortHits(hits, { sort: 'newest', host: new Set(), hostFirst: false }).slice(0, most);
      return {
        until: untilOf(board, at),
        reply: first.flatMap(hit => shown([hit], nameOf, at).map(one => whole(hit.entry.vacancy, one, true))),
      };
    },
    open: () => {
      const at = now();
      const board = jobs.board();
      return {
        jobs: board.entries.filter(entry => isOpenAt(entry, at.getTime())).map(({ vacancy }) => vacancy),
        until: untilOf(board, at),
      };
    },
  };
};
