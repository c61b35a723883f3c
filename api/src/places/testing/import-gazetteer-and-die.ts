// Run as a child by import-gazetteer.test.ts: imports a file and is killed, as by `kill -9`, in the middle of it.
//   node import-gazetteer-and-die.ts RECORD FILE ROWS
import { openStore } from '../../store/connect.ts';
import { importGazetteer } from '../import-gazetteer.ts';

const [record = '', file = '', rows = '0'] = process.argv.slice(2);
let done = 0;
await importGazetteer(openStore(record), {
  files: [file],
  isComplete: false,
  allowShrink: false,
  isExcerpt: false,
  now: new Date(),
  onBytes: () => undefined,
  onRow: () => {
    done++;
    if (done === Number(rows)) process.kill(process.pid, 'SIGKILL');
  },
  onRefused: () => undefined,
  onUnnamed: () => undefined,
});
