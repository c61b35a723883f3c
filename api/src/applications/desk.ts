import { createHash, randomBytes } from 'node:crypto';
import { newToken, tokenHash } from '../http/tokens.ts';
import { enqueueMail } from '../mail/outbox.ts';
import { createMailRepository } from '../mail/repository.ts';
import type { Database, Store } from '../store/connect.ts';
import type { EqualityAnswers } from './equality.ts';
import { type FieldFault, sendingFaults } from './fields.ts';
import { linkMail, mailKeysOf, receiptMail, WITHDRAWN } from './mail-messages.ts';
import type { ApplicationPerson, ApplicationRecord, FileKind, FileRecord } from './record.ts';
import { newReference } from './reference.ts';
import { type ApplicationRepository, createApplicationRepository } from './repository.ts';
import { draftEraseAt, sentEraseAt } from './retention.ts';
import type { ApplyVacancy, FindVacancy } from './vacancy.ts';

export type ApplicationDeskDeps = {
  readonly store: Store;
  readonly publicUrl: string;
  readonly now: () => Date;
  readonly vacancy: FindVacancy;
  /** A body's name as people know it. */
  readonly nameOf: (authority: string) => string;
  /** The colour of links in its theme, `#rrggbb`. */
  readonly colourOf: (authority: string) => string;
  /** Whether files are held for a scanner; without one they are kept as `unscanned`. */
  readonly hasScanner: boolean;
  /** Called when mails wait to be sent. */
  readonly onMail: () => void;
  /** Called when a file is held. */
  readonly onHeld: () => void;
};

/** An application with all that belongs to it. `vacancy` is undefined where it is no longer on record. */
export type Application = {
  readonly record: ApplicationRecord;
  readonly person: ApplicationPerson;
  readonly file: FileRecord | undefined;
  readonly vacancy: ApplyVacancy | undefined;
};

/** `late`: the job takes no applications any more. `done`: it was sent or withdrawn before. Neither changes anything. */
export type Changed = 'changed' | 'unknown' | 'late' | 'done';
export type Sent =
  | { readonly kind: 'sent'; readonly record: ApplicationRecord }
  | { readonly kind: 'incomplete'; readonly faults: readonly FieldFault[] }
  | { readonly kind: Exclude<Changed, 'changed'> };

export type NewFile = { readonly name: string; readonly kind: FileKind; readonly bytes: Buffer };

/** Where applications are begun, kept as they grow, sent and withdrawn. A token is the secret part of an application's link. */
export type ApplicationDesk = {
  /** Begins a draft and answers its token. */
  start(vacancy: ApplyVacancy): Promise<string>;
  open(token: string): Promise<Application | undefined>;
  /** Keeps what was typed, right or not. */
  save(token: string, set: Partial<ApplicationPerson>): Promise<Changed>;
  /** Keeps a file that was checked, in place of the one before. */
  attach(token: string, file: NewFile): Promise<Changed>;
  removeFile(token: string): Promise<Changed>;
  /** Mails the link to the address in the draft, which has been checked. */
  mailLink(token: string, to: string): Promise<Changed>;
  /** Sends it once, with its receipt unless `mayReceipt` is false; the answers are counted apart. All or nothing. */
  send(token: string, answers: EqualityAnswers, mayReceipt: boolean): Promise<Sent>;
  /** Withdraws what was sent and erases the person, in mails too; of a draft nothing stays. */
  withdraw(token: string): Promise<Changed>;
};

const newId = (): string => randomBytes(12).toString('base64url');

/** A reference that nobody has yet. Two alike come up once in a million million. */
const unusedReference = async (repository: ApplicationRepository): Promise<string> => {
  for (;;) {
    const reference = newReference();
    if (!(await repository.byReference(reference))) return reference;
  }
};

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64url');

export const createApplicationDesk = (deps: ApplicationDeskDeps): ApplicationDesk => {
  const { store, publicUrl, now, vacancy: find, nameOf, colourOf, hasScanner, onMail, onHeld } = deps;

  const recordOf = async (repository: ApplicationRepository, token: string): Promise<ApplicationRecord | undefined> => {
    const hash = tokenHash(token);
    return hash === undefined ? undefined : repository.byTokenHash(hash);
  };

  const openIn = async (db: Database, token: string): Promise<Application | undefined> => {
    const repository = createApplicationRepository(db);
    const record = await recordOf(repository, token);
    // What is due is erased within the hour; until then nobody is shown it.
    if (!record || record.eraseAt <= now().toISOString()) return undefined;
    const { id } = record;
    return { record, person: await repository.personOf(id), file: await repository.fileOf(id), vacancy: await find(record.vacancy) };
  };

  /** What a draft of an open job is changed by; the instant is read when its turn has come. */
  const change = (
    token: string,
    work: (repository: ApplicationRepository, db: Database, one: Application & { vacancy: ApplyVacancy }) => Promise<void>,
  ) =>
    store.write(async (db): Promise<Changed> => {
      const one = await openIn(db, token);
      if (!one) return 'unknown';
      if (one.record.state !== 'draft') return 'done';
      const { vacancy } = one;
      if (vacancy?.state !== 'open') return 'late';
      const repository = createApplicationRepository(db);
      await work(repository, db, { ...one, vacancy });
      await repository.touch(one.record.id, now().toISOString());
      return 'changed';
    });

  const namesOf = (vacancy: ApplyVacancy) => ({ publicUrl, body: nameOf(vacancy.authority), colour: colourOf(vacancy.authority), vacancy });

  const sendIn = async (db: Database, token: string, answers: EqualityAnswers, mayReceipt: boolean): Promise<Sent> => {
    const one = await openIn(db, token);
    if (!one) return { kind: 'unknown' };
    const { record, person, file, vacancy } = one;
    if (record.state !== 'draft') return { kind: 'done' };
    if (vacancy?.state !== 'open') return { kind: 'late' };
    const faults = sendingFaults(person, file);
    if (faults.length > 0 || person.email === null) return { kind: 'incomplete', faults };
    const repository = createApplicationRepository(db);
    const reference = await unusedReference(repository);
    const at = now();
    const set = { reference, sentAt: at.toISOString(), eraseAt: sentEraseAt(vacancy) };
    if (!(await repository.markSent(record.id, set))) return { kind: 'done' };
    for (const [question, answer] of answers) await repository.countAnswer(vacancy.id, question, answer);
    if (mayReceipt) await enqueueMail(db, receiptMail(namesOf(vacancy), record, reference, token, person.email, at), at);
    return { kind: 'sent', record: { ...record, ...set, state: 'sent' } };
  };

  return {
    start: async vacancy => {
      const { token, hash } = newToken();
      const at = now().toISOString();
      const record: ApplicationRecord = {
        id: newId(),
        vacancy: vacancy.id,
        authority: vacancy.authority,
        reference: null,
        state: 'draft',
        createdAt: at,
        updatedAt: at,
        sentAt: null,
        withdrawnAt: null,
        eraseAt: draftEraseAt(vacancy),
      };
      await store.write(db => createApplicationRepository(db).add(record, hash));
      return token;
    },
    open: token => openIn(store.read, token),
    save: (token, set) => change(token, (repository, _, { record }) => repository.savePerson(record.id, set)),
    attach: async (token, { name, kind, bytes }) => {
      const changed = await change(token, async (repository, _, { record }) => {
        await repository.removeFiles(record.id);
        const state = hasScanner ? 'held' : 'unscanned';
        const storedAt = now().toISOString();
        await repository.addFile(
          { id: newId(), application: record.id, name, kind, size: bytes.length, sha256: sha256(bytes), state, storedAt, scannedAt: null },
          bytes,
        );
      });
      if (changed === 'changed' && hasScanner) onHeld();
      return changed;
    },
    removeFile: token => change(token, (repository, _, { record }) => repository.removeFiles(record.id)),
    mailLink: async (token, to) => {
      const at = now();
      const changed = await change(token, async (_, db, { record, vacancy }) => {
        await enqueueMail(db, linkMail(namesOf(vacancy), record, token, to, newId(), at), at);
      });
      if (changed === 'changed') onMail();
      return changed;
    },
    send: async (token, answers, mayReceipt) => {
      const sent = await store.write(db => sendIn(db, token, answers, mayReceipt));
      if (sent.kind === 'sent') onMail();
      return sent;
    },
    withdraw: token =>
      store.write(async (db): Promise<Changed> => {
        const repository = createApplicationRepository(db);
        const record = await recordOf(repository, token);
        if (!record) return 'unknown';
        if (record.state === 'withdrawn') return 'done';
        // They hold the address and the link.
        for (const key of mailKeysOf(record.id)) await createMailRepository(db).eraseKeyed(key, WITHDRAWN);
        if (record.state === 'draft') {
          await repository.erase(record.id);
          return 'changed';
        }
        await repository.markWithdrawn(record.id, now().toISOString());
        await repository.erasePerson(record.id);
        return 'changed';
      }),
  };
};
