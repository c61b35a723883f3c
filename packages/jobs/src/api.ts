import type { getJob, listJobs } from '@dtp/contract/jobs.ts';
import type { Client } from '@dtp/kit/client.ts';

/** The routes of the API that the job board calls. */

export const fetchJobs = (client: Client, query: Readonly<Record<string, string>>, signal: AbortSignal) =>
  client.get<typeof listJobs>('/api/v1/jobs', query, ['items'], signal);

/** A job that is closed is an answer too: it comes with similar ones. */
export const fetchJob = (client: Client, id: string, signal: AbortSignal) =>
  client.get<typeof getJob>(`/api/v1/jobs/${encodeURIComponent(id)}`, {}, ['similar'], signal);
