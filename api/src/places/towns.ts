import { townDetail } from './messages.ts';
import type { TownRow } from './repository.ts';

/** A town ready to be found: `folded` is its name without case, accents and marks. */
export type TownEntry = { readonly label: string; readonly folded: string; readonly detail: string; readonly size: number };

/** OS Open Names' kinds of populated place, largest first. */
const SIZES = ['City', 'Town', 'Village', 'Suburban Area', 'Hamlet', 'Other Settlement'];
const sizeOf = (town: TownRow): number => (SIZES.includes(town.kind) ? SIZES.indexOf(town.kind) : SIZES.length);

/** Case, accents, apostrophes and hyphens do not count when a name is looked for: "ashford in the water" finds Ashford-in-the-Water. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}|['’‘`]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Rough, for telling near from far: degrees of latitude, longitude shortened as at 53° north. */
const apart = (a: TownRow, b: TownRow): number => Math.hypot(a.lat - b.lat, (a.lng - b.lng) * 0.6);

const nearestLarger = (town: TownRow, towns: readonly TownRow[]): string | undefined =>
  towns
    .filter(other => other.name !== town.name && sizeOf(other) <= SIZES.indexOf('Village'))
    .reduce<TownRow | undefined>((best, other) => (best && apart(town, best) <= apart(town, other) ? best : other), undefined)?.name;

/** Towns with details that tell those of the same name apart: by district and outward code, and where that is the same by what is near. */
export const townEntries = (towns: readonly TownRow[], districtName: (gss: string) => string | undefined): TownEntry[] => {
  const plain = (town: TownRow) => townDetail(town.kind, districtName(town.gss), town.outward);
  const twins = Map.groupBy(towns, town => `${fold(town.name)}|${plain(town)}`);
  return towns.map(town => {
    const isTwin = (twins.get(`${fold(town.name)}|${plain(town)}`)?.length ?? 0) > 1;
    const near = isTwin ? nearestLarger(town, towns) : undefined;
    return {
      label: town.name,
      folded: fold(town.name),
      detail: townDetail(town.kind, districtName(town.gss), town.outward, near),
      size: sizeOf(town),
    };
  });
};

/** How well a name fits: 0 the same, 1 begins with it, 2 a word begins with it, 3 contains it; undefined not at all. */
const fit = (folded: string, wanted: string): number | undefined => {
  if (folded === wanted) return 0;
  const found = folded.indexOf(wanted);
  if (found < 0) return undefined;
  if (found === 0) return 1;
  return folded.includes(` ${wanted}`) ? 2 : 3;
};

/** Towns whose name fits, best first: by fit, then larger places first, then by name. */
export const findTowns = (entries: readonly TownEntry[], typed: string): TownEntry[] => {
  const wanted = fold(typed);
  if (wanted === '') return [];
  return entries
    .flatMap(entry => {
      const rank = fit(entry.folded, wanted);
      return rank === undefined ? [] : [{ entry, rank }];
    })
    .sort((a, b) => a.rank - b.rank || a.entry.size - b.entry.size || a.entry.folded.localeCompare(b.entry.folded, 'en'))
    .map(({ entry }) => entry);
};
