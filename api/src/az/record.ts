import { ContactPoint } from '@dtp/contract/authorities.ts';
import { Category as ContractCategory } from '@dtp/contract/az.ts';
import { ActionKind, AuthorityId, ServiceId, Tier } from '@dtp/contract/ids.ts';
import { z } from 'zod';
import { day, linkUrl, listEntry, plainText, webUrl } from '../records/fields.ts';

export const CategoryRecord = ContractCategory.extend({
  id: z
    .string('should be text')
    .max(60, 'is longer than 60 characters')
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'should be lower-case words joined by hyphens'),
  title: plainText(80),
  summary: plainText(200),
}).strict();
export type CategoryRecord = z.output<typeof CategoryRecord>;

export const Provision = z.enum(['duty', 'power'], 'should be duty or power');
export type Provision = z.output<typeof Provision>;

/** A service as editors keep it. `provision`: in law a `duty` of every body of the tier, or a `power` it may use. */
export const ServiceRecord = z.strictObject({
  id: ServiceId,
  lgsl: z.int('should be a whole number or nothing').min(1, 'should be at least 1').max(99_999, 'should be at most 99999').nullable(),
  title: plainText(80),
  summary: plainText(300),
  synonyms: z
    .array(listEntry(80), 'should be a list of texts')
    .max(40, 'has more than 40 entries')
    .refine(names => new Set(names.map(name => name.toLowerCase())).size === names.length, 'has an entry twice'),
  categories: z
    .array(z.string('should be text'), 'should be a list of category ids')
    .min(1, 'names no category')
    .max(5, 'has more than 5 entries'),
  tier: Tier,
  action: ActionKind,
  provision: Provision,
  popularity: z.int('should be a whole number from 0 to 100').min(0, 'should be at least 0').max(100, 'should be at most 100'),
});
export type ServiceRecord = z.output<typeof ServiceRecord>;

export const ActionRecord = z.strictObject({
  kind: ActionKind,
  label: listEntry(80),
  url: linkUrl.refine(url => !url.includes('|'), 'has a | in it; write %7C'),
});

const ContactRecord = z.strictObject({
  ...ContactPoint.shape,
  label: plainText(80),
  phone: plainText(40).nullable(),
  url: webUrl.nullable(),
  source: plainText(200).nullable(),
  verifiedOn: day.nullable(),
});

export const AnswerStatus = z.enum(['provided', 'not-provided', 'unknown'], 'should be provided, not-provided or unknown');
export type AnswerStatus = z.output<typeof AnswerStatus>;

/** One body's answer to one service, as editors keep it. `contact` null: the body's own. `validFrom` and `validTo` are the first and last day it holds. */
export const AnswerRecord = z.strictObject({
  service: ServiceId,
  authority: AuthorityId,
  status: AnswerStatus,
  summary: plainText(600).nullable().default(null),
  actions: z.array(ActionRecord, 'should be a list of actions').max(10, 'has more than 10 entries').default([]),
  contact: ContactRecord.nullable().default(null),
  cost: plainText(300).nullable().default(null),
  eligibility: plainText(600).nullable().default(null),
  alert: plainText(300).nullable().default(null),
  validFrom: day.nullable().default(null),
  validTo: day.nullable().default(null),
  lastReviewed: day.nullable().default(null),
});
export type AnswerRecord = z.output<typeof AnswerRecord>;

/** Everything the A to Z has on record. */
export type AzRecord = { categories: readonly CategoryRecord[]; services: readonly ServiceRecord[]; answers: readonly AnswerRecord[] };
