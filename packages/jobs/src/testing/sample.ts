import type { AlertReply } from '@dtp/contract/alerts.ts';
import type { AuthorityList } from '@dtp/contract/authorities.ts';
import type { JobFacets, JobList, JobReply, JobSummary } from '@dtp/contract/jobs.ts';
import type { z } from 'zod';

/** Sample content for the tests, in the shapes that cross the wire. Jobs and addresses are made up. */

type Wire<Schema extends z.ZodType> = z.input<Schema>;
export type Summary = Wire<typeof JobSummary>;
export type List = Wire<typeof JobList>;
export type Reply = Wire<typeof JobReply>;
type Body = Summary['authority'];

export const dales: Body = {
  id: 'derbyshire-dales',
  name: 'Derbyshire Dales District Council',
  shortName: 'Derbyshire Dales',
  kind: 'district',
  homeUrl: 'https://dales.example/',
};
export const county: Body = {
  id: 'derbyshire',
  name: 'Derbyshire County Council',
  shortName: 'Derbyshire',
  kind: 'county',
  homeUrl: 'https://county.example/',
};

export const jobOf = (id: string, title: string, more: Partial<Summary> = {}): Summary => ({
  id,
  title,
  authority: county,
  sharedWith: [],
  summary: `${title} wanted.`,
  category: 'social-care',
  contract: 'permanent',
  patterns: ['part-time', 'hybrid'],
  hours: '22 hours a week',
  salary: { min: 28163, max: 30060, interval: 'year', currency: 'GBP', text: 'plus shift allowance', grade: null },
  salaryText: '£28,163 to £30,060 a year',
  place: 'Belper',
  point: { lat: 53.02, lng: -1.48 },
  miles: null,
  publishedAt: '2026-11-20T09:00:00Z',
  closesAt: '2026-11-27T12:00:00Z',
  closesText: 'Closes in 3 days, Friday 27 November at noon',
  isSample: false,
  ...more,
});

export const care = jobOf('care-worker-belper-7k4m', 'Care worker', { isSample: true });
export const cleaner = jobOf('cleaner-matlock-2b3c', 'Cleaner', {
  authority: dales,
  sharedWith: [county],
  category: 'catering-cleaning',
  place: 'Matlock',
  miles: 3.2,
  salaryText: '£12.60 an hour',
  closesText: 'Closes tomorrow at 9am',
});
export const warden = jobOf('warden-bakewell-9x8y', 'Warden', { miles: 0.4, place: 'Bakewell' });

export const facets: Wire<typeof JobFacets> = {
  authority: [
    { id: 'derbyshire', label: 'Derbyshire County Council', count: 2 },
    { id: 'derbyshire-dales', label: 'Derbyshire Dales District Council', count: 1 },
  ],
  category: [
    { id: 'social-care', label: 'Social care', count: 2 },
    { id: 'catering-cleaning', label: 'Catering and cleaning', count: 1 },
  ],
  contract: [{ id: 'permanent', label: 'Permanent', count: 3 }],
  pattern: [
    { id: 'part-time', label: 'Part time', count: 3 },
    { id: 'hybrid', label: 'Partly from home', count: 3 },
  ],
  salary: [{ id: '25000', label: '£25,000 or more', count: 2 }],
  closing: [{ id: '7', label: 'In the next 7 days', count: 3 }],
};

export const listOf = (more: Partial<List> = {}): List => {
  const items = more.items ?? [care, cleaner, warden];
  return {
    query: null,
    corrected: null,
    near: null,
    items,
    total: items.length,
    page: 1,
    pageSize: 20,
    facets,
    sort: 'closing',
    nextChange: null,
    ...more,
  };
};

/** What the sample API answers: "xyzzy" finds nothing, "claener" is a slip for cleaner, Nowhere is no place. */
export function listFor(url: URL): List {
  const asked = url.searchParams;
  const q = asked.get('q');
  const near = asked.get('near');
  const place = near
    ? { near: near === 'Nowhere' ? { label: null, message: 'We do not know Nowhere.' } : { label: near, message: null } }
    : {};
  if (q === 'xyzzy') return listOf({ query: q, items: [], ...place });
  if (q === 'claener') return listOf({ query: q, corrected: 'cleaner', items: [cleaner], sort: 'relevance', ...place });
  const own = asked.get('authority');
  const kinds = asked.get('category')?.split(',');
  const items = [care, cleaner, warden].filter(
    ({ authority, category }) => (!own || authority.id === own) && (!kinds || kinds.includes(category)),
  );
  const [sort] = ['closing', 'newest', 'nearest', 'relevance'].flatMap(one => (one === asked.get('sort') ? [one] : []));
  return listOf({ query: q, items, ...place, ...(sort === 'newest' && { sort }), pageSize: Number(asked.get('pageSize') ?? 20) });
}

export const description =
  '<h3>What you do</h3><p>You <strong>help</strong> people &amp; their families.</p><ul><li>Visit</li></ul><p><a href="https://county.example/care">More</a></p>';

export const replyFor = (summary: Summary, more: Partial<Reply['job']> = {}): Reply => ({
  state: 'open',
  job: {
    ...summary,
    reference: 'DCC-1234',
    description,
    apply: { kind: 'form', url: 'https://widgets.example/jobs/care-worker-belper-7k4m/apply' },
    interviewOn: '2026-12-04',
    url: `https://widgets.example/jobs/${summary.id}`,
    ...more,
  },
  similar: [],
  nextChange: null,
});

/** It closed, and there is another like it. */
export const closedReply: Reply = {
  ...replyFor(care, { apply: null, closesText: 'Closed on Friday 27 November at noon' }),
  state: 'closed',
  similar: [warden],
};

export const alertReply: Wire<typeof AlertReply> = {
  message: 'Check your email, and open the link we sent you.',
  about: 'Jobs like “cleaner”',
};

export const authorities: Wire<typeof AuthorityList> = {
  items: [
    {
      ...dales,
      gss: 'E07000035',
      register: null,
      custodian: null,
      contact: { label: 'Customer services', phone: '01629 761100', url: null, source: null, verifiedOn: null },
      activeFrom: null,
      activeTo: null,
      successors: [],
    },
  ],
  total: 1,
  page: 1,
  pageSize: 50,
};
