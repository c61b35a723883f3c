import { mount, unmount } from '@dtp/kit/testing/mount.ts';
import { answerGet, network, problem, startNetwork } from '@dtp/kit/testing/network.ts';
import { until } from '@dtp/kit/testing/until.ts';
import { AzSearch } from '../az-search.ts';
import '../define.ts';
import { addressList, authorities, browseReply, indexReply, places, plain, searchReply, serviceReply, suggestReply } from './sample.ts';

/** Requests that reached the API in this test, as path and query. */
export const requests: string[] = [];

/** The API when all is well. A test puts its own answers in front with `network.use`. */
const handlers = [
  answerGet(
    '/api/v1/az',
    heard(() => indexReply),
  ),
  answerGet(
    '/api/v1/az/suggest',
    heard(url => suggestReply(param(url, 'q'))),
  ),
  answerGet(
    '/api/v1/az/search',
    heard(url => searchReply(param(url, 'q'), placeIn(url), url.searchParams.get('area'))),
  ),
  answerGet(
    '/api/v1/az/services',
    heard(url => browseReply(Number(param(url, 'page')), placeIn(url))),
  ),
  answerGet(
    '/api/v1/az/services/:id',
    heard(url => serviceReply(url.pathname.split('/').at(-1) ?? '', placeIn(url), url.searchParams.get('area'))),
  ),
  answerGet('/api/v1/places/:postcode', heard(placeAlone)),
  answerGet('/api/v1/places/:postcode/addresses', () => addressList([])),
  answerGet(
    '/api/v1/authorities',
    heard(() => authorities),
  ),
  answerGet(
    '*/hosts/:name',
    heard(() => ({ name: 'Derbyshire Dales District Council', phone: '01629 761100', verified: false })),
  ),
  answerGet('*/themes/:name', () => new Response(':host { --dtp-color-link: rgb(1, 2, 3) }', { headers: { 'content-type': 'text/css' } })),
];

function heard<Reply>(answer: (url: URL) => Reply): (url: URL) => Reply {
  return url => {
    requests.push(url.pathname + url.search);
    return answer(url);
  };
}

const param = (url: URL, name: string): string => url.searchParams.get(name) ?? '';

const placeIn = (url: URL) => places.get(plain(param(url, 'postcode'))) ?? null;

function placeAlone(url: URL) {
  const place = places.get(plain(decodeURIComponent(url.pathname.split('/').at(-1) ?? '')));
  if (!place) return problem(404, { kind: 'not-found', detail: 'Unknown.' });
  if ('areas' in place) return place;
  return problem(place.kind === 'not-found' ? 404 : 400, { kind: place.kind, detail: place.message });
}

/** Call in `beforeEach`. */
export async function openPage(): Promise<void> {
  await startNetwork();
  network.resetHandlers(...handlers);
  requests.length = 0;
}

/** Call in `afterEach`: leaves no widget, no parameters and no area behind. */
export function closePage(): void {
  clearArea();
  unmount();
  sessionStorage.clear();
  history.replaceState(null, '', location.pathname + location.search.replace(/[?&]dtp-az\.[^&]*/g, ''));
}

/** As a widget of another bundle would: announces a change, and when asked tells that there is no area any more. */
function clearArea(): void {
  const tell = (event: Event): void => {
    if ('tell' in event && typeof event.tell === 'function')
      event.tell({ postcode: '', area: null, choice: null, since: performance.now() });
  };
  document.addEventListener('dtp-area-ask', tell);
  document.dispatchEvent(new Event('dtp-area-change'));
  document.removeEventListener('dtp-area-ask', tell);
}

/** A widget as a person meets it. */
export class Reader {
  readonly element: AzSearch;

  constructor(element: AzSearch) {
    this.element = element;
  }

  get root(): ShadowRoot {
    const root = this.element.shadowRoot;
    if (!root) throw new Error('The widget has no shadow root yet');
    return root;
  }

  /** All words on the screen, spaces folded. Words only for screen readers are among them. */
  get text(): string {
    return (this.root.querySelector('.root')?.textContent ?? '').replace(/\s+/g, ' ').trim();
  }

  get status(): string {
    return this.root.querySelector('.status')?.textContent ?? '';
  }

  /** What has the focus: its words, or the id of a field. */
  get focused(): string {
    const active = this.root.activeElement;
    return active instanceof HTMLInputElement ? active.id || active.value : (active?.textContent ?? '').replace(/\s+/g, ' ').trim();
  }

  get headings(): string[] {
    return [...this.root.querySelectorAll('[role=heading]')].map(one => `${one.ariaLevel} ${one.textContent?.trim()}`);
  }

  get options(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('[role=option]')];
  }

  field(id: 'what' | 'postcode'): HTMLInputElement {
    const field = this.root.querySelector<HTMLInputElement>(`#${id}`);
    if (!field) throw new Error(`There is no field ${id}`);
    return field;
  }

  /** A link or button by its words. */
  control(words: string): HTMLElement {
    const controls = [...this.root.querySelectorAll<HTMLElement>('a, button')];
    const found = controls.find(one => (one.textContent ?? '').replace(/\s+/g, ' ').trim() === words);
    if (!found) throw new Error(`There is no “${words}” among: ${controls.map(one => one.textContent?.trim()).join(' | ')}`);
    return found;
  }

  click(words: string): void {
    this.control(words).click();
  }

  fill(id: 'what' | 'postcode', text: string): void {
    const field = this.field(id);
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  submit(): void {
    this.control('Search').click();
  }

  /** Fills in the form, sends it and waits for the answer. */
  async search(what: string, postcode = ''): Promise<void> {
    this.fill('what', what);
    this.fill('postcode', postcode);
    this.submit();
    await this.settled();
  }

  /** Waits until nothing is loading and everything is drawn. */
  async settled(): Promise<void> {
    await this.element.updateComplete;
    await until(() => this.root.querySelector('.body')?.ariaBusy === 'false', 'an answer');
    await this.element.updateComplete;
  }

  async sees(...words: readonly string[]): Promise<void> {
    for (const part of words) await until(() => this.text.includes(part), `“${part}” in: ${this.text}`);
  }
}

/** Puts a widget on the page and waits until it shows. */
export async function open(attributes = '', fallback = '<a href="/az">A to Z of services</a>'): Promise<Reader> {
  const reader = new Reader(mount(`<dtp-az-search ${attributes}>${fallback}</dtp-az-search>`, AzSearch));
  await until(() => reader.element.shadowRoot?.querySelector('.search'), 'the widget to show');
  await reader.element.updateComplete;
  return reader;
}
