import { baseStyles } from '@dtp/kit/styles.ts';
import { assert, equal } from '@dtp/kit/testing/assert.ts';
import { passesAxe } from '@dtp/kit/testing/axe.ts';
import { mount, unmount } from '@dtp/kit/testing/mount.ts';
import { until } from '@dtp/kit/testing/until.ts';
import { openMap } from './engine.ts';
import type { MapVehicle, MapView } from './view.ts';

const STYLE = { version: 8, sources: {}, layers: [{ id: 'ground', type: 'background', paint: { 'background-color': '#ffffff' } }] };

const gritter = (number: number, more: Partial<MapVehicle> = {}): MapVehicle => ({
  id: `gritter-${number}`,
  name: `Gritter ${number}`,
  point: { lat: 53.2, lng: -1.6 },
  heading: 90,
  treating: false,
  ...more,
});

describe('vehicles on the drawn map', () => {
  let view: MapView;
  let root: ShadowRoot;
  beforeEach(async () => {
    const host = mount('<div></div>', HTMLDivElement);
    root = host.attachShadow({ mode: 'open' });
    if (baseStyles.styleSheet) root.adoptedStyleSheets = [baseStyles.styleSheet];
    const container = document.createElement('div');
    container.style.blockSize = '420px';
    root.append(container);
    view = await openMap({
      container,
      styleUrl: `data:application/json,${encodeURIComponent(JSON.stringify(STYLE))}`,
      bounds: [-1.8, 53.1, -1.4, 53.3],
      centre: null,
      zoom: null,
      mode: 'browse',
      onSelect: () => undefined,
      onPick: () => undefined,
      onLeave: () => undefined,
      onFailure: () => undefined,
    });
    await until(() => !root.querySelector('[aria-busy]'), 'the first drawing');
  });
  afterEach(() => {
    view.destroy();
    unmount();
  });
  const names = () => [...root.querySelectorAll('.vehicle')].map(element => element.getAttribute('aria-label'));
  const box = () => root.querySelector('.vehicle')?.getBoundingClientRect();

  it('stand where they are by name, jump to where they go, and leave', async () => {
    view.vehicles([gritter(1), gritter(2, { treating: true, heading: null })], []);
    equal(names(), ['Gritter 1', 'Gritter 2']);
    equal(
      [...root.querySelectorAll('.vehicle')].map(element => [
        element.classList.contains('treating'),
        element.classList.contains('heading'),
      ]),
      [
        [false, true],
        [true, false],
      ],
    );
    await passesAxe(root.host);
    const before = box();
    view.vehicles([gritter(1, { point: { lat: 53.25, lng: -1.5 } })], []);
    equal(names(), ['Gritter 1']);
    await until(() => before && box()?.left !== before.left, 'the move');
    view.vehicles([], []);
    equal(names(), []);
  });

  it('take no click from what lies under them', () => {
    view.vehicles([gritter(1)], []);
    const element = root.querySelector('.vehicle');
    assert(element && getComputedStyle(element).pointerEvents === 'none', 'It takes clicks');
  });

  it('have a trail that goes when it is no longer wanted, without a fault', async () => {
    const faults: string[] = [];
    const note = (event: ErrorEvent) => faults.push(event.message);
    addEventListener('error', note);
    const trail = [
      { lat: 53.15, lng: -1.7 },
      { lat: 53.2, lng: -1.6 },
    ];
    view.vehicles([gritter(1)], trail);
    view.vehicles([gritter(1)], []);
    view.vehicles([gritter(1)], trail);
    view.destroy();
    await new Promise(requestAnimationFrame);
    removeEventListener('error', note);
    equal(faults, []);
    equal(names(), []);
  });
});
