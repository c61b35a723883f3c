import { createMailRepository } from '../mail/repository.ts';
import type { Database, Store } from '../store/connect.ts';
import { keptUntil } from './keeping.ts';
import { digestKeysOf } from './mails.ts';
import type { PersonRecord } from './record.ts';
import { createAlertRepository } from './repository.ts';

/** Hard bounces after which nothing more is sent to an address. */
export const MOST_BOUNCES = 2;
/**
 * Bounces farther apart than this have nothing to do with one another. A relay first takes a mail and reports days later that it came back, so
 * that a mail was taken says nothing; and the digests of two weeks are two at least.
 */
const APART_MS = 15 * 86_400_000;

/** What a bounce did. `unknown`: nobody with this address has alerts. */
export type Bounced = 'unknown' | 'noted' | 'ended';

/** Why a mail in the outbox never went. */
const CAME_BACK = 'Its words were erased because earlier mails to the person came back.';

/** Whether a digest was made for them after the last bounce. */
const hasDigestSince = async (db: Database, { id, bouncedAt }: PersonRecord): Promise<boolean> => {
  const newest = await createMailRepository(db).newestKeyed(digestKeysOf(id));
  return newest !== undefined && bouncedAt !== null && newest > new Date(bouncedAt);
};

/**
 * Counts a mail that came back for good. After the second in 15 days all alerts of the person end, and what waits for them is not sent. It
 * counts once for all digests up to now: the same report may be read twice.
 */
export const takeBounce = (store: Store, email: string, now: Date): Promise<Bounced> =>
  store.write(async db => {
    const repository = createAlertRepository(db);
    const person = await repository.personByEmail(email.trim().toLowerCase());
    if (!person) return 'unknown';
    const isRecent = person.bouncedAt !== null && now.getTime() - Date.parse(person.bouncedAt) <= APART_MS;
    if (isRecent && !(await hasDigestSince(db, person))) return 'noted';
    const bounces = (isRecent ? person.bounces : 0) + 1;
    await repository.setBounces(person.id, bounces, now.toISOString());
    if (bounces < MOST_BOUNCES) return 'noted';
    await repository.endAll(person.id, now.toISOString(), 'bounced');
    await createMailRepository(db).eraseKeyed(digestKeysOf(person.id), CAME_BACK);
    if (person.eraseAt === null) await repository.setEraseAt(person.id, keptUntil(now));
    return 'ended';
  });

const FIELD = /^([a-z-]+):[ \t]*(.*)$/i;

const fieldsOf = (block: string): ReadonlyMap<string, string> =>
  new Map(
    block.split('\n').flatMap(line => {
      const [, name, value = ''] = FIELD.exec(line) ?? [];
      return name === undefined ? [] : [[name.toLowerCase(), value] as const];
    }),
  );

/** The address of a recipient field: "rfc822; pat@example.org". */
const recipientOf = (value = ''): string =>
  value
    .replace(/^\s*(?:rfc822|utf-8)\s*;/i, '')
    .trim()
    .replace(/^<(.*)>$/, '$1');

/**
 * The addresses whose mail came back for good, each once: of delivery status notifications (RFC 3464: `Action: failed` with a status 5.x.x), as
 * many as the text has, or of a plain list, one address a line.
 */
export const readBounces = (text: string): readonly string[] => {
  const reports = text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .map(fieldsOf);
  const recipients = reports.filter(fields => fields.has('final-recipient') || fields.has('original-recipient'));
  const found =
    recipients.length > 0
      ? recipients
          .filter(fields => /^failed\b/i.test(fields.get('action') ?? '') && /^5\./.test(fields.get('status') ?? ''))
          .map(fields => recipientOf(fields.get('original-recipient') ?? fields.get('final-recipient')))
      : text.split(/\r?\n/).map(line => line.trim());
  return [...new Set(found.filter(address => /^[^\s@]+@[^\s@]+$/.test(address)).map(address => address.toLowerCase()))];
};
