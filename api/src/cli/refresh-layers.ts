import { parseArgs } from 'node:util';
import { type RefreshDeps, type Refreshed, refreshLayers } from '../map/refresh/refresh.ts';
import { createMapWriter } from '../map/repository.write.ts';
import { isWeb } from '../sources/source-address.ts';
import type { Store } from '../store/connect.ts';
import { bumpVersion } from '../store/versions.ts';
import { parseArguments } from './arguments.ts';
import { interruptible } from './interrupt.ts';
import { knownLayer } from './layer-options.ts';
import { type CliContext, CliFault, UsageError, type Verb } from './verb.ts';

const OPTIONS = { from: { type: 'string' }, every: { type: 'string' }, never: { type: 'boolean', default: false } } as const;
const LEAST_MINUTES = 5;
const MOST_MINUTES = 60 * 24 * 31;

type Refresh = { readonly sourceUrl: string; readonly refreshMinutes: number };

const refreshOf = (from: string | undefined, every: string | undefined): Refresh | undefined => {
  if (from === undefined && every === undefined) return undefined;
  if (from === undefined || every === undefined) throw new UsageError('--from and --every go together.');
  const url = URL.parse(from);
  if (!url || !isWeb(url)) throw new UsageError('--from should be an address that begins with https:// or http://.');
  const minutes = /^\d+$/.test(every) ? Number(every) : 0;
  if (minutes < LEAST_MINUTES || minutes > MOST_MINUTES)
    throw new UsageError(`--every should be a number of minutes, ${LEAST_MINUTES} to ${MOST_MINUTES}.`);
  return { sourceUrl: url.href, refreshMinutes: minutes };
};

const wordsOf = (one: Refreshed): string => {
  if (one.kind === 'kept') return `${one.layer}: the old data stays. ${one.why}`;
  return `${one.layer}: ${one.kind === 'same' ? 'the source has nothing new.' : 'taken in from its source.'}`;
};

const refreshNow = async ({ store, out, now }: CliContext, only?: string): Promise<readonly Refreshed[]> => {
  const onFault: RefreshDeps['onFault'] = (layer, fault) => out.note(`${layer}: ${fault instanceof Error ? fault.message : String(fault)}`);
  const done = await interruptible(out, () => refreshLayers({ store, now, stop: new AbortController().signal, onFault }, only));
  for (const one of done) out.line(wordsOf(one));
  return done;
};

const saveRefresh = (store: Store, id: string, refresh: Refresh | null, now: Date): Promise<void> =>
  store.write(async db => {
    await createMapWriter(db).saveRefresh(id, refresh);
    await bumpVersion(db, 'map', now);
  });

export const refreshLayerVerb: Verb = {
  name: 'refresh layer',
  usage: 'ID [--from URL --every MINUTES | --never]',
  summary: 'Fetch a layer from its source now; say where it is and how often to look, or to stop',
  run: async (args, context) => {
    const { values, positionals } = parseArguments(() => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true }));
    const refresh = refreshOf(values.from, values.every);
    if (refresh && values.never) throw new UsageError('Choose one of --from and --never.');
    const { store, out, now } = context;
    const { id, sourceUrl } = await knownLayer(store, positionals);
    if (values.never || refresh) await saveRefresh(store, id, refresh ?? null, now());
    if (values.never) {
      out.line(`The layer ${id} no longer refreshes itself. Its features stay.`);
      return 0;
    }
    if (!refresh && sourceUrl === null) throw new CliFault(`The layer ${id} has no source yet: add --from URL --every MINUTES.`);
    if (refresh) out.line(`The layer ${id} now refreshes itself every ${refresh.refreshMinutes} minutes.`);
    const [done] = await refreshNow(context, id);
    return done?.kind === 'kept' ? 1 : 0;
  },
};

export const refreshLayersVerb: Verb = {
  name: 'refresh layers',
  usage: '',
  summary: 'Fetch the layers whose time has come from their sources; a running server does so by itself',
  run: async (args, context) => {
    parseArguments(() => parseArgs({ args: [...args], options: {} }));
    const done = await refreshNow(context);
    if (done.length === 0) context.out.line('No layer is due.');
    return done.some(one => one.kind === 'kept') ? 1 : 0;
  },
};
