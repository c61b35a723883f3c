import type { Authority } from '@dtp/contract/authorities.ts';
import { createAuthorityRepository } from '../authorities/repository.ts';
import type { Database } from '../store/connect.ts';
import { openBoundaryMap } from './derive.ts';
import { type GridPoint, toGrid } from './grid.ts';
import { createPlaceRepository, type SectorRow } from './repository.ts';

/** How far around the partners' districts places are of use, in metres. */
const NEAR_M = 5000;
/** A sector's middle may be this far from its ends. */
const SECTOR_M = 5000;
/** Squares of this side are near as a whole or not: a file of all of Great Britain asks forty million times. */
const SQUARE_M = 1000;
const DIRECTIONS = 12;

const isDistrict = ({ kind }: Authority): boolean => kind === 'district' || kind === 'unitary';

/** Points at which a circle and its half are looked at; the ground is made of districts many kilometres wide, which do not fall between. */
const around = ({ easting, northing }: GridPoint, reach: number): GridPoint[] => [
  { easting, northing },
  ...[reach / 2, reach].flatMap(metres =>
    Array.from({ length: DIRECTIONS }, (_, at) => {
      const turn = (at / DIRECTIONS) * 2 * Math.PI;
      return { easting: easting + metres * Math.cos(turn), northing: northing + metres * Math.sin(turn) };
    }),
  ),
];

/** Without boundaries, what is around the middles of the partners' sectors. */
const nearSectors = (sectors: readonly SectorRow[], partners: ReadonlySet<string>): ((point: GridPoint) => boolean) => {
  const middles = sectors.filter(row => row.shares.some(({ gss }) => partners.has(gss))).map(toGrid);
  return point => middles.some(middle => Math.hypot(middle.easting - point.easting, middle.northing - point.northing) <= NEAR_M + SECTOR_M);
};

/** Whether a point lies in a partner's district or about 5 km around, give or take the square of a kilometre that it lies in. */
export const openNearGround = async (db: Database): Promise<(point: GridPoint) => boolean> => {
  const authorities = await createAuthorityRepository(db).all();
  const partners = new Set(authorities.filter(isDistrict).map(one => one.gss));
  const map = await openBoundaryMap(db, new Set());
  const bySector = nearSectors(await createPlaceRepository(db).sectors(), partners);
  const hasBoundaries = map.hasDistricts;
  const measure = (middle: GridPoint): boolean =>
    hasBoundaries ? around(middle, NEAR_M).some(point => partners.has(map.locate(point).gss ?? '')) : bySector(middle);
  const squares = new Map<number, boolean>();
  return ({ easting, northing }) => {
    const [column, row] = [Math.floor(easting / SQUARE_M), Math.floor(northing / SQUARE_M)];
    const key = row * 1000 + column;
    let isNear = squares.get(key);
    if (isNear === undefined) {
      isNear = measure({ easting: (column + 0.5) * SQUARE_M, northing: (row + 0.5) * SQUARE_M });
      squares.set(key, isNear);
    }
    return isNear;
  };
};
