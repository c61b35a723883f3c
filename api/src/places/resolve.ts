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
import { addressesMessage, boundaryMessage, outsideMessage, retiredMessage, sectorMessage, settledMessage } from './messages.ts';

export const COUNCIL_FINDER_URL = 'https://www.gov.uk/find-local-council';

const areasOf = (spots: readonly Spot[], ground: Ground): Area[] =>
  mergeAreas(spots.flatMap(spot => ground.areasAt(spot.gss, spot.inPark).map(area => ({ ...area, share: spot.share }))));

const shareOf = (spots: readonly Spot[]): number => spots.reduce((sum, spot) => sum + (spot.share ?? 0), 0);

/** Codes of councils that are no partners, likeliest first, each name once: a council may have two codes on record. */
const councilsOf = (spots: readonly Spot[], ground: Ground): { gss: string; name: string }[] => {
  const byName = new Map<string, { gss: string; share: number }>();
  for (const spot of spots) {
    const name = ground.councilName(spot.gss);
    if (name) byName.set(name, { gss: spot.gss, share: (byName.get(name)?.share ?? 0) + (spot.share ?? 0) });
  }
  return [...byName].sort(([, a], [, b]) => b.share - a.share).map(([name, { gss }]) => ({ gss, name }));
};

/** A council next door whose boundary is so near that the home may be on its side. */
const borderCouncilOf = (row: PostcodeFacts | undefined, ground: Ground): string | undefined =>
  row?.nearGss && row.nearM !== null && row.nearM <= BOUNDARY_M && !ground.isPartner(row.nearGss)
    ? ground.councilName(row.nearGss)
    : undefined;

/** Where it is outside by its point, but so near that the home may be on our side: those areas are offered too. */
const isOutside = (reading: Reading, ground: Ground): boolean => {
  const first = reading.spots[0];
  if (reading.basis === 'point') return first !== undefined && !ground.isPartner(first.gss);
  const ours = reading.spots.filter(spot => ground.isPartner(spot.gss));
  // By addresses the larger part decides; by sector one postcode on our side is enough to ask.
  return ours.length === 0 || (reading.basis === 'addresses' && shareOf(ours) < 0.5);
};

/** What the evidence comes to; the outcomes below put it into words. */
type Finding = Asked & {
  readonly basis: Basis;
  readonly areas: readonly Area[];
  /** Councils that are no partners, likeliest first, and how much of the evidence is theirs. */
  readonly councils: readonly { gss: string; name: string }[];
  readonly outsideShare: number;
  readonly row: PostcodeFacts | undefined;
  readonly isMissing: boolean;
  readonly source: PlaceSource;
};

const findingOf = (asked: Asked, reading: Reading, evidence: Evidence, ground: Ground, source: PlaceSource): Finding => {
  const outside = reading.spots.filter(spot => !ground.isPartner(spot.gss));
  return {
    ...asked,
    source,
    basis: reading.basis,
    areas: areasOf(reading.spots, ground),
    councils: councilsOf(outside, ground),
    outsideShare: shareOf(outside),
    row: evidence.row,
    isMissing: evidence.isCovered,
  };
};

const namesOf = ({ councils }: Finding): string[] => councils.map(council => council.name);

const outsidePlace = (finding: Finding): Place => {
  const { asked, areas, councils, row, source } = finding;
  const [council = null, ...more] = councils;
  const message = outsideMessage({ asked, councils: namesOf(finding), near: areas, isRetired: row?.isRetired ?? false });
  return {
    kind: 'outside',
    postcode: asked,
    areas: [...areas],
    message,
    source,
    council: more.length === 0 ? council : null,
    finderUrl: COUNCIL_FINDER_URL,
  };
};

const retiredPlace = ({ asked, areas, row, source }: Finding): Place => {
  const retiredOn = row?.retiredOn ?? null;
  return { kind: 'retired', postcode: asked, areas: [...areas], message: retiredMessage(asked, retiredOn, areas), source, retiredOn };
};

const sectorPlace = (finding: Finding): Place => {
  const { asked, sector, areas, source } = finding;
  return {
    kind: 'sector',
    postcode: asked,
    sector,
    areas: [...areas],
    message: sectorMessage({ ...finding, outside: namesOf(finding) }),
    source,
  };
};

const settledPlace = (finding: Finding, only: Area, ground: Ground): Place => {
  const { asked, basis, row, source } = finding;
  const border = basis === 'addresses' ? namesOf(finding)[0] : borderCouncilOf(row, ground);
  return { kind: 'settled', postcode: asked, areas: [only], message: settledMessage(asked, only, border), source };
};

const ambiguousPlace = (finding: Finding): Place => {
  const { asked, areas, basis, source } = finding;
  const frame = { kind: 'ambiguous' as const, postcode: asked, areas: [...areas], source };
  if (basis === 'addresses') return { ...frame, reason: 'addresses', message: addressesMessage(asked, areas, namesOf(finding)) };
  return { ...frame, reason: 'boundary', message: boundaryMessage(asked, areas) };
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
  if (isOutside(reading, ground)) return outsidePlace(finding);
  if (evidence.row?.isRetired) return retiredPlace(finding);
  if (reading.basis === 'sector') return sectorPlace(finding);
  const [only, ...more] = finding.areas;
  return only && more.length === 0 ? settledPlace(finding, only, ground) : ambiguousPlace(finding);
};
