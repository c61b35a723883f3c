import type { CaseReference } from '@dtp/contract/cases.ts';
import { isMailAddress } from '../mail/address.ts';
import { enqueueMail } from '../mail/outbox.ts';
import type { Database, Store } from '../store/connect.ts';
import { type CaseNames, noticeMail, receiptMail } from './mail-messages.ts';
import type { CasePerson, CaseRecord, NewCase } from './record.ts';
import { newReference } from './reference.ts';
import { type CaseFilter, createCaseRepository } from './repository.ts';
import { eraseAtOf, onceBefore } from './retention.ts';

export type CaseDeskDeps = {
  readonly store: Store;
  readonly publicUrl: string;
  readonly now: () => Date;
  /** A body's name as people know it. */
  readonly nameOf: (authority: string) => string;
  /** Where a body wants to hear of cases; null where no address is on record. */
  readonly addressOf: (authority: string, service: string | null) => string | null;
  /** Called when mails wait to be sent. */
  readonly onMail: () => void;
};

export type Taken = { readonly reference: CaseReference; readonly isNew: boolean };

/** Where cases are taken in and looked up. */
export type CaseDesk = {
  /** Makes a case of a report, with its mails (a receipt unless `mayReceipt` is false), all or nothing; the same report sent again within the hour is the case that it already is. */
  take(asked: NewCase, mayReceipt?: boolean): Promise<Taken>;
  /** The case that a report sent within the last hour has become, if it has. */
  repeated(onceKey: string): Promise<CaseReference | undefined>;
  find(reference: CaseReference): Promise<CaseRecord | undefined>;
  /** Those of several references that there are; newest first. */
  findAll(references: readonly CaseReference[]): Promise<readonly CaseRecord[]>;
  list(filter: CaseFilter): Promise<readonly CaseRecord[]>;
  authorities(): Promise<readonly string[]>;
};

const NOTHING = { postcode: null, place: null, lat: null, lng: null, mediaUrl: null } as const;

const caseOf = (reference: CaseReference, asked: NewCase, at: string): CaseRecord => ({
  reference,
  authority: asked.authority,
  service: asked.service?.id ?? null,
  channel: asked.channel,
  status: 'open',
  statusNote: null,
  description: null,
  ...NOTHING,
  ...(asked.isPublic ? { ...detailsOf(asked), description: asked.words } : {}),
  requestedAt: at,
  updatedAt: at,
  closedAt: null,
});

const detailsOf = ({ postcode, place, lat, lng, mediaUrl }: NewCase) => ({ postcode, place, lat, lng, mediaUrl });

/** Undefined where nobody said who they are and all else is public. */
const personOf = (record: CaseRecord, asked: NewCase): CasePerson | undefined => {
  const { name, email, phone } = asked;
  const { reference } = record;
  const person = { reference, name, email, phone, eraseAt: eraseAtOf(record) };
  if (!asked.isPublic) return { ...person, words: asked.words, ...detailsOf(asked) };
  return name === null && email === null && phone === null ? undefined : { ...person, words: null, ...NOTHING };
};

/** A reference that nobody has yet. Two alike come up once in a million million. */
const addCase = async (db: Database, asked: NewCase, at: string): Promise<CaseRecord> => {
  const repository = createCaseRepository(db);
  for (;;) {
    const record = caseOf(newReference(), asked, at);
    if (await repository.add(record, asked.onceKey)) return record;
  }
};

export const createCaseDesk = ({ store, publicUrl, now, nameOf, addressOf, onMail }: CaseDeskDeps): CaseDesk => {
  const namesOf = ({ authority, service }: NewCase): CaseNames => ({ publicUrl, body: nameOf(authority), service: service?.title ?? null });

  const takeIn = async (db: Database, asked: NewCase, mayReceipt: boolean): Promise<Taken> => {
    const repository = createCaseRepository(db);
    const at = now();
    await repository.forgetOnceKeys(onceBefore(at));
    const known = await repository.byOnceKey(asked.onceKey);
    if (known) return { reference: known, isNew: false };
    const record = await addCase(db, asked, at.toISOString());
    const person = personOf(record, asked);
    if (person) await repository.addPerson(person);
    const address = addressOf(asked.authority, asked.service?.id ?? null);
    const names = namesOf(asked);
    const notice = address === null || !isMailAddress(address) ? null : noticeMail(names, record.reference, address, asked, at);
    const mails = [mayReceipt ? receiptMail(names, record.reference, asked, notice !== null, at) : null, notice];
    for (const mail of mails) if (mail) await enqueueMail(db, mail, at);
    return { reference: record.reference, isNew: true };
  };

  const reading = createCaseRepository(store.read);
  return {
    take: async (asked, mayReceipt = true) => {
      const taken = await store.write(db => takeIn(db, asked, mayReceipt));
      if (taken.isNew) onMail();
      return taken;
    },
    repeated: async onceKey => {
      const [record] = await reading.byReferences(await reading.byOnceKey(onceKey).then(found => (found ? [found] : [])));
      return record && record.requestedAt > onceBefore(now()) ? record.reference : undefined;
    },
    find: async reference => (await reading.byReferences([reference]))[0],
    findAll: reading.byReferences,
    list: reading.list,
    authorities: reading.authorities,
  };
};
