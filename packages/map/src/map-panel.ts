import type { Bounds, LatLng, MapFeature } from '@dtp/contract/map.ts';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { MapView, MapViewOptions, NoWebGl } from './engine/view.ts';

/** Where the drawn map stands. `undrawable`: this browser has no WebGL. `failed`: its code or style could not be had, or it broke down. */
export type PanelState = 'closed' | 'opening' | 'open' | 'undrawable' | 'failed';

/** What the drawn map is to show now. */
export type Scene = {
  readonly features: readonly MapFeature[];
  readonly selected: string | null;
  /** Where distances are measured from, or in pick mode the spot. */
  readonly from: LatLng | null;
  /** What is to be seen of the ground; null to leave that as it is. */
  readonly bounds: Bounds | null;
};

/** The name that the engine gives a browser's want of WebGL; its code is not loaded here. */
const NO_WEBGL: NoWebGl['name'] = 'NoWebGl';

/** The rest of what the map is opened with. `container` is null while the widget has not drawn it. */
export type Stage = Omit<MapViewOptions, 'container' | 'bounds' | 'onFailure'> & {
  readonly container: HTMLElement | null;
  /** What is seen where there is nothing to show and no centre. */
  readonly bounds: Bounds | null;
};

/** The least box that holds all of them; null without features. */
export function boundsOf(features: readonly Pick<MapFeature, 'bounds'>[], from: LatLng | null): Bounds | null {
  const boxes = features.map(({ bounds }) => bounds);
  if (boxes.length === 0) return null;
  const all: readonly Bounds[] = from ? [...boxes, [from.lng, from.lat, from.lng, from.lat]] : boxes;
  const edge = (at: 0 | 1 | 2 | 3, pick: (...values: number[]) => number): number => pick(...all.map(box => box[at]));
  return [edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)];
}

const isSameList = (one: readonly MapFeature[], other: readonly MapFeature[]): boolean =>
  one.length === other.length && one.every((feature, at) => feature === other[at]);

const isSameBox = (one: Bounds | null, other: Bounds | null | undefined): boolean => String(one) === String(other);

/**
 * The drawn map beside the list. Its code, the greater part of the widget by far, is loaded when the person opens it. From then on the map
 * is told whatever the widget shows, after each drawing.
 */
export class MapPanel implements ReactiveController {
  state: PanelState = 'closed';

  readonly #host: ReactiveControllerHost;
  readonly #stage: () => Stage;
  readonly #scene: () => Scene;
  #view: MapView | null = null;
  #style = '';
  #told: Scene | null = null;
  #focus = false;
  /** Whether the widget is on a page. A drawing that was under way when it was removed would open a map that nobody ends. */
  #isOnPage = false;
  /** Which opening is under way: what an earlier one brings is not wanted. */
  #turn = 0;

  constructor(host: ReactiveControllerHost, stage: () => Stage, scene: () => Scene) {
    this.#host = host;
    this.#stage = stage;
    this.#scene = scene;
    host.addController(this);
  }

  /** The drawn map itself; null while there is none. */
  get view(): MapView | null {
    return this.#view;
  }

  /** Whether there is a map, or will be in a moment. */
  get isOpen(): boolean {
    return this.state === 'open' || this.state === 'opening';
  }

  /** Opens the map, unless it is; with `focus` the selected pin, or the map, gets the focus once it is there. */
  open(focus = false): void {
    this.#focus ||= focus;
    if (this.isOpen) this.#host.requestUpdate();
    else this.#set('opening');
  }

  close(): void {
    this.#end();
    this.#set('closed');
  }

  hostConnected(): void {
    this.#isOnPage = true;
    if (this.isOpen) this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const stage = this.#stage();
    if (!this.isOpen || !this.#isOnPage || !stage.container) return;
    if (stage.styleUrl !== this.#style) {
      this.#end();
      this.#style = stage.styleUrl;
      void this.#load(stage, stage.container);
    } else this.#tell();
  }

  hostDisconnected(): void {
    this.#isOnPage = false;
    this.#end();
    if (this.isOpen) this.state = 'opening';
  }

  async #load(stage: Stage, container: HTMLElement): Promise<void> {
    const turn = ++this.#turn;
    const fail = (state: PanelState): void => {
      if (turn !== this.#turn) return;
      this.#end();
      this.#set(state);
    };
    try {
      const { openMap } = await import('./engine/engine.ts');
      if (turn !== this.#turn) return;
      const scene = this.#scene();
      const view = await openMap({ ...stage, container, bounds: scene.bounds ?? stage.bounds, onFailure: () => fail('failed') });
      if (turn !== this.#turn) {
        view.destroy();
        return;
      }
      this.#view = view;
      this.#show(view, scene);
      this.#set('open');
    } catch (fault) {
      fail(fault instanceof Error && fault.name === NO_WEBGL ? 'undrawable' : 'failed');
    }
  }

  /** Tells the map what has changed since it was last told. */
  #tell(): void {
    const view = this.#view;
    if (!view) return;
    const scene = this.#scene();
    const isMoved = !isSameBox(scene.bounds, this.#told?.bounds);
    this.#show(view, scene);
    if (scene.bounds && isMoved && !scene.selected) view.fit(scene.bounds);
    if (!this.#focus) return;
    this.#focus = false;
    view.focus();
  }

  #show(view: MapView, scene: Scene): void {
    const before = this.#told;
    this.#told = scene;
    if (!before || !isSameList(scene.features, before.features)) view.show(scene.features);
    if (scene.from !== before?.from) view.from(scene.from);
    if (scene.selected !== before?.selected) view.select(scene.selected);
  }

  #end(): void {
    this.#turn++;
    this.#style = '';
    this.#view?.destroy();
    this.#view = null;
    this.#told = null;
  }

  #set(state: PanelState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
