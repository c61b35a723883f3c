import { z } from 'zod';
import { AuthorityRef } from './authorities.ts';
import { AuthorityId } from './ids.ts';
import { LatLng, Spot } from './map.ts';
import { LONGEST_TYPED_POSTCODE } from './places.ts';
import { route } from './route.ts';
import { typedText } from './text.ts';

/** A vehicle's id: a readable slug. Whoever sends positions names the vehicle by it. */
export const VehicleId = z
  .string()
  .max(60, 'is longer than 60 characters')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'should be a vehicle id such as sample-gritter-1')
  .brand<'VehicleId'>();
export type VehicleId = z.infer<typeof VehicleId>;

export const VehicleKind = z.enum(['gritter']);
export type VehicleKind = z.infer<typeof VehicleKind>;

/**
 * Whether a vehicle is at work.
 * - `on-duty`: at work, and heard of in the last ten minutes
 * - `silent`: at work when last heard of, which is more than ten minutes ago
 * - `off-duty`: not at work, or not heard of for two hours; its position is never shown
 */
export const DutyState = z.enum(['on-duty', 'silent', 'off-duty']);
export type DutyState = z.infer<typeof DutyState>;

/** Where a vehicle was. Instants are ISO 8601 in UTC. */
export const VehicleFix = z
  .object({
    at: z.iso.datetime().describe('When the vehicle was there'),
    ageSeconds: z.int().describe('How long ago that was, as of `asOf`'),
    point: LatLng,
    heading: z.number().nullable().describe('Degrees clockwise from north, 0 to 360'),
    treating: z.boolean().describe('Whether it was spreading salt'),
    where: z.string().nullable().describe('In plain words: "near High Street, Belper"'),
  })
  .meta({ id: 'VehicleFix' });
export type VehicleFix = z.infer<typeof VehicleFix>;

export const Vehicle = z
  .object({
    id: VehicleId,
    name: z.string(),
    kind: VehicleKind,
    authority: AuthorityRef,
    isSample: z.boolean().describe('True for a made-up vehicle that shows how this works: say so wherever it shows'),
    delaySeconds: z.int().describe('How much later than it is known a position is shown'),
    state: DutyState,
    fix: VehicleFix.nullable().describe('Null while off duty'),
  })
  .meta({ id: 'Vehicle' });
export type Vehicle = z.infer<typeof Vehicle>;

export const VehicleList = z
  .object({
    items: z.array(Vehicle),
    total: z.int(),
    page: z.int(),
    pageSize: z.int(),
    asOf: z.iso.datetime(),
    disclaimer: z.string().describe('What to know before relying on this, fit to show'),
  })
  .meta({ id: 'VehicleList' });
export type VehicleList = z.infer<typeof VehicleList>;

const Whose = z.strictObject({ authority: AuthorityId.optional().describe('Only the vehicles of this partner') });

export const listVehicles = route({
  method: 'get',
  path: '/api/v1/vehicles',
  summary: 'Gritters at work, and where each was last',
  description:
    'Positions are shown with a delay, and never while a vehicle is off duty. Not kept by anyone: ask again, or listen to the stream.',
  tag: 'Vehicles',
  query: Whose,
  reply: VehicleList,
});

/** The live stream, server-sent events: `snapshot` with a StreamSnapshot first, then `positions` with StreamPositions for what has changed. */
export const STREAM_PATH = '/api/v1/vehicles/stream';
export const StreamQuery = Whose;
export type StreamSnapshot = VehicleList;
/** A changed vehicle in short: id, state, and where it is shown: at, latitude, longitude, heading, 1 while treating, and the place in words. */
export type StreamRow =
  | readonly [id: VehicleId, state: 'off-duty']
  | readonly [
      id: VehicleId,
      state: 'on-duty' | 'silent',
      at: string,
      lat: number,
      lng: number,
      heading: number | null,
      treating: 0 | 1,
      where: string | null,
    ];
export type StreamPositions = { readonly asOf: string; readonly items: readonly StreamRow[] };

export const Trail = z
  .object({
    vehicle: VehicleId,
    state: DutyState,
    asOf: z.iso.datetime(),
    points: z
      .array(LatLng.extend({ at: z.iso.datetime(), treating: z.boolean() }))
      .describe('Oldest first, since it last came on duty; empty while off duty. Points on a straight line are left out'),
  })
  .meta({ id: 'Trail' });
export type Trail = z.infer<typeof Trail>;

export const getTrail = route({
  method: 'get',
  path: '/api/v1/vehicles/:id/trail',
  summary: 'The way that a gritter has come',
  tag: 'Vehicles',
  params: z.object({ id: VehicleId }),
  query: z.strictObject({ minutes: z.coerce.number().int().min(1).max(240).default(60) }),
  reply: Trail,
  problems: { 404: 'No vehicle has this id' },
});

export const TreatedReply = z
  .object({
    from: Spot.nullable().describe('Where the place typed was taken to be; null for a street that is known by its name'),
    street: z.string().nullable().describe('The street that is meant: "High Street, Belper"; null when no street is known there'),
    lastTreatedAt: z.iso.datetime().nullable(),
    vehicle: z.object({ id: VehicleId, name: z.string(), isSample: z.boolean() }).nullable(),
    message: z.string().describe('The answer in plain words, fit to show'),
    asOf: z.iso.datetime(),
    disclaimer: z.string(),
  })
  .meta({ id: 'TreatedReply' });
export type TreatedReply = z.infer<typeof TreatedReply>;

export const lastTreated = route({
  method: 'get',
  path: '/api/v1/vehicles/treated',
  summary: 'When a street was last treated',
  tag: 'Vehicles',
  query: z.strictObject({
    postcode: typedText(LONGEST_TYPED_POSTCODE).optional(),
    near: typedText(100).optional().describe('A street or a postcode; give this or `postcode`'),
  }),
  reply: TreatedReply,
  problems: { 404: 'The place is not known (kind: not-found)' },
});

/** The most positions in one batch. */
export const MOST_POSITIONS = 1000;

const degrees = (least: number, most: number) => z.number('should be a number of degrees').min(least).max(most);

/** One position, as a device or a gateway sends it. Off duty a position is not asked for, and one that is sent is not kept. */
export const PositionReport = z
  .strictObject({
    vehicle: VehicleId,
    at: z.iso.datetime({ offset: true, error: 'should be an instant with its zone, such as 2026-01-05T05:40:00Z' }),
    onDuty: z.boolean().default(true),
    lat: degrees(-90, 90).optional().describe('WGS84; needed on duty'),
    lng: degrees(-180, 180).optional().describe('WGS84; needed on duty'),
    speed: z.number('should be a number of metres a second').min(0).max(100).nullable().default(null).describe('Metres a second'),
    heading: degrees(0, 360).nullable().default(null).describe('Degrees clockwise from north'),
    treating: z.boolean().default(false).describe('Whether it is spreading salt'),
  })
  .meta({ id: 'PositionReport' });
export type PositionReport = z.input<typeof PositionReport>;

export const PositionsReply = z
  .object({
    accepted: z.int().describe('Positions that are now on record'),
    duplicates: z.int().describe('Positions that were on record already: same vehicle, same instant'),
    refused: z
      .array(z.object({ index: z.int(), path: z.string(), message: z.string() }))
      .describe('Why positions were not taken: `index` counts from 0 in the batch. The rest of the batch is on record'),
  })
  .meta({ id: 'PositionsReply' });
export type PositionsReply = z.infer<typeof PositionsReply>;

export const sendPositions = route({
  method: 'post',
  path: '/api/v1/vehicles/positions',
  summary: 'Send the positions of vehicles',
  description:
    'For gateways and devices, with `Authorization: Bearer` and a device key. In any order; sending twice does no harm. The reply comes when all that is accepted is safely on record.',
  tag: 'Vehicles',
  query: z.strictObject({}),
  body: z.strictObject({ positions: z.array(PositionReport).min(1).max(MOST_POSITIONS) }),
  reply: PositionsReply,
  problems: {
    401: 'The device key is missing or not right',
    413: 'The batch is too long',
    429: 'Too much at once: wait as Retry-After says',
    503: 'The record is busy: nothing was kept, send it again',
  },
});
