import { parseArgs } from 'node:util';
import { instantWords } from '../jobs/closing-time.ts';
import { type FeedRefreshDeps, type FeedRefreshed, refreshJobFeeds } from '../jobs/job-feed-refresh.ts';
import { createJobFeedRepository, type JobFeedRow } from '../jobs/job-feed-repository.ts';
import { isWeb } from '../sources/source-address.ts';
import { parseArguments } from './arguments.ts';
import { interruptible } from './interrupt.ts';
import { knownAuthority } from './known-authority.ts';
import { CliFault, UsageError, type Verb } from './verb.ts';

const text = { type: 'string' } as const;
const KINDS = ['json-ld', 'rss'] as const;
const LEAST_MINUTES = 5;
const MOST_MINUTES = 60 * 24 * 7;
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const minutesOf = (typed: string): number => {
  const minutes = /^\d+$/.test(typed) ? Number(typed) : 0;
  if (minutes >= LEAST_MINUTES && minutes <= MOST_MINUTES) return minutes;
  throw new UsageError(`--refresh-minutes should be a number of minutes, ${LEAST_MINUTES} to ${MOST_MINUTES}.`);
};

/** The body's id, with a number behind it where it has a feed already. */
const freeId = (authority: string, feeds: readonly JobFeedRow[]): string => {
  const taken = new Set(feeds.map(({ id }) => id));
  let id = authority;
  for (let count = 2; taken.has(id); count++) id = `${authority}-${count}`;
  return id;
};

export const addJobFeedVerb: Verb = {
  name: 'add job-feed',
  usage: `--authority ID --url URL --kind ${KINDS.join('|')} [--refresh-minutes 60] [--id ID]`,
  summary: 'Pull a body’s vacancies from its own feed, again and again; a running server begins within a minute',
  run: async (args, { store, out }) => {
    const options = { authority: text, url: text, kind: text, 'refresh-minutes': { ...text, default: '60' }, id: text } as const;
    const { values } = parseArguments(() => parseArgs({ args: [...args], options }));
    if (values.authority === undefined) throw new UsageError('Say with --authority whose vacancies they are.');
    await knownAuthority(store, values.authority);
    const url = URL.parse(values.url ?? '');
    if (!url || !isWeb(url)) throw new UsageError('--url should be an address that begins with https:// or http://.');
    const kind = KINDS.find(one => one === values.kind);
    if (!kind) throw new UsageError(`--kind should be one of ${KINDS.join(', ')}.`);
    const feeds = await createJobFeedRepository(store.read).all();
    const id = values.id ?? freeId(values.authority, feeds);
    if (!ID.test(id)) throw new UsageError('--id should be small letters and digits with hyphens between, such as derbyshire-schools.');
    if (feeds.some(one => one.id === id)) throw new CliFault(`There is a feed ${id} already: npm run dtp -- job-feeds lists them.`);
    const refreshMinutes = minutesOf(values['refresh-minutes']);
    const fresh = { lastTriedAt: null, lastTakenAt: null, count: 0, fault: null, validators: null };
    await store.write(db =>
      createJobFeedRepository(db).save({ id, authority: values.authority ?? '', url: url.href, kind, refreshMinutes, ...fresh }),
    );
    out.line(`The feed ${id} is looked at every ${refreshMinutes} minutes.`);
    out.note(`To look now: npm run dtp -- refresh job-feeds ${id}`);
    return 0;
  },
};

const feedLines = (feed: JobFeedRow): string[] => {
  const taken = feed.lastTakenAt === null ? 'never taken in yet' : `taken in on ${instantWords(feed.lastTakenAt)}, ${feed.count} vacancies`;
  const line = `${feed.id}  ${feed.authority}  ${feed.kind}, every ${feed.refreshMinutes} minutes, ${taken}  ${feed.url}`;
  return feed.fault === null ? [line] : [line, `  Fault on ${instantWords(feed.lastTriedAt ?? '')}: ${feed.fault}`];
};

export const jobFeedsVerb: Verb = {
  name: 'job-feeds',
  usage: '',
  summary: 'List the feeds that vacancies are pulled from, with what is wrong with them',
  run: async (args, { store, out }) => {
    parseArguments(() => parseArgs({ args: [...args], options: {} }));
    const feeds = await createJobFeedRepository(store.read).all();
    if (feeds.length === 0) out.line('There are no job feeds.');
    for (const line of feeds.flatMap(feedLines)) out.line(line);
    return 0;
  },
};

const wordsOf = (one: FeedRefreshed): string => {
  if (one.kind === 'kept') return `${one.feed}: the old vacancies stay. ${one.why}`;
  if (one.kind === 'same') return `${one.feed}: the feed has nothing new.`;
  return `${one.feed}: ${one.count === 1 ? '1 vacancy is' : `${one.count} vacancies are`} in the feed.${one.fault === null ? '' : ` ${one.fault}`}`;
};

export const refreshJobFeedsVerb: Verb = {
  name: 'refresh job-feeds',
  usage: '[ID] [--allow-fewer]',
  summary: 'Look at the job feeds whose time has come, or at one now; --allow-fewer takes a list that shrank',
  run: async (args, { store, out, now }) => {
    const options = { 'allow-fewer': { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArguments(() => parseArgs({ args: [...args], options, allowPositionals: true }));
    const [only, ...more] = positionals;
    if (more.length > 0) throw new UsageError('Name one feed, or none for all whose time has come.');
    const feeds = await createJobFeedRepository(store.read).all();
    if (only !== undefined && !feeds.some(({ id }) => id === only))
      throw new CliFault(`There is no feed ${only}: npm run dtp -- job-feeds lists them.`);
    if (values['allow-fewer'] && only === undefined) throw new UsageError('--allow-fewer goes with the name of one feed.');
    const onFault: FeedRefreshDeps['onFault'] = (feed, fault) =>
      out.note(`${feed}: ${fault instanceof Error ? fault.message : String(fault)}`);
    const deps = { store, now, stop: new AbortController().signal, onFault };
    const done = await interruptible(out, () => refreshJobFeeds(deps, { only, allowFewer: values['allow-fewer'] }));
    if (done.length === 0) out.line('No feed is due.');
    for (const one of done) out.line(wordsOf(one));
    return done.some(one => one.kind === 'kept') ? 1 : 0;
  },
};

export const removeJobFeedVerb: Verb = {
  name: 'remove job-feed',
  usage: 'ID',
  summary: 'Look at a feed no more; its vacancies stay until they close',
  run: async ([id, ...more], { store, out }) => {
    if (!id || more.length > 0) throw new UsageError('Name one feed by its id: npm run dtp -- job-feeds lists them.');
    if (!(await store.write(db => createJobFeedRepository(db).remove(id))))
      throw new CliFault(`There is no feed ${id}: npm run dtp -- job-feeds lists them.`);
    out.line(`The feed ${id} is looked at no more. Its vacancies stay until they close or are withdrawn.`);
    return 0;
  },
};
