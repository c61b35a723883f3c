import { number } from '../places/import-messages.ts';
import type { Output } from './output.ts';

/** Shows how far long work has come: a bar on a terminal, a line now and then elsewhere. */
export type Progress = {
  /** One more row done. */
  row(): void;
  /** Bytes of the whole done so far, where the whole has a size. */
  bytes(count: number): void;
  /** Takes the bar away and answers how many rows were done, in how many seconds. */
  end(): { readonly rows: number; readonly seconds: number };
};

const BAR = 30;
const REDRAW_MS = 100;
const LINE_MS = 5000;
/** Rows between looks at the clock. */
const ROWS_A_LOOK = 512;

const bar = (share: number): string => {
  const full = Math.round(Math.min(1, share) * BAR);
  return `[${'█'.repeat(full)}${'·'.repeat(BAR - full)}] ${String(Math.floor(Math.min(1, share) * 100)).padStart(3)} %`;
};

/** `totalBytes` 0: the size of the work is not known, so rows are counted only. `clock` in milliseconds. */
export const startProgress = (out: Output, label: string, totalBytes: number, clock: () => number = () => performance.now()): Progress => {
  const started = clock();
  let rows = 0;
  let bytes = 0;
  let shown = started;

  const text = (now: number): string => {
    const rate = `${number(rows)} rows, ${number((rows * 1000) / Math.max(1, now - started))} a second`;
    if (totalBytes === 0) return `${label}: ${rate}`;
    return out.isTerminal
      ? `${label} ${bar(bytes / totalBytes)} ${rate}`
      : `${label}: ${Math.floor((bytes * 100) / totalBytes)} %, ${rate}`;
  };
  const look = () => {
    const now = clock();
    if (now - shown < (out.isTerminal ? REDRAW_MS : LINE_MS)) return;
    shown = now;
    if (out.isTerminal) out.redraw(text(now));
    else out.note(text(now));
  };

  return {
    row: () => {
      rows++;
      if (rows % ROWS_A_LOOK === 0) look();
    },
    bytes: count => {
      bytes += count;
    },
    end: () => {
      if (out.isTerminal) out.redraw('');
      return { rows, seconds: (clock() - started) / 1000 };
    },
  };
};

/** "139,851 rows in 4.1 s (34,110 a second)". */
export const rateWords = ({ rows, seconds }: { rows: number; seconds: number }): string =>
  `${number(rows)} rows in ${seconds.toFixed(1)} s (${number(rows / Math.max(0.001, seconds))} a second)`;
