import type { AlertItem, Topic } from '../topics.ts';

/** A topic over a list: a filter finds the items whose title has it as a word. */
export const fixedTopic = (items: readonly AlertItem[]): Topic => ({
  parse: async filter =>
    filter === '?'
      ? { ok: false, message: 'There is no such word.' }
      : { ok: true, filter, label: `Jobs with ${filter}`, url: `https://widgets.example/list?q=${filter}` },
  matcher: async (from, to) => {
    const fresh = items.filter(({ publishedAt }) => from.toISOString() < publishedAt && publishedAt <= to.toISOString());
    return { match: async filter => fresh.filter(({ title }) => title.toLowerCase().split(' ').includes(filter)) };
  },
});

export const itemOf = (id: string, title: string, publishedAt: string): AlertItem => ({
  id,
  title,
  line: 'Derby City Council, Derby, £12.60 an hour, closes on Friday',
  url: `https://widgets.example/jobs/${id}`,
  publishedAt,
});

/** What the child of digest.test.ts tells. */
export const SAMPLE_ITEMS: readonly AlertItem[] = [
  itemOf('cook', 'Cook', '2026-11-23T12:00:00.000Z'),
  itemOf('school-cook', 'School cook', '2026-11-23T13:00:00.000Z'),
  itemOf('caretaker', 'School caretaker', '2026-11-23T14:00:00.000Z'),
];
