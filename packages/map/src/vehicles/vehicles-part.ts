import type { Trail, TreatedReply, Vehicle } from '@dtp/contract/vehicles.ts';
import type { Client } from '@dtp/kit/client.ts';
import { RequestController } from '@dtp/kit/controllers/request.ts';
import { heading } from '@dtp/kit/parts/heading.ts';
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { MapVehicle, MapView } from '../engine/view.ts';
import { fetchTrail, fetchTreated, streamUrl } from './api.ts';
import { type FeedState, listenToVehicles } from './feed.ts';
import { messages } from './messages.ts';
import { STREET_FIELD, treatedForm } from './treated-form.ts';
import { vehicleList } from './vehicle-list.ts';

/** What the widget lends to the part. Everything is asked anew each time, since attributes change and the map comes and goes. */
export type VehiclesHost = ReactiveControllerHost & { readonly renderRoot: ParentNode };
export type VehiclesDeps = {
  readonly client: () => Client;
  /** Only vehicles of this partner; an empty text for all, null for none any more. */
  readonly authority: () => string | null;
  /** The drawn map, while it is open. */
  readonly view: () => MapView | null;
};

/** How often "3 minutes ago" is looked at again, in milliseconds. */
const AGES_EVERY = 20_000;
const NOTHING_KNOWN: FeedState = { connection: 'connecting', list: null, skew: 0 };

const onMap = ({ id, name, state, fix }: Vehicle): MapVehicle[] =>
  fix && state !== 'off-duty' ? [{ id, name, point: fix.point, heading: fix.heading, treating: fix.treating }] : [];

/**
 * Gritters: a list that says in words where each was and when, kept up to date by the server, and the question when a street was last
 * treated. Loaded by the map only where the page asks for vehicles. What is drawn on the map says nothing that the list does not say.
 */
export class VehiclesPart implements ReactiveController {
  readonly #host: VehiclesHost;
  readonly #deps: VehiclesDeps;
  readonly #treated: RequestController<TreatedReply>;
  readonly #trail: RequestController<Trail>;
  #feed: FeedState = NOTHING_KNOWN;
  #stop: (() => void) | null = null;
  #listeningTo = '';
  /** An element that has left the page may still draw itself once, and must not begin to listen again. */
  #isOnPage = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #typed = '';
  #fault: string | null = null;
  #trailOf: string | null = null;
  #isFaultNew = false;

  constructor(host: VehiclesHost, deps: VehiclesDeps) {
    this.#host = host;
    this.#deps = deps;
    this.#treated = new RequestController<TreatedReply>(host, state => {
      if (state.kind === 'problem') this.#showFault(state.problem.detail);
    });
    this.#trail = new RequestController<Trail>(host);
    host.addController(this);
  }

  hostConnected(): void {
    this.#isOnPage = true;
    this.#listen();
    this.#timer = setInterval(() => this.#host.requestUpdate(), AGES_EVERY);
  }

  hostDisconnected(): void {
    this.#isOnPage = false;
    clearInterval(this.#timer);
    this.#stop?.();
    this.#stop = null;
    this.#listeningTo = '';
  }

  /** Before anything is drawn, so that what another partner's vehicles did is never shown as this one's. */
  hostUpdate(): void {
    this.#listen();
  }

  hostUpdated(): void {
    this.#deps.view()?.vehicles(this.#vehicles.flatMap(onMap), this.#trailPoints);
    if (!this.#isFaultNew) return;
    this.#isFaultNew = false;
    this.#host.renderRoot.querySelector<HTMLInputElement>(`#${STREET_FIELD}`)?.focus();
  }

  /** What to draw; `level` is that of its headings. */
  content(level: number): TemplateResult {
    const { list, skew } = this.#feed;
    return html`<section part="vehicles">
      ${heading(level, messages.title)}
      <p class="status" role="status" data-feed>${this.#status}</p>
      ${
        list
          ? html`${vehicleList(
              {
                vehicles: list.items,
                now: Date.now() - skew,
                trailOf: this.#trailOf,
                hasMap: this.#deps.view() !== null,
                level: level + 1,
              },
              { onTrail: this.#onTrail },
            )}
              <p class="hint" part="disclaimer">${list.disclaimer}</p>`
          : ''
      }
      ${this.#trail.state.kind === 'problem' || this.#trail.failing ? html`<p class="hint">${messages.noTrail}</p>` : ''}
      ${treatedForm(
        { typed: this.#typed, fault: this.#fault, state: this.#treated.state, level },
        { onSubmit: this.#onSubmit, onType: this.#onType },
      )}
    </section>`;
  }

  /** Listens to the vehicles of the partner that is asked for now. */
  #listen(): void {
    const authority = this.#deps.authority();
    const url = authority === null || !this.#isOnPage ? '' : streamUrl(this.#deps.client(), authority);
    if (url === this.#listeningTo) return;
    this.#listeningTo = url;
    this.#stop?.();
    this.#stop = null;
    this.#feed = NOTHING_KNOWN;
    if (url === '') return;
    this.#stop = listenToVehicles(url, state => {
      this.#feed = state;
      this.#host.requestUpdate();
    });
  }

  get #vehicles(): readonly Vehicle[] {
    return this.#feed.list?.items ?? [];
  }

  get #trailPoints() {
    const { state } = this.#trail;
    return this.#trailOf !== null && state.kind === 'done' && state.value.vehicle === this.#trailOf ? state.value.points : [];
  }

  get #status(): string {
    const { connection, list } = this.#feed;
    if (connection === 'lost') return list ? messages.lost : messages.unavailable;
    return list ? messages.live(list.items.filter(({ fix }) => fix !== null).length) : messages.connecting;
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const near = this.#typed.trim();
    this.#fault = null;
    if (near === '') {
      this.#treated.reset();
      this.#showFault(messages.treated.missing);
    } else void this.#treated.run(signal => fetchTreated(this.#deps.client(), near, signal));
  };

  readonly #onType = (typed: string): void => {
    this.#typed = typed;
  };

  readonly #onTrail = ({ id }: Vehicle): void => {
    this.#trailOf = this.#trailOf === id ? null : id;
    if (this.#trailOf === null) this.#trail.reset();
    else void this.#trail.run(signal => fetchTrail(this.#deps.client(), id, signal));
  };

  #showFault(words: string): void {
    this.#fault = words;
    this.#isFaultNew = true;
    this.#host.requestUpdate();
  }
}
