import type { Authority, ContactPoint } from '@dtp/contract/authorities.ts';
import type { Answer } from '@dtp/contract/az.ts';
import type { ServiceRecord } from './record.ts';

/** Whom people call about a service. `open` is null where the hours are not on record. */
export type AnswerLine = Pick<Answer, 'contact' | 'open'>;

/**
 * The line of a body for a service at an instant, from the contact centre. `own` is the contact point that the answer itself names; it
 * stands, and only its hours are looked up.
 */
export type LineOf = (
  authority: Authority,
  service: Pick<ServiceRecord, 'id' | 'categories'>,
  own: ContactPoint | null,
  at: Date,
) => AnswerLine;
