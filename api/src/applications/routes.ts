import {
  APPLICATIONS_CSV_PATH,
  type ApplicationCv,
  type ApplicationList,
  ApplicationReference,
  CV_PATH,
  type JobApplication,
  listApplications,
} from '@dtp/contract/applications.ts';
import { VacancyId } from '@dtp/contract/jobs.ts';
import { type Context, Hono } from 'hono';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { AuthorityBook } from '../authorities/book.ts';
import { ownerOn } from '../authorities/ref.ts';
import { londonDay } from '../http/clock.ts';
import { readRequest } from '../http/input.ts';
import { notFound, ProblemError } from '../http/problem.ts';
import type { Store } from '../store/connect.ts';
import { applicationsCsv } from './applications-csv.ts';
import { toldCounts } from './equality.ts';
import { equalityNotice, fileNotices, problems } from './publishing-messages.ts';
import type { ApplicationRecord, FileKind, FileRecord } from './record.ts';
import { createApplicationRepository } from './repository.ts';
import { sentEraseAt } from './retention.ts';
import type { ApplyVacancy, FindVacancy } from './vacancy.ts';

/** The body whose publisher key an Authorization header bears; undefined where it is missing, wrong or revoked. */
export type KeyOf = (authorization: string | undefined) => Promise<{ readonly authority: string } | undefined>;

export type ApplicationRouteDeps = {
  readonly publicUrl: string;
  readonly store: Store;
  readonly authorities: AuthorityBook;
  readonly vacancy: FindVacancy;
  readonly keyOf: KeyOf;
  readonly log: Pick<Logger, 'info'>;
  readonly now: () => Date;
};

/** For who has the key alone: nobody keeps it, no browser guesses what it is or runs it. */
const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'referrer-policy': 'no-referrer',
};

const MEDIA: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
};

const canDownload = ({ state }: FileRecord): boolean => state === 'clean' || state === 'unscanned';

const ofVacancy = z.object({ id: VacancyId });
const ofApplication = z.object({ id: VacancyId, reference: ApplicationReference });
const nothing = z.strictObject({});

/** The partner's download of what people sent, with the body's publisher key. */
export const applicationRoutes = (deps: ApplicationRouteDeps): Hono => {
  const { publicUrl, store, authorities, vacancy: find, keyOf, log, now } = deps;
  const repository = createApplicationRepository(store.read);
  const routes = new Hono();

  /** A vacancy of the body whose key was sent, also where it has taken over from the body that published it. */
  const ownVacancy = async (c: Context, id: string): Promise<ApplyVacancy> => {
    const key = await keyOf(c.req.header('authorization'));
    if (!key) throw new ProblemError(problems.key, { 'www-authenticate': 'Bearer' });
    const found = await find(id);
    const isOwn =
      found && (found.authority === key.authority || ownerOn(found.authority, authorities, londonDay(now()))?.id === key.authority);
    if (!found || !isOwn) throw notFound(problems.noVacancy);
    return found;
  };

  const cvOf = (vacancy: string, reference: string, file: FileRecord | undefined): ApplicationCv | null => {
    if (!file) return null;
    const { name, kind, size, sha256, state } = file;
    const url = canDownload(file) ? `${publicUrl}/api/v1/publisher/vacancies/${vacancy}/applications/${reference}/cv` : null;
    return { name, kind, size, sha256, state, notice: fileNotices[state], url };
  };

  const shownOf = async ({ id, vacancy, reference, sentAt }: ApplicationRecord): Promise<JobApplication[]> => {
    const person = await repository.personOf(id);
    // Withdrawn or erased since the list was read.
    if (reference === null || sentAt === null || person.name === null || person.email === null) return [];
    const { name, email, phone, address, statement } = person;
    return [{ reference, sentAt, name, email, phone, address, statement, cv: cvOf(vacancy, reference, await repository.fileOf(id)) }];
  };

  const shownAll = async (records: readonly ApplicationRecord[]): Promise<JobApplication[]> =>
    (await Promise.all(records.map(shownOf))).flat();

  /** While a vacancy is open, a count that moves tells what the one who has just applied answered. */
  const equalityOf = async ({ id, state }: ApplyVacancy) =>
    state === 'open' || state === 'scheduled' || state === 'draft' ? null : toldCounts(await repository.answers(id));

  routes.get(listApplications.path, async c => {
    const { params, query } = readRequest(c, { params: ofVacancy, query: listApplications.query });
    const vacancy = await ownVacancy(c, params.id);
    const { page, pageSize } = query;
    const records = await repository.list(vacancy.id, 'sent', { limit: pageSize, offset: (page - 1) * pageSize });
    const withdrawn = await repository.list(vacancy.id, 'withdrawn');
    const equality = await equalityOf(vacancy);
    const answer: ApplicationList = {
      vacancy: { id: params.id, title: vacancy.title, closesAt: vacancy.closesAt },
      items: await shownAll(records),
      total: await repository.count(vacancy.id, 'sent'),
      page,
      pageSize,
      withdrawn: withdrawn.flatMap(({ reference, withdrawnAt }) =>
        reference !== null && withdrawnAt !== null ? [{ reference, withdrawnAt }] : [],
      ),
      equality: equality?.map(({ question, answers }) => ({ question, answers: [...answers] })) ?? null,
      equalityNotice,
      eraseAt: sentEraseAt(vacancy),
    };
    log.info({ authority: vacancy.authority, vacancy: vacancy.id, count: answer.items.length }, 'applications downloaded');
    return new Response(JSON.stringify(answer), { headers: { ...HEADERS, 'content-type': 'application/json; charset=utf-8' } });
  });

  routes.get(APPLICATIONS_CSV_PATH, async c => {
    const { params } = readRequest(c, { params: ofVacancy, query: nothing });
    const vacancy = await ownVacancy(c, params.id);
    const applications = await shownAll(await repository.list(vacancy.id, 'sent'));
    log.info({ authority: vacancy.authority, vacancy: vacancy.id, count: applications.length }, 'applications downloaded');
    return new Response(applicationsCsv(applications), {
      headers: {
        ...HEADERS,
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="applications-${vacancy.id}.csv"`,
      },
    });
  });

  routes.get(CV_PATH, async c => {
    const { params } = readRequest(c, { params: ofApplication, query: nothing });
    const vacancy = await ownVacancy(c, params.id);
    const record = await repository.byReference(params.reference);
    if (record?.state !== 'sent' || record.vacancy !== vacancy.id) throw notFound(problems.noApplication);
    const file = await repository.fileOf(record.id);
    if (!file) throw notFound(problems.noFile);
    if (file.state === 'held') throw new ProblemError(problems.held, { 'retry-after': '60' });
    if (!canDownload(file)) throw new ProblemError(problems.infected);
    const content = await repository.contentOf(file.id);
    if (!content) throw notFound(problems.noFile);
    log.info({ authority: vacancy.authority, vacancy: vacancy.id, application: record.id, file: file.id }, 'CV downloaded');
    // The person's own name for it stays out of headers; that it was never scanned is in the name under which it is saved.
    const name = `${file.state === 'unscanned' ? 'NOT-SCANNED-' : ''}${params.reference}-cv.${file.kind}`;
    return new Response(new Uint8Array(content), {
      headers: {
        ...HEADERS,
        'content-type': MEDIA[file.kind],
        'content-length': String(content.length),
        'content-disposition': `attachment; filename="${name}"`,
        'x-virus-scan': file.state === 'clean' ? 'clean' : 'NOT SCANNED',
      },
    });
  });

  return routes;
};
