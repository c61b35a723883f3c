import type { Bounds, LatLng } from '@dtp/contract/map.ts';
import type { Client } from '@dtp/kit/client.ts';
import { RequestController, type RequestState } from '@dtp/kit/controllers/request.ts';
import type { Helpline } from '@dtp/kit/helpline.ts';
import { heading } from '@dtp/kit/parts/heading.ts';
import { requestStatus } from '@dtp/kit/parts/status-line.ts';
import { unavailable } from '@dtp/kit/parts/unavailable.ts';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { areaMessages } from '../area/area-messages.ts';
import { servingFacts } from '../area/serving.ts';
import { PickEvent } from '../events.ts';
import type { Where } from '../where.ts';
import { pickMessages as words } from './pick-messages.ts';
import { fetchSpot, type Located, type MarkedSpot, pickedOf, spotWords, wideWords } from './spot.ts';

/** Degrees to each side of the middle of a town: about a mile. */
const WIDE = 0.015;

export type PickingDeps = {
  readonly client: () => Client;
  readonly onState: (state: RequestState<Located>) => void;
  /** The spot was found by the form and not on the map: the focus goes there. */
  readonly onFound: () => void;
  /** The person wants another spot. */
  readonly onAnother: () => void;
};

/**
 * Marking a spot: by the form, by where the device is, or on the map. What is known of it is shown in words, and nothing is told to the page
 * until the person says that it is right.
 */
export class Picking {
  readonly request: RequestController<Located>;

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #deps: PickingDeps;
  #isConfirmed = false;
  #isByMap = false;

  constructor(host: ReactiveControllerHost & HTMLElement, deps: PickingDeps) {
    this.#host = host;
    this.#deps = deps;
    this.request = new RequestController(host, state => {
      deps.onState(state);
      if (state.kind === 'done' && !this.#isByMap) deps.onFound();
    });
  }

  /** Where the map shows the mark. */
  get point(): LatLng | null {
    const { state } = this.request;
    return state.kind === 'done' && state.value.kind === 'spot' ? state.value.reply.from.point : null;
  }

  /** Where the map goes, for the person to mark the spot there. */
  get bounds(): Bounds | null {
    const { state } = this.request;
    if (state.kind !== 'done' || state.value.kind !== 'wide') return null;
    const { lat, lng } = state.value.asked.point;
    return [lng - WIDE, lat - WIDE, lng + WIDE, lat + WIDE];
  }

  /** What the status line says: on the map the focus stays where it is, so the spot is told here. */
  get status(): string {
    const { state } = this.request;
    const waiting = requestStatus(state.kind, words.finding);
    if (waiting !== null || state.kind !== 'done') return waiting ?? '';
    if (state.value.kind === 'wide') return wideWords(state.value.asked);
    if (this.#isConfirmed) return words.chosen;
    return this.#isByMap ? `${spotWords(state.value)} ${words.question}` : '';
  }

  /** A place given by the form, or by the device. */
  locate(where: Where): void {
    if (where.kind === 'nowhere') this.#forget();
    else this.#ask(where, false);
  }

  /** A spot marked on the map. */
  mark(at: LatLng): void {
    this.#ask({ kind: 'private', at, label: '' }, true);
  }

  content(level: number, helpline: Helpline | null): TemplateResult | typeof nothing {
    const { state } = this.request;
    if (state.kind === 'unavailable' || state.kind === 'offline') return unavailable(helpline);
    if (state.kind === 'idle') return html`<p>${words.start}</p>`;
    return state.kind === 'done' && state.value.kind === 'spot' ? this.#spot(state.value, level) : nothing;
  }

  readonly #onYes = (): void => {
    const { state } = this.request;
    if (state.kind !== 'done' || state.value.kind !== 'spot') return;
    this.#isConfirmed = true;
    this.#host.requestUpdate();
    this.#deps.onFound();
    this.#host.dispatchEvent(new PickEvent(pickedOf(state.value)));
  };

  readonly #onNo = (): void => {
    this.#forget();
    this.#deps.onAnother();
  };

  #ask(where: Exclude<Where, { kind: 'nowhere' }>, isByMap: boolean): void {
    this.#isByMap = isByMap;
    this.#isConfirmed = false;
    void this.request.run(signal => fetchSpot(this.#deps.client(), where, signal));
  }

  #forget(): void {
    this.#isConfirmed = false;
    this.request.reset();
  }

  #spot(spot: MarkedSpot, level: number): TemplateResult {
    const { areas, message } = spot.reply;
    const [only, ...others] = areas;
    return html`<div class="spot-found notice" part="spot">
      ${heading(level, words.spot, 'small')}
      <p>${spotWords(spot)}</p>
      ${
        only && others.length === 0
          ? html`<p><strong>${words.responsible}</strong></p><dl>${servingFacts(only, spot.bodies)}</dl>`
          : html`<p>${message}</p>
              ${only ? html`<p>${areaMessages.mayBe}</p><ul class="names">${areas.map(({ name }) => html`<li>${name}</li>`)}</ul>` : nothing}`
      }
      ${this.#isConfirmed ? this.#chosen() : this.#question()}
    </div>`;
  }

  #question(): TemplateResult {
    return html`<p><strong>${words.question}</strong></p>
      <div class="acts">
        <button type="button" class="action" @click=${this.#onYes}>${words.yes}</button>
        <button type="button" class="action quiet" @click=${this.#onNo}>${words.no}</button>
      </div>`;
  }

  #chosen(): TemplateResult {
    return html`<p><strong>${words.chosen}</strong></p>
      <button type="button" class="action quiet" @click=${this.#onNo}>${words.change}</button>`;
  }
}
