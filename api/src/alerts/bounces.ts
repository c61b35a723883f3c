import type { Store } from '../store/connect.ts';
import { KEPT_MS } from './keeping.ts';
import { createAlertRepository } from './repository.ts';

/** Hard bounces in a row after which nothing more is sent to an address. */
export const MOST_BOUNCES = 2;

/** What a bounce did. `unknown`: nobody with this address has alerts. */
export type Bounced = 'unknown' | 'noted' | 'ended';

/** Counts a mail that came back for good. After the second in a row all alerts of the person end. */
export const takeBounce = (store: Store, email: string, now: Date): Promise<Bounced> =>
  store.write(async db => {
    const repository = createAlertRepository(db);
    const person = await repository.personByEmail(email.trim().toLowerCase());
    if (!person) return 'unknown';
    const bounces = person.bounces + 1;
    await repository.setBounces(person.id, bounces);
    if (bounces < MOST_BOUNCES) return 'noted';
    await repository.endAll(person.id, now.toISOString(), 'bounced');
    if (person.eraseAt === null) await repository.setEraseAt(person.id, new Date(now.getTime() + KEPT_MS).toISOString());
    return 'ended';
  });

/** A mail was taken: bounces before it no longer count. */
export const takeDelivery = async (store: Store, email: string): Promise<void> => {
  const person = await createAlertRepository(store.read).personByEmail(email);
  if (person && person.bounces > 0 && person.bounces < MOST_BOUNCES)
    await store.write(db => createAlertRepository(db).setBounces(person.id, 0));
};

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
