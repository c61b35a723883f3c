import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { RefusedRow } from '../places/import-run.ts';
import type { Output } from './output.ts';

/** Where refused rows go: the first few to the screen, all into a report file, which is made when there is a first one. */
export type Refusals = {
  add(row: RefusedRow): void;
  /** Closes the report and answers its path; undefined when nothing was refused. */
  close(): string | undefined;
};

const SHOWN = 20;
const LONGEST_TEXT = 300;

/** A row of CSV that a spreadsheet will not take for a formula. */
const csvRow = (cells: readonly (string | number)[]): string => stringify([[...cells]], { escape_formulas: true });

export const openRefusals = (out: Output, folder: string, now: Date, subject = 'postcodes'): Refusals => {
  const path = join(folder, `${subject}-${now.toISOString().replace(/[:.]/g, '-')}.csv`);
  let report: number | undefined;
  let count = 0;
  return {
    add: ({ file, line, unit = 'line', reason, text }) => {
      if (report === undefined) {
        mkdirSync(folder, { recursive: true });
        report = openSync(path, 'w');
        writeSync(report, csvRow(['file', 'line', 'reason', 'row']));
      }
      writeSync(report, csvRow([file, line, reason, text.slice(0, LONGEST_TEXT)]));
      count++;
      if (count <= SHOWN) out.note(`${file}, ${unit} ${line} ${reason}`);
      if (count === SHOWN + 1) out.note('More rows are refused; the report has them all.');
    },
    close: () => {
      if (report === undefined) return undefined;
      closeSync(report);
      return path;
    },
  };
};
