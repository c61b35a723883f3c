// `node scripts/build-county.ts FILE [ADDRESSES]`: writes a synthetic gazetteer of Derbyshire, 550,000 made-up addresses unless another number
// is given, to try imports and address search with. It goes in with `npm run dtp -- import gazetteer FILE`.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { syntheticCounty } from '../api/src/places/testing/synthetic-county.ts';

const ADDRESSES = 550_000;
const LINES_A_WRITE = 500;

/** Many lines at a time: a write for each would take longer than making them. */
function* inBlocks(lines: Iterable<string>): Generator<string> {
  let block: string[] = [];
  for (const line of lines) {
    block.push(line);
    if (block.length < LINES_A_WRITE) continue;
    yield block.join('');
    block = [];
  }
  yield block.join('');
}

/** Writes the county to a file; answers when it is there. */
export const writeCounty = (file: string, addresses: number): Promise<void> =>
  pipeline(Readable.from(inBlocks(syntheticCounty({ addresses }))), createWriteStream(file));

if (import.meta.main) {
  const [file, count = String(ADDRESSES)] = process.argv.slice(2);
  if (!file || !/^\d+$/.test(count)) {
    process.stderr.write('Name a file to write: node scripts/build-county.ts FILE [ADDRESSES]\n');
    process.exit(2);
  }
  await writeCounty(file, Number(count));
}
