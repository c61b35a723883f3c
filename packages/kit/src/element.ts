import { type CSSResultGroup, html, LitElement, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { Client } from './client.ts';
import { DIRECTION, LANGUAGE } from './messages.ts';
import { SCRIPT_ORIGIN } from './origin.ts';
import { baseStyles } from './styles.ts';
import { themeSheet } from './theme.ts';
import { VERSION } from './version.ts';

/** Milliseconds a widget waits for its theme and first data before it shows itself without them. */
const READY_BY = 600;

/**
 * What every widget is made of: the common attributes, the theme, and the fallback. The page's own content between the tags is shown until
 * the widget is ready, and again should it fail to draw itself, so that nothing flashes and nothing is hidden for ever.
 *
 * A widget writes `content()` instead of `render()`, and `prepare()` for data it wants to have before it first shows.
 */
export abstract class DtpElement extends LitElement {
  static readonly version: string = VERSION;

  static override styles: CSSResultGroup = baseStyles;

  static override properties: PropertyDeclarations = {
    authority: {},
    api: {},
    theme: {},
    headingLevel: { type: Number, attribute: 'heading-level' },
    syncUrl: { type: Boolean, attribute: 'sync-url' },
    rememberArea: { type: Boolean, attribute: 'remember-area' },
    loading: {},
    ready: { state: true },
  };

  /** The partner whose website this is, e.g. `amber-valley`. */
  declare authority: string;
  /** Where the API is; the script's own origin unless set. */
  declare api: string;
  /** A theme other than the authority's; `none` leaves all colours to the page's CSS. */
  declare theme: string;
  /** The level of the widget's topmost headings, 1 to 6. */
  declare headingLevel: number;
  /** Keeps the state in the page's query string, so that the back button and bookmarks work. */
  declare syncUrl: boolean;
  /** Keeps the postcode (and nothing else) in sessionStorage. */
  declare rememberArea: boolean;
  /** `eager` loads the code at once instead of near the viewport; read by the loader. */
  declare loading: string;
  /** Whether the widget has taken the place of its fallback. */
  declare protected ready: boolean;

  #client: Client | undefined;
  #theme: CSSStyleSheet | null = null;
  #started = false;

  constructor() {
    super();
    this.authority = this.api = this.theme = this.loading = '';
    this.headingLevel = 2;
    this.syncUrl = this.rememberArea = this.ready = false;
  }

  /** The API this widget talks to. */
  protected get client(): Client {
    this.#client ??= new Client(this.api || SCRIPT_ORIGIN);
    return this.#client;
  }

  /** Begins loading what the widget wants to show first. It shows itself without after 0.6 s. */
  protected prepare(): Promise<unknown> {
    return Promise.resolve();
  }

  /** The widget itself. */
  protected abstract content(): TemplateResult;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('api')) this.#client = undefined;
    if (changed.has('theme') || changed.has('authority')) void this.#applyTheme();
    if (this.#started) return;
    this.#started = true;
    void this.#start();
  }

  protected override render(): TemplateResult {
    if (!this.ready) return html`<slot></slot>`;
    try {
      return html`<div class="root" lang=${LANGUAGE} dir=${DIRECTION}>${this.content()}</div>`;
    } catch (fault) {
      console.error(fault);
      return html`<slot></slot>`;
    }
  }

  /** The first element of the widget's own that matches. */
  protected find<Kind extends HTMLElement>(selector: string): Kind | null {
    return this.renderRoot.querySelector<Kind>(selector);
  }

  /** Keeps the height of what is shown until its successor is drawn. Set through the object model, which a host's CSP allows. */
  protected hold(): void {
    const shown = this.find('.body');
    if (shown) shown.style.minBlockSize = `${shown.offsetHeight}px`;
  }

  async #start(): Promise<void> {
    const late = new Promise(resolve => setTimeout(resolve, READY_BY));
    await Promise.race([late, Promise.all([this.#applyTheme(), this.prepare()])]);
    this.ready = true;
  }

  async #applyTheme(): Promise<void> {
    const wanted = () => this.theme || this.authority;
    const name = wanted();
    const sheet = name && name !== 'none' ? await themeSheet(name) : null;
    const root = this.shadowRoot;
    if (name !== wanted() || !root) return;
    const others = root.adoptedStyleSheets.filter(one => one !== this.#theme);
    root.adoptedStyleSheets = sheet ? [sheet, ...others] : others;
    this.#theme = sheet;
  }
}
