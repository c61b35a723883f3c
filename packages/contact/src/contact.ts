import { AreaController, outwardOf, type SharedArea } from '@dtp/kit/controllers/area.ts';
import { HelplineController } from '@dtp/kit/controllers/helpline.ts';
import { Renewal } from '@dtp/kit/controllers/renewal.ts';
import { RequestController, type RequestState } from '@dtp/kit/controllers/request.ts';
import { UrlStateController } from '@dtp/kit/controllers/url-state.ts';
import { DtpElement } from '@dtp/kit/element.ts';
import { errorSummary } from '@dtp/kit/parts/error-summary.ts';
import { POSTCODE_FIELD, postcodeFault } from '@dtp/kit/parts/postcode-field.ts';
import { requestStatus, statusLine } from '@dtp/kit/parts/status-line.ts';
import { Suggestions } from '@dtp/kit/parts/suggestions.ts';
import { baseStyles } from '@dtp/kit/styles.ts';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { fetchSuggestions } from './api.ts';
import { contactStyles } from './contact.styles.ts';
import { ContactSearchEvent } from './events.ts';
import * as messages from './messages.ts';
import { body } from './parts/body.ts';
import { type Suggestion, searchForm, WHAT_FIELD } from './parts/search-form.ts';
import { type Asking, fetchShown, isAskable, type Shown } from './shown.ts';
import { statusOf } from './status.ts';

/**
 * What led to a question: decides where the focus goes and which events fire.
 * `page` is the page itself: its address at the start, or another widget that changed the area.
 */
type Cause = 'search' | 'topic' | 'place' | 'history' | 'page';

/**
 * Whom to call, and are they open: for a topic and a postcode the lines of the bodies responsible, with every other way to reach them, their
 * hours, and whom to call while they are closed. Emergencies come first. The words stay right while the page is open.
 *
 * @element dtp-contact
 * @slot - What the page shows while the widget loads or the service is down: a link to the hosted page.
 * @fires {ContactSearchEvent} dtp-contact-search - A question was answered; carries how many lines, never the words.
 * @fires {AreaChangeEvent} dtp-area-change - The area of all widgets on the page changed; carries the outward code and the area's id.
 * @csspart form - The form.
 * @csspart input - Each text field.
 * @csspart button - The button.
 * @csspart suggestions - The list under the field for the topic.
 * @csspart status - The line that says what is going on.
 * @csspart error-summary - What was filled in wrongly.
 * @csspart emergency - Whom to call first.
 * @csspart place - The place the answer is for.
 * @csspart addresses - The choice of an address, where a postcode has several areas and addresses are on record.
 * @csspart chooser - The choice between several areas.
 * @csspart results - The list of lines.
 * @csspart line - Each line in it.
 * @csspart notice - What to know before calling.
 * @csspart open - Whether a line is open.
 * @csspart ways - The other ways to reach a line.
 * @csspart out-of-hours - Whom to call while a line is closed.
 * @csspart hours - Its opening hours.
 * @csspart others - What else the topic may have meant.
 * @csspart report - The link to ask or report.
 * @csspart unavailable - What to use while the service is down.
 * @csspart source - Where the postcode data comes from.
 * @cssprop --dtp-color-text - Text.
 * @cssprop --dtp-color-text-muted - Hints and reasons, and what is closed.
 * @cssprop --dtp-color-background - Behind everything, and in fields.
 * @cssprop --dtp-color-surface - The form and notices.
 * @cssprop --dtp-color-border - Edges of fields.
 * @cssprop --dtp-color-divider - Lines between results.
 * @cssprop --dtp-color-link - Links.
 * @cssprop --dtp-color-link-hover - Links under the pointer.
 * @cssprop --dtp-color-action-background - The button.
 * @cssprop --dtp-color-action-text - Words on the button.
 * @cssprop --dtp-color-action-background-hover - The button under the pointer.
 * @cssprop --dtp-color-focus - The focus ring.
 * @cssprop --dtp-color-error - Faults, and the edge of whom to call first.
 * @cssprop --dtp-color-success - What is open now.
 * @cssprop --dtp-color-notice - The edge of notices.
 * @cssprop --dtp-font-body - Font of the text; the page's own by default.
 * @cssprop --dtp-font-heading - Font of the headings.
 * @cssprop --dtp-font-size - Size of the text; the page's own, but never under 16 px.
 * @cssprop --dtp-radius - Corners.
 */
export class DtpContact extends DtpElement {
  static override styles = [baseStyles, contactStyles];

  static override properties = { topic: {} };

  /** What the page is about: a service's id, as `report-a-pothole`, or words. The form then asks only where. */
  declare topic: string;

  #text = '';
  #postcode = '';
  #faults: ReadonlyMap<string, string> = new Map();
  /** What is to have the focus once it is drawn. */
  #focus: string | null = null;
  /** What was asked for last; `#shown` once it has arrived. */
  #asking: Asking = { topic: '', postcode: '', area: null, authority: '' };
  #shown: Shown | null = null;
  #cause: Cause = 'page';

  readonly #helpline = new HelplineController(this, () => this.client);
  readonly #suggestions = new Suggestions<Suggestion>(this, (q, signal) => fetchSuggestions(this.client, { q, ...this.#host }, signal));
  readonly #request = new RequestController<Shown>(this, state => this.#onRequest(state));
  readonly #renewal = new Renewal(this, signal => this.#renew(signal));
  readonly #area = new AreaController(this, shared => this.#onFollow(shared));
  readonly #url = new UrlStateController(this, 'dtp-contact', ({ q }) => this.#onHistory(q ?? ''));

  constructor() {
    super();
    this.topic = '';
  }

  protected override prepare(): Promise<unknown> {
    this.#text = this.#url.read().q ?? '';
    return this.#go({ topic: this.topic || this.#text }, 'page');
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.hasUpdated || !['authority', 'api', 'topic'].some(name => changed.has(name))) return;
    this.#helpline.load();
    void this.#go(changed.has('topic') ? { topic: this.topic } : {}, 'page');
  }

  protected override updated(): void {
    if (!this.#request.busy && !this.#request.failing) this.find('.body')?.style.removeProperty('min-block-size');
    if (this.#focus === null || !this.ready) return;
    (this.find(this.#focus) ?? this.find('.body [role=heading]'))?.focus();
    this.#focus = null;
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#suggestions.close();
    this.#search(this.topic || (this.#isAsTyped ? this.#asking.topic : this.#text.trim()));
  };

  readonly #onType = (text: string): void => {
    this.#text = text;
    this.#suggestions.typed(text);
    this.requestUpdate();
  };

  readonly #onPick = ({ id, title }: Suggestion): void => {
    this.#text = title;
    this.#suggestions.close();
    this.#search(id);
  };

  readonly #onTopic = (service: string): void => this.#search(service, 'topic');

  /** The person wants another place: another of the areas where there was a choice, else another postcode. */
  readonly #onChangePlace = (): void => {
    if (this.#asking.area) this.#onChoose(null);
    else {
      this.#postcodeField?.select();
      this.#postcodeField?.focus();
    }
  };

  readonly #onChoose = (area: string | null): void => {
    this.hold();
    void this.#go({ area }, 'place');
  };

  #onFollow({ postcode, choice }: SharedArea): void {
    this.#postcode = postcode;
    this.#showFaults([]);
    const place = { postcode, area: choice };
    if (this.hasUpdated) void this.#go(place, 'page');
    else this.#asking = { ...this.#asking, ...place };
  }

  #onHistory(topic: string): void {
    this.#text = topic;
    this.#showFaults([]);
    void this.#go({ topic: this.topic || topic }, 'history');
  }

  #onRequest(state: RequestState<Shown>): void {
    this.#helpline.onState(state);
    if (state.kind === 'done') this.#onShown(state.value);
    if (state.kind !== 'problem') return;
    const errors = state.problem.errors ?? [];
    this.#showFaults(
      errors.flatMap(({ path, message }) => {
        if (path === 'topic') return [[WHAT_FIELD, `${messages.faults.topic} ${message}`]];
        return path === 'postcode' ? [[POSTCODE_FIELD, `${messages.faults.postcode} ${message}`]] : [];
      }),
    );
  }

  /** Takes over what was answered, or null where there is nothing to ask any more. */
  #onShown(shown: Shown | null): void {
    const cause = this.#cause;
    this.#show(shown);
    if (shown) this.#asking = shown.asking;
    const { topic, postcode, area } = this.#asking;
    const service = shown?.reply.topic?.service;
    if (service?.id === topic) this.#text = service.title;
    this.#postcode = postcode;
    const place = shown?.place?.view;
    if (place?.kind === 'wrong') this.#showFaults([[POSTCODE_FIELD, place.message]], cause === 'search');
    if (cause === 'page') return;
    if (place?.kind !== 'wrong') this.#area.choose(postcode, place?.kind === 'known' ? place.area.id : null, area);
    if (cause === 'place') this.#focus = '.place';
    if (cause === 'topic') this.#focus = '.body [role=heading]';
    if (cause !== 'history') this.#url.write(topic && !this.topic ? { q: topic } : {});
    const isSearch = cause === 'search' || cause === 'topic';
    if (isSearch && shown) this.dispatchEvent(new ContactSearchEvent(shown.reply.total, topic !== '', outwardOf(postcode)));
  }

  #show(shown: Shown | null): void {
    this.#shown = shown;
    this.#renewal.watch([shown?.reply.nextChange]);
    this.requestUpdate();
  }

  /** Asks again for what is shown, without a word: what it says of who is open is no longer right. */
  async #renew(signal: AbortSignal): Promise<void> {
    const asking = this.#asking;
    const outcome = await fetchShown(this.client, asking, signal);
    if (outcome.kind === 'ok' && asking === this.#asking && !this.#request.busy) this.#show(outcome.value);
  }

  /** Asks about a topic where the postcode field says. */
  #search(topic: string, cause: Cause = 'search'): void {
    this.#postcode = this.#postcodeField?.value.trim() ?? this.#postcode;
    const wasAsked = this.#asking.topic || this.#asking.postcode;
    const fault = postcodeFault(this.#postcode);
    if (fault) this.#showFaults([[POSTCODE_FIELD, fault]]);
    else if (!topic && !this.#postcode && !wasAsked) this.#showFaults([[WHAT_FIELD, messages.whatMissing]]);
    else {
      this.#showFaults([]);
      this.hold();
      const isSamePlace = this.#postcode === this.#asking.postcode;
      void this.#go({ topic, ...(!isSamePlace && { postcode: this.#postcode, area: null }) }, cause);
    }
  }

  #go(change: Partial<Asking>, cause: Cause): Promise<void> {
    const asking = { ...this.#asking, ...change, authority: this.authority };
    this.#asking = asking;
    this.#cause = cause;
    if (isAskable(asking)) return this.#request.run(signal => fetchShown(this.client, asking, signal));
    this.#request.reset();
    this.#onShown(null);
    return Promise.resolve();
  }

  #showFaults(faults: readonly (readonly [field: string, message: string])[], focus = true): void {
    this.#faults = new Map(faults);
    if (faults[0] && focus) this.#focus = `#${faults[0][0]}`;
    this.requestUpdate();
  }

  /** Whether the field holds the topic that was asked about, be it by its title. */
  get #isAsTyped(): boolean {
    return this.#text !== '' && this.#text === this.#shown?.reply.topic?.service?.title;
  }

  /** The host as the API's parameter; none without an authority. */
  get #host(): { authority?: string } {
    return this.authority ? { authority: this.authority } : {};
  }

  get #postcodeField(): HTMLInputElement | null {
    return this.find<HTMLInputElement>(`#${POSTCODE_FIELD}`);
  }

  protected override content(): TemplateResult {
    const { state, busy } = this.#request;
    return html`
      ${errorSummary(
        [...this.#faults].map(([field, message]) => ({ field, message })),
        this.headingLevel,
      )}
      ${searchForm(
        {
          isFixed: this.topic !== '',
          text: this.#text,
          postcode: this.#postcode,
          suggestions: this.#suggestions,
          faults: this.#faults,
        },
        { onSubmit: this.#onSubmit, onType: this.#onType, onPick: this.#onPick },
      )}
      ${statusLine(this.#status)}
      <div class="body" aria-busy=${busy}>
        ${body(
          {
            shown: this.#shown,
            request: this.#faults.size > 0 && state.kind === 'problem' ? { kind: 'idle' } : state,
            helpline: this.#helpline.value,
            level: this.headingLevel,
          },
          {
            onTopic: this.#onTopic,
            onChange: this.#onChangePlace,
            onChoose: this.#onChoose,
            ...this.#addresses,
          },
        )}
      </div>
    `;
  }

  get #status(): string {
    const waiting = this.#cause === 'page' ? messages.loading : messages.searching;
    return requestStatus(this.#request.state.kind, waiting) ?? statusOf(this.#shown);
  }

  /** Hosted pages of ours for what is shown: the form, filled in as far as it is known, and the A to Z. */
  get #addresses(): { readonly reportUrl: string; readonly servicesUrl: string } {
    const { topic, postcode, area } = this.#asking;
    const service = this.#shown?.reply.topic?.service?.id;
    const asked = service ? { service } : { topic };
    return {
      reportUrl: this.client.url('/contact/report', { ...asked, ...this.#host, postcode, area: area ?? undefined }),
      servicesUrl: this.client.url('/az', { q: topic, ...this.#host }),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'dtp-contact': DtpContact;
  }
}
