// Run as a child by import.test.ts: imports a file and is killed, as by `kill -9`, in the middle of it.
//   node import-and-die.ts RECORD FILE ROWS
import { openStore } from '../../store/connect.ts';
import { importPostcodes } from '../import-postcodes.ts';

const [record = '', file = '', rows = '0'] = process.argv.slice(2);
let done = 0;
await importPostcodes(openStore(record), {
  files: [file],
  edition: undefined,
  allowShrink: true,
  allowOlder: false,
  now: new Date(),
  onBytes: () => undefined,
  onRow: () => {
    done++;
    if (done === Number(rows)) process.kill(process.pid, 'SIGKILL');
  },
  onRefused: () => undefined,
  onNote: () => undefined,
});
