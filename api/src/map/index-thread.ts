import { parentPort, workerData } from 'node:worker_threads';
import { openReader } from '../store/connect.ts';
import { indexLayer, type LayerBuffers, transferables } from './layer-index.ts';
import { createMapRepository, readShapes } from './repository.ts';
import { createTileCutter } from './tile-cutter.ts';

/** What the thread is asked, each with a ticket that its answer bears. */
export type ThreadTask =
  | { readonly ticket: number; readonly kind: 'index'; readonly layer: string }
  | {
      readonly ticket: number;
      readonly kind: 'tile';
      readonly layer: string;
      readonly version: number;
      readonly z: number;
      readonly x: number;
      readonly y: number;
    };

export type ThreadAnswer =
  | { readonly ticket: number; readonly kind: 'index'; readonly buffers: LayerBuffers }
  | { readonly ticket: number; readonly kind: 'tile'; readonly tile: Uint8Array }
  | { readonly ticket: number; readonly kind: 'fault'; readonly fault: unknown };

const port = parentPort;
const file: unknown = workerData?.file;
if (!port || typeof file !== 'string') throw new Error('This file is a thread of the map: see read-model.ts');

const record = createMapRepository(openReader(file).read);
const tiles = createTileCutter(record);

const answerTo = async (task: ThreadTask): Promise<ThreadAnswer> => {
  const { ticket, layer } = task;
  if (task.kind === 'index') return { ticket, kind: 'index', buffers: indexLayer(await readShapes(record, layer)) };
  return { ticket, kind: 'tile', tile: await tiles.cut(layer, task.version, task.z, task.x, task.y) };
};

/** One after another: a thread has one processor, and an index half built beside a tile half cut would make both late. */
let turn = Promise.resolve();
port.on('message', (task: ThreadTask) => {
  turn = turn.then(async () => {
    try {
      const answer = await answerTo(task);
      port.postMessage(answer, answer.kind === 'index' ? transferables(answer.buffers) : []);
    } catch (fault) {
      port.postMessage({ ticket: task.ticket, kind: 'fault', fault } satisfies ThreadAnswer);
    }
  });
});
