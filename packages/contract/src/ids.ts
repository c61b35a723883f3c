import { z } from 'zod';

/** The thirteen partners. Ids are readable because webmasters type them into `authority="…"`. */
export const AUTHORITY_IDS = [
  'amber-valley',
  'bolsover',
  'chesterfield',
  'derby',
  'derbyshire',
  'derbyshire-constabulary',
  'derbyshire-dales',
  'derbyshire-fire-rescue',
  'erewash',
  'high-peak',
  'north-east-derbyshire',
  'peak-district',
  'south-derbyshire',
] as const;

/**
 * An authority's id. Open, not an enum: a council that succeeds another gets a new id in the record, and must not need a new build.
 * Shape: lower-case words joined by hyphens, at most 60 characters.
 */
export const AuthorityId = z
  .string()
  .max(60, 'is longer than 60 characters')
  .regex(/^[a-z]+(-[a-z]+)*$/, 'should be an authority id such as amber-valley')
  .brand<'AuthorityId'>();
export type AuthorityId = z.infer<typeof AuthorityId>;

export const AuthorityKind = z.enum(['district', 'unitary', 'county', 'police', 'fire', 'park']);
export type AuthorityKind = z.infer<typeof AuthorityKind>;

/** A service's id: a readable slug, also the last part of its hosted page's address. */
export const ServiceId = z
  .string()
  .max(80, 'is longer than 80 characters')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'should be a service id such as report-a-pothole')
  .brand<'ServiceId'>();
export type ServiceId = z.infer<typeof ServiceId>;

/** A contact line's id: a readable slug. */
export const LineId = z
  .string()
  .max(80, 'is longer than 80 characters')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'should be a line id such as call-derbyshire')
  .brand<'LineId'>();
export type LineId = z.infer<typeof LineId>;

/** One of a few areas in which the same bodies serve everyone: a district, or the part of it inside the national park (`derbyshire-dales.park`). */
export const AreaId = z
  .string()
  .max(70, 'is longer than 70 characters')
  .regex(/^[a-z]+(-[a-z]+)*(\.park)?$/, 'should be an area id such as derbyshire-dales or derbyshire-dales.park')
  .brand<'AreaId'>();
export type AreaId = z.infer<typeof AreaId>;

/** What a person answers who lives in none of the areas offered: their home is on the far side of the border. Reserved; no area has this id. */
export const OUTSIDE_AREA = 'outside';

/**
 * Who provides a service, as the Local Government Services List (LGSL) and GOV.UK's local links sort them, plus the park's own services.
 * - `district`: the district council, or the unitary in Derby
 * - `county`: the county council, or the unitary in Derby
 * - `all`: each council for its own part
 * - `planning`: the park authority inside the national park, else the district or unitary
 * - `park`: run by the park authority for everyone, wherever they live
 */
export const Tier = z.enum(['district', 'county', 'all', 'police', 'fire', 'planning', 'park']);
export type Tier = z.infer<typeof Tier>;

/** What people do next, after the LGIL interaction list in plain words. */
export const ActionKind = z.enum(['apply', 'pay', 'report', 'request', 'book', 'find-out', 'contact']);
export type ActionKind = z.infer<typeof ActionKind>;
