import type { FeatureList, FeatureReply, NearestReply } from '@dtp/contract/map.ts';
import type { Client, Outcome } from '@dtp/kit/client.ts';
import { RequestController, type RequestState } from '@dtp/kit/controllers/request.ts';
import type { ReactiveControllerHost } from 'lit';
import { fetchFeature, fetchFeatures, fetchNearest, fetchNearestToSpot } from './api.ts';
import { type Asking, listOf } from './asking.ts';
import { NOWHERE, type Where } from './where.ts';

/** A list on the screen, with what it answers. */
export type Listed = {
  readonly where: Where;
  readonly page: number;
  readonly view: { readonly kind: 'nearest'; readonly reply: NearestReply } | { readonly kind: 'by-title'; readonly reply: FeatureList };
};

/** A place that is open, with how far it is where that is known. */
export type Opened = FeatureReply & { readonly distance: string | null };

type Shown = { readonly list: Listed } | { readonly opened: Opened };

/**
 * What led to a view: decides where the focus goes and which events fire.
 * `page` is the page itself: its address at the start, or another widget that changed the area.
 */
export type Cause = 'search' | 'layer' | 'turn' | 'open' | 'back' | 'history' | 'page';

/** What is asked for. `layer` is empty until the layers are known. */
export async function fetchShown(client: Client, { layer, page, id }: Asking, where: Where, signal: AbortSignal): Promise<Outcome<Shown>> {
  if (id) return into(await fetchFeature(client, layer, id, signal), reply => ({ opened: { ...reply, distance: null } }));
  const list = (view: Listed['view']): Shown => ({ list: { where, page, view } });
  if (where.kind === 'nowhere') return into(await fetchFeatures(client, layer, page, signal), reply => list({ kind: 'by-title', reply }));
  const nearest =
    where.kind === 'named' ? fetchNearest(client, layer, where.near, signal) : fetchNearestToSpot(client, layer, where.at, signal);
  return into(await nearest, reply => list({ kind: 'nearest', reply }));
}

const into = <Value>(outcome: Outcome<Value>, view: (value: Value) => Shown): Outcome<Shown> =>
  outcome.kind === 'ok' ? { kind: 'ok', value: view(outcome.value) } : outcome;

/**
 * Where the person is: a list, and upon it the place that is open. What is on the screen stays until its successor has arrived. A place of
 * the list opens without a request, for the list has all of it, and the way back to the list needs none either.
 */
export class Browsing {
  where: Where = NOWHERE;
  asking: Asking = listOf('');
  list: Listed | null = null;
  opened: Opened | null = null;
  readonly request: RequestController<Shown>;

  readonly #host: ReactiveControllerHost;
  readonly #client: () => Client;
  readonly #onShown: (cause: Cause) => void;
  #cause: Cause = 'page';

  constructor(
    host: ReactiveControllerHost,
    client: () => Client,
    onShown: (cause: Cause) => void,
    onState: (state: RequestState<unknown>) => void,
  ) {
    this.#host = host;
    this.#client = client;
    this.#onShown = onShown;
    this.request = new RequestController(host, state => {
      if (state.kind === 'done') this.#arrive(state.value);
      onState(state);
    });
  }

  /** The list, where it answers what is asked for now. */
  get #current(): Listed | null {
    const { list, asking, where } = this;
    const isSame = list?.where === where && list.page === asking.page && list.view.reply.layer.id === asking.layer;
    return isSame ? list : null;
  }

  /** Shows what is asked for, at once where it is at hand. */
  go(asking: Asking, cause: Cause): Promise<void> {
    this.asking = asking;
    this.#cause = cause;
    const opened = this.#inList();
    if (opened || (!asking.id && cause !== 'search' && this.#current)) {
      this.request.reset();
      this.opened = opened;
      this.#onShown(cause);
      return Promise.resolve();
    }
    return this.request.run(signal => fetchShown(this.#client(), asking, this.where, signal));
  }

  /** From a place to its list; away from something that did not arrive, to what is still there. */
  back(): Promise<void> {
    return this.go(listOf(this.asking.layer, this.asking.page), 'back');
  }

  /** Asks again for what is shown, without a word: what it says of opening hours is no longer right. */
  async renew(signal: AbortSignal): Promise<void> {
    const { asking, where } = this;
    const outcome = await fetchShown(this.#client(), this.list ? listOf(asking.layer, asking.page) : asking, where, signal);
    const isStill = outcome.kind === 'ok' && asking === this.asking && where === this.where && !this.request.busy;
    if (!isStill) return;
    if ('list' in outcome.value) this.list = outcome.value.list;
    else this.opened = outcome.value.opened;
    this.opened = this.#inList() ?? this.opened;
    this.#onShown('page');
    this.#host.requestUpdate();
  }

  /** The place that is asked for, where the list has it. */
  #inList(): Opened | null {
    const { id } = this.asking;
    const view = this.#current?.view;
    if (view?.kind === 'nearest') {
      const feature = view.reply.items.find(item => item.id === id);
      return feature ? { layer: view.reply.layer, feature, distance: feature.distance } : null;
    }
    const feature = view?.reply.items.find(item => item.id === id);
    return view && feature ? { layer: view.reply.layer, feature, distance: null } : null;
  }

  #arrive(shown: Shown): void {
    if ('list' in shown) this.list = shown.list;
    this.opened = 'opened' in shown ? shown.opened : null;
    this.#onShown(this.#cause);
  }
}
