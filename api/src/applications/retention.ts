import type { Store } from '../store/connect.ts';
import { createApplicationRepository } from './repository.ts';
import type { ApplyVacancy, FindVacancy } from './vacancy.ts';

const DAY_MS = 24 * 60 * 60_000;

/** How long drafts stay after the job closed or was withdrawn, and the words of mails after they were written, in days. */
export const KEEPING = { drafts: 28, mails: 7 } as const;

/** The same day and time so many calendar months later, in UTC; the last day of a month that is too short. */
const monthsLater = (at: Date, months: number): Date => {
  const later = new Date(at);
  later.setUTCMonth(later.getUTCMonth() + months);
  if (later.getUTCDate() !== at.getUTCDate()) later.setUTCDate(0);
  return later;
};

type Ending = Pick<ApplyVacancy, 'closesAt' | 'withdrawnAt'>;

/** When a job takes no applications any more: it closed or was withdrawn, whichever came first. */
const endOf = ({ closesAt, withdrawnAt }: Ending): Date =>
  new Date(Math.min(Date.parse(closesAt), withdrawnAt === null ? Number.POSITIVE_INFINITY : Date.parse(withdrawnAt)));

/** When an application that was never sent is erased. */
export const draftEraseAt = (vacancy: Ending): string => new Date(endOf(vacancy).getTime() + KEEPING.drafts * DAY_MS).toISOString();

/** When an application that was sent is erased; of one that was withdrawn by then only the row is left. */
export const sentEraseAt = (vacancy: Ending & Pick<ApplyVacancy, 'retentionMonths'>): string =>
  monthsLater(endOf(vacancy), vacancy.retentionMonths).toISOString();

/** When the words of a mail about an application are erased, whether it could be sent or not. */
export const mailEraseAt = (now: Date): Date => new Date(now.getTime() + KEEPING.mails * DAY_MS);

/**
 * Erases all applications whose time has come, by what their vacancies say now: a job that closes later keeps its drafts for longer. Where a
 * vacancy is no longer on record, what it said last counts. Answers how many were erased.
 */
export const eraseDue = (store: Store, vacancy: FindVacancy, now: Date): Promise<number> =>
  store.write(async db => {
    const repository = createApplicationRepository(db);
    for (const id of await repository.vacancies()) {
      const found = await vacancy(id);
      if (!found) continue;
      await repository.setEraseAt(id, 'drafts', draftEraseAt(found));
      await repository.setEraseAt(id, 'others', sentEraseAt(found));
    }
    return repository.eraseDue(now.toISOString());
  });
