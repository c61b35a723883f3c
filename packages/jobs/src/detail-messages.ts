import type { JobContract, JobPattern } from '@dtp/contract/jobs.ts';

/** The words of a job, loaded with the first that is opened. */

export const contracts: Readonly<Record<JobContract, string>> = {
  permanent: 'Permanent',
  'fixed-term': 'Fixed term',
  casual: 'Casual',
  apprenticeship: 'Apprenticeship',
};
export const patterns: Readonly<Record<JobPattern, string>> = {
  'full-time': 'full time',
  'part-time': 'part time',
  'job-share': 'job share',
  'term-time': 'term time only',
  remote: 'from home',
  hybrid: 'partly from home',
};

export const sample = 'This is a sample vacancy. It does not exist.';
export const closed = 'This job is closed. You can no longer apply for it.';
export const employer = 'Employer';
export const place = 'Where';
export const salary = 'Salary';
export const closing = 'Closing';
export const contract = 'Contract';
export const hours = 'Hours';
export const interviews = 'Interviews';
export const reference = 'Reference';
export const apply = 'Apply for this job';
export const applyAt = (name: string) => `Apply on the website of ${name}`;
export const share = 'Share this job';
export const copied = 'The address of this job is copied.';
export const copyThis = 'Copy this address:';
export const print = 'Print this job';
export const similar = 'Jobs like this one';
