import type { LatLng } from '@dtp/contract/map.ts';
import { toGrid } from '../../places/grid.ts';
import { SETTLEMENTS } from '../ground.ts';
import type { MapModel } from '../model.ts';
import type { FeatureRow, MapRepository } from '../repository.ts';
import { pinOf, shapeOf } from '../shape.ts';
import type { Frame } from './frame.ts';

export type Town = { readonly name: string; readonly point: LatLng };

/** Settlements that are looked at for one picture. */
const MOST_LOOKED_AT = 2000;
/** Degrees of latitude that a picture may be high and still name villages, and hamlets. */
const VILLAGES_BELOW = 0.5;
const HAMLETS_BELOW = 0.15;
const REACH_M = 3000;
const COUNTED = 8;

const isLarge = (kind: unknown): boolean => kind === 'City' || kind === 'Town';

const isNamed = (kind: unknown, height: number): boolean =>
  isLarge(kind) || (kind === 'Village' && height < VILLAGES_BELOW) || height < HAMLETS_BELOW;

/** How much there is in a town, by what else is on the map: the record has no numbers of people, and where there is more, more live. */
const busyness = (map: MapModel, point: LatLng): number =>
  map
    .layers()
    .filter(layer => layer.role === 'places')
    .reduce((sum, { id }) => sum + map.nearest(id, toGrid(point), COUNTED).filter(near => near.metres < REACH_M).length, 0);

const rankOf = (map: MapModel, { properties: { kind } }: FeatureRow, point: LatLng): number => {
  if (kind === 'City') return 1000;
  return kind === 'Town' ? 100 + busyness(map, point) : kind === 'Village' ? 1 : 0;
};

/** The places that deserve a name in the picture, the most important first. */
export const townsIn = async (map: MapModel, record: MapRepository, { bounds }: Frame): Promise<readonly Town[]> => {
  const height = bounds[3] - bounds[1];
  const rows = await record.byNumber(SETTLEMENTS, [...map.within(SETTLEMENTS, bounds).subarray(0, MOST_LOOKED_AT)]);
  return rows
    .filter(row => isNamed(row.properties.kind, height))
    .map(row => {
      const point = pinOf(shapeOf(row.geometry));
      return { name: row.title, point, rank: rankOf(map, row, point) };
    })
    .sort((a, b) => b.rank - a.rank);
};
