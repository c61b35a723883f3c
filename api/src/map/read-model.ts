import { Worker } from 'node:worker_threads';
import type { ThreadAnswer, ThreadTask } from './index-thread.ts';
import { type LayerIndex, openLayerIndex } from './layer-index.ts';
import type { MapModel } from './model.ts';
import type { LayerRow, MapRepository } from './repository.ts';

export type MapModelDeps = {
  readonly repository: MapRepository;
  /** The record's file, which the thread opens by itself. */
  readonly file: string;
};

/** A question without its ticket. */
type Asked = ThreadTask extends infer Task ? (Task extends ThreadTask ? Omit<Task, 'ticket'> : never) : never;

/** The thread, asked by promises. It does not keep the process alive; when it dies, what waits is told, and the next question starts another. */
const openThread = (file: string) => {
  let worker: Worker | undefined;
  let tickets = 0;
  const waiting = new Map<number, PromiseWithResolvers<ThreadAnswer>>();

  const fail = (fault: unknown) => {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(fault);
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(new URL('./index-thread.ts', import.meta.url), { workerData: { file } });
    started.unref();
    started.on('message', (answer: ThreadAnswer) => {
      const asker = waiting.get(answer.ticket);
      waiting.delete(answer.ticket);
      if (answer.kind === 'fault') asker?.reject(answer.fault);
      else asker?.resolve(answer);
    });
    started.on('error', fail);
    return started;
  };

  return {
    ask: (asked: Asked): Promise<ThreadAnswer> => {
      worker ??= start();
      const ticket = ++tickets;
      const asker = Promise.withResolvers<ThreadAnswer>();
      waiting.set(ticket, asker);
      worker.postMessage({ ...asked, ticket });
      return asker.promise;
    },
    close: async (): Promise<void> => {
      const ended = worker;
      fail(new Error('The map was closed'));
      await ended?.terminate();
    },
  };
};

type OpenLayer = { readonly row: LayerRow; readonly index: LayerIndex };

const NO_NUMBERS = new Uint32Array();

/**
 * Opens the map over a record. Indexes are built, and tiles cut, in a thread of its own; `rebuild` builds those of the layers that have
 * changed and swaps all at once. Throws when the record cannot be read.
 */
export const openMapModel = async ({
  repository,
  file,
}: MapModelDeps): Promise<MapModel & { rebuild(): Promise<void>; close(): Promise<void> }> => {
  // Two threads, so that a tile never waits for the index of a large layer.
  const indexing = openThread(file);
  const cutting = openThread(file);
  let current: ReadonlyMap<string, OpenLayer> = new Map();

  const openLayer = async (row: LayerRow): Promise<OpenLayer> => {
    const known = current.get(row.id);
    if (known && known.row.version === row.version) return { row, index: known.index };
    const answer = await indexing.ask({ kind: 'index', layer: row.id });
    if (answer.kind !== 'index') throw new Error(`The thread answered with ${answer.kind}`);
    return { row, index: openLayerIndex(answer.buffers) };
  };

  const rebuild = async () => {
    const fresh = new Map<string, OpenLayer>();
    for (const row of await repository.layers()) fresh.set(row.id, await openLayer(row));
    current = fresh;
  };

  await rebuild();
  return {
    layers: () => [...current.values()].map(({ row }) => row),
    layer: id => current.get(id)?.row,
    bounds: layer => current.get(layer)?.index.bounds ?? null,
    numbers: layer => current.get(layer)?.index.numbers ?? NO_NUMBERS,
    nearest: (layer, from, limit) => current.get(layer)?.index.nearest(from, limit) ?? [],
    containing: (layer, point) => current.get(layer)?.index.containing(point) ?? [],
    within: (layer, box) => current.get(layer)?.index.within(box) ?? NO_NUMBERS,
    withinGrid: (layer, box) => current.get(layer)?.index.withinGrid(box) ?? NO_NUMBERS,
    pin: (layer, number) => current.get(layer)?.index.pin(number),
    tile: async (layer, z, x, y) => {
      const open = current.get(layer);
      if (!open || z < Math.floor(open.row.style.minZoom)) return new Uint8Array();
      const answer = await cutting.ask({ kind: 'tile', layer, version: open.row.version, z, x, y });
      if (answer.kind !== 'tile') throw new Error(`The thread answered with ${answer.kind}`);
      return answer.tile;
    },
    rebuild,
    close: async () => {
      await Promise.all([indexing.close(), cutting.close()]);
    },
  };
};
