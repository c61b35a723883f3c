import { JobFilter } from '@dtp/contract/jobs.ts';
import type { LatLng } from '@dtp/contract/map.ts';
import { ownersMeant } from '../authorities/owners.ts';
import { ownerOn } from '../authorities/ref.ts';
import { londonTime } from '../hours/london-clock.ts';
import { londonDay } from '../http/clock.ts';
import { type JobAnsweringDeps, USUAL_MILES } from './answering.ts';
import { closingMoment } from './closing-words.ts';
import { categoryTitles, contractTitles, patternTitles, searchWords } from './messages.ts';
import { filterQuery, readJobAddress } from './page-address.ts';
import { words } from './page-messages.ts';
import { type BoardEntry, isOpenAt, jobBoard } from './read-model.ts';
import { money, salaryWords } from './salary-words.ts';
import { sift } from './search.ts';
import type { JobWords } from './text-index.ts';

/** A new job, as a mail lists it. `line` says whose it is, where, what it pays and when it closes. */
export type JobAlertItem = {
  readonly id: string;
  readonly title: string;
  readonly line: string;
  readonly url: string;
  /** When it came to be seen. */
  readonly publishedAt: string;
};

/** What an alert's filter means: in one form for all that mean the same, in words, and as a list, newest first. */
export type ParsedFilter =
  | { readonly ok: true; readonly filter: string; readonly label: string; readonly url: string }
  | { readonly ok: false; readonly message: string };

export type JobAlertMatcher = {
  /** Everything that any filter can match, newest first. */
  readonly items: readonly JobAlertItem[];
  /** What a filter matches of it. Filters come in the form that `parse` gives; each is worked out once. */
  match(filter: string): Promise<readonly JobAlertItem[]>;
};

export type JobAlertTopic = {
  /** `filter` is a query string as the list of jobs takes it; order, page and host are left out of account. */
  parse(filter: string): Promise<ParsedFilter>;
  /** Over the jobs that came to be seen after `from` and not after `to`, and are open both at `to` and now. */
  matcher(from: Date, to: Date): Promise<JobAlertMatcher>;
};

export type JobAlertDeps = Pick<JobAnsweringDeps, 'publicUrl' | 'jobs' | 'authorities' | 'spots' | 'now'> & { readonly words: JobWords };

/** What belongs to showing a list, not to what it finds. */
const SHOWING = ['sort', 'page', 'pageSize', 'host'];

/** An alert puts no spelling right, so nothing that does has to be made. */
const withoutSpelling: JobWords['speller'] = async () => () => null;

/** Jobs by email: what `parse` and `matcher` mean of the list of jobs, without its guesses: an alert matches all its words as they are typed. */
export const jobAlertTopic = ({ publicUrl, jobs, authorities, spots, words: jobWords, now }: JobAlertDeps): JobAlertTopic => {
  const nameOf = (id: string): string => ownerOn(id, authorities, londonDay(now()))?.name ?? id;

  const labelOf = (filter: JobFilter, place: string | null): string => {
    const { q, category = [], contract = [], pattern = [], authority = [], salary, closing, miles = USUAL_MILES } = filter;
    const categories = category.map(id => categoryTitles[id]);
    const [only, ...others] = categories;
    const head = q ? searchWords.jobs(q) : only !== undefined && others.length === 0 ? searchWords.jobs(only) : searchWords.all;
    return [
      head,
      categories.length > 0 && head !== (only && searchWords.jobs(only)) ? searchWords.in(categories) : '',
      place === null ? '' : searchWords.within(miles, place),
      authority.length > 0 ? searchWords.at(authority.map(nameOf)) : '',
      [contract.map(id => contractTitles[id]), pattern.map(id => patternTitles[id])]
        .filter(titles => titles.length > 0)
        .map(searchWords.kind)
        .join(', '),
      salary ? searchWords.paying(money(salary)) : '',
      closing ? searchWords.closing(closing) : '',
    ]
      .filter(part => part !== '')
      .join(', ')
      .replace(', within', ' within');
  };

  const read = (filter: string): { query: string; result: ReturnType<typeof JobFilter.safeParse> } => {
    const given = new URLSearchParams(filter.replace(/^\?/, ''));
    for (const name of SHOWING) given.delete(name);
    const fields = Object.fromEntries(given);
    return { query: filterQuery(readJobAddress(name => given.getAll(name))), result: JobFilter.safeParse(fields) };
  };

  const item = (entry: BoardEntry): JobAlertItem => {
    const { vacancy } = entry;
    return {
      id: vacancy.id,
      title: vacancy.origin === 'sample' ? words.feedSample(vacancy.title) : vacancy.title,
      line: [
        nameOf(vacancy.authority),
        vacancy.place,
        vacancy.salary && salaryWords(vacancy.salary),
        words.feedCloses(closingMoment(new Date(vacancy.closesAt))).replace(/^C(.*)\.$/, 'c$1'),
      ]
        .filter(part => part)
        .join(', '),
      url: `${publicUrl}/jobs/${vacancy.id}`,
      publishedAt: new Date(entry.shownFrom).toISOString(),
    };
  };

  return {
    parse: async filter => {
      const { query, result } = read(filter);
      if (!result.success)
        return {
          ok: false,
          message: searchWords.refused(
            result.error.issues.map(({ path, message }) => [path.join('.'), message].filter(part => part).join(' ')),
          ),
        };
      const strangers = (result.data.authority ?? []).filter(id => !authorities.get(id));
      if (strangers.length > 0) return { ok: false, message: searchWords.refused(strangers.map(searchWords.unknownBody)) };
      const { near } = result.data;
      const located = near ? await spots.locate(near) : null;
      if (located?.kind === 'lost') return { ok: false, message: located.message };
      const url = `${publicUrl}/jobs?${new URLSearchParams([...new URLSearchParams(query), ['sort', 'newest']])}`;
      return { ok: true, filter: query, label: labelOf(result.data, located?.spot.label ?? null), url };
    },

    matcher: async (from, to) => {
      const [first, last, at] = [from.getTime(), to.getTime(), now().getTime()];
      const fresh = jobs.board().entries.filter(entry => {
        const { shownFrom } = entry;
        return shownFrom > first && shownFrom <= last && isOpenAt(entry, last) && isOpenAt(entry, Math.max(at, last));
      });
      const board = await jobBoard(
        fresh.map(({ vacancy }) => vacancy),
        { ...jobWords, speller: withoutSpelling },
      );
      const items = new Map(board.entries.map(entry => [entry.vacancy.id as string, item(entry)]));
      const newest = board.entries.toSorted((a, b) => b.shownFrom - a.shownFrom);
      const day = londonDay(to);
      const itemsOf = (entries: readonly BoardEntry[]) => entries.flatMap(({ vacancy }) => items.get(vacancy.id) ?? []);

      const places = new Map<string, Promise<LatLng | null>>();
      const pointOf = (near: string): Promise<LatLng | null> => {
        const known = places.get(near) ?? spots.locate(near).then(located => (located.kind === 'located' ? located.spot.point : null));
        places.set(near, known);
        return known;
      };
      const some = <Value>(values: readonly Value[] | undefined): ReadonlySet<Value> | null =>
        values === undefined || values.length === 0 ? null : new Set(values);

      const work = async (filter: string): Promise<readonly JobAlertItem[]> => {
        const { result } = read(filter);
        if (!result.success) return [];
        const asked = result.data;
        const point = asked.near ? await pointOf(asked.near) : null;
        // A place that is no longer known matches nothing: better no mail than one about the whole county.
        if (asked.near && point === null) return [];
        const found = new Set<BoardEntry>();
        sift(
          board,
          {
            scores: asked.q ? (board.text.find(asked.q, true)?.scores ?? null) : null,
            near: point && { point, miles: asked.miles ?? USUAL_MILES },
            authority: asked.authority?.length
              ? new Set(asked.authority.flatMap(id => [...ownersMeant(id, board.owners, authorities, day)]))
              : null,
            category: some(asked.category),
            contract: some(asked.contract),
            pattern: some(asked.pattern),
            salary: asked.salary || null,
            closingBy: asked.closing === undefined ? null : londonTime(to).day + asked.closing,
          },
          to,
          ({ entry }, fails) => {
            if (fails === 0) found.add(entry);
          },
        );
        return itemsOf(newest.filter(entry => found.has(entry)));
      };

      const matched = new Map<string, Promise<readonly JobAlertItem[]>>();
      return {
        items: itemsOf(newest),
        match: filter => {
          const known = matched.get(filter) ?? work(filter);
          matched.set(filter, known);
          return known;
        },
      };
    },
  };
};
