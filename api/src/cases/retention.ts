import type { Store } from '../store/connect.ts';
import { ONCE_MS } from './once-key.ts';
import type { CaseRecord } from './record.ts';
import { createCaseRepository } from './repository.ts';

const DAY_MS = 24 * 60 * 60_000;

/** How long what is kept of a person, in days: so long after a case is closed, and never longer after it was made. Mails go sooner. */
export const KEEPING = { afterClosing: 90, atMost: 365, mails: 30 } as const;

/** When the person of a case is erased. */
export const eraseAtOf = ({ requestedAt, closedAt }: Pick<CaseRecord, 'requestedAt' | 'closedAt'>): string => {
  const latest = Date.parse(requestedAt) + KEEPING.atMost * DAY_MS;
  const afterClosing = closedAt === null ? latest : Date.parse(closedAt) + KEEPING.afterClosing * DAY_MS;
  return new Date(Math.min(latest, afterClosing)).toISOString();
};

/** When the words of a mail about a case are erased, whether it could be sent or not. */
export const mailEraseAt = (now: Date): Date => new Date(now.getTime() + KEEPING.mails * DAY_MS);

/** The instant before which a report can no longer be the same as one that comes at `now`. */
export const onceBefore = (now: Date): string => new Date(now.getTime() - ONCE_MS).toISOString();

/** Erases who asked, and what only the body may read, of every case whose time has come. The cases stay. Answers how many were erased. */
export const eraseDue = (store: Store, now: Date): Promise<number> =>
  store.write(async db => {
    const repository = createCaseRepository(db);
    await repository.forgetOnceKeys(onceBefore(now));
    return repository.erasePeople(now.toISOString());
  });
