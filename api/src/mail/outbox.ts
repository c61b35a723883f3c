import { randomUUID } from 'node:crypto';
import { isPrintable } from '@dtp/contract/text.ts';
import type { Database } from '../store/connect.ts';
import { isMailAddress } from './address.ts';
import { createMailRepository } from './repository.ts';

/**
 * A mail to be sent. The same `key` is one mail, however often it is handed in; it is kept for good and shown to operators, so it names
 * no person. The words and the address go at `eraseAt`. `headers` are further ones, such as List-Unsubscribe.
 */
export type Mail = {
  readonly key: string;
  readonly to: string;
  readonly replyTo?: string;
  readonly subject: string;
  readonly text: string;
  /** The same for people who see styled mail. */
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly eraseAt: Date;
};

/** Thrown for a mail that must not go out as it is. The message names the part, never its words. */
export class UnfitMail extends Error {
  override readonly name = 'UnfitMail';
}

const LONGEST = { key: 200, subject: 250, header: 900, text: 100_000, html: 300_000 } as const;

const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,75}$/;
/** What the post writes itself, and what would add people to a mail. */
const RESERVED =
  /^(?:to|cc|bcc|from|sender|reply-to|return-path|subject|date|message-id|mime-version|content-.*|received|auto-submitted|resent-.*)$/i;

const faultOf = ({ key, to, replyTo, subject, text, html = '', headers = {}, eraseAt }: Mail): string | undefined => {
  if (key === '' || key.length > LONGEST.key || !isPrintable(key)) return 'its key is not one line';
  if (!isMailAddress(to)) return 'who it is for is not one address';
  if (replyTo !== undefined && !isMailAddress(replyTo)) return 'where replies go is not one address';
  if (subject === '' || subject.length > LONGEST.subject || !isPrintable(subject)) return 'its subject is not one line';
  if (text.length > LONGEST.text || html.length > LONGEST.html) return 'its text is too long';
  if (Number.isNaN(eraseAt.getTime())) return 'it does not say when its words are erased';
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_NAME.test(name) || RESERVED.test(name)) return 'it has a header that it may not set';
    if (value.length > LONGEST.header || !isPrintable(value)) return `its header ${name} is not one line`;
  }
  return undefined;
};

/**
 * Puts a mail into the outbox, inside the caller's unit of work: it leaves if and only if that commits. Answers false where the key was
 * there. Throws UnfitMail where a part could smuggle in headers or further people: an address that is a list, a line break outside the text.
 */
export const enqueueMail = (db: Database, mail: Mail, now: Date): Promise<boolean> => {
  const fault = faultOf(mail);
  if (fault !== undefined) return Promise.reject(new UnfitMail(`The mail cannot be sent: ${fault}.`));
  return createMailRepository(db).add({
    key: mail.key,
    to: mail.to,
    replyTo: mail.replyTo ?? null,
    subject: mail.subject,
    text: mail.text,
    html: mail.html ?? null,
    headers: { ...mail.headers },
    state: 'queued',
    attempts: 0,
    nextAttemptAt: now.toISOString(),
    claimedAt: null,
    sentAt: null,
    // Fixed here, so that a receiver that gets it twice for a reason out of our hands can drop the second. The post adds our domain.
    messageId: randomUUID(),
    fault: null,
    createdAt: now.toISOString(),
    eraseAt: mail.eraseAt.toISOString(),
  });
};
