import type { CaseReference } from '@dtp/contract/cases.ts';
import { enqueueMail } from '../mail/outbox.ts';
import type { Store } from '../store/connect.ts';
import { type CaseNames, closedMail } from './mail-messages.ts';
import type { CaseRecord } from './record.ts';
import { createCaseRepository } from './repository.ts';
import { eraseAtOf } from './retention.ts';

/** `unknown`: there is no such case. `unchanged`: it already is as it should be. `isTold`: a mail goes to who asked. */
export type Changed =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'changed'; readonly record: CaseRecord; readonly isTold: boolean };

/** Closes a case with a note that anyone may read, tells who asked, and brings the day forward on which they are erased. */
export const closeCase = (
  store: Store,
  reference: CaseReference,
  note: string | null,
  namesOf: (record: CaseRecord) => CaseNames,
  now: Date,
): Promise<Changed> =>
  store.write(async db => {
    const repository = createCaseRepository(db);
    const [before] = await repository.byReferences([reference]);
    if (!before) return { kind: 'unknown' };
    if (before.status === 'closed') return { kind: 'unchanged' };
    const at = now.toISOString();
    const record: CaseRecord = { ...before, status: 'closed', statusNote: note, updatedAt: at, closedAt: at };
    await repository.setStatus(reference, record);
    await repository.setEraseAt(reference, eraseAtOf(record));
    const email = (await repository.personOf(reference))?.email ?? null;
    if (email !== null) await enqueueMail(db, closedMail(namesOf(record), record, email, now), now);
    return { kind: 'changed', record, isTold: email !== null };
  });

/** Opens a case again. What is left of who asked is kept for as long as for a case that was never closed. */
export const reopenCase = (store: Store, reference: CaseReference, now: Date): Promise<Changed> =>
  store.write(async db => {
    const repository = createCaseRepository(db);
    const [before] = await repository.byReferences([reference]);
    if (!before) return { kind: 'unknown' };
    if (before.status === 'open') return { kind: 'unchanged' };
    const record: CaseRecord = { ...before, status: 'open', statusNote: null, updatedAt: now.toISOString(), closedAt: null };
    await repository.setStatus(reference, record);
    await repository.setEraseAt(reference, eraseAtOf(record));
    return { kind: 'changed', record, isTold: false };
  });
