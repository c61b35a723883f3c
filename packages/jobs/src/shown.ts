import type { JobList, JobReply } from '@dtp/contract/jobs.ts';
import type { Client, Outcome } from '@dtp/kit/client.ts';
import { withCode } from '@dtp/kit/load-code.ts';
import { fetchJob, fetchJobs } from './api.ts';
import { type Asked, listOf } from './asked.ts';
import type { detail } from './parts/detail.ts';

/** A list, or one job with the code that draws it, and what it answers. */
export type ShownList = { readonly kind: 'list'; readonly asked: Asked; readonly reply: JobList };
export type Shown = ShownList | { readonly kind: 'job'; readonly asked: Asked; readonly reply: JobReply; readonly draw: typeof detail };

/** What the webmaster has settled: the host, the category of the page, how many jobs a page has. Empty where nothing is. */
export type Settled = { readonly host: string; readonly category: string; readonly pageSize: string };

/** Asks for the list, or for the job that is open. The code that draws a job is loaded with the first of them. */
export async function fetchShown(client: Client, asked: Asked, settled: Settled, signal: AbortSignal): Promise<Outcome<Shown>> {
  if (!asked.job) {
    const outcome = await fetchJobs(client, { ...listOf(asked), ...given(settled) }, signal);
    return outcome.kind === 'ok' ? { kind: 'ok', value: { kind: 'list', asked, reply: outcome.value } } : outcome;
  }
  const outcome = await fetchJob(client, asked.job, signal);
  if (outcome.kind !== 'ok') return outcome;
  return withCode(
    () => import('./parts/detail.ts'),
    async code => ({ kind: 'ok', value: { kind: 'job', asked, reply: outcome.value, draw: code.detail } }),
  );
}

const given = (settled: Settled): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(settled).filter(([, value]) => value));
