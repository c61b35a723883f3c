// Run as a child by store.test.ts: opens the record as a server does when it starts, and leaves.
//   node open-and-close.ts RECORD
import { openStore } from '../connect.ts';

openStore(process.argv[2] ?? '').close();
