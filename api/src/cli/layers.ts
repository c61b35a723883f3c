import { parseArgs } from 'node:util';
import { createMapRepository, type LayerRow } from '../map/repository.ts';
import { createMapWriter } from '../map/repository.write.ts';
import { number } from '../places/import-messages.ts';
import { bumpVersion } from '../store/versions.ts';
import { parseArguments } from './arguments.ts';
import { knownLayer } from './layer-options.ts';
import type { Verb } from './verb.ts';

const statusOf = ({ sourceUrl, refreshMinutes, lastTriedAt, fault }: LayerRow): string => {
  if (sourceUrl === null) return 'imported by hand';
  const tried = lastTriedAt === null ? 'not tried yet' : `last tried ${lastTriedAt.slice(0, 16).replace('T', ' ')} UTC`;
  return `refreshes every ${refreshMinutes} minutes, ${tried}${fault === null ? '' : `; the old data stays: ${fault}`}`;
};

const lineOf = (row: LayerRow): string =>
  `${row.id}: ${row.title}, ${number(row.count)} ${row.count === 1 ? 'feature' : 'features'} (${row.geometry}), ${statusOf(row)}`;

export const layersVerb: Verb = {
  name: 'layers',
  usage: '',
  summary: 'The layers of the map, how large they are, and whether those that refresh themselves are up to date',
  run: async (args, { store, out }) => {
    parseArguments(() => parseArgs({ args: [...args], options: {} }));
    const rows = await createMapRepository(store.read).layers();
    if (rows.length === 0) out.line('There are no layers.');
    for (const row of rows) out.line(lineOf(row));
    return 0;
  },
};

export const removeLayerVerb: Verb = {
  name: 'remove layer',
  usage: 'ID',
  summary: 'Take a layer and all its features off the map',
  run: async (args, { store, out, now }) => {
    const { positionals } = parseArguments(() => parseArgs({ args: [...args], options: {}, allowPositionals: true }));
    const { id, count } = await knownLayer(store, positionals);
    await store.write(async db => {
      await createMapWriter(db).removeLayer(id);
      await bumpVersion(db, 'map', now());
    });
    out.line(`The layer ${id} and its ${number(count)} features are off the map.`);
    return 0;
  },
};
