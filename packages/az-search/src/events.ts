import { DtpEvent } from '@dtp/kit/events.ts';

/** A search was answered. What was typed is not in it. */
export class SearchEvent extends DtpEvent {
  /** How many services were found. */
  readonly total: number;
  /** Whether another spelling than the one typed was searched. */
  readonly corrected: boolean;
  /** The first half of the postcode, e.g. `DE45`; null without one. */
  readonly outward: string | null;

  constructor(total: number, corrected: boolean, outward: string | null) {
    super('dtp-search');
    this.total = total;
    this.corrected = corrected;
    this.outward = outward;
  }
}

/** A person opened a service. */
export class SelectEvent extends DtpEvent {
  /** The service's id, e.g. `report-a-pothole`. */
  readonly service: string;

  constructor(service: string) {
    super('dtp-select');
    this.service = service;
  }
}

declare global {
  interface HTMLElementEventMap {
    'dtp-search': SearchEvent;
    'dtp-select': SelectEvent;
  }
}
