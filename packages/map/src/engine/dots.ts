import type { MapGeoJSONFeature, Map as MapLibreMap, Point } from 'maplibre-gl';

/** Pixels around a dot that count as the dot: with its own size that is a target of 44. */
const NEAR = 18;

const isDot = ({ layer, properties }: MapGeoJSONFeature): boolean => layer.type === 'circle' && typeof properties.id === 'string';

/** The nearest of the dots around a point of the screen. They come from the tiles: everything of a layer, where the pins are only the list. */
function dotAt(map: MapLibreMap, { x, y }: Point): MapGeoJSONFeature | undefined {
  const found = map
    .queryRenderedFeatures([
      [x - NEAR, y - NEAR],
      [x + NEAR, y + NEAR],
    ])
    .filter(isDot);
  const away = ({ geometry }: MapGeoJSONFeature): number => {
    if (geometry.type !== 'Point') return Number.POSITIVE_INFINITY;
    const [lng = 0, lat = 0] = geometry.coordinates;
    const at = map.project([lng, lat]);
    return Math.hypot(at.x - x, at.y - y);
  };
  return found.toSorted((one, other) => away(one) - away(other))[0];
}

/** Hears when a dot of a layer is clicked. By keyboard the same places are reached in the list. */
export function dots(map: MapLibreMap, onDot: (layer: string, id: string) => void): void {
  map.on('click', ({ point }) => {
    const dot = dotAt(map, point);
    if (dot) onDot(dot.sourceLayer ?? '', String(dot.properties.id));
  });
  map.on('mousemove', ({ point }) => {
    map.getCanvasContainer().classList.toggle('on-dot', dotAt(map, point) !== undefined);
  });
}
