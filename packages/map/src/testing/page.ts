import { AreaController } from '@dtp/kit/controllers/area.ts';
import { mount, unmount } from '@dtp/kit/testing/mount.ts';
import { answerGet, answerPost, network, problem, startNetwork } from '@dtp/kit/testing/network.ts';
import { until } from '@dtp/kit/testing/until.ts';
import { DtpMap } from '../map.ts';
import '../define.ts';
import * as sample from './sample.ts';

/** Requests that reached the API in this test, as path and query, and of a POST the body. */
export const requests: string[] = [];

const param = (url: URL, name: string): string => url.searchParams.get(name) ?? '';
const part = (url: URL, fromEnd: number): string => decodeURIComponent(url.pathname.split('/').at(-fromEnd) ?? '');

function heard<Reply>(answer: (url: URL) => Reply): (url: URL) => Reply {
  return url => {
    requests.push(url.pathname + url.search);
    return answer(url);
  };
}

type Sent = { readonly layer?: string; readonly at?: { readonly uprn?: string } };

function told<Reply>(answer: (sent: Sent) => Reply): (url: URL, request: Request) => Promise<Reply> {
  return async (url, request) => {
    const text = await request.text();
    requests.push(`POST ${url.pathname}${url.search} ${text}`);
    return answer(JSON.parse(text));
  };
}

const unknown = (): Response =>
  problem(404, { kind: 'not-found', detail: 'We could not find that. Check the spelling, or try a postcode.' });
const spotNamed = (near: string) => sample.spots.get(near.toLowerCase().replace(', derbyshire dales', ''));
const spotAt = ({ at }: Sent) => (at?.uprn ? sample.address : sample.position);

/** The API when all is well. A test puts its own answers in front with `network.use`. */
const handlers = [
  answerGet(
    '/api/v1/map/layers',
    heard(() => sample.layers),
  ),
  answerGet(
    '/api/v1/map/layers/:layer/features',
    heard(url => sample.featureList(part(url, 2), Number(param(url, 'page')))),
  ),
  answerGet(
    '/api/v1/map/layers/:layer/features/:id',
    heard(url => sample.featureReply(part(url, 3), part(url, 1)) ?? problem(404)),
  ),
  answerGet(
    '/api/v1/map/nearest',
    heard(url => {
      const spot = spotNamed(param(url, 'near'));
      return spot ? sample.nearestReply(param(url, 'layer'), spot) : unknown();
    }),
  ),
  answerPost(
    '/api/v1/map/nearest',
    told(sent => sample.nearestReply(sent.layer ?? '', spotAt(sent))),
  ),
  answerGet(
    '/api/v1/map/around',
    heard(url => {
      const spot = spotNamed(param(url, 'near'));
      return spot ? sample.aroundReply(spot) : unknown();
    }),
  ),
  answerPost(
    '/api/v1/map/around',
    told(sent => sample.aroundSpotReply(spotAt(sent))),
  ),
  answerGet(
    '/api/v1/places',
    heard(url => sample.suggestions(param(url, 'q'))),
  ),
  answerGet('/api/v1/places/:postcode', url => sample.placeReply(part(url, 1))),
  answerGet('/api/v1/places/:postcode/addresses', url => sample.addressList(part(url, 2))),
  answerGet('/api/v1/authorities', () => sample.authorities),
  answerGet('*/hosts/:name', () => ({ name: 'Derbyshire Dales District Council', phone: '01629 761100', verified: false })),
  answerGet('*/themes/:name', () => new Response(':host { --dtp-color-link: #17538f }', { headers: { 'content-type': 'text/css' } })),
  answerGet('/map/style.json', url => {
    requests.push(url.pathname + url.search);
    return sample.mapStyle;
  }),
  answerGet('/map/overview.svg', () => new Response(sample.overview, { headers: { 'content-type': 'image/svg+xml' } })),
];

/** Call in `beforeEach`. */
export async function openPage(): Promise<void> {
  await startNetwork();
  network.resetHandlers(...handlers);
  requests.length = 0;
}

/** Call in `afterEach`: leaves no widget, no parameters and no area behind. */
export function closePage(): void {
  unmount();
  clearArea();
  sessionStorage.clear();
  history.replaceState(null, '', location.pathname + location.search.replace(/[?&]dtp-map\.[^&]*/g, ''));
}

/**
 * As a widget of another bundle would: announces a change, and tells what it is when asked. It is newer than all that the page knows, for
 * the page's clock is coarse, and two changes within one of its ticks must still have an order.
 */
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

/** A widget as a person meets it. */
export class Reader {
  readonly element: DtpMap;

  constructor(element: DtpMap) {
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

  /** The words of the list or of what is open, without the form and the map. */
  get body(): string {
    return folded(this.root.querySelector('.body')?.textContent);
  }

  get status(): string {
    return folded(this.root.querySelector('.status')?.textContent);
  }

  /** What has the focus: its words, the id of a field, or the label of what has no words. */
  get focused(): string {
    const active = this.root.activeElement;
    if (active instanceof HTMLInputElement || active instanceof HTMLSelectElement) return active.id;
    return active?.getAttribute('aria-label') ?? folded(active?.textContent);
  }

  get headings(): string[] {
    return [...this.root.querySelectorAll('[role=heading]')].map(one => `${one.ariaLevel} ${folded(one.textContent)}`);
  }

  get options(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('[role=option]')];
  }

  get field(): HTMLInputElement {
    const field = this.root.querySelector<HTMLInputElement>('#place');
    if (!field) throw new Error('There is no field for the place');
    return field;
  }

  /** A link or button by its words. */
  control(words: string): HTMLElement {
    const controls = [...this.root.querySelectorAll<HTMLElement>('a, button, summary')];
    const found = controls.find(one => folded(one.textContent) === words);
    if (!found) throw new Error(`There is no “${words}” among: ${controls.map(one => folded(one.textContent)).join(' | ')}`);
    return found;
  }

  has(words: string): boolean {
    return [...this.root.querySelectorAll('a, button')].some(one => folded(one.textContent) === words);
  }

  click(words: string): void {
    this.control(words).click();
  }

  fill(text: string): void {
    this.field.value = text;
    this.field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  choose(layer: string): void {
    const select = this.root.querySelector<HTMLSelectElement>('#layer');
    if (!select) throw new Error('There is no choice of layers');
    select.value = layer;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** Fills in the form, sends it and waits for the answer. */
  async search(place: string): Promise<void> {
    this.fill(place);
    this.click('Search');
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

  async focuses(words: string): Promise<void> {
    await until(() => this.focused === words, `the focus on “${words}”, not “${this.focused}”`);
  }
}

/** Puts a widget on the page and waits until it shows. */
export async function open(attributes = '', fallback = '<a href="/map">Find places near you</a>'): Promise<Reader> {
  const reader = new Reader(mount(`<dtp-map ${attributes}>${fallback}</dtp-map>`, DtpMap));
  await until(() => reader.element.shadowRoot?.querySelector('.views'), 'the widget to show');
  await reader.element.updateComplete;
  return reader;
}
