import type { JobSummary } from '@dtp/contract/jobs.ts';
import { AreaController, type SharedArea } from '@dtp/kit/controllers/area.ts';
import { HelplineController } from '@dtp/kit/controllers/helpline.ts';
import { Renewal } from '@dtp/kit/controllers/renewal.ts';
import { RequestController, type RequestState } from '@dtp/kit/controllers/request.ts';
import { UrlStateController } from '@dtp/kit/controllers/url-state.ts';
import { DtpElement } from '@dtp/kit/element.ts';
import { errorSummary } from '@dtp/kit/parts/error-summary.ts';
import { requestStatus, statusLine } from '@dtp/kit/parts/status-line.ts';
import { baseStyles } from '@dtp/kit/styles.ts';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { AlertForm } from './alert-form.ts';
import { type Asked, asAsked, changed, filterOf, isPostcode, isSame, listOf, toggled, toUrl, usualPostcode } from './asked.ts';
import { JobsOpenEvent, JobsSearchEvent } from './events.ts';
import { jobsStyles } from './jobs.styles.ts';
import * as messages from './messages.ts';
import { type BodyActions, body } from './parts/body.ts';
import type { Link } from './parts/job-item.ts';
import { searchForm, type Typed, typedIn, WHAT_FIELD, WHERE_FIELD } from './parts/search-form.ts';
import { fetchShown, type Shown, type ShownList } from './shown.ts';
import { statusOf } from './status.ts';

/**
 * What led to a list or a job: decides where the focus goes and which events fire.
 * `page` is the page itself: its address at the start, or another widget that changed the area.
 */
type Cause = 'search' | 'filter' | 'turn' | 'open' | 'back' | 'history' | 'page';

/** How many jobs a home page shows unless told. */
const FEW = 5;

const HEADING = '.body [role=heading]';

/**
 * The jobs of all partners: search by words and place, filters with counts, one job in place, and emails about new ones. What it says of
 * closing times stays right while the page is open.
 *
 * @element dtp-jobs
 * @slot - What the page shows while the widget loads or the service is down: a link to the hosted job board.
 * @fires {JobsSearchEvent} dtp-jobs-search - A search or a filter was answered; carries the number found, never the words.
 * @fires {JobsOpenEvent} dtp-jobs-open - A job was opened; carries its id.
 * @fires {AreaChangeEvent} dtp-area-change - The area of all widgets on the page changed; carries the outward code and the area's id.
 * @csspart form - The search form.
 * @csspart input - Each text field.
 * @csspart button - The button of each form.
 * @csspart status - The line that says what is going on.
 * @csspart error-summary - What was filled in wrongly.
 * @csspart whose - The choice between the jobs of all and those of the host.
 * @csspart filters - The filters.
 * @csspart chips - The filters that were chosen.
 * @csspart results - Each list of jobs.
 * @csspart result - Each job in a list.
 * @csspart sample - The mark of a made-up job.
 * @csspart pager - Previous and next page.
 * @csspart job - The job that is open.
 * @csspart apply - The link to apply.
 * @csspart alert - The form that asks for emails.
 * @csspart unavailable - What to use while the service is down.
 * @cssprop --dtp-color-text - Text.
 * @cssprop --dtp-color-text-muted - Hints, counts, and when jobs close.
 * @cssprop --dtp-color-background - Behind everything, and in fields.
 * @cssprop --dtp-color-surface - The forms, the filters and notices.
 * @cssprop --dtp-color-warning-background - The mark of a made-up job.
 * @cssprop --dtp-color-border - Edges of fields.
 * @cssprop --dtp-color-divider - Lines between jobs.
 * @cssprop --dtp-color-link - Links.
 * @cssprop --dtp-color-link-hover - Links under the pointer.
 * @cssprop --dtp-color-action-background - The buttons.
 * @cssprop --dtp-color-action-text - Words on the buttons.
 * @cssprop --dtp-color-action-background-hover - The buttons under the pointer.
 * @cssprop --dtp-color-focus - The focus ring.
 * @cssprop --dtp-color-error - Faults, and that a job is closed.
 * @cssprop --dtp-color-notice - The edge of notices.
 * @cssprop --dtp-font-body - Font of the text; the page's own by default.
 * @cssprop --dtp-font-heading - Font of the headings.
 * @cssprop --dtp-font-size - Size of the text; the page's own, but never under 16 px.
 * @cssprop --dtp-radius - Corners.
 */
export class DtpJobs extends DtpElement {
  static override styles = [baseStyles, jobsStyles];

  static override properties: PropertyDeclarations = { category: {}, limit: { type: Number }, compact: { type: Boolean } };

  /** Only jobs of this kind, as `social-care`. */
  declare category: string;
  /** How many jobs a page has, 1 to 100; 20 unless set, and 5 with `compact`. */
  declare limit: number;
  /** Shows a few jobs and a link to all, for a home page. */
  declare compact: boolean;

  #typed: Typed = { q: '', near: '', miles: '' };
  #faults: ReadonlyMap<string, string> = new Map();
  /** What is to have the focus once it is drawn. */
  #focus: string | null = null;
  /** What was asked for last; `#shown` once it has arrived. */
  #asked: Asked = {};
  #shown: Shown | null = null;
  /** The list that a job was opened from, to go back to. */
  #list: ShownList | null = null;
  #cause: Cause = 'page';
  /** The form that asks for emails, and the filter it was opened for. */
  #alert: { readonly form: AlertForm; readonly filter: string } | null = null;

  readonly #helpline = new HelplineController(this, () => this.client);
  readonly #request = new RequestController<Shown>(this, state => this.#onRequest(state));
  readonly #renewal = new Renewal(this, signal => this.#renew(signal));
  readonly #area = new AreaController(this, shared => this.#onFollow(shared));
  readonly #url = new UrlStateController(this, 'dtp-jobs', state => this.#onHistory(asAsked(state)));

  constructor() {
    super();
    this.category = '';
    this.limit = 0;
    this.compact = false;
  }

  protected override prepare(): Promise<unknown> {
    const asked = { ...this.#asked, ...asAsked(this.#url.read()) };
    this.#takeTyped(asked);
    return this.#go(asked, 'page');
  }

  protected override willUpdate(changes: PropertyValues): void {
    super.willUpdate(changes);
    if (!this.hasUpdated || !['authority', 'api', 'category', 'limit', 'compact'].some(name => changes.has(name))) return;
    this.#helpline.load();
    this.#list = null;
    void this.#go(this.#asked, 'page');
  }

  protected override updated(): void {
    if (!this.#request.busy && !this.#request.failing) this.find('.body')?.style.removeProperty('min-block-size');
    if (this.#focus === null || !this.ready) return;
    (this.find(this.#focus) ?? this.find(HEADING) ?? this.find('.back'))?.focus();
    this.#focus = null;
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { currentTarget } = event;
    if (!(currentTarget instanceof HTMLFormElement)) return;
    this.#typed = typedIn(currentTarget);
    this.#showFaults([]);
    this.#to(changed(listOf(this.#asked), { ...this.#typed, sort: '' }), 'search');
  };

  readonly #onBack = (): void => {
    const list = this.#list;
    const asked = listOf(this.#asked);
    this.#showFaults([]);
    if (!list || !isSame(list.asked, asked) || isPast(list.reply.nextChange)) {
      this.#to(asked, 'back');
      return;
    }
    this.#cause = 'back';
    this.#return(list);
  };

  readonly #actions: BodyActions = {
    link: job => this.#link(job),
    onBack: this.#onBack,
    onStart: () => {
      this.#takeTyped({});
      this.#showFaults([]);
      this.#to({}, 'turn');
    },
    onPage: page => this.#to(asAsked({ ...this.#asked, page: page > 1 ? String(page) : '' }), 'turn'),
    onSort: sort => this.#to(changed(this.#asked, { sort }), 'filter'),
    onWhose: authority => this.#to(changed(this.#asked, { authority }), 'filter'),
    onToggle: (kind, value) => this.#to(toggled(this.#asked, kind, value), 'filter'),
    onSet: (kind, value) => this.#to(changed(this.#asked, { [kind]: value }), 'filter'),
    onRemove: (kind, value) => {
      const { q, near, miles, sort } = this.#asked;
      this.#to(kind && value ? toggled(this.#asked, kind, value) : asAsked({ q, near, miles, sort }), 'turn');
    },
    onShow: () => {
      this.find('.filters')?.removeAttribute('open');
      this.find(`${HEADING}`)?.focus();
    },
  };

  readonly #onAlert = (event: MouseEvent): void => {
    event.preventDefault();
    const filter = this.#alertFilter;
    const { currentTarget } = event;
    import('./alert-form.ts')
      .then(({ AlertForm, EMAIL_FIELD }) => {
        this.#alert = { form: new AlertForm(this), filter };
        this.#focus = `#${EMAIL_FIELD}`;
        this.requestUpdate();
      })
      .catch(() => {
        // Without this code the hosted page asks for the same.
        if (currentTarget instanceof HTMLAnchorElement) location.assign(currentTarget.href);
      });
  };

  #onFollow({ postcode }: SharedArea): void {
    const before = this.#asked.near ?? '';
    // A home page shows no place, so it has to be without one.
    if (this.compact) return;
    if (!postcode && !isPostcode(before)) return;
    this.#showFaults([]);
    const asked = changed(this.#asked, { near: postcode });
    this.#takeTyped(asked);
    if (this.hasUpdated) void this.#go(asked, 'page');
    else this.#asked = asked;
  }

  #onHistory(asked: Asked): void {
    const { near } = this.#asked;
    // A postcode is not in the address; it is there until the person says otherwise.
    const there = near && isPostcode(near) && !asked.near ? { ...asked, near } : asked;
    this.#takeTyped(there);
    this.#showFaults([]);
    if (this.#list && isSame(this.#list.asked, there)) {
      this.#cause = 'history';
      this.#return(this.#list);
    } else this.#to(there, 'history');
  }

  #onRequest(state: RequestState<Shown>): void {
    this.#helpline.onState(state);
    if (state.kind === 'done') this.#onShown(state.value);
    if (state.kind !== 'problem') return;
    const errors = state.problem.errors ?? [];
    this.#showFaults(
      errors.flatMap(({ path, message }) => {
        if (path === 'q') return [[WHAT_FIELD, `${messages.faults.q} ${message}`]];
        return path === 'near' ? [[WHERE_FIELD, `${messages.faults.near} ${message}`]] : [];
      }),
    );
  }

  #onShown(shown: Shown): void {
    const cause = this.#cause;
    this.#show(shown);
    const { asked } = shown;
    if (shown.kind === 'list') this.#onList(shown, cause);
    if (cause === 'page') return;
    if (cause === 'open' || cause === 'turn') this.#focus = HEADING;
    if (cause !== 'history') this.#url.write(toUrl(asked));
    if (shown.kind === 'job' && cause === 'open') this.dispatchEvent(new JobsOpenEvent(shown.reply.job.id));
  }

  #onList({ asked, reply: { near, total } }: ShownList, cause: Cause): void {
    const wrong = near?.label === null ? near.message : null;
    if (wrong) this.#showFaults([[WHERE_FIELD, wrong]], cause === 'search');
    if (cause === 'search' || cause === 'filter') this.dispatchEvent(new JobsSearchEvent(total));
    if (cause !== 'search' || wrong) return;
    if (isPostcode(asked.near)) this.#area.choose(usualPostcode(asked.near ?? ''), null, null);
    else if (!asked.near && this.#area.current.postcode) this.#area.choose('', null, null);
  }

  /** Goes to what was there before, without a request. */
  #return(list: ShownList): void {
    const from = this.#shown?.asked.job;
    this.#request.reset();
    this.#closeAlert();
    this.#asked = list.asked;
    const cause = this.#cause;
    this.#show(list);
    this.#focus = from ? `[data-key="${CSS.escape(from)}"]` : HEADING;
    if (cause === 'back') this.#url.write(toUrl(list.asked));
  }

  #show(shown: Shown): void {
    this.#shown = shown;
    if (shown.kind === 'list') this.#list = shown;
    this.#renewal.watch([shown.reply.nextChange]);
    this.requestUpdate();
  }

  /** Corrects what is shown once a job closes, is published or the words change. Nothing is announced and no event fires. */
  async #renew(signal: AbortSignal): Promise<void> {
    const before = this.#shown;
    if (!before) return;
    const outcome = await fetchShown(this.client, before.asked, this.#settled, signal);
    if (signal.aborted || outcome.kind !== 'ok' || this.#shown !== before) return;
    this.#show(outcome.value);
  }

  /** The person goes somewhere: what is shown keeps its place until the rest has come. */
  #to(asked: Asked, cause: Cause): void {
    this.hold();
    this.#closeAlert();
    void this.#go(asked, cause);
  }

  #closeAlert(): void {
    if (this.#alert) this.removeController(this.#alert.form);
    this.#alert = null;
  }

  #go(asked: Asked, cause: Cause): Promise<void> {
    this.#asked = asked;
    this.#cause = cause;
    return this.#request.run(signal => fetchShown(this.client, asked, this.#settled, signal));
  }

  #takeTyped({ q = '', near = '', miles = '' }: Asked): void {
    this.#typed = { q, near, miles };
  }

  #showFaults(faults: readonly (readonly [field: string, message: string])[], focus = true): void {
    this.#faults = new Map(faults);
    if (faults[0] && focus) this.#focus = `#${faults[0][0]}`;
    this.requestUpdate();
  }

  get #settled() {
    const few = this.compact ? FEW : 0;
    return { host: this.authority, category: this.#asked.category ?? this.category, pageSize: String(this.limit || few || '') };
  }

  /** The host as the parameter of hosted pages; none without an authority. */
  get #host(): { authority?: string } {
    return this.authority ? { authority: this.authority } : {};
  }

  /** What the emails are to be about: the search, or for a job that is open its kind. */
  get #alertFilter(): string {
    const shown = this.#shown;
    const filter = shown?.kind === 'job' ? { category: shown.reply.job.category } : filterOf(this.#searched);
    return new URLSearchParams(filter).toString();
  }

  /** The search with what the page has settled. */
  get #searched(): Asked {
    return asAsked({ category: this.category, ...this.#asked });
  }

  protected override content(): TemplateResult {
    const { state, busy } = this.#request;
    return html`
      ${
        this.compact
          ? nothing
          : html`${errorSummary(
              [...this.#faults].map(([field, message]) => ({ field, message })),
              this.headingLevel,
            )}
            ${searchForm({ ...this.#typed, faults: this.#faults }, this.#onSubmit)}`
      }
      ${statusLine(this.#status)}
      <div class="body" aria-busy=${busy}>
        ${body(
          {
            asked: this.#asked,
            shown: this.#shown,
            request: this.#faults.size > 0 && state.kind === 'problem' ? { kind: 'idle' } : state,
            helpline: this.#helpline.value,
            level: this.headingLevel,
            compact: this.compact,
            isCategoryFixed: this.category !== '',
            host: this.authority,
            allUrl: this.client.url('/jobs', { ...filterOf(this.#searched), ...(this.authority && { host: this.authority }) }),
          },
          this.#actions,
        )}
      </div>
      ${this.compact || !this.#shown || this.#request.failing ? nothing : this.#asking()}
    `;
  }

  /** The way to emails about jobs like those shown: the form once it was asked for, else the way to it. */
  #asking(): TemplateResult {
    const alert = this.#alert;
    if (alert) {
      const { filter, form } = alert;
      return form.render(
        {
          client: this.client,
          filter,
          authority: this.authority,
          onCancel: () => {
            this.#closeAlert();
            this.#focus = '.ask a';
            this.requestUpdate();
          },
          onFocus: selector => {
            this.#focus = selector;
            this.requestUpdate();
          },
        },
        this.headingLevel,
      );
    }
    const address = this.client.url('/alerts/new', { topic: 'jobs', filter: this.#alertFilter, ...this.#host });
    return html`<p class="ask"><a class="action quiet" href=${address} @click=${this.#onAlert}>${messages.alert}</a></p>`;
  }

  get #status(): string {
    if (this.compact && this.#shown) return '';
    const waiting = this.#cause === 'search' || this.#cause === 'filter' ? messages.searching : messages.loading;
    return requestStatus(this.#request.state.kind, waiting) ?? (this.#faults.size > 0 ? '' : statusOf(this.#shown));
  }

  /** A link to its hosted page, which opens here unless the person wants it in a tab of its own; on a home page it opens there. */
  readonly #link: Link = ({ id, title }: JobSummary) => {
    const onClick = (event: MouseEvent): void => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (this.compact) {
        this.dispatchEvent(new JobsOpenEvent(id));
        return;
      }
      event.preventDefault();
      this.#showFaults([]);
      this.#to({ ...this.#asked, job: id }, 'open');
    };
    return html`<a href=${this.client.url(`/jobs/${id}`)} data-key=${id} @click=${onClick}>${title}</a>`;
  };
}

const isPast = (instant: string | null): boolean => instant !== null && Date.parse(instant) <= Date.now();

declare global {
  interface HTMLElementTagNameMap {
    'dtp-jobs': DtpJobs;
  }
}
