import { JobCategory, JobContract, type JobFacet, type JobFacets, JobPattern } from '@dtp/contract/jobs.ts';
import { categoryTitles, closingTitle, contractTitles, patternTitles, salaryTitle } from './messages.ts';
import { money } from './salary-words.ts';
import { type FilterKind, type Hit, KIND } from './search.ts';

/** What the salary and closing filters offer: pounds a year, and days. */
export const SALARY_STEPS: readonly number[] = [20_000, 25_000, 30_000, 35_000, 40_000, 50_000];
export const CLOSING_STEPS: readonly number[] = [1, 3, 7, 14, 28];

export type FacetDeps = {
  /** Every body to count for, as it is today. */
  readonly bodies: readonly { readonly id: string; readonly name: string }[];
  /** The body of today for one on record. */
  readonly bodyNow: (id: string) => string;
  /** Today in London, counted from 1 January 1970. */
  readonly today: number;
  /** What was asked beside the usual steps. */
  readonly salary: number | undefined;
  readonly closing: number | undefined;
};

const withAsked = (steps: readonly number[], asked: number | undefined): number[] =>
  [...new Set(asked === undefined || asked === 0 ? steps : [...steps, asked])].sort((a, b) => a - b);

/** Counts jobs under every value of every filter. A job counts under a kind where it passes all filters but perhaps that kind's own. */
export const createFacetCounter = ({ bodies, bodyNow, today, salary, closing }: FacetDeps) => {
  const authorities = new Map(bodies.map(({ id }) => [id, 0]));
  const categories = new Map<string, number>();
  const contracts = new Map<string, number>();
  const patterns = new Map<string, number>();
  const salaries = withAsked(SALARY_STEPS, salary).map(step => ({ step, count: 0 }));
  const closings = withAsked(CLOSING_STEPS, closing).map(step => ({ step, count: 0 }));
  const add = (counts: Map<string, number>, id: string): void => void counts.set(id, (counts.get(id) ?? 0) + 1);
  const nowOf = new Map<string, string>();
  const ofToday = (id: string): string => {
    const known = nowOf.get(id);
    if (known !== undefined) return known;
    const found = bodyNow(id);
    nowOf.set(id, found);
    return found;
  };

  const passesBut = (fails: number, kind: FilterKind): boolean => (fails & ~KIND[kind]) === 0;
  const list = (ids: readonly string[], counts: Map<string, number>, titles: Readonly<Record<string, string>>): JobFacet[] =>
    ids.map(id => ({ id, label: titles[id] ?? id, count: counts.get(id) ?? 0 }));

  return {
    count: ({ entry }: Hit, fails: number): void => {
      const { vacancy, yearly, lastDay } = entry;
      if (passesBut(fails, 'authority')) {
        const [only, ...others] = entry.bodies;
        if (others.length === 0 && only !== undefined) add(authorities, ofToday(only));
        else for (const id of new Set(entry.bodies.map(ofToday))) add(authorities, id);
      }
      if (passesBut(fails, 'category')) add(categories, vacancy.category);
      if (passesBut(fails, 'contract')) add(contracts, vacancy.contract);
      if (passesBut(fails, 'pattern')) for (const pattern of entry.patterns) add(patterns, pattern);
      if (yearly !== null && passesBut(fails, 'salary')) for (const one of salaries) if (yearly >= one.step) one.count++;
      if (passesBut(fails, 'closing')) for (const one of closings) if (lastDay <= today + one.step) one.count++;
    },
    facets: (): JobFacets => ({
      authority: bodies.map(({ id, name }) => ({ id, label: name, count: authorities.get(id) ?? 0 })),
      category: list(JobCategory.options, categories, categoryTitles),
      contract: list(JobContract.options, contracts, contractTitles),
      pattern: list(JobPattern.options, patterns, patternTitles),
      salary: salaries.map(({ step, count }) => ({ id: String(step), label: salaryTitle(money(step)), count })),
      closing: closings.map(({ step, count }) => ({ id: String(step), label: closingTitle(step), count })),
    }),
  };
};
