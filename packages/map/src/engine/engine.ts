import type { LatLng } from '@dtp/contract/map.ts';
import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import { cameraFor, FIT_ZOOM, isWellInside, paddingFor, SPOT_ZOOM, ZOOMS } from './camera.ts';
import { isUndrawable, watchContext } from './context.ts';
import { showCredits } from './credits.ts';
import { dots } from './dots.ts';
import { messages } from './messages.ts';
import { picking } from './picking.ts';
import { Pins } from './pins.ts';
import { Spot } from './spot.ts';
import { type Stage, setStage } from './stage.ts';
import { hasStreets, loadStyle } from './style.ts';
import { Vehicles } from './vehicles.ts';
import { type MapView, type MapViewOptions, NoWebGl, type OpenMap } from './view.ts';
import { zoomButtons } from './zoom-buttons.ts';

// Without this the map stays blank on another origin. A path and not a package's name: the build emits the file that it finds there, and
// the component tests serve it from there.
setWorkerUrl(new URL('../../../../node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs', import.meta.url).href);

const locale = {
  'CooperativeGesturesHandler.WindowsHelpText': messages.wheel,
  'CooperativeGesturesHandler.MacHelpText': messages.wheelOnMac,
  'CooperativeGesturesHandler.MobileHelpText': messages.touch,
};

/**
 * The map itself, empty until it is given a style. North is up and the view straight down, always. A page that scrolls past it goes on
 * scrolling: the wheel needs Ctrl, a finger needs a second one. MapLibre itself does without animation where the person wants less motion.
 */
function emptyMap(options: MapViewOptions, frame: HTMLElement): MapLibreMap {
  const map = new MapLibreMap({
    container: frame,
    ...cameraFor(options, frame),
    ...ZOOMS,
    maxPitch: 0,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    cooperativeGestures: true,
    renderWorldCopies: false,
    attributionControl: false,
    fadeDuration: 0,
    locale: { ...locale, 'Map.Title': messages[options.mode] },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  // MapLibre makes it a region, but the arrow keys get past a screen reader only in an application.
  map.getCanvas().setAttribute('role', 'application');
  return map;
}

/** The same but for what rounding on the way may have taken: a metre. */
const isSame = (one: LatLng, other: LatLng | null): boolean =>
  other !== null && Math.abs(one.lat - other.lat) < 1e-5 && Math.abs(one.lng - other.lng) < 1e-5;

/** What the list says to the map, and the map to the list. */
function viewOf(map: MapLibreMap, { frame, credits }: Stage, options: MapViewOptions, spotZoom: number, end: () => void): MapView {
  const { mode, onSelect, onDot, onPick, onLeave } = options;
  const bringIntoView = (point: LatLng): void => {
    if (!isWellInside(map.project(point), frame)) map.easeTo({ center: point });
  };
  const pins = new Pins(map, { onSelect, onFocus: ({ point }) => bringIntoView(point) });
  const spot = new Spot(map, mode === 'pick' ? messages.marked : messages.from);
  const vehicles = new Vehicles(map);
  /** What was marked on the map itself: it is seen already when the widget says it too. */
  let marked: LatLng | null = null;
  showCredits(map, credits);
  if (mode === 'pick') {
    const mark = (point: LatLng): void => {
      marked = point;
      spot.show(point);
      onPick(point);
    };
    frame.classList.add('picks');
    frame.append(...picking(map, mark));
  } else if (onDot) {
    dots(map, onDot);
  }
  frame.append(zoomButtons(map));
  frame.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    // The page may have a dialogue of its own around us, which this key would close.
    event.stopPropagation();
    onLeave();
  });

  let ended = false;
  return {
    show: features => pins.show(features),
    select: id => {
      const feature = pins.select(id);
      if (feature) bringIntoView(feature.point);
    },
    from: point => {
      spot.show(point);
      if (!point || mode !== 'pick' || isSame(point, marked)) return;
      map.easeTo({ center: point, zoom: Math.max(map.getZoom(), spotZoom) });
    },
    vehicles: (list, trail) => vehicles.show(list, trail),
    fit: bounds => void map.fitBounds(bounds, { padding: paddingFor(frame), maxZoom: FIT_ZOOM, linear: true }),
    focus: () => {
      if (pins.focusSelected()) frame.scrollIntoView({ block: 'nearest' });
      else map.getCanvas().focus();
    },
    destroy: () => {
      if (ended) return;
      ended = true;
      pins.remove();
      vehicles.remove();
      spot.show(null);
      end();
    },
  };
}

/** A breath between running this code for the first time and making the drawing context, so that the page can answer in between. */
const nextTask = (): Promise<unknown> => new Promise(resolve => setTimeout(resolve));

/**
 * Draws a map into the container, and under it who is to be credited for what is seen. The frame is `aria-busy` until all that is in view
 * has been drawn once.
 * @throws {NoWebGl} where the browser cannot draw
 * @throws where the style cannot be had
 */
export const openMap: OpenMap = async options => {
  const style = loadStyle(options.styleUrl);
  style.catch(() => undefined);
  await nextTask();
  const stage = setStage(options.container);
  let map: MapLibreMap;
  try {
    map = emptyMap(options, stage.frame);
  } catch (fault) {
    stage.clear();
    throw isUndrawable(fault) ? new NoWebGl('This browser cannot draw a map', { cause: fault }) : fault;
  }
  const stopWatching = watchContext(map, options.onFailure);
  const end = (): void => {
    stopWatching();
    map.remove();
    stage.clear();
  };
  try {
    stage.frame.setAttribute('aria-busy', 'true');
    map.once('load', () => stage.frame.removeAttribute('aria-busy'));
    const drawn = await style;
    map.setStyle(drawn, { diff: false });
    return viewOf(map, stage, options, hasStreets(drawn) ? SPOT_ZOOM.streets : SPOT_ZOOM.outlines, end);
  } catch (fault) {
    end();
    throw fault;
  }
};
