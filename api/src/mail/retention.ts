import type { Store } from '../store/connect.ts';
import { faultWords } from './messages.ts';
import { createMailRepository } from './repository.ts';

/**
 * Takes address and words out of the mails whose time has come; what stays is that there was one, and how it went. Safe to repeat.
 * Answers how many were erased.
 */
export const eraseMails = async (store: Store, now: Date): Promise<number> => {
  if (!(await createMailRepository(store.read).hasToErase(now))) return 0;
  return store.write(db => createMailRepository(db).erase(now, faultWords.erased));
};
