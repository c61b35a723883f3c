import type { JobFacets, JobSort } from '@dtp/contract/jobs.ts';

/** The words of the list of jobs, each by itself, so that no name of one is shipped. What a job pays and when it closes the API says. */

export const jobs = (total: number): string => (total === 1 ? '1 job' : `${total} jobs`);

export const form = 'Find a job';
export const what = 'What job?';
export const whatHint = 'For example cleaner, or social worker';
export const where = 'Where?';
export const whereHint = 'A postcode, town or village';
export const miles = 'How far?';
export const within = (miles: number) => (miles === 1 ? '1 mile' : `${miles} miles`);
export const search = 'Find jobs';
export const searching = 'Finding jobs';
export const loading = 'Loading';
export const whose = 'Whose jobs';
export const all = 'All partners';
export const only = (name: string) => `Only ${name}`;
export const filters = (count: number) => (count === 0 ? 'Filters' : `Filters (${count})`);
export const kinds: Readonly<Record<keyof JobFacets, string>> = {
  authority: 'Employer',
  category: 'Kind of work',
  contract: 'Contract',
  pattern: 'Working pattern',
  salary: 'Salary',
  closing: 'Closing',
};
export const any = 'Any';
export const show = (total: number) => (total === 0 ? 'Show the list' : `Show ${jobs(total)}`);
export const applied = 'Filters you chose';
export const remove = 'Remove filter';
export const clear = 'Clear all filters';
export const sort = 'Sort by';
export const sorts: Readonly<Record<JobSort, string>> = {
  closing: 'Closing soonest',
  newest: 'Newest',
  nearest: 'Nearest',
  relevance: 'Best match',
};
export const found = (total: number) => `${jobs(total)} found.`;
export const corrected = (searched: string, typed: string) => `Showing jobs for “${searched}” instead of “${typed}”.`;
export const nothing = 'No jobs were found.';
export const tryOther = 'Try other words, look further away, or take a filter off.';
export const noneNow = 'There are no jobs here at the moment.';
export const start = 'Start again with all jobs';
export const seeAll = (total: number) => (total < 2 ? 'See all jobs' : `See all ${jobs(total)}`);
export const sample = 'Sample';
export const shared = (names: string) => `shared with ${names}`;
export const away = (miles: number) => (miles < 1 ? 'less than a mile away' : `${within(Math.round(miles))} away`);
export const alert = 'Email me jobs like these';
export const back = 'Back to the list';
export const gone = 'We could not find that job. It may have been taken down. Look through the others, or search again.';
export const refused = 'We could not answer that. Try other words, or start again.';
export const faults = { q: 'What you typed', near: 'The place' } as const;
