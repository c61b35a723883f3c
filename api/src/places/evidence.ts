import type { Ground } from './areas.ts';

/**
 * How near a boundary a postcode's point has to be before homes of that postcode may lie across it, in metres. A unit has about
 * fifteen addresses, and its point is that of the address nearest their middle, so the others are seldom farther off than this.
 */
export const BOUNDARY_M = 100;
/** The same for the park's edge, where the two sides differ in planning only. */
export const PARK_EDGE_M = 100;
/** A single address among at least this many is a slip of the address file, not a straddle: it is ignored. */
export const ONE_OF_MANY = 10;

/** A postcode as the record holds it. Distances in metres; null where far off or not known. */
export type PostcodeFacts = {
  readonly postcode: string;
  readonly gss: string | null;
  /** Inside the park as a file states; null where none does. */
  readonly statedInPark: boolean | null;
  /** Inside the park by its point and the boundary on record; null where either is missing. */
  readonly inPark: boolean | null;
  readonly parkEdgeM: number | null;
  readonly nearGss: string | null;
  readonly nearM: number | null;
  readonly isRetired: boolean;
  readonly retiredOn: string | null;
};

/** How many addresses of a postcode lie in a district, on one side of the park's boundary. */
export type AddressCount = { readonly gss: string; readonly inPark: boolean; readonly addresses: number };
/** How many live postcodes of a sector lie in a district, on one side of the park's boundary. */
export type SectorCount = { readonly gss: string; readonly inPark: boolean; readonly postcodes: number };

export type Asked = {
  /** The postcode in its usual form, or the sector alone. */
  readonly asked: string;
  readonly sector: string;
};

/** All that the record knows about what was asked. */
export type Evidence = {
  readonly row: PostcodeFacts | undefined;
  readonly addresses: readonly AddressCount[];
  readonly sector: readonly SectorCount[];
  /** Whether full postcodes of this postcode area are on record. */
  readonly isCovered: boolean;
};

/** Which data an answer rests on. */
export type Basis = 'addresses' | 'point' | 'sector';

/** One possible whereabouts: a district and a side of the park's boundary. `share` of the evidence, null where it has no numbers. */
export type Spot = { readonly gss: string; readonly inPark: boolean; readonly share: number | null };
export type Reading = { readonly basis: Basis; readonly spots: readonly Spot[] };

const shared = <Count extends { gss: string; inPark: boolean }>(counts: readonly Count[], amount: (count: Count) => number): Spot[] => {
  const total = counts.reduce((sum, count) => sum + amount(count), 0);
  return counts.map(count => ({ gss: count.gss, inPark: count.inPark, share: total > 0 ? amount(count) / total : null }));
};

/** Address evidence without the slips: one address of many says nothing. */
const spotsByAddress = (counts: readonly AddressCount[]): Spot[] => {
  const total = counts.reduce((sum, count) => sum + count.addresses, 0);
  return shared(total >= ONE_OF_MANY ? counts.filter(count => count.addresses > 1) : counts, count => count.addresses);
};

const spotsBySector = (counts: readonly SectorCount[]): Spot[] => shared(counts, count => count.postcodes);

/**
 * A district by a point whose side of the park's boundary is known. Near the edge the other side is possible too: outside always,
 * inside where people of this district do live inside.
 */
const spotsInDistrict = (gss: string, inPark: boolean, isNearEdge: boolean, ground: Ground): Spot[] => {
  const known = { gss, inPark, share: null };
  return isNearEdge && (inPark || ground.straddlesPark(gss)) ? [known, { gss, inPark: !inPark, share: null }] : [known];
};

/** Which sides of the park's boundary the sector's postcodes in this district lie on; for a postcode without a side of its own. */
const spotsBySectorWithin = (gss: string, sector: readonly SectorCount[], ground: Ground): Spot[] => {
  const within = spotsBySector(sector.filter(count => count.gss === gss));
  if (within.length > 0) return within;
  const sides = ground.straddlesPark(gss) ? [false, true] : [false];
  return sides.map(inPark => ({ gss, inPark, share: null }));
};

/** Another partner's district within `BOUNDARY_M` of the point. */
const nearPartnerOf = (row: PostcodeFacts, ground: Ground): string | undefined =>
  row.nearGss !== null && row.nearM !== null && row.nearM <= BOUNDARY_M && ground.isPartner(row.nearGss) ? row.nearGss : undefined;

const spotsByPoint = (row: PostcodeFacts, gss: string, sector: readonly SectorCount[], ground: Ground): Spot[] => {
  const inPark = row.statedInPark ?? row.inPark;
  const isNearEdge = row.parkEdgeM !== null && row.parkEdgeM <= PARK_EDGE_M;
  const within = (district: string): Spot[] => {
    if (inPark === null) return spotsBySectorWithin(district, sector, ground);
    return spotsInDistrict(district, inPark && (district === gss || ground.straddlesPark(district)), isNearEdge, ground);
  };
  const near = nearPartnerOf(row, ground);
  // Shares of two districts' own sectors do not add up to one whole, so none is given.
  return near ? [...within(gss), ...within(near)].map(spot => ({ ...spot, share: null })) : within(gss);
};

/** The best evidence there is: addresses, then the point with its distance to the boundaries, then the sector. */
export const readEvidence = ({ row, addresses, sector }: Evidence, ground: Ground): Reading | undefined => {
  const byAddress = spotsByAddress(addresses);
  if (byAddress.length > 0) return { basis: 'addresses', spots: byAddress };
  if (row?.gss) return { basis: 'point', spots: spotsByPoint(row, row.gss, sector, ground) };
  const bySector = spotsBySector(sector);
  return bySector.length > 0 ? { basis: 'sector', spots: bySector } : undefined;
};
