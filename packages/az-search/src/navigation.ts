import type { Outcome } from '@dtp/kit/client.ts';
import { RequestController, type RequestState } from '@dtp/kit/controllers/request.ts';
import type { ReactiveControllerHost } from 'lit';
import { type Asking, isSame, START } from './asking.ts';
import type { Shown, Where } from './view.ts';

export const NOWHERE: Where = { postcode: '', area: null };

/**
 * What led to a view. Decides whether there is a way back, where the focus goes and which events fire.
 * `page` is the page itself: its address at the start, or another widget that changed the area.
 */
export type Cause = 'search' | 'open' | 'place' | 'back' | 'history' | 'page';

/** Fetches what is asked for, at a place. */
type Fetch = (asked: Pick<Shown, 'asking' | 'where'>, signal: AbortSignal) => Promise<Outcome<Shown>>;

type Step = { readonly shown: Shown; readonly from: string | null };

/**
 * Where the person is in the A to Z, and how they got there. What is on the screen stays until its successor has arrived, so nothing
 * jumps, and a step back needs no request unless the place has changed since.
 */
export class Navigation {
  where = NOWHERE;
  shown: Shown = { asking: START, where: NOWHERE, view: { kind: 'start', place: null }, place: null };
  /** What was asked for last; `shown` once it has arrived. */
  asking: Asking = START;
  readonly request: RequestController<Shown>;

  readonly #fetch: Fetch;
  readonly #onShown: (shown: Shown, cause: Cause, from: string | null) => void;
  readonly #trail: Step[] = [];
  #cause: Cause = 'page';
  #from: string | null = null;

  /** `onShown` gets the view, what led to it, and on a step back the key of the link that had led away. */
  constructor(
    host: ReactiveControllerHost,
    fetch: Fetch,
    onShown: (shown: Shown, cause: Cause, from: string | null) => void,
    onState: (state: RequestState<Shown>) => void,
  ) {
    this.#fetch = fetch;
    this.#onShown = onShown;
    this.request = new RequestController(host, state => {
      if (state.kind === 'done') this.#arrive(state.value);
      onState(state);
    });
  }

  /** Loads what is asked for. `from` is the key of the link followed, to return the focus to. */
  go(asking: Asking, cause: Cause, from: string | null = null): Promise<void> {
    this.asking = asking;
    this.#cause = cause;
    this.#from = from;
    return this.request.run(signal => this.#fetch({ asking, where: this.where }, signal));
  }

  /** Asks again for what is shown, because the place is another. */
  reload(cause: Cause): Promise<void> {
    return this.go(this.asking, cause, this.#from);
  }

  /** One step back, or to the start where there is none. Away from something that did not arrive, to what is still there. */
  back(): void {
    if (isSame(this.asking, this.shown.asking)) this.#return(this.#trail.pop() ?? null, START, 'back');
    else this.#return({ shown: this.shown, from: this.#from }, START, 'back');
  }

  /** The browser's back or forward button. */
  history(asking: Asking): void {
    const last = this.#trail.at(-1);
    const isBack = last !== undefined && isSame(last.shown.asking, asking);
    if (isBack) this.#trail.pop();
    this.#return(isBack ? last : null, asking, 'history');
  }

  #return(step: Step | null, otherwise: Asking, cause: Cause): void {
    const from = step?.from ?? null;
    if (!step || !isSame(step.shown.where, this.where)) {
      void this.go(step?.shown.asking ?? otherwise, cause, from);
      return;
    }
    this.request.reset();
    this.asking = step.shown.asking;
    this.shown = step.shown;
    this.#onShown(step.shown, cause, from);
  }

  #arrive(shown: Shown): void {
    const cause = this.#cause;
    const forward = cause === 'search' || cause === 'open';
    if (forward && !isSame(shown.asking, this.shown.asking)) this.#trail.push({ shown: this.shown, from: this.#from });
    this.where = asUnderstood(shown);
    this.shown = { ...shown, where: this.where };
    this.#onShown(this.shown, cause, forward ? null : this.#from);
  }
}

/** The postcode in its usual form, where it was understood. */
const asUnderstood = ({ where, view: { place } }: Shown): Where =>
  place && 'areas' in place ? { ...where, postcode: place.postcode } : where;
