import { setFlagsFromString } from 'node:v8';

// The heap that is in use is about 50 MB, but loading 300 modules makes garbage, and V8 keeps what it once grew to: 370 MB resident after
// a day's questions (`npm run bench -- memory`). A young space that keeps its size and an old one that grows by at most 40 % between
// collections hold it under 250 MB. Flags count only for what comes after them, so everything else is behind this import.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=40');

const { run } = await import('./run.ts');
await run();
