import { parentPort, workerData } from 'node:worker_threads';
import { ImportRefused } from '../../places/import-run.ts';
import { openStore } from '../../store/connect.ts';
import { importLayer, ListShrunken } from '../import/import-layer.ts';
import { refreshWords } from './refresh-words.ts';

/** What the thread is started with: `record` is the record's file, `file` what a source has sent. */
export type ThreadTask = { readonly record: string; readonly layer: string; readonly file: string; readonly now: string };

/** How the import ended. `why` is a sentence fit to show. */
export type ThreadAnswer = { readonly kind: 'taken' } | { readonly kind: 'refused'; readonly why: string };

const whyRefused = (fault: unknown, file: string): string => {
  if (fault instanceof ListShrunken) return refreshWords.shrunken(fault.features, fault.before);
  if (fault instanceof ImportRefused) return refreshWords.unusable(fault.message.replace(`${file} `, ''));
  throw fault;
};

const nothing = (): void => undefined;

/** Reads the file into its layer. For a thread of its own: it keeps a processor busy for as long as it takes. */
const importSent = async ({ record, layer, file, now }: ThreadTask): Promise<ThreadAnswer> => {
  const store = openStore(record, { waitMs: 60_000 });
  const listeners = { onBytes: nothing, onRow: nothing, onRefused: nothing, onNote: nothing };
  try {
    const how = { layer, files: [file], mode: 'replace', given: {}, reading: {}, allowShrink: false } as const;
    await importLayer(store, { ...how, now: new Date(now), ...listeners });
    return { kind: 'taken' };
  } catch (fault) {
    return { kind: 'refused', why: whyRefused(fault, file) };
  } finally {
    store.close();
  }
};

const port = parentPort;
if (!port) throw new Error('This file is a thread: see refresh.ts');
// Only refresh.ts starts it.
port.postMessage(await importSent(workerData as ThreadTask));
