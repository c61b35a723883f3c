import { z } from 'zod';
import { VacancyId } from './jobs.ts';
import { route } from './route.ts';

/** Where a CV stands: only `clean` and `unscanned` ones can be downloaded. */
export const CvState = z.enum(['held', 'clean', 'infected', 'unscanned']);
export type CvState = z.infer<typeof CvState>;

export const ApplicationCv = z
  .object({
    name: z.string().describe('As the person called it'),
    kind: z.enum(['pdf', 'doc', 'docx', 'odt']),
    size: z.int().describe('Bytes'),
    sha256: z.string().describe('Base64url'),
    state: CvState,
    notice: z.string().nullable().describe('What to know before opening it: that it was never scanned, or why it cannot be downloaded'),
    url: z.url().nullable().describe('Where it is downloaded, with the same key; null while it cannot be'),
  })
  .meta({ id: 'ApplicationCv' });
export type ApplicationCv = z.infer<typeof ApplicationCv>;

/** An application that was sent. Everything in it is what the person typed: plain text, never HTML. */
export const JobApplication = z
  .object({
    reference: z.string(),
    sentAt: z.iso.datetime(),
    name: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    statement: z.string().nullable(),
    cv: ApplicationCv.nullable(),
  })
  .meta({ id: 'JobApplication' });
export type JobApplication = z.infer<typeof JobApplication>;

/** How often each answer to an equality question was given; never whose it was. */
export const EqualityCounts = z
  .object({
    question: z.string(),
    answers: z.array(
      z.object({
        answer: z.string(),
        count: z.union([z.int().multipleOf(5).describe('Rounded down to a multiple of five'), z.literal('fewer than 5')]),
      }),
    ),
  })
  .meta({ id: 'EqualityCounts' });
export type EqualityCounts = z.infer<typeof EqualityCounts>;

export const ApplicationList = z
  .object({
    vacancy: z.object({ id: VacancyId, title: z.string(), closesAt: z.iso.datetime() }),
    items: z.array(JobApplication),
    total: z.int(),
    page: z.int(),
    pageSize: z.int(),
    withdrawn: z
      .array(z.object({ reference: z.string(), withdrawnAt: z.iso.datetime() }))
      .describe('Withdrawn after they were sent: delete what you have of them'),
    equality: z.array(EqualityCounts).nullable().describe('Null until the vacancy has closed'),
    equalityNotice: z.string().describe('How exact the counts are'),
    eraseAt: z.iso.datetime().describe('When all of it is erased here'),
  })
  .meta({ id: 'ApplicationList' });
export type ApplicationList = z.infer<typeof ApplicationList>;

export const ApplicationReference = z
  .string()
  .regex(/^J-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/, 'should be a reference such as J-7K4M-29QX');

const problems = { 401: 'The key is missing, wrong or revoked', 404: 'The body of the key has nothing of this name' };

export const listApplications = route({
  method: 'get',
  path: '/api/v1/publisher/vacancies/:id/applications',
  summary: 'The applications for a vacancy of yours',
  description:
    'Needs `Authorization: Bearer` with the publisher key of the body. The same as one table: the address with `.csv` at its end. Keep it safe: it is about people.',
  tag: 'Publishing',
  params: z.object({ id: VacancyId }),
  query: z.strictObject({
    page: z.coerce.number().int().min(1).max(1000).default(1),
    pageSize: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: ApplicationList,
  problems,
});

/** Answers with the file itself. */
export const CV_PATH = '/api/v1/publisher/vacancies/:id/applications/:reference/cv';
export const APPLICATIONS_CSV_PATH = '/api/v1/publisher/vacancies/:id/applications.csv';
