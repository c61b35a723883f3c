import type { AuthorityRef } from '@dtp/contract/authorities.ts';
import { type StreamRow, type Vehicle, type VehicleFix, VehicleId, type VehicleList } from '@dtp/contract/vehicles.ts';
import { z } from 'zod';
import type { WorkingFix } from './duty.ts';
import type { Seen } from './live.ts';
import { vehicleWords } from './messages.ts';

/** A vehicle with the words for where it is. */
export type Told = Seen & { readonly where: string | null };

const Kind = z.enum(['gritter']);
const iso = (at: number): string => new Date(at).toISOString();

/** To a metre: a position is no better, and shorter to send. */
export const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

const fixOf = ({ at, lat, lng, heading, treating }: WorkingFix, where: string | null, now: number): VehicleFix => ({
  at: iso(at),
  ageSeconds: Math.max(0, Math.round((now - at) / 1000)),
  point: { lat: rounded(lat), lng: rounded(lng) },
  heading,
  treating,
  where,
});

/** The list as anyone may read it at `now` (milliseconds since 1970). */
export const listOf = (told: readonly Told[], authorityOf: (id: string) => AuthorityRef | undefined, now: number): VehicleList => {
  const items = told.flatMap(({ vehicle, shown, where }): Vehicle[] => {
    const authority = authorityOf(vehicle.authority);
    if (!authority) return [];
    const { name, isSample, delaySeconds } = vehicle;
    const fix = shown.state === 'off-duty' ? null : fixOf(shown.fix, where, now);
    return [
      { id: VehicleId.parse(vehicle.id), name, kind: Kind.parse(vehicle.kind), authority, isSample, delaySeconds, state: shown.state, fix },
    ];
  });
  return { items, total: items.length, page: 1, pageSize: items.length, asOf: iso(now), disclaimer: vehicleWords.disclaimer };
};

/** A changed vehicle as the stream tells it. */
export const rowOf = ({ vehicle, shown, where }: Told): StreamRow => {
  const id = VehicleId.parse(vehicle.id);
  if (shown.state === 'off-duty') return [id, 'off-duty'];
  const { at, lat, lng, heading, treating } = shown.fix;
  return [id, shown.state, iso(at), rounded(lat), rounded(lng), heading, treating ? 1 : 0, where];
};
