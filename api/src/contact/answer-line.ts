import type { Authority, ContactPoint } from '@dtp/contract/authorities.ts';
import type { Answer } from '@dtp/contract/az.ts';
import { contactPointOf, digitsOf, type LineTopic, linesFor } from './lines.ts';
import type { ContactReadModel } from './read-model.ts';
import type { LineRecord } from './record.ts';

/** Whom people call about a service. `open` is null where the hours are not on record. */
export type AnswerLine = Pick<Answer, 'contact' | 'open'>;

const withNumber = (lines: readonly LineRecord[], phone: string): LineRecord | undefined =>
  lines.find(line => line.phone !== null && digitsOf(line.phone) === digitsOf(phone));

/**
 * What an A to Z answer says of the telephone. Where the answer names a contact point of its own, that stands, and only its hours are
 * looked up by its number; else it is the body's line for the service, or the number in the register of partners.
 */
export const createAnswerLines =
  (contact: ContactReadModel) =>
  (authority: Authority, service: LineTopic, own: ContactPoint | null, at: Date): AnswerLine => {
    const lines = contact.linesOf(authority.id);
    const line = own === null ? linesFor(lines, service).find(one => one.phone !== null) : undefined;
    if (line) {
      const point = contactPointOf(line);
      return { contact: { ...point, url: point.url ?? authority.contact.url }, open: contact.stateOf(line.id, at) };
    }
    const given = own ?? authority.contact;
    const known = given.phone === null ? undefined : (withNumber(lines, given.phone) ?? contact.byPhone(given.phone));
    return { contact: given, open: known ? contact.stateOf(known.id, at) : null };
  };
