import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../store/connect.ts';
import { contactExceptions, contactLines, contactNotices, contactSignposts } from '../store/schema.ts';
import { type ContactRecord, ExceptionRecord, LineRecord, NoticeRecord, SignpostRecord } from './record.ts';

/** The contact centre's part of the record. Writers call `bumpVersion` themselves when something changed. */
export type ContactRepository = {
  /** The whole record: lines by body and position, exceptions by line and date, notices by their beginning, signposts in their order. */
  all(): Promise<ContactRecord>;
  saveLine(line: LineRecord): Promise<void>;
  /** Removes a line and its exceptions. */
  removeLine(id: string): Promise<void>;
  saveException(exception: ExceptionRecord): Promise<void>;
  removeException(line: string, date: string): Promise<void>;
  saveNotice(notice: NoticeRecord): Promise<void>;
  removeNotice(id: string): Promise<void>;
  saveSignpost(signpost: SignpostRecord): Promise<void>;
  removeSignpost(id: string): Promise<void>;
};

export const createContactRepository = (db: Database): ContactRepository => {
  const allLines = db
    .select()
    .from(contactLines)
    .orderBy(asc(contactLines.authority), asc(contactLines.position), asc(contactLines.id))
    .prepare();
  const allExceptions = db.select().from(contactExceptions).orderBy(asc(contactExceptions.line), asc(contactExceptions.date)).prepare();
  const allNotices = db.select().from(contactNotices).orderBy(asc(contactNotices.from), asc(contactNotices.id)).prepare();
  const allSignposts = db.select().from(contactSignposts).orderBy(asc(contactSignposts.position), asc(contactSignposts.id)).prepare();
  return {
    all: async () => ({
      lines: z.array(LineRecord).parse(await allLines.execute()),
      exceptions: z.array(ExceptionRecord).parse(await allExceptions.execute()),
      notices: z.array(NoticeRecord).parse(await allNotices.execute()),
      signposts: z.array(SignpostRecord).parse(await allSignposts.execute()),
    }),
    saveLine: async line => {
      await db.insert(contactLines).values(line).onConflictDoUpdate({ target: contactLines.id, set: line });
    },
    removeLine: async id => {
      await db.delete(contactExceptions).where(eq(contactExceptions.line, id));
      await db.delete(contactLines).where(eq(contactLines.id, id));
    },
    saveException: async exception => {
      await db
        .insert(contactExceptions)
        .values(exception)
        .onConflictDoUpdate({ target: [contactExceptions.line, contactExceptions.date], set: exception });
    },
    removeException: async (line, date) => {
      await db.delete(contactExceptions).where(and(eq(contactExceptions.line, line), eq(contactExceptions.date, date)));
    },
    saveNotice: async notice => {
      await db.insert(contactNotices).values(notice).onConflictDoUpdate({ target: contactNotices.id, set: notice });
    },
    removeNotice: async id => {
      await db.delete(contactNotices).where(eq(contactNotices.id, id));
    },
    saveSignpost: async signpost => {
      await db.insert(contactSignposts).values(signpost).onConflictDoUpdate({ target: contactSignposts.id, set: signpost });
    },
    removeSignpost: async id => {
      await db.delete(contactSignposts).where(eq(contactSignposts.id, id));
    },
  };
};
