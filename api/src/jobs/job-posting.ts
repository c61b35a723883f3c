import type { Job, JobContract, JobPattern, SalaryInterval } from '@dtp/contract/jobs.ts';

const UNIT: Readonly<Record<SalaryInterval, string>> = { hour: 'HOUR', day: 'DAY', week: 'WEEK', month: 'MONTH', year: 'YEAR' };

const BY_PATTERN: Readonly<Record<JobPattern, string | null>> = {
  'full-time': 'FULL_TIME',
  'part-time': 'PART_TIME',
  'job-share': 'PART_TIME',
  'term-time': 'PART_TIME',
  remote: null,
  hybrid: null,
};

const BY_CONTRACT: Readonly<Record<JobContract, string | null>> = {
  permanent: null,
  'fixed-term': 'TEMPORARY',
  casual: 'TEMPORARY',
  apprenticeship: 'INTERN',
};

const employmentType = ({ patterns, contract }: Job): string[] => {
  const types = [...patterns.map(pattern => BY_PATTERN[pattern]), BY_CONTRACT[contract]].filter(type => type !== null);
  return types.length > 0 ? [...new Set(types)] : ['OTHER'];
};

const baseSalary = ({ salary }: Job) => {
  if (!salary || (salary.min === null && salary.max === null)) return undefined;
  const { min, max, interval, currency } = salary;
  const amount =
    min !== null && min === max
      ? { value: min }
      : { ...(min === null ? {} : { minValue: min }), ...(max === null ? {} : { maxValue: max }) };
  return { '@type': 'MonetaryAmount', currency, value: { '@type': 'QuantitativeValue', ...amount, unitText: UNIT[interval] } };
};

/** Where the record names no place, the county that all partners serve is still true. */
const jobLocation = ({ place, postcode }: Pick<Job, 'place'> & { postcode: string | null }) => ({
  '@type': 'Place',
  address: {
    '@type': 'PostalAddress',
    ...(place === null ? {} : { addressLocality: place }),
    ...(postcode === null ? {} : { postalCode: postcode }),
    addressRegion: 'Derbyshire',
    addressCountry: 'GB',
  },
});

/** Wholly from home: Google takes TELECOMMUTE for nothing less. */
const isFromHome = ({ patterns }: Job): boolean => patterns.includes('remote') && !patterns.includes('hybrid');

/**
 * schema.org/JobPosting as Google's documentation of job postings asks for it. For the single page of an open job only: lists, closed
 * jobs and samples must not have it.
 */
export const jobPosting = (job: Job, postcode: string | null) => {
  const fromHome = isFromHome(job);
  return {
    '@context': 'https://schema.org',
    '@type': 'JobPosting',
    title: job.title,
    description: job.description,
    identifier: { '@type': 'PropertyValue', name: job.authority.name, value: job.reference },
    url: job.url,
    datePosted: job.publishedAt,
    validThrough: job.closesAt,
    employmentType: employmentType(job),
    hiringOrganization: { '@type': 'Organization', name: job.authority.name, sameAs: job.authority.homeUrl },
    ...(fromHome ? { jobLocationType: 'TELECOMMUTE', applicantLocationRequirements: { '@type': 'Country', name: 'United Kingdom' } } : {}),
    ...(fromHome && job.place === null ? {} : { jobLocation: jobLocation({ place: job.place, postcode }) }),
    ...(baseSalary(job) ? { baseSalary: baseSalary(job) } : {}),
    directApply: job.apply?.kind === 'form',
  };
};
