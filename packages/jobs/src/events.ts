import { DtpEvent } from '@dtp/kit/events.ts';

/** A person searched or filtered, and was answered. What was typed or chosen is not in it. */
export class JobsSearchEvent extends DtpEvent {
  /** How many jobs were found. */
  readonly total: number;

  constructor(total: number) {
    super('dtp-jobs-search');
    this.total = total;
  }
}

/** A person opened a job. */
export class JobsOpenEvent extends DtpEvent {
  /** The vacancy's id. */
  readonly id: string;

  constructor(id: string) {
    super('dtp-jobs-open');
    this.id = id;
  }
}

declare global {
  interface HTMLElementEventMap {
    'dtp-jobs-search': JobsSearchEvent;
    'dtp-jobs-open': JobsOpenEvent;
  }
}
