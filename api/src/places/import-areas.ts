import { FileFault } from './csv-file.ts';
import { importWords } from './import-messages.ts';
import { type AreaTally, ImportRefused, type ImportRun } from './import-run.ts';
import { isSameRow, mergeRow } from './merge-row.ts';
import { postcodeArea } from './postcode.ts';
import type { IncomingPostcode } from './postcode-files.ts';
import { datasetId } from './source.ts';

const PAGE = 5000;

/** An older list would take back what a newer one has said, and make live what has ended. Editions are YYYY-MM; an unknown one passes. */
const refuseOlder = async (
  { record, options }: ImportRun,
  kind: AreaTally['kind'],
  area: string,
  edition: string | null,
): Promise<void> => {
  const stored = (await record.dataset(datasetId(kind, area)))?.edition ?? null;
  if (options.allowOlder || edition === null || stored === null || edition >= stored) return;
  throw new FileFault(importWords.older(area, edition, stored));
};

const tallyOf = async (run: ImportRun, kind: AreaTally['kind'], postcode: string, edition: string | null): Promise<AreaTally> => {
  const area = postcodeArea(postcode);
  const id = datasetId(kind, area);
  const known = run.tallies.get(id);
  if (known) return known;
  await refuseOlder(run, kind, area, edition);
  const tally = { kind, area, edition, rows: 0, changed: 0, liveBefore: await run.record.countLive(area) };
  run.tallies.set(id, tally);
  return tally;
};

const savePostcode = async (run: ImportRun, kind: AreaTally['kind'], incoming: IncomingPostcode, edition: string | null): Promise<void> => {
  const { record, map, counts } = run;
  const tally = await tallyOf(run, kind, incoming.postcode, edition);
  tally.rows++;
  const stored = await record.postcode(incoming.postcode);
  const fresh = mergeRow(stored, incoming, map);
  if (stored && isSameRow(stored, fresh)) {
    counts.unchanged++;
    return;
  }
  await record.savePostcode(fresh);
  tally.changed++;
  if (stored) counts.changed++;
  else counts.added++;
};

/** Takes in one postcode of a file; answers why it is refused, if it is. */
export const takePostcode = async (
  run: ImportRun,
  kind: AreaTally['kind'],
  incoming: IncomingPostcode,
  edition: string | null,
): Promise<string | undefined> => {
  if (kind === 'code-point-open') {
    if (run.seen.has(incoming.postcode)) return importWords.twice(incoming.postcode);
    run.seen.add(incoming.postcode);
  }
  await savePostcode(run, kind, incoming, edition);
  return undefined;
};

/**
 * The least part of an area's live postcodes that a full list names. Between two editions a year apart under 1 in 50 end; a list much
 * shorter than the record is a damaged file.
 */
const LEAST_OF_AREA = 0.9;

/** Code-Point lists all live postcodes of an area, so a list far shorter than the record is refused. */
export const refuseShrunken = ({ tallies, options }: ImportRun): void => {
  if (options.allowShrink) return;
  for (const { kind, area, rows, liveBefore } of tallies.values())
    if (kind === 'code-point-open' && rows < liveBefore * LEAST_OF_AREA)
      throw new ImportRefused(importWords.shrunken(area, rows, liveBefore));
};

/**
 * Retires what an area's Code-Point files no longer list. Only rows that came from Code-Point before: where ONS has spoken of a
 * postcode (its files state the park, which Code-Point never does), ONS also says when it ends, and it lists some that OS leaves out.
 */
export const retireMissing = async (run: ImportRun, tally: AreaTally): Promise<void> => {
  const { record, seen, counts } = run;
  if (!(await record.dataset(datasetId('code-point-open', tally.area)))) return;
  let after = '';
  for (;;) {
    const page = await record.livePostcodesAfter(tally.area, after, PAGE);
    for (const { postcode, statedInPark } of page) {
      after = postcode;
      if (seen.has(postcode) || statedInPark !== null) continue;
      await record.retire(postcode);
      counts.retired++;
      tally.changed++;
    }
    if (page.length < PAGE) return;
  }
};
