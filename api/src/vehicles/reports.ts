import { PositionReport } from '@dtp/contract/vehicles.ts';
import type { z } from 'zod';
import { isRecord } from '../http/json-record.ts';
import type { Fix } from './duty.ts';
import { refusalWords } from './messages.ts';

/** A fix of one vehicle, as it came in. */
export type VehicleReport = { readonly vehicle: string; readonly fix: Fix };
export type Refusal = { readonly index: number; readonly path: string; readonly message: string };
export type Sorted = { readonly good: readonly VehicleReport[]; readonly refused: readonly Refusal[] };

/** Whose vehicles may be reported, and when it is: milliseconds since 1970. `ownerOf` answers undefined for a vehicle that is not on record. */
export type Reporting = { readonly authority: string; readonly now: number; ownerOf(vehicle: string): string | undefined };

const MOST_FUTURE = 2 * 60_000;
const OLDEST = 24 * 60 * 60_000;

/**
 * Derbyshire and Derby in degrees (the county's and the city's boundaries of ONS, 2019: 1.166 to 2.034 west, 52.697 to 53.541 north), and 20 km
 * around them.
 */
const REACH = { south: 52.517, west: -2.333, north: 53.721, east: -0.867 };
const isInReach = (lat: number, lng: number): boolean => lat >= REACH.south && lat <= REACH.north && lng >= REACH.west && lng <= REACH.east;

type Fault = Omit<Refusal, 'index'>;

const shapeFaults = (issues: readonly z.core.$ZodIssue[], given: Readonly<Record<string, unknown>>): Fault[] =>
  issues.flatMap(issue => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.slice(0, 5).map(key => ({ path: key.slice(0, 60), message: refusalWords.unknownField }));
    const path = String(issue.path[0] ?? '');
    return [{ path, message: wording(issue, given[path] !== undefined) }];
  });

const wording = (issue: z.core.$ZodIssue, isGiven: boolean): string => {
  if (!isGiven) return refusalWords.missing;
  if (issue.code === 'too_small') return `should be at least ${issue.minimum}`;
  if (issue.code === 'too_big' && issue.origin === 'number') return `should be at most ${issue.maximum}`;
  if (issue.code === 'invalid_type' && issue.expected === 'boolean') return 'should be true or false';
  if (issue.code === 'invalid_type' && issue.expected === 'string') return 'should be a text';
  return issue.message;
};

type Read = z.output<typeof PositionReport>;

const placeFaults = ({ onDuty, lat, lng }: Read): Fault[] => {
  if (!onDuty) return [];
  if (lat === undefined || lng === undefined)
    return Object.entries({ lat, lng }).flatMap(([path, value]) => (value === undefined ? [{ path, message: refusalWords.missing }] : []));
  if (isInReach(lat, lng)) return [];
  return [{ path: 'lat', message: isInReach(lng, lat) ? refusalWords.swapped : refusalWords.faraway }];
};

const timeFaults = (at: number, now: number): Fault[] => {
  if (at > now + MOST_FUTURE) return [{ path: 'at', message: refusalWords.future }];
  return at < now - OLDEST ? [{ path: 'at', message: refusalWords.tooOld }] : [];
};

const ownerFaults = (vehicle: string, { authority, ownerOf }: Reporting): Fault[] => {
  const owner = ownerOf(vehicle);
  if (owner === authority) return [];
  return [{ path: 'vehicle', message: owner === undefined ? refusalWords.unknownVehicle : refusalWords.otherAuthority }];
};

const fixOf = ({ onDuty, lat, lng, speed, heading, treating }: Read, at: number): Fix =>
  onDuty && lat !== undefined && lng !== undefined ? { at, onDuty, lat, lng, speed, heading, treating } : { at, onDuty: false };

const readOne = (value: unknown, reporting: Reporting): VehicleReport | { readonly faults: readonly Fault[] } => {
  if (!isRecord(value)) return { faults: [{ path: 'position', message: refusalWords.notAnObject }] };
  const shape = PositionReport.safeParse(value);
  if (!shape.success) return { faults: shapeFaults(shape.error.issues, value) };
  const report = shape.data;
  const at = Date.parse(report.at);
  const faults = [...ownerFaults(report.vehicle, reporting), ...timeFaults(at, reporting.now), ...placeFaults(report)];
  return faults.length > 0 ? { faults } : { vehicle: report.vehicle, fix: fixOf(report, at) };
};

/** Tells the positions of a batch that can be taken from those that cannot, each of these with all that is wrong with it. */
export const sortReports = (positions: readonly unknown[], reporting: Reporting): Sorted => {
  const good: VehicleReport[] = [];
  const refused: Refusal[] = [];
  positions.forEach((position, index) => {
    const read = readOne(position, reporting);
    if ('fix' in read) good.push(read);
    else for (const fault of read.faults) refused.push({ index, ...fault });
  });
  return { good, refused };
};
