import { FeatureId, type LatLng, LayerId, type MapFeature } from '@dtp/contract/map.ts';
import { baseStyles } from '@dtp/kit/styles.ts';
import { assert, equal } from '@dtp/kit/testing/assert.ts';
import { passesAxe } from '@dtp/kit/testing/axe.ts';
import { mount, unmount } from '@dtp/kit/testing/mount.ts';
import { until } from '@dtp/kit/testing/until.ts';
import { sendKeys } from '@web/test-runner-commands';
import { openMap } from './engine.ts';
import { type MapView, type MapViewOptions, NoWebGl } from './view.ts';

/** A style that asks for nothing, with a credit that tries to be more than text. */
const STYLE = {
  version: 8,
  sources: {
    land: {
      type: 'geojson',
      data: {
        type: 'Polygon',
        coordinates: [
          [
            [-2, 53],
            [-1, 53],
            [-1, 54],
            [-2, 54],
            [-2, 53],
          ],
        ],
      },
      attribution: 'Contains OS data © Crown copyright<img src="x" onerror="document.title=\'run\'">',
    },
  },
  layers: [{ id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': '#dde8d8' } }],
};
const STYLE_URL = `data:application/json,${encodeURIComponent(JSON.stringify(STYLE))}`;

const feature = (id: string, title: string, point: LatLng): MapFeature => ({
  id: FeatureId.parse(id),
  layer: LayerId.parse('libraries'),
  title,
  point,
  bounds: [point.lng, point.lat, point.lng, point.lat],
  summary: null,
  address: null,
  postcode: null,
  phone: null,
  email: null,
  url: null,
  hours: null,
  week: null,
  open: null,
  notes: [],
  source: null,
  verifiedOn: null,
});

const LIBRARIES = [
  feature('bakewell', 'Bakewell Library', { lat: 53.2135, lng: -1.675 }),
  feature('matlock', 'Matlock Library', { lat: 53.138, lng: -1.555 }),
  feature('far', 'Far away Library', { lat: 53.9, lng: -1.1 }),
];

/** What the map reported, a line each, and the view. */
type Opened = { readonly view: MapView; readonly told: string[]; readonly root: ShadowRoot; readonly canvas: HTMLCanvasElement };

let open: MapView | undefined;

function container(): { panel: HTMLElement; root: ShadowRoot } {
  const host = mount('<div></div>', HTMLDivElement);
  const root = host.attachShadow({ mode: 'open' });
  if (baseStyles.styleSheet) root.adoptedStyleSheets = [baseStyles.styleSheet];
  const panel = document.createElement('div');
  panel.className = 'panel';
  panel.style.blockSize = '420px';
  root.append(panel);
  return { panel, root };
}

async function opened(given: Partial<MapViewOptions> = {}): Promise<Opened> {
  const { panel, root } = container();
  const told: string[] = [];
  const view = await openMap({
    container: panel,
    styleUrl: STYLE_URL,
    bounds: [-1.8, 53.1, -1.4, 53.3],
    centre: null,
    zoom: null,
    mode: 'browse',
    onSelect: id => told.push(`select ${id}`),
    onPick: ({ lat, lng }) => told.push(`pick ${lat.toFixed(2)} ${lng.toFixed(2)}`),
    onLeave: () => told.push('leave'),
    onFailure: () => told.push('failure'),
    ...given,
  });
  open = view;
  const canvas = root.querySelector('canvas');
  assert(canvas, 'There is a canvas');
  await until(() => !root.querySelector('[aria-busy]'), 'the first drawing');
  return { view, told, root, canvas };
}

const pinNames = (root: ShadowRoot): (string | null)[] => [...root.querySelectorAll('.pin')].map(pin => pin.getAttribute('aria-label'));
const focusedName = (root: ShadowRoot): string | null => root.activeElement?.getAttribute('aria-label') ?? null;

/** Whether the element lies within the frame of the map. */
function isSeen(root: ShadowRoot, element: Element | null): boolean {
  const frame = root.querySelector('.frame')?.getBoundingClientRect();
  const box = element?.getBoundingClientRect();
  return !!frame && !!box && box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
}

/** Clicks so many pixels beside the middle of the map. */
function click(canvas: HTMLCanvasElement, beside: number): void {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const at = { bubbles: true, composed: true, clientX: left + width / 2 + beside, clientY: top + height / 2 };
  for (const type of ['mousedown', 'mouseup', 'click']) canvas.dispatchEvent(new MouseEvent(type, at));
}

describe('the drawn map', () => {
  afterEach(() => {
    open?.destroy();
    open = undefined;
    unmount();
  });

  it('draws, says how it is used, and who is to be credited, as text', async () => {
    const { root, canvas } = await opened();
    equal(canvas.getAttribute('role'), 'application');
    assert(canvas.getAttribute('aria-label')?.startsWith('Map. Use the arrow keys to move it'), 'The map says how it is used');
    await until(() => root.querySelector('.credits')?.textContent?.includes('Contains OS data © Crown copyright'), 'the credits');
    equal(root.querySelector('img, [onerror]'), null, 'The credit is no markup of others');
    assert(document.title !== 'run', 'and runs nothing');
    await passesAxe(root.host);
  });

  it('shows the list as numbered pins, in its order, behind one stop of the Tab key', async () => {
    const { view, root, canvas } = await opened();
    view.show(LIBRARIES);
    equal(pinNames(root), ['1, Bakewell Library', '2, Matlock Library', '3, Far away Library']);
    equal(root.querySelectorAll('.pin[tabindex="0"]').length, 1);
    for (const pin of root.querySelectorAll('.pin')) {
      const { width, height } = pin.getBoundingClientRect();
      assert(width >= 44 && height >= 44, `A pin is ${width} × ${height} px`);
    }
    canvas.focus();
    const path: (string | null)[] = [];
    for (let press = 0; press < 3; press++) {
      await sendKeys({ press: 'Tab' });
      path.push(focusedName(root));
    }
    equal(path, ['1, Bakewell Library', 'Zoom in', 'Zoom out']);
    await passesAxe(root.host);
  });

  it('walks the pins with the arrow keys, Home and End, and brings each into view', async () => {
    const { view, told, root, canvas } = await opened();
    view.show(LIBRARIES);
    canvas.focus();
    await sendKeys({ press: 'Tab' });
    const walk: [string, string][] = [
      ['ArrowRight', '2, Matlock Library'],
      ['ArrowDown', '3, Far away Library'],
      ['ArrowDown', '3, Far away Library'],
      ['ArrowLeft', '2, Matlock Library'],
      ['ArrowUp', '1, Bakewell Library'],
      ['End', '3, Far away Library'],
      ['Home', '1, Bakewell Library'],
    ];
    for (const [key, name] of walk) {
      await sendKeys({ press: key });
      equal(focusedName(root), name, key);
      await until(() => isSeen(root, root.activeElement), `${name} in view`);
    }
    await sendKeys({ press: 'End' });
    await sendKeys({ press: 'Enter' });
    equal(told, ['select far']);
  });

  it('marks the selected pin by more than its colour, brings it into view and gives it the focus', async () => {
    const { view, root } = await opened();
    view.show(LIBRARIES);
    const pin = root.querySelectorAll('.pin').item(2);
    const before = pin.getBoundingClientRect().height;
    view.select('far');
    await until(() => isSeen(root, pin), 'the selected pin in view');
    equal(pin.getAttribute('aria-current'), 'true');
    assert(pin.getBoundingClientRect().height > before * 1.2, 'It is larger');
    assert(isSeen(root, pin.querySelector('.name')), 'Its name is shown');
    view.focus();
    equal(focusedName(root), '3, Far away Library');
    view.select(null);
    equal(root.querySelector('[aria-current]'), null);
    await passesAxe(root.host);
  });

  it('keeps the focus when the same list comes again with other words', async () => {
    const { view, root } = await opened();
    view.show(LIBRARIES);
    view.select('matlock');
    view.focus();
    view.show(LIBRARIES.map(one => ({ ...one, title: `${one.title}, now open` })));
    equal(focusedName(root), '2, Matlock Library, now open');
    view.show(LIBRARIES.slice(0, 1));
    equal(pinNames(root), ['1, Bakewell Library']);
  });

  it('is left with Escape, from the map, a pin or a button, and the page does not hear of it', async () => {
    const { view, told, root, canvas } = await opened();
    let heard = 0;
    document.addEventListener('keydown', () => heard++, { once: true });
    view.show(LIBRARIES);
    for (const element of [canvas, root.querySelector<HTMLElement>('.pin'), root.querySelector<HTMLElement>('.zoom button')]) {
      element?.focus();
      await sendKeys({ press: 'Escape' });
    }
    equal(told, ['leave', 'leave', 'leave']);
    equal(heard, 0);
  });

  it('says at either end of the zoom that its button has no more to give, and leaves the focus there', async () => {
    const { root } = await opened({ bounds: null, centre: { lat: 53.2, lng: -1.6 }, zoom: 18 });
    const [closer, wider] = root.querySelectorAll<HTMLElement>('.zoom button');
    equal([closer?.ariaDisabled, wider?.ariaDisabled], ['true', 'false']);
    closer?.focus();
    await sendKeys({ press: 'Enter' });
    equal(focusedName(root), 'Zoom in');
    wider?.click();
    await until(() => closer?.ariaDisabled === 'false', 'a step back');
  });

  it('hears of a place that is drawn but is no pin', async () => {
    const place = { type: 'Feature', properties: { id: 'tideswell' }, geometry: { type: 'Point', coordinates: [-1.6, 53.2] } };
    const style = {
      version: 8,
      sources: { layers: { type: 'geojson', data: { type: 'FeatureCollection', features: [place] } } },
      layers: [{ id: 'libraries-point', type: 'circle', source: 'layers', paint: { 'circle-radius': 6 } }],
    };
    const styleUrl = `data:application/json,${encodeURIComponent(JSON.stringify(style))}`;
    const heard: string[] = [];
    const view = { bounds: null, centre: { lat: 53.2, lng: -1.6 }, zoom: 14 };
    const { canvas } = await opened({ ...view, styleUrl, onDot: (layer, id) => heard.push(`${layer} ${id}`) });
    click(canvas, 12);
    click(canvas, 60);
    equal(heard, [' tideswell']);
  });

  it('marks a spot with Enter, the button or a click, and shows it', async () => {
    const { told, root, canvas } = await opened({ mode: 'pick', bounds: null, centre: { lat: 53.2, lng: -1.6 }, zoom: 14 });
    assert(canvas.getAttribute('aria-label')?.includes('Enter to mark it'), 'The map says how a spot is marked');
    canvas.focus();
    await sendKeys({ press: 'Enter' });
    root.querySelector<HTMLElement>('.mark')?.click();
    click(canvas, 0);
    equal(told, Array(3).fill('pick 53.20 -1.60'));
    equal(root.querySelector('.spot')?.getAttribute('aria-label'), 'The spot you marked');
    await passesAxe(root.host);
  });

  it('goes to a spot that was found in words, and stays where it was marked on the map', async () => {
    const { view, root } = await opened({
      mode: 'pick',
      bounds: null,
      centre: { lat: 53.2, lng: -1.6 },
      zoom: 14,
      onPick: point => view.from(point),
    });
    view.from({ lat: 53.25, lng: -1.5 });
    const spot = (): DOMRect | undefined => root.querySelector('.spot')?.getBoundingClientRect();
    const cross = (): DOMRect | undefined => root.querySelector('.cross svg')?.getBoundingClientRect();
    const middle = ({ x, width }: DOMRect): number => Math.round(x + width / 2);
    await until(() => Math.abs(middle(spot() ?? new DOMRect()) - middle(cross() ?? new DOMRect(99))) < 2, 'the spot under the cross');
    click(root.querySelector('canvas') ?? document.createElement('canvas'), 90);
    const before = spot()?.x;
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    equal(spot()?.x, before);
    assert(middle(spot() ?? new DOMRect()) > middle(cross() ?? new DOMRect()) + 80, 'The mark is where the click was');
  });

  it('shows where distances are measured from', async () => {
    const { view, root } = await opened();
    view.from({ lat: 53.2, lng: -1.6 });
    equal(root.querySelector('.spot')?.getAttribute('aria-label'), 'Distances are measured from here');
    view.from(null);
    equal(root.querySelector('.spot'), null);
  });

  it('leaves nothing behind, and may be ended twice', async () => {
    const { view, root } = await opened();
    view.show(LIBRARIES);
    view.destroy();
    view.destroy();
    const panel = root.querySelector('.panel');
    equal([panel?.className, panel?.childNodes.length], ['panel', 0]);
  });

  it('says when the style cannot be had, and leaves nothing behind', async () => {
    const { panel } = container();
    const fault = await openMap({ ...silent, container: panel, styleUrl: 'data:application/json,{}' }).catch((reason: unknown) => reason);
    assert(fault instanceof Error && !(fault instanceof NoWebGl), 'It fails, and not for want of WebGL');
    equal(panel.childElementCount, 0);
  });

  it('says when the browser cannot draw, and leaves nothing behind', async () => {
    const { panel } = container();
    const native = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = () => null;
    try {
      const fault = await openMap({ ...silent, container: panel }).catch((reason: unknown) => reason);
      assert(fault instanceof NoWebGl, `It was ${String(fault)}`);
      equal(panel.childElementCount, 0);
    } finally {
      HTMLCanvasElement.prototype.getContext = native;
    }
  });
});

const silent: Omit<MapViewOptions, 'container'> = {
  styleUrl: STYLE_URL,
  bounds: null,
  centre: null,
  zoom: null,
  mode: 'browse',
  onSelect: () => undefined,
  onPick: () => undefined,
  onLeave: () => undefined,
  onFailure: () => undefined,
};
