import { setFlagsFromString } from 'node:v8';

// Node reads drizzle-orm's package.json (180 kB) again for each of its 300 modules, and an import makes much garbage of its own. A young
// space that keeps its size collects both early: 230 MB at the peak of a large import instead of 330 MB, at the same speed. It has to be
// set before those modules load, so everything else is behind it: the verbs are listed in run.ts.
setFlagsFromString('--semi-space-growth-factor=1');

const { runCommandLine } = await import('./run.ts');
process.exitCode = await runCommandLine(process.argv.slice(2));
