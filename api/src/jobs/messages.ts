import type { JobCategory, JobContract, JobPattern, JobSort } from '@dtp/contract/jobs.ts';

/** What kinds of work are called. */
export const categoryTitles: Readonly<Record<JobCategory, string>> = {
  'social-care': 'Social care',
  schools: 'Schools and learning',
  administration: 'Office and administration',
  'highways-engineering': 'Roads and engineering',
  'environment-waste': 'Waste and environment',
  'planning-building': 'Planning and building',
  digital: 'Digital and IT',
  'finance-legal': 'Finance and legal',
  housing: 'Housing',
  'libraries-leisure': 'Libraries and leisure',
  police: 'Police',
  'fire-rescue': 'Fire and rescue',
  countryside: 'Countryside and rangers',
  'catering-cleaning': 'Catering and cleaning',
  management: 'Management',
  other: 'Other work',
};

export const contractTitles: Readonly<Record<JobContract, string>> = {
  permanent: 'Permanent',
  'fixed-term': 'Fixed term',
  casual: 'Casual',
  apprenticeship: 'Apprenticeship',
};

export const patternTitles: Readonly<Record<JobPattern, string>> = {
  'full-time': 'Full time',
  'part-time': 'Part time',
  'job-share': 'Job share',
  'term-time': 'Term time only',
  remote: 'From home',
  hybrid: 'Partly from home',
};

export const sortTitles: Readonly<Record<JobSort, string>> = {
  closing: 'Closing soonest',
  newest: 'Newest',
  nearest: 'Nearest',
  relevance: 'Best match',
};

export const salaryTitle = (pounds: string): string => `${pounds} or more`;
export const closingTitle = (days: number): string => (days === 1 ? 'By tomorrow' : `In the next ${days} days`);

/** What is said of a job that the record does not have, or does not show. */
export const noSuchJob = 'No vacancy has this id, or it is not advertised.';

/** "Digital and IT" as "digital and IT". */
const midSentence = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);

/** Words about a search, as of an alert: "Cleaner jobs within 10 miles of Belper". */
export const searchWords = {
  all: 'All jobs',
  jobs: (what: string) => `${what.charAt(0).toUpperCase()}${what.slice(1)} jobs`,
  within: (miles: number, place: string) => `within ${miles} ${miles === 1 ? 'mile' : 'miles'} of ${place}`,
  at: (bodies: readonly string[]) => `at ${bodies.join(' or ')}`,
  in: (titles: readonly string[]) => `in ${titles.map(midSentence).join(' or ')}`,
  kind: (titles: readonly string[]) => titles.map(midSentence).join(' or '),
  paying: (pounds: string) => `paying ${pounds} a year or more`,
  closing: (days: number) => (days === 1 ? 'closing by tomorrow' : `closing in the next ${days} days`),
  refused: (faults: readonly string[]) => `The search of this alert cannot be used: ${faults.join('; ')}.`,
  unknownBody: (id: string) => `no partner is called ${id}`,
} as const;
