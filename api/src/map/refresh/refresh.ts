import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { fetchSource, SourceFault } from '../../sources/fetch-source.ts';
import type { Store } from '../../store/connect.ts';
import type { SourceValidators } from '../../store/schema.ts';
import { bumpVersion } from '../../store/versions.ts';
import { createMapRepository, type LayerRow } from '../repository.ts';
import { createMapWriter } from '../repository.write.ts';
import type { ThreadAnswer, ThreadTask } from './import-thread.ts';
import { refreshWords } from './refresh-words.ts';

export type RefreshDeps = {
  readonly store: Store;
  readonly now: () => Date;
  /** Ends what is under way; the layer then stays as it was. */
  readonly stop: AbortSignal;
  /** Hears of what nobody foresaw, and of what made a source unreachable. */
  readonly onFault: (layer: string, fault: unknown) => void;
};

/** How one layer fared. `kept`: the old data stays, and why. */
export type Refreshed = { readonly layer: string } & (
  | { readonly kind: 'taken' | 'same' }
  | { readonly kind: 'kept'; readonly why: string }
);

/** A layer that names a source. */
type Refreshing = LayerRow & { readonly sourceUrl: string; readonly refreshMinutes: number };

const isRefreshing = (row: LayerRow): row is Refreshing => row.sourceUrl !== null && row.refreshMinutes !== null;

/** Whether so much time has passed since the last try, good or bad, as the layer asks for. */
export const isDue = ({ lastTriedAt, refreshMinutes }: Refreshing, now: Date): boolean =>
  lastTriedAt === null || now.getTime() - Date.parse(lastTriedAt) >= refreshMinutes * 60_000;

/** Takes the turn to refresh a layer; false when another process has taken it since the row was read. */
const claim = ({ store, now }: RefreshDeps, { id, lastTriedAt }: Refreshing): Promise<boolean> =>
  store.write(db => createMapWriter(db).claimRefresh(id, lastTriedAt, now()));

const importInThread = (task: ThreadTask, stop: AbortSignal): Promise<ThreadAnswer> => {
  const worker = new Worker(new URL('./import-thread.ts', import.meta.url), { workerData: task });
  const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer>();
  const end = () => void worker.terminate();
  stop.addEventListener('abort', end);
  worker.on('message', resolve);
  worker.on('error', reject);
  worker.on('exit', () => reject(stop.reason ?? new Error('The thread ended without an answer')));
  return promise.finally(() => stop.removeEventListener('abort', end));
};

type Outcome =
  | { readonly kind: 'taken'; readonly validators: SourceValidators }
  | { readonly kind: 'same' }
  | { readonly kind: 'kept'; readonly why: string };

const fetchAndImport = async ({ store, now, stop }: RefreshDeps, row: Refreshing, folder: string): Promise<Outcome> => {
  const file = join(folder, 'source');
  const fetched = await fetchSource(row.sourceUrl, row.validators, file, stop);
  if (fetched.kind === 'same') return fetched;
  const answer = await importInThread({ record: store.file, layer: row.id, file, now: now().toISOString() }, stop);
  return answer.kind === 'taken' ? { kind: 'taken', validators: fetched.validators } : { kind: 'kept', why: answer.why };
};

const attempt = async (deps: RefreshDeps, row: Refreshing): Promise<Outcome> => {
  const folder = mkdtempSync(join(tmpdir(), 'dtp-refresh-'));
  try {
    return await fetchAndImport(deps, row, folder);
  } catch (fault) {
    deps.stop.throwIfAborted();
    deps.onFault(row.id, fault instanceof SourceFault ? (fault.cause ?? fault) : fault);
    return { kind: 'kept', why: fault instanceof SourceFault ? fault.message : refreshWords.unread };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Tries one layer's source now. Whatever comes of it stands in the layer's status. Undefined when another process is at it. */
const refreshOne = async (deps: RefreshDeps, row: Refreshing): Promise<Refreshed | undefined> => {
  if (!(await claim(deps, row))) return undefined;
  const outcome = await attempt(deps, row);
  await deps.store.write(async db => {
    const status =
      outcome.kind === 'kept'
        ? { fault: outcome.why }
        : { fault: null, ...(outcome.kind === 'taken' ? { validators: outcome.validators } : {}) };
    await createMapWriter(db).saveStatus(row.id, status);
    await bumpVersion(db, 'map', deps.now());
  });
  return outcome.kind === 'kept' ? { layer: row.id, kind: 'kept', why: outcome.why } : { layer: row.id, kind: outcome.kind };
};

/**
 * Refreshes the layers whose time has come, or with `only` one layer whatever the time, one after another. A source that fails, or sends
 * suspiciously little, leaves its layer as it was.
 */
export const refreshLayers = async (deps: RefreshDeps, only?: string): Promise<Refreshed[]> => {
  const rows = (await createMapRepository(deps.store.read).layers()).filter(isRefreshing);
  const chosen = rows.filter(row => (only === undefined ? isDue(row, deps.now()) : row.id === only));
  const done: Refreshed[] = [];
  for (const row of chosen) {
    const refreshed = await refreshOne(deps, row);
    if (refreshed) done.push(refreshed);
  }
  return done;
};
