import { z } from 'zod';
import { AuthorityRef } from './authorities.ts';
import { AuthorityId } from './ids.ts';
import { LatLng } from './map.ts';
import { route } from './route.ts';
import { typedText } from './text.ts';

/** A vacancy's id: a readable slug, also the last part of its hosted page's address. */
export const VacancyId = z
  .string()
  .max(100, 'is longer than 100 characters')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'should be a vacancy id such as care-worker-belper-7k4m')
  .brand<'VacancyId'>();
export type VacancyId = z.infer<typeof VacancyId>;

export const JobContract = z.enum(['permanent', 'fixed-term', 'casual', 'apprenticeship']);
export type JobContract = z.infer<typeof JobContract>;

/** How the work is done; a job may have several. */
export const JobPattern = z.enum(['full-time', 'part-time', 'job-share', 'term-time', 'remote', 'hybrid']);
export type JobPattern = z.infer<typeof JobPattern>;

export const JobCategory = z.enum([
  'social-care',
  'schools',
  'administration',
  'highways-engineering',
  'environment-waste',
  'planning-building',
  'digital',
  'finance-legal',
  'housing',
  'libraries-leisure',
  'police',
  'fire-rescue',
  'countryside',
  'catering-cleaning',
  'management',
  'other',
]);
export type JobCategory = z.infer<typeof JobCategory>;

export const SalaryInterval = z.enum(['hour', 'day', 'week', 'month', 'year']);
export type SalaryInterval = z.infer<typeof SalaryInterval>;

/** `min` and `max` in whole units and pence of the currency ("28163.5"), gross, full-time equivalent where `interval` is a year. Either may be null. */
export const Salary = z
  .object({
    min: z.number().nullable(),
    max: z.number().nullable(),
    interval: SalaryInterval,
    currency: z.string().describe('ISO 4217: GBP'),
    text: z.string().nullable().describe('As the publisher says it: "plus shift allowance"'),
    grade: z.string().nullable(),
  })
  .meta({ id: 'Salary' });
export type Salary = z.infer<typeof Salary>;

export const JobSort = z.enum(['closing', 'newest', 'nearest', 'relevance']);
export type JobSort = z.infer<typeof JobSort>;

/** A vacancy as a list shows it. */
export const JobSummary = z
  .object({
    id: VacancyId,
    title: z.string(),
    authority: AuthorityRef,
    sharedWith: z.array(AuthorityRef).describe('Other bodies that share the post'),
    summary: z.string(),
    category: JobCategory,
    contract: JobContract,
    patterns: z.array(JobPattern),
    hours: z.string().nullable().describe('In words: "22 hours a week"'),
    salary: Salary.nullable(),
    salaryText: z.string().describe('In plain words: "£28,163 to £30,060 a year"'),
    place: z.string().nullable().describe('In words: "Belper", "Several places in Derbyshire"'),
    point: LatLng.nullable(),
    miles: z.number().nullable().describe('From the place asked with'),
    publishedAt: z.iso.datetime(),
    closesAt: z.iso.datetime(),
    closesText: z.string().describe('In plain words: "Closes in 3 days, Friday 27 November at noon"'),
    isSample: z.boolean().describe('True for a made-up vacancy: say so wherever it shows'),
  })
  .meta({ id: 'JobSummary' });
export type JobSummary = z.infer<typeof JobSummary>;

/** How to apply: the publisher's own page, or our form. */
export const JobApply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('link'), url: z.url() }),
  z.object({ kind: z.literal('form'), url: z.url() }),
]);
export type JobApply = z.infer<typeof JobApply>;

export const Job = JobSummary.extend({
  reference: z.string().describe('The publisher’s own, unique with them'),
  description: z.string().describe('Sanitised HTML: p, ul, ol, li, strong, em, h3, h4, a with an https address'),
  apply: JobApply.nullable().describe('Null once it is closed'),
  interviewOn: z.iso.date().nullable(),
  url: z.url().describe('Its hosted page'),
}).meta({ id: 'Job' });
export type Job = z.infer<typeof Job>;

/** A filter's value with how many jobs it leaves, all other filters as asked. */
export const JobFacet = z.object({ id: z.string(), label: z.string(), count: z.int() }).meta({ id: 'JobFacet' });
export type JobFacet = z.infer<typeof JobFacet>;

export const JobFacets = z
  .object({
    authority: z.array(JobFacet),
    category: z.array(JobFacet),
    contract: z.array(JobFacet),
    pattern: z.array(JobFacet),
    salary: z.array(JobFacet).describe('By the least yearly pay: id 25000 is "£25,000 or more"'),
    closing: z.array(JobFacet).describe('By days: id 7 is "In the next 7 days"'),
  })
  .meta({ id: 'JobFacets' });
export type JobFacets = z.infer<typeof JobFacets>;

export const JobList = z
  .object({
    query: z.string().nullable(),
    corrected: z.string().nullable().describe('Set when a corrected spelling was searched instead'),
    near: z
      .object({ label: z.string().nullable(), message: z.string().nullable().describe('What is wrong with the place, or not quite sure') })
      .nullable(),
    items: z.array(JobSummary),
    total: z.int(),
    page: z.int(),
    pageSize: z.int(),
    facets: JobFacets,
    sort: JobSort.describe('As applied: nearest needs a place, relevance needs words'),
    nextChange: z.iso.datetime().nullable().describe('When the next job of this list closes or one is published, or words of time change'),
  })
  .meta({ id: 'JobList' });
export type JobList = z.infer<typeof JobList>;

/** Several values of one kind, with commas between. */
const several = <Value extends string>(schema: z.ZodType<Value, string>) =>
  z
    .string()
    .max(400, 'is longer than 400 characters')
    .transform(text => [...new Set(text.split(',').filter(part => part !== ''))])
    .pipe(z.array(schema));

/** What jobs are asked for by: as query parameters, as a saved search and as an alert. */
export const JobFilter = z.strictObject({
  q: typedText(200).optional(),
  near: typedText(100).optional().describe('Postcode, town or village'),
  miles: z.coerce.number().min(1).max(100).optional().describe('How far from there; 10 unless told'),
  authority: several(AuthorityId).optional().describe('Only jobs of these bodies'),
  category: several(JobCategory).optional(),
  contract: several(JobContract).optional(),
  pattern: several(JobPattern).optional().describe('Jobs that have any of these'),
  salary: z.coerce.number().int().min(0).max(500_000).optional().describe('At least this a year, whatever interval the job is paid by'),
  closing: z.coerce.number().int().min(1).max(60).optional().describe('Closes within so many days'),
});
export type JobFilter = z.output<typeof JobFilter>;

export const listJobs = route({
  method: 'get',
  path: '/api/v1/jobs',
  summary: 'Search the vacancies of all partners',
  tag: 'Jobs',
  query: JobFilter.extend({
    host: AuthorityId.optional().describe('The host website: its own jobs come first where the order leaves it open'),
    sort: JobSort.optional().describe('Unless told: relevance with words, nearest with a place, else closing'),
    page: z.coerce.number().int().min(1).max(1000).default(1),
    pageSize: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: JobList,
});

export const JobReply = z
  .object({
    state: z.enum(['open', 'closed']).describe('`closed` also when it was withdrawn before its closing'),
    job: Job,
    similar: z.array(JobSummary).describe('Open jobs that are like it'),
    nextChange: z.iso.datetime().nullable(),
  })
  .meta({ id: 'JobReply' });
export type JobReply = z.infer<typeof JobReply>;

export const getJob = route({
  method: 'get',
  path: '/api/v1/jobs/:id',
  summary: 'One vacancy; one that was shown and is closed or withdrawn answers 410 with similar open ones',
  tag: 'Jobs',
  params: z.object({ id: VacancyId }),
  query: z.strictObject({}),
  reply: JobReply,
  problems: { 404: 'No vacancy has this id' },
});
