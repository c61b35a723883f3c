import { getJob, listJobs } from '@dtp/contract/jobs.ts';
import { Hono } from 'hono';
import { readQuery, readRequest } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import type { ResponseCache } from '../http/response-cache.ts';
import { createJobAnswering, type JobAnsweringDeps } from './answering.ts';
import { noSuchJob } from './messages.ts';

export type JobRouteDeps = JobAnsweringDeps & { cache: ResponseCache };

/** What an answer is made from; it also ends with time, when a job opens or closes. */
export const JOB_SERVICES = ['authorities', 'places', 'jobs'] as const;

/** The vacancies of all partners. */
export const jobRoutes = ({ cache, ...deps }: JobRouteDeps): Hono => {
  const answering = createJobAnswering(deps);
  const routes = new Hono();
  routes.get(
    listJobs.path,
    cache.passingJson(JOB_SERVICES, async c => {
      const { reply, until } = await answering.list(readQuery(c, listJobs.query));
      return { answer: reply, until };
    }),
  );
  routes.get(
    getJob.path,
    cache.passingJson(JOB_SERVICES, async c => {
      const found = await answering.one(readRequest(c, { params: getJob.params, query: getJob.query }).params.id);
      if (!found) throw notFound(noSuchJob);
      return { answer: found.reply, until: found.until, status: found.reply.state === 'open' ? 200 : 410 };
    }),
  );
  return routes;
};
