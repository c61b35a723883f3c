import { readFileSync } from 'node:fs';
import type { ImportFile } from '../records/sourced.ts';
import type { Database } from '../store/connect.ts';
import { type ReadServiceIds, takeIn } from './import-plan.ts';

const data = new URL('../../data/contact/', import.meta.url);

const starterFiles = (): ImportFile[] =>
  ['lines.json', 'signposts.json'].map(name => ({ name, text: readFileSync(new URL(name, data), 'utf8') }));

/**
 * Lays the starter lines and signposts under the record: what is on record already stays as editors left it. Call inside a unit of work, after
 * the partners and the A to Z are on record; safe to repeat. Answers how many lines are on record. Throws with every fault of the data.
 */
export const seedContact = async (db: Database, now: Date, serviceIds: ReadServiceIds): Promise<number> => {
  const outcome = await takeIn(db, starterFiles(), 'add', serviceIds, now);
  if (outcome.kind === 'refused') {
    const faults = outcome.faults.map(({ file, line, path, message }) => `  ${file}:${line} ${path} ${message}`);
    throw new Error(`The starter data of the contact centre is at fault:\n${faults.join('\n')}`);
  }
  const { added, unchanged } = outcome.plan.lines.tally;
  return added + unchanged;
};
