import { existsSync } from 'node:fs';
import { CliFault, UsageError, type Verb } from './verb.ts';

export const backup: Verb = {
  name: 'backup',
  usage: 'FILE',
  summary: 'Copy the whole record to a file while the server runs',
  run: async ([target, ...more], { store, out, path }) => {
    if (!target || more.length > 0) throw new UsageError('Name one file to copy the record to.');
    const file = path(target);
    if (existsSync(file)) throw new CliFault(`${target} is there already, and a backup never overwrites. Choose another name.`);
    await store.backup(file);
    out.line(`The record is copied to ${target}. To go back to it, stop the server and put the file in the place of the record.`);
    return 0;
  },
};
