import type { Database } from '../store/connect.ts';
import { bumpVersion } from '../store/versions.ts';
import { NoticeRecord } from './record.ts';
import { createContactRepository } from './repository.ts';

const LONGEST_ID = 40;

/** "our-phones-are-down" of what it says; with a number where that is taken. */
export const noticeId = (text: string, taken: ReadonlySet<string>): string => {
  const words = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9\s-]/g, '')
    .match(/[a-z0-9]+/g);
  let id = '';
  for (const word of words ?? ['notice']) {
    const longer = id === '' ? word.slice(0, LONGEST_ID) : `${id}-${word}`;
    if (longer.length > LONGEST_ID) break;
    id = longer;
  }
  if (!taken.has(id)) return id;
  for (let number = 2; ; number++) if (!taken.has(`${id}-${number}`)) return `${id}-${number}`;
};

/** What a press officer says about some lines. Instants are ISO 8601. */
export type NewNotice = {
  readonly lines: readonly string[];
  readonly text: string;
  readonly from: string;
  readonly until: string | null;
};

export type NoticeOutcome =
  | { readonly kind: 'added'; readonly notice: NoticeRecord }
  /** Each fault names its field and completes the sentence: "text is longer than 300 characters". */
  | { readonly kind: 'refused'; readonly faults: readonly string[] };

/** Puts up a notice inside a unit of work; a running server shows it within two seconds. */
export const addNotice = async (db: Database, given: NewNotice, now: Date): Promise<NoticeOutcome> => {
  const repository = createContactRepository(db);
  const { lines, notices } = await repository.all();
  const known = new Set<string>(lines.map(({ id }) => id));
  const strangers = given.lines.filter(id => !known.has(id)).map(id => `lines names ${id}, which is not a line on record`);
  const notice = NoticeRecord.safeParse({ ...given, id: noticeId(given.text, new Set(notices.map(({ id }) => id))) });
  const faults = [...strangers, ...(notice.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`)];
  if (!notice.success || faults.length > 0) return { kind: 'refused', faults };
  await repository.saveNotice(notice.data);
  await bumpVersion(db, 'contact', now);
  return { kind: 'added', notice: notice.data };
};

/** Takes a notice away inside a unit of work. False where there is none of this id. */
export const removeNotice = async (db: Database, id: string, now: Date): Promise<boolean> => {
  const repository = createContactRepository(db);
  if (!(await repository.all()).notices.some(one => one.id === id)) return false;
  await repository.removeNotice(id);
  await bumpVersion(db, 'contact', now);
  return true;
};
