import type { IndexReply } from '@dtp/contract/az.ts';
import { AreaController, outwardOf, type SharedArea } from '@dtp/kit/controllers/area.ts';
import { HelplineController } from '@dtp/kit/controllers/helpline.ts';
import { RequestController, type RequestState } from '@dtp/kit/controllers/request.ts';
import { UrlStateController } from '@dtp/kit/controllers/url-state.ts';
import { DtpElement } from '@dtp/kit/element.ts';
import { errorSummary } from '@dtp/kit/parts/error-summary.ts';
import { POSTCODE_FIELD, postcodeFault } from '@dtp/kit/parts/postcode-field.ts';
import { requestStatus, statusLine } from '@dtp/kit/parts/status-line.ts';
import { Suggestions } from '@dtp/kit/parts/suggestions.ts';
import type { PlaceView } from '@dtp/kit/place-view.ts';
import { baseStyles } from '@dtp/kit/styles.ts';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { fetchIndex, fetchSuggestions } from './api.ts';
import { type Asking, FEW, fromUrl, isSame, START, searchFor, toUrl } from './asking.ts';
import { azSearchStyles } from './az-search.styles.ts';
import { SearchEvent, SelectEvent } from './events.ts';
import * as messages from './messages.ts';
import { type Cause, Navigation } from './navigation.ts';
import { body } from './parts/body.ts';
import type { Link } from './parts/link.ts';
import { type Suggestion, searchForm, WHAT_FIELD } from './parts/search-form.ts';
import type { Renewing } from './renewing.ts';
import { viewStatus } from './status.ts';
import { fetchView, type Shown } from './view.ts';

/**
 * The A to Z of services: search in your own words, suggestions while typing, browsing by subject and letter, and for a postcode the
 * body that is responsible, and why.
 *
 * @element dtp-az-search
 * @slot - What the page shows while the widget loads or the service is down: a link to the hosted A to Z.
 * @fires {SearchEvent} dtp-search - A search was answered; carries the number found, never the words.
 * @fires {SelectEvent} dtp-select - A service was opened; carries its id.
 * @fires {AreaChangeEvent} dtp-area-change - The area of all widgets on the page changed; carries the outward code and the area's id.
 * @csspart form - The search form.
 * @csspart input - Each text field.
 * @csspart button - The search button.
 * @csspart suggestions - The list under the search field.
 * @csspart status - The line that says what is going on.
 * @csspart error-summary - What was filled in wrongly.
 * @csspart place - The place the answers are for.
 * @csspart addresses - The choice of an address, where a postcode has several areas and addresses are on record.
 * @csspart chooser - The choice between several areas.
 * @csspart popular - Popular tasks.
 * @csspart categories - Subjects.
 * @csspart letters - A to Z.
 * @csspart results - Each list of services.
 * @csspart result - Each service in a list.
 * @csspart answer - What one body has to say to a service.
 * @csspart pager - Previous and next page.
 * @csspart unavailable - What to use while the service is down.
 * @csspart source - Where the postcode data comes from.
 * @cssprop --dtp-color-text - Text.
 * @cssprop --dtp-color-text-muted - Hints and reasons.
 * @cssprop --dtp-color-background - Behind everything, and in fields.
 * @cssprop --dtp-color-surface - The form, notices, letters.
 * @cssprop --dtp-color-border - Edges of fields.
 * @cssprop --dtp-color-divider - Lines between results.
 * @cssprop --dtp-color-link - Links.
 * @cssprop --dtp-color-link-hover - Links under the pointer.
 * @cssprop --dtp-color-action-background - The button.
 * @cssprop --dtp-color-action-text - Words on the button.
 * @cssprop --dtp-color-action-background-hover - The button under the pointer.
 * @cssprop --dtp-color-focus - The focus ring.
 * @cssprop --dtp-color-error - Faults.
 * @cssprop --dtp-color-notice - The edge of notices.
 * @cssprop --dtp-font-body - Font of the text; the page's own by default.
 * @cssprop --dtp-font-heading - Font of the headings.
 * @cssprop --dtp-font-size - Size of the text; the page's own, but never under 16 px.
 * @cssprop --dtp-radius - Corners.
 */
export class AzSearch extends DtpElement {
  static override styles = [baseStyles, azSearchStyles];

  static override properties = { compact: { type: Boolean } };

  /** Shows only the form until something is searched for. */
  declare compact: boolean;

  #text = '';
  #postcode = '';
  #faults: ReadonlyMap<string, string> = new Map();
  /** What is to have the focus once it is drawn. */
  #focus: string | null = null;

  readonly #helpline = new HelplineController(this, () => this.client);
  readonly #index = new RequestController<IndexReply>(this, this.#helpline.onState);
  readonly #suggestions = new Suggestions<Suggestion>(this, (q, signal) => fetchSuggestions(this.client, { q, ...this.#host }, signal));
  readonly #fetch = ({ asking, where }: Pick<Shown, 'asking' | 'where'>, signal: AbortSignal) =>
    fetchView(this.client, asking, where, this.authority, signal);
  readonly #navigation = new Navigation(
    this,
    this.#fetch,
    (shown, cause, from) => this.#onShown(shown, cause, from),
    state => this.#onRequest(state),
  );
  #renewing: Renewing | undefined;
  readonly #area = new AreaController(this, shared => this.#onFollow(shared));
  readonly #url = new UrlStateController(this, 'dtp-az', state => this.#onHistory(fromUrl(state)));

  constructor() {
    super();
    this.compact = false;
  }

  protected override prepare(): Promise<unknown> {
    const asking = fromUrl(this.#url.read());
    this.#takeText(asking);
    const isEmpty = isSame(asking, START) && !this.#navigation.where.postcode;
    return Promise.all([this.compact || this.#loadIndex(), isEmpty || this.#navigation.go(asking, 'page')]);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.hasUpdated) return;
    const isElsewhere = changed.has('authority') || changed.has('api');
    if (!this.compact && (isElsewhere || this.#index.state.kind === 'idle')) void this.#loadIndex();
    if (!isElsewhere) return;
    this.#helpline.load();
    void this.#navigation.reload('page');
  }

  protected override updated(): void {
    const { request } = this.#navigation;
    if (!request.busy && !request.failing) this.find('.body')?.style.removeProperty('min-block-size');
    if (this.#focus === null || !this.ready) return;
    (this.find(this.#focus) ?? this.find('.body [role=heading]') ?? this.find('.back'))?.focus();
    this.#focus = null;
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#suggestions.close();
    if (!this.#readPostcode()) return;
    const q = this.#text.trim();
    const { asking, where } = this.#navigation;
    if (q) this.#go(searchFor(q), 'search');
    else if (where.postcode) this.#go(asking.kind === 'search' ? START : asking, 'search');
    else this.#showFaults([[WHAT_FIELD, messages.whatMissing]]);
  };

  readonly #onType = (text: string): void => {
    this.#text = text;
    this.#suggestions.typed(text);
    this.requestUpdate();
  };

  readonly #onPick = ({ id, title }: Suggestion): void => {
    this.#text = title;
    this.#suggestions.close();
    this.#open({ kind: 'service', id }, null);
  };

  readonly #onBack = (): void => {
    this.hold();
    this.#showFaults([]);
    this.#navigation.back();
  };

  /** The person wants another place: another of the areas where there was a choice, else another postcode. */
  readonly #onChangePlace = (): void => {
    if (this.#navigation.where.area) this.#choose(null);
    else {
      this.#postcodeField?.select();
      this.#postcodeField?.focus();
    }
  };

  readonly #choose = (area: string | null): void => {
    this.hold();
    this.#navigation.where = { ...this.#navigation.where, area };
    void this.#navigation.reload('place');
  };

  #onFollow({ postcode, choice }: SharedArea): void {
    this.#postcode = postcode;
    this.#showFaults([]);
    this.#navigation.where = { postcode, area: choice };
    if (this.hasUpdated) void this.#navigation.reload('page');
  }

  #onHistory(asking: Asking): void {
    this.#takeText(asking);
    this.#showFaults([]);
    this.#navigation.history(asking);
  }

  #onRequest(state: RequestState<Shown>): void {
    this.#helpline.onState(state);
    if (state.kind !== 'problem') return;
    const errors = state.problem.errors ?? [];
    this.#showFaults(
      errors.flatMap(({ path, message }) => {
        if (path === 'q') return [[WHAT_FIELD, `${messages.faults.q} ${message}`]];
        return path === 'postcode' ? [[POSTCODE_FIELD, `${messages.faults.postcode} ${message}`]] : [];
      }),
    );
  }

  #onShown(shown: Shown, cause: Cause, from: string | null): void {
    const { asking, view, where } = shown;
    // Without this code all works but that the words on opening hours stay as they are.
    import('./renewing.ts')
      .then(({ Renewing }) => {
        this.#renewing ??= new Renewing(this, this.#navigation, this.#fetch);
        this.#renewing.watch(this.#navigation.shown);
      })
      .catch(console.error);
    this.#postcode = where.postcode;
    const place = this.#place;
    if (place?.kind === 'wrong') this.#showFaults([[POSTCODE_FIELD, place.message]], cause === 'search');
    if (cause === 'page') return;
    if (place?.kind !== 'wrong') this.#area.choose(where.postcode, place?.kind === 'known' ? place.area.id : null, where.area);
    if (cause === 'open' || cause === 'back') this.#focus = from ? `[data-key="${from}"]` : '.body [role=heading]';
    if (cause === 'place') this.#focus = '.place';
    if (cause !== 'history') this.#url.write(toUrl(asking));
    const isNew = cause === 'search' || (cause === 'open' && asking.kind === 'search' && asking.limit === FEW);
    if (view.kind === 'results' && isNew) {
      this.dispatchEvent(new SearchEvent(view.reply.total, view.reply.corrected !== null, outwardOf(where.postcode)));
    }
    if (view.kind === 'service' && cause === 'open') this.dispatchEvent(new SelectEvent(view.reply.service.id));
  }

  #open(asking: Asking, from: string | null): void {
    if (this.#readPostcode()) this.#go(asking, 'open', from);
  }

  #go(asking: Asking, cause: Cause, from: string | null = null): void {
    this.hold();
    void this.#navigation.go(asking, cause, from);
  }

  /** Takes over what stands in the postcode field; false when it cannot be a postcode. */
  #readPostcode(): boolean {
    this.#postcode = this.#postcodeField?.value.trim() ?? this.#postcode;
    const fault = postcodeFault(this.#postcode);
    this.#showFaults(fault ? [[POSTCODE_FIELD, fault]] : []);
    if (fault) return false;
    if (this.#postcode !== this.#navigation.where.postcode) this.#navigation.where = { postcode: this.#postcode, area: null };
    return true;
  }

  #showFaults(faults: readonly (readonly [field: string, message: string])[], focus = true): void {
    this.#faults = new Map(faults);
    if (faults[0] && focus) this.#focus = `#${faults[0][0]}`;
    this.requestUpdate();
  }

  #takeText(asking: Asking): void {
    this.#text = asking.kind === 'search' ? asking.q : '';
  }

  #loadIndex(): Promise<void> {
    return this.#index.run(signal => fetchIndex(this.client, this.#host, signal));
  }

  /** The host as the API's parameter; none without an authority. */
  get #host(): { authority?: string } {
    return this.authority ? { authority: this.authority } : {};
  }

  get #place(): PlaceView | null {
    return this.#navigation.shown.place?.view ?? null;
  }

  get #postcodeField(): HTMLInputElement | null {
    return this.find<HTMLInputElement>(`#${POSTCODE_FIELD}`);
  }

  protected override content(): TemplateResult {
    const { request, shown } = this.#navigation;
    return html`
      ${errorSummary(
        [...this.#faults].map(([field, message]) => ({ field, message })),
        this.headingLevel,
      )}
      ${searchForm(
        { text: this.#text, postcode: this.#postcode, suggestions: this.#suggestions, faults: this.#faults },
        { onSubmit: this.#onSubmit, onType: this.#onType, onPick: this.#onPick },
      )}
      ${statusLine(this.#status)}
      <div class="body" aria-busy=${request.busy}>
        ${body(
          {
            asking: this.#navigation.asking,
            shown,
            index: this.#index.state,
            request: this.#faults.size > 0 && request.state.kind === 'problem' ? { kind: 'idle' } : request.state,
            helpline: this.#helpline.value,
            compact: this.compact,
            level: this.headingLevel,
          },
          {
            link: this.#link,
            onBack: this.#onBack,
            onGo: asking => this.#go(asking, 'open'),
            onChange: this.#onChangePlace,
            onChoose: this.#choose,
          },
        )}
      </div>
    `;
  }

  get #status(): string {
    const { request, shown, asking } = this.#navigation;
    const waiting = asking.kind === 'search' ? messages.searching : messages.loading;
    const isIndexShown = shown.view.kind === 'start' && !this.compact;
    return (
      requestStatus(request.state.kind, waiting) ??
      (isIndexShown ? requestStatus(this.#index.state.kind, messages.loading) : null) ??
      viewStatus(shown.view, this.#place)
    );
  }

  /** A link to its hosted page, which opens here unless the person wants it in a tab of its own. */
  readonly #link: Link = (asking, words, isCurrent) => {
    const key = Object.values(toUrl(asking)).join('-');
    const onClick = (event: MouseEvent): void => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      this.#open(asking, key);
    };
    const { service, ...parameters } = toUrl(asking);
    const address = this.client.url(service ? `/az/${service}` : '/az', { ...parameters, ...this.#host });
    return html`<a href=${address} data-key=${key} aria-current=${isCurrent ? 'page' : nothing} @click=${onClick}>${words}</a>`;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'dtp-az-search': AzSearch;
  }
}
