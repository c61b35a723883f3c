import { AuthorityId } from '@dtp/contract/ids.ts';
import { JobCategory, JobContract, JobPattern } from '@dtp/contract/jobs.ts';
import { z } from 'zod';
import { parsePostcode } from '../places/postcode.ts';
import { day, plainText, webUrl } from '../records/fields.ts';
import { instantFault, instantWords, readInstant, tooFarAhead } from './closing-time.ts';
import { SalaryRecord } from './record.ts';
import { sanitiseAdvert } from './sanitise.ts';

const instant = z.string('should be text').transform((text, context) => {
  const at = readInstant(text);
  if (at !== undefined) return at;
  context.addIssue({ code: 'custom', message: instantFault(text) });
  return z.NEVER;
});

const postcode = plainText(10).refine(text => parsePostcode(text).kind === 'postcode', 'should be a whole postcode such as DE4 3AG');

const advert = z.string('should be text').transform((text, context) => {
  const sanitised = sanitiseAdvert(text);
  if (sanitised.kind === 'html') return sanitised.html;
  context.addIssue({ code: 'custom', message: sanitised.message });
  return z.NEVER;
});

/** What a vacancy is checked against. */
export type VacancyBounds = {
  readonly now: Date;
  /** Ids of the partners. */
  readonly authorities: ReadonlySet<string>;
  /** When the vacancy that is on record under a body's reference closes. */
  closesOnRecord(authority: string, reference: string): string | undefined;
};

const Names = z.looseObject({ authority: z.string(), reference: z.string().trim() });
const Closing = z.looseObject({ closesAt: instant });
const Publishing = z.looseObject({ publishAt: instant });

/**
 * A vacancy as publishers give it: in files and by the API. Checks all fields at once, whatever is wrong with the others. What may be left
 * out: `summary` (the advert's beginning), `publishAt` (what is on record, else now; null keeps a draft), `applyUrl` (then by our form),
 * and `lat` with `lng` (then the postcode's, or the town's).
 */
export const givenVacancy = ({ now, authorities, closesOnRecord }: VacancyBounds) => {
  const partner = AuthorityId.refine(id => authorities.has(id), {
    error: ({ input }) => `names ${String(input)}, which is not a partner`,
  });
  return z
    .strictObject({
      authority: partner,
      reference: plainText(80),
      sharedWith: z
        .array(partner, 'should be a list of authority ids')
        .max(13, 'has more than 13 entries')
        .default([])
        .transform(ids => [...new Set(ids)]),
      title: plainText(120),
      summary: plainText(300).nullable().default(null),
      description: advert,
      category: JobCategory,
      contract: JobContract,
      patterns: z
        .array(JobPattern, 'should be a list of patterns')
        .min(1, 'names no pattern')
        .transform(patterns => [...new Set(patterns)]),
      hours: plainText(80).nullable().default(null),
      salary: SalaryRecord.nullable().default(null),
      place: plainText(120).nullable().default(null),
      postcode: postcode.nullable().default(null),
      lat: z.number('should be a number').min(-90, 'should be at least -90').max(90, 'should be at most 90').nullable().default(null),
      lng: z.number('should be a number').min(-180, 'should be at least -180').max(180, 'should be at most 180').nullable().default(null),
      applyUrl: webUrl.nullable().default(null),
      interviewOn: day.nullable().default(null),
      publishAt: instant.nullable().optional(),
      closesAt: instant,
      withdrawnAt: instant.nullable().default(null),
      sample: z.boolean('should be true or false, in a table yes or nothing').default(false),
      retentionMonths: z.int('should be a whole number').min(1, 'should be at least 1').max(24, 'should be at most 24').default(6),
    })
    .superRefine(
      (given, context) => {
        const fault = (path: string, message: string) => void context.addIssue({ code: 'custom', path: [path], message });
        if ((given.lat === null) !== (given.lng === null)) fault(given.lat === null ? 'lat' : 'lng', 'is missing: give both or neither');
        if (given.sharedWith.includes(given.authority)) fault('sharedWith', 'names the body itself');
      },
      { when: ({ value }) => z.looseObject({ authority: AuthorityId, sharedWith: z.array(z.string()) }).safeParse(value).success },
    )
    .superRefine(
      (given, context) => {
        const closing = Closing.safeParse(given);
        if (!closing.success) return;
        const { closesAt } = closing.data;
        const fault = (message: string) => void context.addIssue({ code: 'custom', path: ['closesAt'], message });
        const publishing = Publishing.safeParse(given);
        if (publishing.success && publishing.data.publishAt >= closesAt) fault('should be later than the publishing');
        const names = Names.safeParse(given);
        const onRecord = names.success ? closesOnRecord(names.data.authority, names.data.reference) : undefined;
        if (closesAt <= now.toISOString() && closesAt !== onRecord) fault(`is over already: it was ${instantWords(closesAt)}`);
        const far = tooFarAhead(closesAt, now);
        if (far !== undefined && closesAt !== onRecord) fault(far);
      },
      { when: ({ value }) => Closing.safeParse(value).success },
    );
};
export type GivenVacancy = z.output<ReturnType<typeof givenVacancy>>;
