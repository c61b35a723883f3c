import type { PrivateSpot } from '@dtp/contract/map.ts';
import { badRequest, ProblemError } from '../http/problem.ts';
import { type GridPoint, isOnGrid, toGrid } from '../places/grid.ts';
import type { Located, SpotFinder } from '../places/spots.ts';
import { placeFaults, placeNotFoundTitle, tooFarMessage } from './messages.ts';

/** A place as a query gives it: exactly one of the two. */
export type AskedPlace = { postcode?: string | undefined; near?: string | undefined };

export type Found = Extract<Located, { kind: 'located' }>;

/** What was typed as the place. Throws a 400 unless there is exactly one. */
export const typedPlace = ({ postcode, near }: AskedPlace): string => {
  if (postcode && near) throw badRequest([{ path: 'near', message: placeFaults.both }]);
  const typed = postcode || near;
  if (!typed) throw badRequest([{ path: 'postcode', message: placeFaults.missing }]);
  return typed;
};

const notFound = (detail: string): ProblemError => new ProblemError({ status: 404, title: placeNotFoundTitle, detail, kind: 'not-found' });

const found = (located: Located): Found => {
  if (located.kind === 'located') return located;
  throw notFound(located.message);
};

/** Where a spot is on the National Grid. Throws a 404 where the grid does not reach: metres mean nothing there. */
export const gridSpot = ({ spot }: Found): GridPoint => {
  const point = toGrid(spot.point);
  if (isOnGrid(point)) return point;
  throw notFound(tooFarMessage);
};

/** Where a place is. Throws a 404 of kind not-found that says why it is not known. */
export const locatePlace = async (spots: SpotFinder, asked: AskedPlace): Promise<Found> => found(await spots.locate(typedPlace(asked)));

/** The same for an address or a position. */
export const locateSpot = async (spots: SpotFinder, at: PrivateSpot): Promise<Found> => found(await spots.at(at));
