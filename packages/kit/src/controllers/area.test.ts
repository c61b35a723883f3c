import { LitElement } from 'lit';
import { equal, excludes } from '../testing/assert.ts';
import { unmount } from '../testing/mount.ts';
import type { AreaController, SharedArea } from './area.ts';

type AreaModule = typeof import('./area.ts');

/** The module as another copy of the bundle has it: same code, no shared memory. */
const copy = (name: string): Promise<AreaModule> => import(`./area.ts?${name}`);

let count = 0;

/** A widget of one of the copies, on the page. */
function widget(
  { AreaController }: AreaModule,
  rememberArea = false,
): HTMLElement & { readonly area: AreaController; readonly followed: string[] } {
  class Widget extends LitElement {
    readonly rememberArea = rememberArea;
    readonly followed: string[] = [];
    readonly area = new AreaController(this, ({ postcode }: SharedArea) => this.followed.push(postcode));
  }
  customElements.define(`test-area-${++count}`, Widget);
  const element = new Widget();
  document.body.append(element);
  return element;
}

describe('the shared area', () => {
  afterEach(() => {
    for (const element of document.querySelectorAll('body > *')) if (element.localName.startsWith('test-area-')) element.remove();
    sessionStorage.clear();
    unmount();
  });

  it('goes from one copy of the bundle to another', async () => {
    const one = widget(await copy('a1'));
    const two = widget(await copy('a2'));
    one.area.choose('DE45 1ES', 'derbyshire-dales.park', null);
    equal(two.followed, ['DE45 1ES']);
    two.area.choose('DE4 3AG', 'derbyshire-dales', null);
    equal(one.followed, ['DE4 3AG']);
    equal(one.area.current.area, 'derbyshire-dales');
  });

  it('is told to a late widget of another copy', async () => {
    const one = widget(await copy('b1'));
    one.area.choose('DE45 1ES', null, null);
    const late = widget(await copy('b2'));
    equal(late.followed, ['DE45 1ES']);
  });

  it('is the newest that anyone knows', async () => {
    const [a, b, c] = [await copy('c1'), await copy('c2'), await copy('c3')];
    const one = widget(a);
    one.area.choose('DE1 1AA', null, null);
    const two = widget(b);
    two.area.choose('DE2 2BB', null, null);
    one.remove();
    two.area.choose('DE3 3CC', null, null);
    document.body.append(one);
    const late = widget(c);
    equal([one.area.current.postcode, late.area.current.postcode], ['DE3 3CC', 'DE3 3CC']);
  });

  it('outlives the last widget of the page', async () => {
    const module = await copy('d1');
    const one = widget(module);
    one.area.choose('DE45 1ES', null, null);
    one.remove();
    equal(widget(module).followed, ['DE45 1ES']);
  });

  it('is heard on the document even where the page stops events', async () => {
    const one = widget(await copy('e1'));
    const two = widget(await copy('e2'));
    one.addEventListener('dtp-area-change', event => event.stopPropagation());
    one.area.choose('DE45 1ES', null, null);
    equal(two.followed, ['DE45 1ES']);
  });

  it('never puts the whole postcode into an event', async () => {
    const one = widget(await copy('f1'));
    widget(await copy('f2'));
    const seen: string[] = [];
    const look = (event: Event): number => seen.push(JSON.stringify(event, Object.keys(event)));
    for (const type of ['dtp-area-change', 'dtp-area-ask']) document.addEventListener(type, look);
    one.area.choose('DE45 1ES', null, null);
    for (const type of ['dtp-area-change', 'dtp-area-ask']) document.removeEventListener(type, look);
    equal(seen.length, 2);
    excludes(seen.join(), '1ES');
  });

  it('is not announced when nothing changed', async () => {
    const one = widget(await copy('g1'));
    let changes = 0;
    one.addEventListener('dtp-area-change', () => changes++);
    one.area.choose('', null, null);
    one.area.choose('DE45 1ES', null, null);
    one.area.choose('DE45 1ES', null, null);
    equal(changes, 1);
  });

  it('is remembered for the session where the page asks for it, as the postcode alone', async () => {
    widget(await copy('h1'), true).area.choose('DE45 1ES', 'derbyshire-dales.park', null);
    equal(Object.entries(sessionStorage), [['dtp-postcode', 'DE45 1ES']]);
    for (const element of document.querySelectorAll('body > *')) if (element.localName.startsWith('test-area-')) element.remove();
    equal(widget(await copy('h2'), true).followed, ['DE45 1ES']);
    equal(widget(await copy('h3')).followed, ['DE45 1ES'], 'Others on the page are told');
  });

  it('is remembered by a widget that follows another, too', async () => {
    const one = widget(await copy('j1'));
    widget(await copy('j2'), true);
    one.area.choose('DE45 1ES', null, null);
    equal(Object.entries(sessionStorage), [['dtp-postcode', 'DE45 1ES']]);
    one.area.choose('', null, null);
    equal(sessionStorage.length, 0);
  });

  it('is not read from storage unless the page asks for it', async () => {
    sessionStorage.setItem('dtp-postcode', 'DE45 1ES');
    equal(widget(await copy('i1')).followed, []);
  });
});
