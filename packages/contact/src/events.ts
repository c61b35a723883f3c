import { DtpEvent } from '@dtp/kit/events.ts';

/** A person asked whom to call, and was answered. What was typed is not in it. */
export class ContactSearchEvent extends DtpEvent {
  /** How many lines were found. */
  readonly total: number;
  /** Whether the person said what it is about. */
  readonly hasTopic: boolean;
  /** The first half of the postcode, e.g. `DE45`; null without one. */
  readonly outward: string | null;

  constructor(total: number, hasTopic: boolean, outward: string | null) {
    super('dtp-contact-search');
    this.total = total;
    this.hasTopic = hasTopic;
    this.outward = outward;
  }
}

declare global {
  interface HTMLElementEventMap {
    'dtp-contact-search': ContactSearchEvent;
  }
}
