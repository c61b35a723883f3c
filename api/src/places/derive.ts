import type { Database } from '../store/connect.ts';
import {
  type BoundaryMap,
  createBoundaryMap,
  type Derived,
  NOTHING_DERIVED,
  type ProjectedBoundary,
  projectBoundary,
} from './boundary-map.ts';
import { createPlaceRepository, type PostcodeRow } from './repository.ts';
import { createPlaceWriter } from './repository.write.ts';

const PAGE = 5000;

const KINDS = ['district', 'neighbour', 'park'] as const;

/**
 * The boundaries that derived columns rest on, as an index. Parks count only when they are a partner's. One geometry is in memory at a
 * time: as JSON they are many times the size of the index.
 */
export const openBoundaryMap = async (db: Database, parks: ReadonlySet<string>): Promise<BoundaryMap> => {
  const record = createPlaceWriter(db);
  const names = new Map((await createPlaceRepository(db).districts()).map(district => [district.gss, district.name]));
  const projected: ProjectedBoundary[] = [];
  for (const kind of KINDS)
    for (const gss of await record.boundaryCodes(kind)) {
      const boundary = kind !== 'park' || parks.has(gss) ? await record.boundary(kind, gss) : undefined;
      if (boundary) projected.push(projectBoundary({ ...boundary, kind }));
    }
  return createBoundaryMap(projected, gss => names.get(gss));
};

const deriveFor = (row: PostcodeRow, map: BoundaryMap): Derived =>
  row.easting === null || row.northing === null ? NOTHING_DERIVED : map.measure({ easting: row.easting, northing: row.northing }, row.gss);

const isSame = (row: PostcodeRow, derived: Derived): boolean =>
  row.inPark === derived.inPark && row.parkEdgeM === derived.parkEdgeM && row.nearGss === derived.nearGss && row.nearM === derived.nearM;

/** Measures every postcode on record anew and writes what has changed; answers how many. `onRow` is called for each postcode looked at. */
export const deriveAll = async (db: Database, parks: ReadonlySet<string>, onRow: () => void): Promise<number> => {
  const record = createPlaceWriter(db);
  const map = await openBoundaryMap(db, parks);
  let changed = 0;
  let after = '';
  for (;;) {
    const page = await record.postcodesAfter(after, PAGE);
    for (const row of page) {
      after = row.postcode;
      onRow();
      const derived = deriveFor(row, map);
      if (isSame(row, derived)) continue;
      await record.saveDerived(row.postcode, derived);
      changed++;
    }
    if (page.length < PAGE) return changed;
  }
};
