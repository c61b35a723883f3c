/** Every event of ours leaves the widget's shadow root and bubbles, so that one listener on the document hears all widgets. */
const TRAVELS = { bubbles: true, composed: true } as const;

/** Base of the `dtp-…` events. They carry no personal data: no words typed, and of a postcode the outward code at most. */
export class DtpEvent extends Event {
  constructor(type: `dtp-${string}`) {
    super(type, TRAVELS);
  }
}

/** A person chose, changed or cleared the area that all widgets on the page share. */
export class AreaChangeEvent extends DtpEvent {
  /** The first half of the postcode, e.g. `DE45`; null when the postcode was cleared. */
  readonly outward: string | null;
  /** The area's id, e.g. `derbyshire-dales.park`; null while it is open which of several it is, or outside the partnership. */
  readonly area: string | null;

  constructor(outward: string | null, area: string | null) {
    super('dtp-area-change');
    this.outward = outward;
    this.area = area;
  }
}

declare global {
  interface HTMLElementEventMap {
    'dtp-area-change': AreaChangeEvent;
  }
  interface DocumentEventMap {
    'dtp-area-change': AreaChangeEvent;
  }
}
