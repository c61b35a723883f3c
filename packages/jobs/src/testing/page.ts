import { AreaController } from '@dtp/kit/controllers/area.ts';
import { mount, unmount } from '@dtp/kit/testing/mount.ts';
import { answerGet, answerPost, network, problem, startNetwork } from '@dtp/kit/testing/network.ts';
import { until } from '@dtp/kit/testing/until.ts';
import '../define.ts';
import { DtpJobs } from '../jobs.ts';
import { alertReply, authorities, care, cleaner, listFor, replyFor, warden } from './sample.ts';

/** Requests for jobs that reached the API in this test, as path and query. */
export const requests: string[] = [];

/** Wishes for emails that reached it. */
export const wishes: unknown[] = [];

/** The API when all is well. A test puts its own answers in front with `network.use`. */
const handlers = [
  answerGet('/api/v1/jobs', url => {
    requests.push(url.pathname + url.search);
    return listFor(url);
  }),
  answerGet('/api/v1/jobs/:id', url => {
    requests.push(url.pathname + url.search);
    const job = [care, cleaner, warden].find(({ id }) => url.pathname.endsWith(id));
    return job ? replyFor(job) : problem(404);
  }),
  answerPost('/api/v1/alerts', async (_url, request) => {
    wishes.push(await request.json());
    return alertReply;
  }),
  answerGet('/api/v1/authorities', () => authorities),
  answerGet('*/hosts/:name', () => ({ name: 'Derbyshire Dales District Council', phone: '01629 761100', verified: false })),
  answerGet('*/themes/:name', () => new Response(':host { --dtp-color-link: #17538f }', { headers: { 'content-type': 'text/css' } })),
];

/** Call in `beforeEach`. */
export async function openPage(): Promise<void> {
  await startNetwork();
  network.resetHandlers(...handlers);
  requests.length = wishes.length = 0;
}

/** Call in `afterEach`: leaves no widget, no parameters and no area behind. */
export function closePage(): void {
  unmount();
  clearArea();
  sessionStorage.clear();
  history.replaceState(null, '', location.pathname + location.search.replace(/[?&]dtp-jobs\.[^&]*/g, ''));
}

/** As a widget of another bundle would: announces a change, newer than all that the page knows, and tells what it is when asked. */
export function shareArea(postcode: string): void {
  let since = performance.now();
  const ask = Object.assign(new Event('dtp-area-ask'), {
    tell: (known: { readonly since: number }) => {
      since = Math.max(since, known.since + 1);
    },
  });
  document.dispatchEvent(ask);
  const tell = (event: Event): void => {
    if ('tell' in event && typeof event.tell === 'function') event.tell({ postcode, area: null, choice: null, since });
  };
  document.addEventListener('dtp-area-ask', tell);
  document.dispatchEvent(new Event('dtp-area-change'));
  document.removeEventListener('dtp-area-ask', tell);
}

/** Clears the area that outlives the widgets, through one that has nothing to ask for because of it. */
function clearArea(): void {
  const host = Object.assign(document.createElement('span'), {
    rememberArea: false,
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => undefined,
    updateComplete: Promise.resolve(true),
  });
  const area = new AreaController(host, () => undefined);
  area.hostConnected();
  shareArea('');
  area.hostDisconnected();
}

const folded = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

type FieldId = 'what' | 'where' | 'alert-email';

/** A widget as a person meets it. */
export class Reader {
  readonly element: DtpJobs;

  constructor(element: DtpJobs) {
    this.element = element;
  }

  get root(): ShadowRoot {
    const root = this.element.shadowRoot;
    if (!root) throw new Error('The widget has no shadow root yet');
    return root;
  }

  /** All words on the screen, spaces folded. Words only for screen readers are among them. */
  get text(): string {
    return folded(this.root.querySelector('.root')?.textContent);
  }

  /** The words below the form. */
  get body(): string {
    return folded(this.root.querySelector('.body')?.textContent);
  }

  get status(): string {
    return folded(this.root.querySelector('.status')?.textContent);
  }

  /** What has the focus: its words, or the id of a field. */
  get focused(): string {
    const active = this.root.activeElement;
    return active instanceof HTMLInputElement ? active.id || active.value : folded(active?.textContent);
  }

  get headings(): string[] {
    return [...this.root.querySelectorAll('[role=heading]')].map(one => `${one.ariaLevel} ${folded(one.textContent)}`);
  }

  /** The words of each part of that name. */
  parts(name: string): string[] {
    return [...this.root.querySelectorAll(`[part~="${name}"]`)].map(one => folded(one.textContent));
  }

  field(id: FieldId): HTMLInputElement {
    const field = this.root.querySelector<HTMLInputElement>(`#${id}`);
    if (!field) throw new Error(`There is no field ${id}`);
    return field;
  }

  /** A link or button by its words. */
  control(words: string): HTMLElement {
    const controls = [...this.root.querySelectorAll<HTMLElement>('a, button, summary')];
    const found = controls.find(one => folded(one.textContent) === words);
    if (!found) throw new Error(`There is no “${words}” among: ${controls.map(one => folded(one.textContent)).join(' | ')}`);
    return found;
  }

  /** Where a link leads. */
  address(words: string): string {
    return this.control(words).getAttribute('href') ?? '';
  }

  click(words: string): void {
    this.control(words).click();
  }

  fill(id: FieldId, text: string): void {
    const field = this.field(id);
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  submit(): void {
    this.control('Find jobs').click();
  }

  /** Fills in the form, sends it and waits for the answer. */
  async search(what: string, where = ''): Promise<void> {
    this.fill('what', what);
    this.fill('where', where);
    this.submit();
    await this.settled();
  }

  /** Opens the filters and ticks one, by its words without the count. */
  async tick(words: string): Promise<void> {
    this.root.querySelector('.filters')?.setAttribute('open', '');
    const label = [...this.root.querySelectorAll('label')].find(one => folded(one.textContent).startsWith(`${words} (`));
    if (!label) throw new Error(`There is no filter “${words}”`);
    label.click();
    await this.settled();
  }

  /** Chooses from a list by its id. */
  async choose(id: 'sort' | 'miles' | 'salary' | 'closing', value: string): Promise<void> {
    const select = this.root.querySelector<HTMLSelectElement>(`#${id}`);
    if (!select) throw new Error(`There is no list ${id}`);
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await this.settled();
  }

  /** Waits until nothing is loading and everything is drawn. */
  async settled(): Promise<void> {
    await this.element.updateComplete;
    await until(() => this.root.querySelector('.body')?.ariaBusy === 'false', 'an answer');
    await this.element.updateComplete;
  }

  async sees(...words: readonly string[]): Promise<void> {
    for (const one of words) await until(() => this.text.includes(one), `“${one}” in: ${this.text}`);
  }
}

/** Puts a widget on the page and waits until it shows. */
export async function open(attributes = '', fallback = '<a href="/jobs">Jobs</a>'): Promise<Reader> {
  const reader = new Reader(mount(`<dtp-jobs ${attributes}>${fallback}</dtp-jobs>`, DtpJobs));
  await until(() => reader.element.shadowRoot?.querySelector('.root'), 'the widget to show');
  await reader.element.updateComplete;
  return reader;
}
