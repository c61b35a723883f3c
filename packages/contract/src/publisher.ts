import { z } from 'zod';
import { AuthorityId } from './ids.ts';
import { JobCategory, JobContract, JobPattern, Salary, SalaryInterval, VacancyId } from './jobs.ts';
import { route } from './route.ts';

const time = z.string().describe('2026-11-27T12:00:00Z, or without a zone the time in London: 2026-11-27 12:00');

/** A vacancy as a partner's own system publishes it. */
export const GivenVacancy = z
  .strictObject({
    authority: AuthorityId.optional().describe('Only the key’s own, which it is when left out'),
    reference: z.string().describe('Your own, unique with you, at most 80 characters. It never changes.'),
    sharedWith: z.array(AuthorityId).optional().describe('Other bodies that share the post'),
    title: z.string().describe('At most 120 characters'),
    summary: z.string().nullable().optional().describe('At most 300 characters; the beginning of the description unless told'),
    description: z
      .string()
      .describe('Plain text, or HTML of p, ul, ol, li, strong, em, h3, h4 and a with an https address. Other markup goes, its words stay.'),
    category: JobCategory,
    contract: JobContract,
    patterns: z.array(JobPattern),
    hours: z.string().nullable().optional().describe('In words: "22 hours a week"'),
    salary: z
      .strictObject({
        min: z.number().nullable().optional(),
        max: z.number().nullable().optional(),
        interval: SalaryInterval,
        currency: z.literal('GBP').optional(),
        text: z.string().nullable().optional(),
        grade: z.string().nullable().optional(),
      })
      .nullable()
      .optional(),
    place: z.string().nullable().optional().describe('In words: "Belper"'),
    postcode: z.string().nullable().optional(),
    lat: z.number().nullable().optional().describe('With lng; found from the postcode or the place unless told'),
    lng: z.number().nullable().optional(),
    applyUrl: z.string().nullable().optional().describe('Your own page to apply on; our form unless told'),
    interviewOn: z.iso.date().nullable().optional(),
    publishAt: time.nullable().optional().describe('From when it shows: at once unless told, null for a draft'),
    closesAt: time,
    retentionMonths: z.int().min(1).max(24).optional().describe('How long applications are kept after it closes; 6 unless told'),
  })
  .meta({ id: 'GivenVacancy' });
export type GivenVacancy = z.input<typeof GivenVacancy>;

export const PublishedVacancy = z
  .object({
    id: VacancyId,
    url: z.url().describe('Its hosted page, once it is open'),
    state: z.enum(['draft', 'scheduled', 'open', 'closed', 'withdrawn']),
    authority: AuthorityId,
    reference: z.string(),
    sharedWith: z.array(AuthorityId),
    title: z.string(),
    summary: z.string(),
    description: z.string().describe('As it is shown, sanitised'),
    category: JobCategory,
    contract: JobContract,
    patterns: z.array(JobPattern),
    hours: z.string().nullable(),
    salary: Salary.nullable(),
    place: z.string().nullable(),
    postcode: z.string().nullable(),
    lat: z.number().nullable(),
    lng: z.number().nullable(),
    applyUrl: z.string().nullable(),
    interviewOn: z.iso.date().nullable(),
    publishAt: z.iso.datetime().nullable(),
    closesAt: z.iso.datetime(),
    withdrawnAt: z.iso.datetime().nullable(),
    retentionMonths: z.int(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'PublishedVacancy' });
export type PublishedVacancy = z.infer<typeof PublishedVacancy>;

const NoQuery = z.strictObject({});
const ByReference = z.object({ reference: z.string().describe('Your own reference, percent-encoded') });

const problems = {
  401: 'No key, or one that does not open',
  413: 'More than a vacancy can be long',
  429: 'Too much at once; nothing was kept',
  503: 'The record is busy; send it again in a few seconds',
};

export const listPublished = route({
  method: 'get',
  path: '/api/v1/publisher/vacancies',
  summary: 'Your vacancies in every state',
  description: 'Send your key: Authorization: Bearer … The same for all of /api/v1/publisher.',
  tag: 'Publishing',
  query: NoQuery,
  reply: z.object({ items: z.array(PublishedVacancy), total: z.int(), page: z.int(), pageSize: z.int() }),
  problems: { 401: problems[401], 429: problems[429] },
});

export const postVacancy = route({
  method: 'post',
  path: '/api/v1/publisher/vacancies',
  summary: 'Publish a vacancy',
  description:
    'Answers 201 for a new one. Sent again, the same vacancy answers 200 and changes nothing; another under its reference is refused.',
  tag: 'Publishing',
  query: NoQuery,
  body: GivenVacancy,
  reply: PublishedVacancy,
  problems: { ...problems, 409: 'You have another vacancy with this reference, or this one was withdrawn: PUT changes it' },
});

export const putVacancy = route({
  method: 'put',
  path: '/api/v1/publisher/vacancies/:reference',
  summary: 'Publish or change a vacancy',
  description:
    'The whole vacancy as it should be: what is left out is as if it had never been said. One that was withdrawn is published again.',
  tag: 'Publishing',
  params: ByReference,
  query: NoQuery,
  body: GivenVacancy.partial({ reference: true }),
  reply: PublishedVacancy,
  problems,
});

export const deleteVacancy = route({
  method: 'delete',
  path: '/api/v1/publisher/vacancies/:reference',
  summary: 'Withdraw a vacancy',
  description: 'It leaves all lists within two seconds. To withdraw it twice is fine.',
  tag: 'Publishing',
  params: ByReference,
  query: NoQuery,
  reply: PublishedVacancy,
  problems: { 401: problems[401], 404: 'You have no vacancy with this reference', 429: problems[429], 503: problems[503] },
});
