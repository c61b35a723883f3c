import type { Ground, GroundFacts } from './areas.ts';
import type { SectorCount } from './evidence.ts';
import type { PlaceRepository, TownRow } from './repository.ts';
import type { Datasets } from './source.ts';

/** Live postcodes in one district, on one side of the park's boundary. */
export type SpotTotal = SectorCount;

/** What the places service keeps in memory: small facts that many answers need. Immutable; made anew when the record moves. */
export type PlaceModel = GroundFacts & {
  readonly sectors: ReadonlyMap<string, readonly SectorCount[]>;
  /** Outward codes in order, each with the counts of its sectors together. */
  readonly outwards: ReadonlyMap<string, readonly SectorCount[]>;
  /** All known sectors together. */
  readonly totals: readonly SpotTotal[];
  readonly towns: readonly TownRow[];
  readonly datasets: Datasets;
};

const spotKey = (count: SectorCount): string => `${count.gss} ${count.inPark}`;

const addUp = (counts: readonly SectorCount[]): SectorCount[] => {
  const bySpot = new Map<string, SectorCount>();
  for (const count of counts) {
    const known = bySpot.get(spotKey(count));
    bySpot.set(spotKey(count), { ...count, postcodes: count.postcodes + (known?.postcodes ?? 0) });
  }
  return [...bySpot.values()].sort((a, b) => b.postcodes - a.postcodes);
};

const outwardOf = (sector: string): string => sector.split(' ')[0] ?? sector;

/** "DE4" before "DE45", "S9" before "S10": by letters, then by number. */
export const inPostalOrder = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

/** Districts with people on both sides of the park's boundary, or all inside it. */
const parkDistrictsOf = (totals: readonly SpotTotal[]): Set<string> =>
  new Set(totals.filter(total => total.inPark && total.postcodes > 0).map(total => total.gss));

export const buildPlaceModel = async (repository: PlaceRepository): Promise<PlaceModel> => {
  const [sectorRows, towns, districts, datasets] = await Promise.all([
    repository.sectors(),
    repository.towns(),
    repository.districts(),
    repository.datasets(),
  ]);
  const inOrder = [...sectorRows].sort((a, b) => inPostalOrder(a.sector, b.sector));
  const byOutward = Map.groupBy(inOrder, row => outwardOf(row.sector));
  const totals = addUp(inOrder.flatMap(row => row.shares));
  return {
    sectors: new Map(inOrder.map(row => [row.sector, addUp(row.shares)])),
    outwards: new Map([...byOutward].map(([outward, rows]) => [outward, addUp(rows.flatMap(row => row.shares))])),
    totals,
    towns,
    datasets: new Map(datasets.map(dataset => [dataset.id, dataset])),
    parkDistricts: parkDistrictsOf(totals),
    councilNames: new Map(districts.map(district => [district.gss, district.name])),
  };
};

/** Names of the partners' districts among some counts, likeliest first. */
export const partnerNames = (counts: readonly SectorCount[], ground: Ground): string[] => [
  ...new Set(counts.filter(count => ground.isPartner(count.gss)).flatMap(count => ground.councilName(count.gss) ?? [])),
];
