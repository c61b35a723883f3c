import { z } from 'zod';
import { ServiceId } from './ids.ts';

/** The most characters of what a person writes to us: Open311's limit for `description`. */
export const LONGEST_CASE_WORDS = 4000;

/** What a person is given for their report: eight characters of Crockford's base 32, in two groups. */
export const CaseReference = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/, 'should be a reference such as 7K4M-29QX')
  .brand<'CaseReference'>();
export type CaseReference = z.infer<typeof CaseReference>;

/** As Open311 has it. */
export const CaseStatus = z.enum(['open', 'closed']);
export type CaseStatus = z.infer<typeof CaseStatus>;

/*
 * Open311 GeoReport v2 (wiki.open311.org/GeoReport_v2) as we answer it in JSON; in XML the same fields stand as elements. Every field of the
 * specification is there, null where there is nothing to say.
 */

/** wiki.open311.org/Service_Discovery */
export const Open311Discovery = z.strictObject({
  changeset: z.string().describe('When the list of services last changed'),
  contact: z.string(),
  key_service: z.string(),
  endpoints: z.array(
    z.strictObject({
      specification: z.literal('http://wiki.open311.org/GeoReport_v2'),
      url: z.url(),
      changeset: z.string(),
      type: z.enum(['production', 'test']),
      formats: z.array(z.enum(['text/xml', 'application/json'])),
    }),
  ),
});
export type Open311Discovery = z.infer<typeof Open311Discovery>;

export const Open311Service = z.strictObject({
  service_code: ServiceId,
  service_name: z.string(),
  description: z.string(),
  metadata: z.literal(false).describe('No service asks for more than the fields of every report'),
  type: z.literal('realtime'),
  keywords: z.string().describe('Joined by commas'),
  group: z.string(),
});
export type Open311Service = z.infer<typeof Open311Service>;

export const Open311ServiceDefinition = z.strictObject({ service_code: ServiceId, attributes: z.array(z.never()) });
export type Open311ServiceDefinition = z.infer<typeof Open311ServiceDefinition>;

export const Open311Created = z.strictObject({ service_request_id: CaseReference, service_notice: z.string(), account_id: z.null() });
export type Open311Created = z.infer<typeof Open311Created>;

export const Open311Token = z.strictObject({ service_request_id: CaseReference, token: CaseReference });
export type Open311Token = z.infer<typeof Open311Token>;

const instant = z.iso.datetime().describe('In UTC, to the second');

export const Open311Request = z.strictObject({
  service_request_id: CaseReference,
  status: CaseStatus,
  status_notes: z.string().nullable(),
  service_name: z.string().nullable(),
  service_code: z.string().nullable(),
  description: z.string().nullable().describe('Null where what was written is private'),
  agency_responsible: z.string(),
  service_notice: z.null(),
  requested_datetime: instant,
  updated_datetime: instant,
  expected_datetime: z.null(),
  address: z.string().nullable(),
  address_id: z.null(),
  zipcode: z.string().nullable(),
  lat: z.number().nullable(),
  long: z.number().nullable(),
  media_url: z.url().nullable(),
});
export type Open311Request = z.infer<typeof Open311Request>;

export const Open311Error = z.strictObject({ code: z.int(), description: z.string() });
export type Open311Error = z.infer<typeof Open311Error>;
