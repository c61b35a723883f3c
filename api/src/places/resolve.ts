import type { Area, Place, PlaceSource } from '@dtp/contract/places.ts';
import { type Ground, mergeAreas } from './areas.ts';
import {
  type Asked,
  type Basis,
  BOUNDARY_M,
  type Evidence,
  type PostcodeFacts,
  type Reading,
  readEvidence,
  type Spot,
} from './evidence.ts';
import {
  addressesMessage,
  boundaryMessage,
  outsideMessage,
  retiredMessage,
  sectorMessage,
  settledMessage,
  UNNAMED_COUNCIL,
} from './messages.ts';

export const COUNCIL_FINDER_URL = 'https://www.gov.uk/find-local-council';

const areasOf = (spots: readonly Spot[], ground: Ground): Area[] =>
  mergeAreas(spots.flatMap(spot => ground.areasAt(spot.gss, spot.inPark).map(area => ({ ...area, share: spot.share }))));

const shareOf = (spots: readonly Spot[]): number => spots.reduce((sum, spot) => sum + (spot.share ?? 0), 0);

type Council = { readonly gss: string; readonly name: string };

/** Councils that are no partners, likeliest first, each name once: a council may have two codes on record. */
const councilsOf = (spots: readonly Spot[], ground: Ground): Council[] => {
  const byName = new Map<string, { gss: string; share: number }>();
  for (const spot of spots) {
    const name = ground.councilName(spot.gss) ?? UNNAMED_COUNCIL;
    byName.set(name, { gss: spot.gss, share: (byName.get(name)?.share ?? 0) + (spot.share ?? 0) });
  }
  return [...byName].sort(([, a], [, b]) => b.share - a.share).map(([name, { gss }]) => ({ gss, name }));
};

/** A council next door whose boundary is so near that the home may be on its side. */
const borderCouncilOf = (row: PostcodeFacts | undefined, ground: Ground): Council | undefined => {
  if (!row?.nearGss || row.nearM === null || row.nearM > BOUNDARY_M || ground.isPartner(row.nearGss)) return undefined;
  const name = ground.councilName(row.nearGss);
  return name ? { gss: row.nearGss, name } : undefined;
};

/** Outside by its point, or by the larger part of its addresses or of its sector. What there is on our side is offered all the same. */
const isOutside = (reading: Reading, ground: Ground): boolean => {
  const first = reading.spots[0];
  if (reading.basis === 'point') return first !== undefined && !ground.isPartner(first.gss);
  const ours = reading.spots.filter(spot => ground.isPartner(spot.gss));
  return ours.length === 0 || shareOf(ours) < 0.5;
};

/** What the evidence comes to; the outcomes below put it into words. */
type Finding = Asked & {
  readonly basis: Basis;
  readonly areas: readonly Area[];
  /** Councils that are no partners and have a part of the evidence, likeliest first. */
  readonly councils: readonly Council[];
  /** A council that is no partner and whose boundary is very near the point. */
  readonly border: Council | undefined;
  readonly row: PostcodeFacts | undefined;
  readonly isRetired: boolean;
  readonly isMissing: boolean;
  readonly source: PlaceSource;
};

const findingOf = (asked: Asked, reading: Reading, evidence: Evidence, ground: Ground, source: PlaceSource): Finding => ({
  ...asked,
  source,
  basis: reading.basis,
  areas: areasOf(reading.spots, ground),
  councils: councilsOf(
    reading.spots.filter(spot => !ground.isPartner(spot.gss)),
    ground,
  ),
  border: reading.basis === 'point' ? borderCouncilOf(evidence.row, ground) : undefined,
  row: evidence.row,
  isRetired: evidence.row?.isRetired ?? false,
  isMissing: evidence.isCovered && evidence.row === undefined,
});

const namesOf = (councils: readonly Council[]): string[] => councils.map(council => council.name);

/** What every outcome has. `beyond`: the councils to offer beside the areas. */
const frameOf = ({ asked, areas, source }: Finding, beyond: readonly Council[]) => ({
  postcode: asked,
  areas: [...areas],
  beyond: [...beyond],
  finderUrl: COUNCIL_FINDER_URL,
  source,
});

const outsidePlace = (finding: Finding): Place => {
  const { areas, councils } = finding;
  const [first = null, ...more] = councils;
  const council = more.length === 0 && first?.name !== UNNAMED_COUNCIL ? first : null;
  // Without an area on our side there is nothing to choose between.
  const frame = frameOf(finding, areas.length > 0 ? councils : []);
  return { kind: 'outside', ...frame, council, message: outsideMessage({ ...finding, councils: namesOf(councils), ours: areas }) };
};

const retiredPlace = (finding: Finding): Place => {
  const { asked, areas, row, border } = finding;
  const retiredOn = row?.retiredOn ?? null;
  return { kind: 'retired', ...frameOf(finding, []), retiredOn, message: retiredMessage(asked, retiredOn, areas, border?.name) };
};

const sectorPlace = (finding: Finding): Place => {
  const { sector, councils } = finding;
  return { kind: 'sector', ...frameOf(finding, councils), sector, message: sectorMessage({ ...finding, outside: namesOf(councils) }) };
};

const settledPlace = (finding: Finding, only: Area): Place => ({
  kind: 'settled',
  ...frameOf(finding, []),
  message: settledMessage(finding.asked, only, finding.border?.name),
});

const ambiguousPlace = (finding: Finding): Place => {
  const { asked, areas, basis, councils, border } = finding;
  if (basis === 'addresses') {
    const message = addressesMessage(asked, areas, namesOf(councils));
    return { kind: 'ambiguous', reason: 'addresses', ...frameOf(finding, councils), message };
  }
  // The person is asked in any case, so the council next door is among what they can answer.
  const frame = frameOf(finding, border ? [border] : []);
  return { kind: 'ambiguous', reason: 'boundary', ...frame, message: boundaryMessage(asked, areas, border?.name) };
};

/**
 * Who serves a place: every outcome of domain.md, "Places", but for not-a-postcode. Undefined when nothing on record speaks of it.
 * `sourceOf` names the data behind the evidence that decided. Source of the order of evidence: domain.md, "Evidence for a straddle".
 */
export const resolvePlace = (
  asked: Asked,
  evidence: Evidence,
  ground: Ground,
  sourceOf: (basis: Basis) => PlaceSource,
): Place | undefined => {
  const reading = readEvidence(evidence, ground);
  if (!reading) return undefined;
  const finding = findingOf(asked, reading, evidence, ground, sourceOf(reading.basis));
  const { areas, councils, isRetired } = finding;
  if (isOutside(reading, ground)) return outsidePlace(finding);
  // One that may lie beyond our border is answered as such: that it is out of use matters less than whose it is.
  if (isRetired && councils.length === 0) return retiredPlace(finding);
  if (reading.basis === 'sector') return sectorPlace(finding);
  const [only, ...more] = areas;
  return only && more.length + councils.length === 0 ? settledPlace(finding, only) : ambiguousPlace(finding);
};
