import type { Layer, LayerList, MapFeature, OVERVIEW_PATH, STYLE_PATH } from '@dtp/contract/map.ts';
import type { PlaceSuggestion } from '@dtp/contract/places.ts';
import { AreaController, outwardOf, type SharedArea } from '@dtp/kit/controllers/area.ts';
import { HelplineController } from '@dtp/kit/controllers/helpline.ts';
import { Renewal } from '@dtp/kit/controllers/renewal.ts';
import { RequestController, type RequestState } from '@dtp/kit/controllers/request.ts';
import { UrlStateController } from '@dtp/kit/controllers/url-state.ts';
import { DtpElement } from '@dtp/kit/element.ts';
import { withCode } from '@dtp/kit/load-code.ts';
import { errorSummary } from '@dtp/kit/parts/error-summary.ts';
import { requestStatus, statusLine } from '@dtp/kit/parts/status-line.ts';
import { Suggestions } from '@dtp/kit/parts/suggestions.ts';
import { unavailable } from '@dtp/kit/parts/unavailable.ts';
import { baseStyles } from '@dtp/kit/styles.ts';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { fetchLayers, fetchPlaces } from './api.ts';
import type { AreaBox } from './area/area.ts';
import { type Asking, fromPlace, fromUrl, listOf, toUrl } from './asking.ts';
import { Browsing, type Cause } from './browsing.ts';
import { NearestEvent, PlaceSelectEvent } from './events.ts';
import { Locating } from './locating.ts';
import { mapStyles } from './map.styles.ts';
import { boundsOf, MapPanel, type Scene, type Stage } from './map-panel.ts';
import { messages } from './messages.ts';
import { centreIn, idsIn, offeredLayers } from './offered.ts';
import { body } from './parts/body.ts';
import { type Picture, panel } from './parts/panel.ts';
import { PLACE_FIELD, searchForm } from './parts/search-form.ts';
import type { Picking } from './pick/picking.ts';
import { statusOf } from './status.ts';
import type { VehiclesPart } from './vehicles/vehicles-part.ts';
import { isPostcode, NOWHERE, placeNamed, placeSuggested, type Where, wordsOf } from './where.ts';

/** The contract's words for both; only their types are imported, as the contract itself would bring zod into the bundle. */
const OVERVIEW: typeof OVERVIEW_PATH = '/map/overview.svg';
const STYLE: typeof STYLE_PATH = '/map/style.json';

const NONE: readonly Layer[] = [];

/**
 * Find what is near: libraries, recycling centres and more, nearest first, with how far it is and whether it is open, as a list that does
 * the whole task; and the same on a map for those who want it. In `pick` mode a person marks a spot for a form of the page.
 *
 * @element dtp-map
 * @slot - What the page shows while the widget loads or the service is down: a link to the hosted map.
 * @fires {NearestEvent} dtp-nearest - The nearest of a layer were found; carries the layer, how many it has, and the outward code.
 * @fires {PlaceSelectEvent} dtp-select - A place was opened; carries the ids of its layer and of itself.
 * @fires {AreaChangeEvent} dtp-area-change - The area of all widgets on the page changed; carries the outward code and the area's id.
 * @fires {PickEvent} dtp-pick - In pick mode: the person confirmed the spot. Only on the element itself: it neither bubbles nor leaves it.
 * @csspart form - The search form.
 * @csspart input - The field for the place.
 * @csspart suggestions - The list under it.
 * @csspart layers - The choice of what to find.
 * @csspart button - The search button.
 * @csspart locate - The button that asks the device where it is.
 * @csspart status - The line that says what is going on.
 * @csspart error-summary - What was filled in wrongly.
 * @csspart results - The list of places.
 * @csspart result - Each place in it.
 * @csspart details - The place that is open.
 * @csspart hours - Its table of opening hours.
 * @csspart area - What the place given lies in.
 * @csspart addresses - The choice of an address where a postcode has several areas.
 * @csspart chooser - The choice between several areas.
 * @csspart place - The area that was found or chosen.
 * @csspart spot - In pick mode: the spot, to be confirmed.
 * @csspart pager - Previous and next page.
 * @csspart vehicles - The gritters, where `vehicles` is set.
 * @csspart vehicle - Each gritter that is out.
 * @csspart disclaimer - What to know before relying on them.
 * @csspart treated-form - The question when a street was last treated.
 * @csspart treated-answer - The answer to it.
 * @csspart map - The picture or the drawn map with its button.
 * @csspart toggle - The button that shows and hides the map.
 * @csspart picture - The picture before the map is shown.
 * @csspart unavailable - What to use while the service is down.
 * @csspart source - Where the data comes from.
 * @cssprop --dtp-color-text - Text.
 * @cssprop --dtp-color-text-muted - Hints and sources.
 * @cssprop --dtp-color-background - Behind everything, and in fields.
 * @cssprop --dtp-color-surface - The form and notices.
 * @cssprop --dtp-color-border - Edges of fields.
 * @cssprop --dtp-color-divider - Lines between places.
 * @cssprop --dtp-color-link - Links.
 * @cssprop --dtp-color-link-hover - Links under the pointer.
 * @cssprop --dtp-color-action-background - The button, and pins.
 * @cssprop --dtp-color-action-text - Words on the button.
 * @cssprop --dtp-color-action-background-hover - The button under the pointer.
 * @cssprop --dtp-color-focus - The focus ring.
 * @cssprop --dtp-color-error - Faults.
 * @cssprop --dtp-color-success - What is open now.
 * @cssprop --dtp-color-notice - The edge of notices.
 * @cssprop --dtp-font-body - Font of the text; the page's own by default.
 * @cssprop --dtp-font-heading - Font of the headings.
 * @cssprop --dtp-font-size - Size of the text; the page's own, but never under 16 px.
 * @cssprop --dtp-radius - Corners.
 */
export class DtpMap extends DtpElement {
  static override styles = [baseStyles, mapStyles];

  static override properties = {
    layers: {},
    centre: {},
    zoom: { type: Number },
    place: {},
    mode: {},
    open: { type: Boolean },
    vehicles: {},
  };

  /** Ids of the layers to offer, in this order: "libraries,fire-stations". All, unless set; a single one needs no choice. */
  declare layers: string;
  /** Where the map begins, degrees north and east: "53.21,-1.67". */
  declare centre: string;
  /** How close it begins there, 6 to 18. */
  declare zoom: number | null;
  /** Shows one place alone, with its details: "libraries/bakewell-library". */
  declare place: string;
  /** `pick` lets the person mark a spot. */
  declare mode: string;
  /** Shows the map at once. */
  declare open: boolean;
  /** Lists the gritters that are out, and says when a street was last treated. All of them, or with a partner's id only that partner's. */
  declare vehicles: string | null;

  #text = '';
  #fault: string | undefined;
  /** What is to have the focus once it is drawn. */
  #focus: string | null = null;
  /** The place that a step back leads away from: its link in the list gets the focus. */
  #left: string | null = null;
  #isAreaOpen = false;
  /** The first list, where the layers had to be known before it. */
  #first: Promise<void> | undefined;
  /** A place was given before the layers were known. */
  #isWaiting = false;

  readonly #helpline = new HelplineController(this, () => this.client);
  readonly #catalogue = new RequestController<LayerList>(this, state => this.#onLayers(state));
  readonly #suggestions = new Suggestions<PlaceSuggestion>(this, (q, signal) => fetchPlaces(this.client, q, signal));
  readonly #browsing = new Browsing(
    this,
    () => this.client,
    cause => this.#onShown(cause),
    state => this.#onRequest(state),
  );
  readonly #around = new RequestController<AreaBox>(this);
  readonly #locating = new Locating(this, at => this.#find({ kind: 'private', at, label: '' }));
  readonly #renewal = new Renewal(this, signal => this.#browsing.renew(signal));
  readonly #panel = new MapPanel(
    this,
    () => this.#stage,
    () => this.#scene,
  );
  readonly #gritters = new RequestController<VehiclesPart>(this);
  readonly #picking = new RequestController<Picking>(this, this.#helpline.onState);
  readonly #area = new AreaController(this, shared => this.#onFollow(shared));
  readonly #url = new UrlStateController(this, 'dtp-map', state => this.#onHistory(fromUrl(state)));

  constructor() {
    super();
    this.layers = this.centre = this.place = this.mode = '';
    this.zoom = this.vehicles = null;
    this.open = false;
  }

  protected override prepare(): Promise<unknown> {
    return this.#begin(fromUrl(this.#url.read()));
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('open')) {
      if (this.open) this.#panel.open();
      else if (this.hasUpdated) this.#panel.close();
    }
    if (this.vehicles !== null && this.#gritters.state.kind === 'idle') this.#loadGritters();
    if (!this.hasUpdated) return;
    if (changed.has('api') || changed.has('authority')) this.#helpline.load();
    if (['api', 'layers', 'place', 'mode'].some(name => changed.has(name))) void this.#begin(listOf(''));
  }

  protected override updated(): void {
    const { request } = this.#browsing;
    if (!request.busy && !request.failing) this.find('.body')?.style.removeProperty('min-block-size');
    if (this.#focus === null || !this.ready) return;
    (this.find(this.#focus) ?? this.find('.body [role=heading]') ?? this.find('.back'))?.focus();
    this.#focus = null;
  }

  /** Loads what is shown first. A layer that the page names can be asked for before the others are known. */
  async #begin(asked: Asking): Promise<void> {
    if (this.#isPick) {
      await this.#picking.run(() =>
        withCode(
          () => import('./pick/picking.ts'),
          async code => ({ kind: 'ok', value: this.#pick(code) }),
        ),
      );
      return;
    }
    const alone = fromPlace(this.place);
    const asking = alone ?? (asked.layer ? asked : listOf(idsIn(this.layers)[0] ?? ''));
    this.#browsing.asking = asking;
    await Promise.all([
      asking.layer && this.#browsing.go(asking, 'page'),
      alone || this.#catalogue.run(signal => fetchLayers(this.client, signal)),
    ]);
    await this.#first;
  }

  #pick(code: typeof import('./pick/picking.ts')): Picking {
    return new code.Picking(this, {
      client: () => this.client,
      onState: state => this.#onRequest(state),
      onFound: () => {
        this.#focus = '.spot-found [role=heading]';
      },
      onAnother: () => {
        this.#focus = `#${PLACE_FIELD}`;
        this.#take(NOWHERE);
      },
    });
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { where } = this.#browsing;
    const text = this.#text.trim();
    const isSame = text === wordsOf(where);
    if (!text && where.kind === 'nowhere') this.#showFault(messages.placeMissing);
    else this.#find(isSame && where.kind === 'private' ? where : placeNamed(text));
  };

  readonly #onType = (text: string): void => {
    this.#text = text;
    this.#suggestions.typed(text);
    this.requestUpdate();
  };

  readonly #onPick = (suggestion: PlaceSuggestion): void => this.#find(placeSuggested(suggestion));

  readonly #onLayer = (layer: string): void => this.#go(listOf(layer), 'layer');

  readonly #onPage = (page: number): void => this.#go(listOf(this.#browsing.asking.layer, page), 'turn');

  readonly #onBack = (): void => {
    this.hold();
    this.#showFault(undefined);
    this.#left = this.#browsing.asking.id;
    void this.#browsing.back();
  };

  readonly #onToggle = (): void => {
    if (this.#panel.isOpen) this.#panel.close();
    else this.#panel.open();
  };

  readonly #onShowOnMap = (): void => this.#panel.open(true);

  readonly #onArea = (event: Event): void => {
    if (!(event.target instanceof HTMLDetailsElement)) return;
    this.#isAreaOpen = event.target.open;
    if (this.#isAreaOpen && this.#around.state.kind === 'idle') this.#loadArea();
  };

  /** The person chose between the areas of the postcode: the whole page goes by it. Null takes the choice back. */
  readonly #onChoose = (area: string | null): void => {
    this.#area.choose(this.#label, area === 'outside' ? null : area, area);
    this.#focus = '.place';
    this.requestUpdate();
  };

  /** Another of the areas where there was a choice, else another postcode. */
  readonly #onChangeArea = (): void => {
    const { choice, postcode } = this.#area.current;
    if (choice && postcode === this.#label) this.#onChoose(null);
    else this.find(`#${PLACE_FIELD}`)?.focus();
  };

  #onFollow({ postcode }: SharedArea): void {
    const isSame = postcode === (isPostcode(this.#label) ? this.#label : '');
    if (isSame || this.place || this.#isPick) {
      this.requestUpdate();
      return;
    }
    this.#take(placeNamed(postcode));
    const { layer } = this.#browsing.asking;
    if (this.hasUpdated && layer) this.#go(listOf(layer), 'page');
  }

  #onHistory(asking: Asking): void {
    this.#showFault(undefined);
    this.#go(asking.layer ? asking : { ...asking, layer: this.#usual }, 'history');
  }

  #onLayers(state: RequestState<LayerList>): void {
    this.#helpline.onState(state);
    const { asking } = this.#browsing;
    if (state.kind !== 'done' || asking.id || !this.#usual || this.#offered.some(({ id }) => id === asking.layer)) return;
    this.#first = this.#browsing.go(listOf(this.#usual), this.#isWaiting ? 'search' : 'page');
    this.#isWaiting = false;
  }

  #onRequest(state: RequestState<unknown>): void {
    this.#helpline.onState(state);
    if (state.kind !== 'problem') return;
    if (this.#browsing.asking.id) return;
    const { kind, detail, errors } = state.problem;
    const fault = errors?.find(({ path }) => path === 'near');
    if (fault) this.#showFault(`${messages.placeFault} ${fault.message}`);
    else if (kind === 'not-found') this.#showFault(detail);
  }

  #onShown(cause: Cause): void {
    const { list, opened, asking } = this.#browsing;
    const items: readonly MapFeature[] = [...(list?.view.reply.items ?? []), ...(opened ? [opened.feature] : [])];
    this.#renewal.watch(items.map(({ open }) => open?.nextChange));
    if (cause === 'page') return;
    if (cause === 'open' || cause === 'turn') this.#focus = '.body [role=heading]';
    if (cause === 'back' && this.#left) this.#focus = `[data-key="${CSS.escape(this.#left)}"]`;
    if (cause === 'history') return;
    this.#url.write(toUrl(asking, this.#usual));
    if (opened && cause === 'open') this.dispatchEvent(new PlaceSelectEvent(opened.layer.id, opened.feature.id));
    if (cause === 'search' || cause === 'layer') this.#share();
  }

  /** What was found goes to the page: the event, and the postcode for the other widgets. */
  #share(): void {
    const view = this.#browsing.list?.view;
    if (view?.kind !== 'nearest') return;
    const { layer, total, from } = view.reply;
    const postcode = isPostcode(from.label) ? from.label : null;
    if (this.#browsing.where.kind === 'named') this.#text = from.label;
    this.dispatchEvent(new NearestEvent(layer.id, total, postcode && outwardOf(postcode)));
    if (postcode && postcode !== this.#area.current.postcode) this.#area.choose(postcode, null, null);
  }

  /** Takes over a place that the person gave, and goes there. */
  #find(where: Where): void {
    this.#take(where);
    if (this.#isPick) {
      this.#picked?.locate(where);
      return;
    }
    if (where.kind === 'nowhere') this.#area.choose('', null, null);
    const { layer } = this.#browsing.asking;
    if (layer) this.#go(listOf(layer), 'search');
    else this.#isWaiting = true;
  }

  #take(where: Where): void {
    this.#locating.stop();
    this.#suggestions.close();
    this.#showFault(undefined);
    this.#browsing.where = where;
    this.#text = wordsOf(where);
    this.#around.reset();
    if (this.#isAreaOpen) this.#loadArea();
  }

  #go(asking: Asking, cause: Cause): void {
    this.hold();
    void this.#browsing.go(asking, cause);
  }

  /** Opens a place: at once where the list has it. */
  #openPlace(layer: string, id: string): void {
    const { asking } = this.#browsing;
    this.#go({ layer, page: layer === asking.layer ? asking.page : 1, id }, 'open');
  }

  #loadGritters(): void {
    const deps = { client: () => this.client, authority: () => this.vehicles, view: () => this.#panel.view };
    void this.#gritters.run(() =>
      withCode(
        () => import('./vehicles/vehicles-part.ts'),
        async code => ({ kind: 'ok', value: new code.VehiclesPart(this, deps) }),
      ),
    );
  }

  #loadArea(): void {
    const { client } = this;
    const { where } = this.#browsing;
    if (where.kind === 'nowhere') return;
    void this.#around.run(signal =>
      withCode(
        () => import('./area/area.ts'),
        code => code.fetchArea(client, where, signal),
      ),
    );
  }

  #showFault(fault: string | undefined): void {
    this.#fault = fault;
    if (fault) this.#focus = `#${PLACE_FIELD}`;
    this.requestUpdate();
  }

  get #offered(): readonly Layer[] {
    const { state } = this.#catalogue;
    return state.kind === 'done' ? offeredLayers(state.value.items, this.layers) : NONE;
  }

  /** The layer that is shown where nobody asked for another. */
  get #usual(): string {
    return this.#offered[0]?.id ?? idsIn(this.layers)[0] ?? '';
  }

  /** Where distances are measured from, as people call it; empty without a place. */
  get #label(): string {
    const view = this.#browsing.list?.view;
    return view?.kind === 'nearest' ? view.reply.from.label : '';
  }

  get #isPick(): boolean {
    return this.mode === 'pick';
  }

  get #picked(): Picking | null {
    const { state } = this.#picking;
    return this.#isPick && state.kind === 'done' ? state.value : null;
  }

  get #stage(): Stage {
    const { asking, where, list } = this.#browsing;
    return {
      container: this.find('.map'),
      styleUrl: this.client.url(STYLE, { authority: this.authority, layers: asking.layer }),
      mode: this.#isPick ? 'pick' : 'browse',
      bounds: list?.view.reply.layer.bounds ?? null,
      centre: where.kind === 'nowhere' && !asking.id ? centreIn(this.centre) : null,
      zoom: this.zoom,
      onSelect: id => this.#openPlace(asking.layer, id),
      onDot: (layer, id) => this.#openPlace(layer, id),
      onPick: point => this.#picked?.mark(point),
      onLeave: () => (this.find('.show') ?? this.find('.body [role=heading]') ?? this.find('.toggle'))?.focus(),
    };
  }

  get #scene(): Scene {
    const { list, opened } = this.#browsing;
    const picking = this.#picked;
    if (picking) return { features: [], selected: null, from: picking.point, bounds: picking.bounds };
    const listed = list?.view.reply.items ?? [];
    const isListed = !opened || listed.some(({ id }) => id === opened.feature.id);
    const features = isListed ? listed : [opened.feature];
    const from = list?.view.kind === 'nearest' ? list.view.reply.from.point : null;
    return { features, selected: opened?.feature.id ?? null, from, bounds: boundsOf(features, isListed ? from : null) };
  }

  protected override content(): TemplateResult {
    const { request } = this.#browsing;
    const isBusy = this.#isPick ? (this.#picked?.request.busy ?? this.#picking.busy) : request.busy;
    return html`
      ${errorSummary(this.#fault ? [{ field: PLACE_FIELD, message: this.#fault }] : [], this.headingLevel)} ${this.#form()}
      ${statusLine(this.#status)}
      <div class="views">
        <div class="body" aria-busy=${isBusy}>${this.#isPick ? this.#pickBody() : this.#browseBody()}</div>
        ${panel(this.#panel.state, this.#picture, this.#onToggle)}
      </div>
      ${this.#gritterPart()}
    `;
  }

  get #status(): string {
    if (this.#isPick && this.#locating.state.kind === 'idle')
      return this.#picked?.status ?? requestStatus(this.#picking.state.kind, messages.loading) ?? '';
    return statusOf({
      locating: this.#locating.state,
      browsing: this.#browsing,
      catalogue: this.#catalogue.state,
      panel: this.#panel.state,
    });
  }

  get #picture(): Picture {
    const layer = this.#browsing.list?.view.reply.layer;
    const postcode = isPostcode(this.#label) ? this.#label : '';
    const words = postcode ? messages.pictureNumbered : layer ? messages.picture(layer.title) : messages.pictureOfCounty;
    return { address: this.client.url(OVERVIEW, { authority: this.authority, layer: layer?.id, postcode }), words };
  }

  #form(): TemplateResult | typeof nothing {
    if (this.#isPick ? !this.#picked : this.place) return nothing;
    return searchForm(
      {
        name: this.#isPick ? messages.pick.form : messages.form,
        label: this.#isPick ? messages.pick.place : messages.place,
        hint: this.#isPick ? messages.pick.hint : messages.placeHint,
        text: this.#text,
        suggestions: this.#suggestions,
        fault: this.#fault,
        layers: this.#offered,
        layer: this.#browsing.asking.layer,
      },
      {
        onSubmit: this.#onSubmit,
        onType: this.#onType,
        onPick: this.#onPick,
        onLayer: this.#onLayer,
        onLocate: this.#locating.ask,
      },
    );
  }

  #gritterPart(): TemplateResult | typeof nothing {
    if (this.vehicles === null) return nothing;
    const { state, failing } = this.#gritters;
    if (state.kind === 'done') return state.value.content(this.headingLevel);
    return failing ? unavailable(this.#helpline.value) : html`<div class="waiting"></div>`;
  }

  #pickBody(): TemplateResult | typeof nothing {
    const helpline = this.#helpline.value;
    if (this.#picked) return this.#picked.content(this.headingLevel, helpline);
    return this.#picking.failing ? unavailable(helpline) : html`<div class="waiting"></div>`;
  }

  #browseBody(): TemplateResult {
    const { asking, list, opened, request } = this.#browsing;
    const { state } = request;
    const isAway = !this.place && (asking.id !== null || opened !== null);
    return body(
      {
        list,
        opened,
        isAway,
        request: this.#fault && state.kind === 'problem' ? { kind: 'idle' } : asking.layer ? state : this.#catalogue.state,
        helpline: this.#helpline.value,
        area: this.#areaBox(),
        level: this.headingLevel,
      },
      {
        link: this.#link,
        onBack: this.#onBack,
        onPage: this.#onPage,
        onShow: this.#panel.state === 'undrawable' ? null : this.#onShowOnMap,
      },
    );
  }

  /** What the place lies in, loaded when it is opened. */
  #areaBox(): TemplateResult | typeof nothing {
    const label = this.#label;
    if (!label) return nothing;
    const { state } = this.#around;
    const { current } = this.#area;
    const box = state.kind === 'done' ? state.value : null;
    const chosen = current.postcode === label ? current.choice : null;
    return html`<details class="area" part="area" @toggle=${this.#onArea}>
      <summary>${isPostcode(label) ? messages.area : messages.areaOf(label)}</summary>
      ${box?.(chosen, { onChange: this.#onChangeArea, onChoose: this.#onChoose }) ?? html`<p>${requestStatus(state.kind, messages.loading) ?? messages.refused}</p>`}
    </details>`;
  }

  /** A link to the hosted page of a place, which opens here unless the person wants it in a tab of its own. */
  readonly #link = ({ id, layer, title }: MapFeature): TemplateResult => {
    const onClick = (event: MouseEvent): void => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      this.#openPlace(layer, id);
    };
    const address = this.client.url(`/map/${layer}/${encodeURIComponent(id)}`, { authority: this.authority });
    return html`<a href=${address} data-key=${id} @click=${onClick}>${title}</a>`;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'dtp-map': DtpMap;
  }
}
