// A thread of bench/vehicles.ts: people who listen to the live stream. A few read what they get, the others only count it.
import { get, type IncomingMessage } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import type { StreamPositions } from '@dtp/contract/vehicles.ts';

/** What the listeners saw. Lags are milliseconds from the fix to its arrival here. */
export type Heard = {
  readonly listeners: number;
  readonly fewestEvents: number;
  readonly megabytes: number;
  readonly lags: readonly number[];
  /** Of each vehicle the instant that was told last. */
  readonly last: Readonly<Record<string, string>>;
};

const READERS = 3;
const EVENT = Buffer.from('event: ');

const { url, listeners }: { url: string; listeners: number } = workerData;
const counts = new Array<number>(listeners).fill(0);
const lags: number[] = [];
const last: Record<string, string> = {};
let bytes = 0;
let open = 0;

const countEvents = (chunk: Buffer): number => {
  let found = 0;
  for (let at = chunk.indexOf(EVENT); at >= 0; at = chunk.indexOf(EVENT, at + EVENT.length)) found++;
  return found;
};

const read = (reply: IncomingMessage): void => {
  let text = '';
  reply.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [head = '', data = ''] = block.split('\ndata: ');
      if (head !== 'event: positions') continue;
      const { items }: StreamPositions = JSON.parse(data);
      for (const [id, , at] of items) {
        if (at === undefined) continue;
        lags.push(Date.now() - Date.parse(at));
        last[id] = at;
      }
    }
  });
};

for (let at = 0; at < listeners; at++)
  get(url, { agent: false }, reply => {
    if (reply.statusCode !== 200) throw new Error(`The stream answered ${reply.statusCode}`);
    open++;
    if (open === listeners) parentPort?.postMessage('open');
    if (at < READERS) read(reply);
    reply.on('data', (chunk: Buffer | string) => {
      const buffer = Buffer.from(chunk);
      bytes += buffer.length;
      counts[at] = (counts[at] ?? 0) + countEvents(buffer);
    });
  });

parentPort?.once('message', () => {
  const heard: Heard = { listeners: open, fewestEvents: Math.min(...counts), megabytes: bytes / 1e6, lags, last };
  parentPort?.postMessage(heard);
});
