import { type Job, JobFilter } from '@dtp/contract/jobs.ts';
import { Feed } from 'feed';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { readQuery } from '../http/input.ts';
import type { Passing, ResponseCache } from '../http/response-cache.ts';
import { createJobAnswering, type JobAnsweringDeps } from './answering.ts';
import { closingMoment } from './closing-words.ts';
import { categoryTitles } from './messages.ts';
import { words } from './page-messages.ts';
import { JOB_SERVICES } from './routes.ts';

export type JobFeedDeps = JobAnsweringDeps & { cache: ResponseCache };

const MOST_ITEMS = 100;

// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the control characters is the purpose
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Without the characters that XML 1.0 has no place for, and the one sequence that ends a CDATA section. */
const xmlSafe = (markup: string): string => markup.replace(NOT_XML, '').replaceAll(']]>', ']]&gt;');

const escaped = (text: string): string => String(html`${text}`);

const titleOf = ({ title, isSample }: Job): string => (isSample ? words.feedSample(title) : title);

/** Employer, place, pay and closing in a line, which stays right: "Closes Friday 27 November at noon" and not "tomorrow". */
const lineOf = ({ authority, place, salaryText, closesAt, summary }: Job): string =>
  `${summary} ${[authority.name, place, salaryText].filter(part => part).join(', ')}. ${words.feedCloses(closingMoment(new Date(closesAt)))}`;

/** Feeds of any search, newest first. */
export const jobFeeds = ({ cache, ...deps }: JobFeedDeps): Hono => {
  const { publicUrl } = deps;
  const answering = createJobAnswering(deps);
  const routes = new Hono();

  const feedOf = async (c: Context, asText: (text: string) => string): Promise<{ feed: Feed; until: Date }> => {
    const { reply: jobs, until } = await answering.newest(readQuery(c, JobFilter), MOST_ITEMS);
    const address = new URL(c.req.url);
    const self = `${publicUrl}${address.pathname}${address.search}`;
    const feed = new Feed({
      id: self,
      title: words.feedTitle,
      description: words.lead,
      link: `${publicUrl}/jobs${address.search}`,
      language: 'en-GB',
      updated: new Date(Math.max(0, ...jobs.map(({ publishedAt }) => Date.parse(publishedAt)))),
      generator: false,
      feedLinks: { [address.pathname.endsWith('.json') ? 'json' : 'atom']: self },
      author: { name: words.feedTitle, link: publicUrl },
    });
    for (const job of jobs)
      feed.addItem({
        id: job.url,
        link: job.url,
        title: asText(titleOf(job)),
        date: new Date(job.publishedAt),
        published: new Date(job.publishedAt),
        description: asText(lineOf(job)),
        content: xmlSafe(job.description),
        author: [{ name: job.authority.name, link: job.authority.homeUrl }],
        category: [{ name: categoryTitles[job.category], term: job.category, scheme: `${publicUrl}/jobs` }],
      });
    return { feed, until };
  };

  const passing =
    (write: (feed: Feed) => string, asText: (text: string) => string): ((c: Context) => Promise<Passing<string>>) =>
    async c => {
      const { feed, until } = await feedOf(c, asText);
      return { answer: write(feed), until };
    };

  routes.get(
    '/feeds/jobs.atom',
    cache.passing(
      JOB_SERVICES,
      passing(
        feed => feed.atom1(),
        text => xmlSafe(escaped(text)),
      ),
      () => ({ 'content-type': 'application/atom+xml; charset=utf-8' }),
    ),
  );
  routes.get(
    '/feeds/jobs.json',
    cache.passing(
      JOB_SERVICES,
      passing(
        feed => feed.json1(),
        text => text,
      ),
      () => ({ 'content-type': 'application/feed+json; charset=utf-8' }),
    ),
  );
  return routes;
};
