import type { Authority } from '@dtp/contract/authorities.ts';
import type { BrowseReply, IndexReply, SearchReply, ServiceReply, SuggestReply } from '@dtp/contract/az.ts';
import type { AuthorityKind } from '@dtp/contract/ids.ts';
import type { Fault } from '@dtp/contract/problem.ts';
import type { AuthorityBook } from '../authorities/book.ts';
import { notFound } from '../http/problem.ts';
import type { PlaceFinder } from '../places/finder.ts';
import { type AskedWhere, createLocator, type Situation, type Whereabouts } from '../places/whereabouts.ts';
import type { LineOf } from './answer-line.ts';
import { fault, noSuchService } from './messages.ts';
import type { AzReadModel } from './read-model.ts';
import type { ServiceRecord } from './record.ts';
import { publicService, type Setting, serviceAnswers, type View } from './services.ts';

export type AzAnsweringDeps = { az: AzReadModel; authorities: AuthorityBook; places: PlaceFinder; lineOf: LineOf; now: () => Date };

/** What the routes and the hosted pages both call: a query that the contract's schema has parsed in, the contract's reply out. Throws a 400 with every fault, or a 404. */
export type AzAnswering = {
  search(query: AskedWhere & { q: string; exact?: 'true' | undefined; limit: number }): Promise<SearchReply>;
  suggest(query: { q: string; authority?: string | undefined; limit: number }): Promise<SuggestReply>;
  index(query: { authority?: string | undefined }): Promise<IndexReply>;
  browse(
    query: AskedWhere & { letter?: string | undefined; category?: string | undefined; page: number; pageSize: number },
  ): Promise<BrowseReply>;
  service(id: string, query: AskedWhere): Promise<ServiceReply>;
};

/** Where the person is, and what answers for that day are made from. */
type Asking = Situation & { setting: Setting };

const POPULAR_TASKS = 12;

const liesInPark = (where: Whereabouts): boolean =>
  where.kind === 'within' && where.areas.length > 0 && where.areas.every(area => area.inPark);

export const createAzAnswering = ({ az, authorities, places, lineOf, now }: AzAnsweringDeps): AzAnswering => {
  const locator = createLocator({ authorities, places, now });

  const situationOf = async (asked: AskedWhere, more: Fault[] = []): Promise<Asking> => {
    const situation = await locator.situation(asked, more);
    const at = now();
    const setting: Setting = {
      day: situation.day,
      lineOf: (authority, service, own) => lineOf(authority, service, own, at),
      authorities: authorities.all(),
      authority: authorities.get,
      reachesPark: id => places.areasOf(id, situation.day).some(one => one.inPark),
    };
    return { ...situation, setting };
  };

  const answersFor = (service: ServiceRecord, { where, setting }: Asking, view: View) =>
    serviceAnswers(service, az.answersOf(service.id), where, view, setting);

  const kindOf = (hosts: readonly Authority[]): AuthorityKind | null => hosts[0]?.kind ?? null;

  return {
    search: async query => {
      const situation = await situationOf(query);
      const found = az.search(
        query.q,
        { hostKind: kindOf(situation.hosts), inPark: liesInPark(situation.where) },
        query.exact ? 'as-typed' : 'put-right',
      );
      return {
        query: query.q,
        corrected: found.corrected,
        place: situation.place,
        total: found.services.length,
        items: found.services.slice(0, query.limit).map(service => answersFor(service, situation, 'list')),
      };
    },

    suggest: async query => {
      const hosts = locator.hosts(query.authority);
      return { query: query.q, items: [...az.suggest(query.q, kindOf(hosts), query.limit)] };
    },

    index: async query => {
      const hosts = locator.hosts(query.authority);
      const shelf = az.shelf();
      return {
        letters: [...shelf.letters],
        categories: [...shelf.categories],
        popular: shelf.popular(kindOf(hosts), POPULAR_TASKS).map(publicService),
        total: shelf.total,
      };
    },

    browse: async query => {
      const { letter, category, page, pageSize } = query;
      const shelf = az.shelf();
      const unknown = category !== undefined && !az.category(category);
      const situation = await situationOf(query, unknown ? [{ path: 'category', message: fault.unknownCategory }] : []);
      const standing = letter === undefined ? shelf.inCategory(category ?? null) : shelf.underLetter(letter);
      const listings =
        letter !== undefined && category !== undefined ? standing.filter(one => one.service.categories.includes(category)) : standing;
      const shown = listings.slice((page - 1) * pageSize, page * pageSize);
      return {
        items: shown.map(({ service, listedAs }) => ({ ...answersFor(service, situation, 'list'), listedAs })),
        total: listings.length,
        page,
        pageSize,
        place: situation.place,
      };
    },

    service: async (id, query) => {
      const service = az.service(id);
      if (!service) throw notFound(noSuchService);
      const situation = await situationOf(query);
      return {
        ...answersFor(service, situation, 'single'),
        synonyms: service.synonyms,
        categoryTitles: service.categories.flatMap(one => az.category(one) ?? []),
        place: situation.place,
      };
    },
  };
};
