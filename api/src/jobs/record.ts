import { AuthorityId } from '@dtp/contract/ids.ts';
import { JobCategory, JobContract, JobPattern, SalaryInterval, VacancyId } from '@dtp/contract/jobs.ts';
import { z } from 'zod';
import { day, plainText, webUrl } from '../records/fields.ts';

const instant = z.iso
  .datetime({ offset: true, error: 'should be an instant with its zone such as 2026-11-27T12:00:00Z' })
  .transform(text => new Date(text).toISOString());

const amount = z.number('should be a number').min(0, 'should be at least 0').max(1_000_000, 'should be at most 1000000');

/** As the contract's `Salary`. */
export const SalaryRecord = z
  .strictObject({
    min: amount.nullable().default(null),
    max: amount.nullable().default(null),
    interval: SalaryInterval,
    currency: z.literal('GBP', 'should be GBP').default('GBP'),
    text: plainText(200).nullable().default(null),
    grade: plainText(60).nullable().default(null),
  })
  .refine(({ min, max }) => min === null || max === null || min <= max, { path: ['max'], message: 'is less than min' });

/** The most characters of an advert after sanitising: some 20,000 words are refused. */
export const LONGEST_DESCRIPTION = 60_000;

/** A vacancy as it is kept. `description` is HTML that was sanitised before it came here; instants are ISO 8601 in UTC. */
export const VacancyRecord = z
  .strictObject({
    id: VacancyId,
    authority: AuthorityId,
    reference: plainText(80),
    sharedWith: z.array(AuthorityId, 'should be a list of authority ids').max(13, 'has more than 13 entries').default([]),
    title: plainText(120),
    summary: plainText(300),
    description: z.string('should be text').min(1, 'is empty').max(LONGEST_DESCRIPTION, `is longer than ${LONGEST_DESCRIPTION} characters`),
    category: JobCategory,
    contract: JobContract,
    patterns: z.array(JobPattern, 'should be a list of patterns').min(1, 'names no pattern').max(6, 'has more than 6 entries'),
    hours: plainText(80).nullable().default(null),
    salary: SalaryRecord.nullable().default(null),
    place: plainText(120).nullable().default(null),
    postcode: plainText(10).nullable().default(null),
    lat: z.number().min(-90).max(90).nullable().default(null),
    lng: z.number().min(-180).max(180).nullable().default(null),
    applyKind: z.enum(['link', 'form'], 'should be link or form'),
    applyUrl: webUrl.nullable().default(null),
    interviewOn: day.nullable().default(null),
    publishAt: instant.nullable().default(null),
    shownFrom: instant.nullable().default(null),
    closesAt: instant,
    withdrawnAt: instant.nullable().default(null),
    retentionMonths: z.int('should be a whole number').min(1, 'should be at least 1').max(24, 'should be at most 24').default(6),
    origin: z.string().regex(/^(import|api|sample|feed:[a-z0-9-]+)$/),
    createdAt: instant,
    updatedAt: instant,
  })
  .refine(({ applyKind, applyUrl }) => applyKind === 'form' || applyUrl !== null, { path: ['applyUrl'], message: 'is missing' })
  .refine(({ publishAt, closesAt }) => publishAt === null || publishAt < closesAt, {
    path: ['closesAt'],
    message: 'should be later than the publishing',
  });
export type VacancyRecord = z.output<typeof VacancyRecord>;

/** Where a vacancy stands at an instant. */
export type VacancyState = 'draft' | 'scheduled' | 'open' | 'closed' | 'withdrawn';

/** The state at an instant in ISO 8601, UTC. It is open from `publishAt` until just before `closesAt`. */
export const stateOf = (
  { publishAt, closesAt, withdrawnAt }: Pick<VacancyRecord, 'publishAt' | 'closesAt' | 'withdrawnAt'>,
  at: string,
): VacancyState => {
  if (withdrawnAt !== null && withdrawnAt <= at) return 'withdrawn';
  if (publishAt === null) return 'draft';
  if (at < publishAt) return 'scheduled';
  return at < closesAt ? 'open' : 'closed';
};

/**
 * From when on people see it first, for those who are told of new jobs. A publisher may give an instant long past, or another one while it is
 * open: it is new when it came to be seen, and once only. So this moves for as long as it has not come, and then stays.
 */
export const shownFromOf = (
  { publishAt, withdrawnAt }: Pick<VacancyRecord, 'publishAt' | 'withdrawnAt'>,
  before: string | null,
  at: string,
): string | null => {
  if (before !== null && before <= at) return before;
  if (publishAt === null || (withdrawnAt !== null && withdrawnAt <= at)) return null;
  return publishAt > at ? publishAt : at;
};

/** Whether people could see it at some time before the instant. */
export const wasShown = ({ shownFrom, withdrawnAt }: Pick<VacancyRecord, 'shownFrom' | 'withdrawnAt'>, at: string): boolean =>
  shownFrom !== null && shownFrom <= at && (withdrawnAt === null || shownFrom < withdrawnAt);
