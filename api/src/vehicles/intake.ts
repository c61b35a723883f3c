import { ProblemError } from '../http/problem.ts';
import { isRecordBusy, type Store } from '../store/connect.ts';
import { sendingProblems } from './messages.ts';
import type { VehicleReport } from './reports.ts';
import { createVehicleWriter, type Treatment } from './repository.write.ts';
import { type Streets, streetKey } from './streets.ts';

export type Received = { readonly accepted: number; readonly duplicates: number };

/** Where positions come in. */
export type Intake = {
  /** Resolves when all of it is safely on record: what is acknowledged is never lost. Rejects when nothing of it is. */
  receive(reports: readonly VehicleReport[]): Promise<Received>;
};

export type IntakeDeps = {
  readonly store: Store;
  readonly streets: Streets;
  /** Told of what is now on record, with the numbers it has there. */
  readonly onRecord: (reports: readonly VehicleReport[], numbers: readonly number[]) => void;
};

/** A commit costs a flush to the disk, so batches that come within this many milliseconds of one share the next. */
const GATHER_MS = 100;
/** When so much waits for the record, more is turned away: memory is no place to keep it. */
const MOST_WAITING = 20_000;
const BUSY_SECONDS = 5;

type Batch = { readonly reports: readonly VehicleReport[]; readonly settled: PromiseWithResolvers<Received> };

const busy = (): ProblemError => new ProblemError(sendingProblems.busy, { 'retry-after': String(BUSY_SECONDS) });

export const createIntake = ({ store, streets, onRecord }: IntakeDeps): Intake => {
  let waiting: Batch[] = [];
  let count = 0;
  let isWriting = false;
  let lastBegun = Number.NEGATIVE_INFINITY;

  const treatmentsIn = async (batches: readonly Batch[]): Promise<Treatment[]> => {
    const found = batches.flatMap(({ reports }) =>
      reports.map(async ({ vehicle, fix }): Promise<Treatment | undefined> => {
        if (!fix.onDuty || !fix.treating) return undefined;
        const name = await streets.under(fix);
        return name === null ? undefined : { street: streetKey(name), name, at: fix.at, vehicle };
      }),
    );
    const treatments = (await Promise.all(found)).filter(treatment => treatment !== undefined);
    // Of the fixes of a pass the first counts, in whatever order they came.
    return treatments.sort((a, b) => a.at - b.at);
  };

  const write = async (batches: readonly Batch[]): Promise<void> => {
    const treatments = await treatmentsIn(batches);
    const outcome = await store.write(async db => {
      const writer = createVehicleWriter(db);
      const added: VehicleReport[] = [];
      const numbers: number[] = [];
      const received: Received[] = [];
      for (const { reports } of batches) {
        const before = added.length;
        for (const report of reports) {
          const number = await writer.addPosition(report);
          if (number === undefined) continue;
          added.push(report);
          numbers.push(number);
        }
        const accepted = added.length - before;
        received.push({ accepted, duplicates: reports.length - accepted });
      }
      for (const treatment of treatments) await writer.noteTreatment(treatment);
      return { added, numbers, received };
    });
    onRecord(outcome.added, outcome.numbers);
    for (const [at, { settled }] of batches.entries()) settled.resolve(outcome.received[at] ?? { accepted: 0, duplicates: 0 });
  };

  const next = async (): Promise<void> => {
    lastBegun = performance.now();
    const batches = waiting;
    waiting = [];
    count = 0;
    try {
      await write(batches);
    } catch (fault) {
      for (const { settled } of batches) settled.reject(isRecordBusy(fault) ? busy() : fault);
    }
    isWriting = false;
    if (waiting.length > 0) begin();
  };

  const begin = (): void => {
    if (isWriting) return;
    isWriting = true;
    setTimeout(next, Math.max(0, lastBegun + GATHER_MS - performance.now()));
  };

  return {
    receive: reports => {
      if (reports.length === 0) return Promise.resolve({ accepted: 0, duplicates: 0 });
      if (count + reports.length > MOST_WAITING) return Promise.reject(busy());
      const settled = Promise.withResolvers<Received>();
      waiting.push({ reports, settled });
      count += reports.length;
      begin();
      return settled.promise;
    },
  };
};
