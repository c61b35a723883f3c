import { z } from 'zod';
import districtsFile from '../../data/districts.json' with { type: 'json' };
import sectorsFile from '../../data/sectors.json' with { type: 'json' };
import townsFile from '../../data/towns.json' with { type: 'json' };
import type { Database } from '../store/connect.ts';
import { bumpVersion } from '../store/versions.ts';
import type { DistrictRow, SectorRow, TownRow } from './repository.ts';
import { createPlaceWriter } from './repository.write.ts';
import { STARTER_DATASET } from './source.ts';

/** A spot as the files write it: a district's code, with `.park` behind it for its part inside the national park. */
const SPOT = /^[EWS]\d{8}(\.park)?$/;

const SectorsFile = z.object({
  attribution: z.string(),
  edition: z.string(),
  /** By sector: latitude and longitude of the middle of its postcodes, and live postcodes by spot. */
  sectors: z.record(z.string(), z.tuple([z.number(), z.number(), z.record(z.string().regex(SPOT), z.int().positive())])),
});
const DistrictsFile = z.object({ districts: z.record(z.string().regex(/^[EWS]\d{8}$/), z.string()) });
const TownsFile = z.object({
  towns: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.string(),
      spot: z.string().regex(SPOT),
      outward: z.string(),
      at: z.tuple([z.number(), z.number()]),
    }),
  ),
});

const ofSpot = (spot: string): { gss: string; inPark: boolean } => ({ gss: spot.slice(0, 9), inPark: spot.endsWith('.park') });

const sectorRows = (file: z.output<typeof SectorsFile>): SectorRow[] =>
  Object.entries(file.sectors).map(([sector, [lat, lng, counts]]) => ({
    sector,
    lat,
    lng,
    shares: Object.entries(counts).map(([spot, postcodes]) => ({ ...ofSpot(spot), postcodes })),
  }));

const districtRows = (file: z.output<typeof DistrictsFile>): DistrictRow[] =>
  Object.entries(file.districts).map(([gss, name]) => ({ gss, name }));

const townRows = (file: z.output<typeof TownsFile>): TownRow[] =>
  file.towns.map(({ id, name, kind, spot, outward, at: [lat, lng] }) => ({ id, name, kind, ...ofSpot(spot), outward, lat, lng }));

/** Writes the starter sectors, districts and towns. Call inside a unit of work; safe to repeat. Answers the number of sectors. */
export const seedPlaces = async (db: Database, now: Date): Promise<number> => {
  const record = createPlaceWriter(db);
  const starter = SectorsFile.parse(sectorsFile);
  const sectors = sectorRows(starter);
  const changed = [
    await record.replaceSectors(sectors),
    await record.replaceTowns(townRows(TownsFile.parse(townsFile))),
    await record.saveDistricts(districtRows(DistrictsFile.parse(districtsFile))),
  ];
  if (changed.some(Boolean)) {
    const { attribution, edition } = starter;
    await record.saveDataset({ id: STARTER_DATASET, name: 'Postcode sectors', edition, rows: sectors.length, attribution }, now);
    await bumpVersion(db, 'places', now);
  }
  return sectors.length;
};
