import type { AroundReply, AroundSpotReply, Layer, MapFeature, Spot } from '@dtp/contract/map.ts';
import { LRUCache } from 'lru-cache';
import { londonDay } from '../http/clock.ts';
import type { PlaceFinder } from '../places/finder.ts';
import { toGrid } from '../places/grid.ts';
import type { SpotFinder } from '../places/spots.ts';
import { asFeature, featureAt } from './features.ts';
import type { LayerBook } from './layers.ts';
import type { Found } from './locating.ts';
import { containingLabel } from './messages.ts';
import type { MapModel } from './model.ts';
import type { FeatureRow, MapRepository } from './repository.ts';
import { shapeOf } from './shape.ts';

export type AroundDeps = {
  map: MapModel;
  mapRecord: MapRepository;
  layers: LayerBook;
  spots: SpotFinder;
  places: PlaceFinder;
  now: () => Date;
};

export type Around = {
  place(found: Found): Promise<AroundReply>;
  /** The same, and the nearest address and street. */
  spot(found: Found): Promise<AroundSpotReply>;
};

/** The size of an area in square degrees: areas of one county are told apart by it. */
const extentOf = ({ geometry }: FeatureRow): number =>
  shapeOf(geometry).paths.reduce((sum, ring) => {
    const doubled = ring.reduce((all, [x = 0, y = 0], at) => {
      const [nextX = 0, nextY = 0] = ring[(at + 1) % ring.length] ?? [];
      return all + x * nextY - nextX * y;
    }, 0);
    return sum + Math.abs(doubled) / 2;
  }, 0);

type Serving = Pick<AroundReply, 'areas' | 'message' | 'source'>;
type KnownArea = { readonly feature: MapFeature; readonly extent: number };
type Contained = KnownArea & { readonly layer: Layer };

/** Areas whose facts are kept: a county at full resolution takes a tenth of a second to read from the record. */
const MOST_AREAS_KNOWN = 1000;

/** Everything that contains a spot, and who serves it. */
export const createAround = ({ map, mapRecord, layers, spots, places, now }: AroundDeps): Around => {
  /** A postcode is answered as the A to Z answers it: by its addresses and its sector too, which its point alone does not tell. */
  const servingPostcode = async ({ spot, source }: Found): Promise<Serving> => {
    const place = await places.find(spot.label, londonDay(now()));
    if (!('areas' in place)) return { areas: [], message: place.message, source };
    return { areas: place.areas, message: place.message, source: place.source };
  };

  const serving = async (found: Found): Promise<Serving> => {
    const { spot, source } = found;
    if (spot.precision === 'postcode' || spot.precision === 'sector') return servingPostcode(found);
    const { areas, message } = await spots.serving(spot.point, londonDay(now()));
    return { areas: [...areas], message, source };
  };

  const known = new LRUCache<string, KnownArea>({ max: MOST_AREAS_KNOWN });
  const areaOf = async (layer: string, number: number): Promise<KnownArea[]> => {
    const key = `${layer} ${map.layer(layer)?.version} ${number}`;
    const area = known.get(key);
    if (area) return [area];
    const [row] = await mapRecord.byNumber(layer, [number]);
    if (!row) return [];
    const read = { feature: asFeature(row, now()), extent: extentOf(row) };
    known.set(key, read);
    return [read];
  };

  const containedIn = async (layer: Layer, spot: Spot): Promise<Contained[]> => {
    const numbers = map.containing(layer.id, toGrid(spot.point));
    const areas = (await Promise.all(numbers.map(number => areaOf(layer.id, number)))).flat();
    return areas.map(({ feature, extent }) => ({ layer, feature: featureAt(feature, now()), extent }));
  };

  /** Of a sector only the middle is known, and homes in it may lie in the next ward: it is in nothing for sure. */
  const containing = async (spot: Spot): Promise<AroundReply['containing']> => {
    if (spot.precision === 'sector') return [];
    const areas = layers.all().filter(layer => layer.role === 'areas');
    const all = (await Promise.all(areas.map(layer => containedIn(layer, spot)))).flat();
    return all
      .sort((a, b) => b.extent - a.extent)
      .map(({ layer, feature }) => ({ layer: layer.id, label: containingLabel(layer, spot), feature }));
  };

  const place = async (found: Found): Promise<AroundReply> => {
    const [served, contained] = await Promise.all([serving(found), containing(found.spot)]);
    return { from: found.spot, ...served, containing: contained };
  };

  return {
    place,
    spot: async found => {
      const { point } = found.spot;
      const [reply, address, street] = await Promise.all([place(found), spots.nearestAddress(point), spots.nearestStreet(point)]);
      return { ...reply, address, street };
    },
  };
};
