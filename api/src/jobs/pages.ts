import { getJob, type JobList, listJobs } from '@dtp/contract/jobs.ts';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { hostOn } from '../authorities/host.ts';
import { londonDay } from '../http/clock.ts';
import { dataBlock } from '../http/data-block.ts';
import { type Page, pageText, withNotFoundPage } from '../http/page-shell.ts';
import { notFound } from '../http/problem.ts';
import type { Passing, ResponseCache } from '../http/response-cache.ts';
import { pageSecurityHeaders } from '../http/security.ts';
import { createJobAnswering, type JobAnswering, type JobAnsweringDeps } from './answering.ts';
import { jobPosting } from './job-posting.ts';
import { noSuchJob } from './messages.ts';
import { feedAddress, isFiltered, type JobAddress, jobsAddress, readJobAddress } from './page-address.ts';
import { words } from './page-messages.ts';
import {
  advert,
  alertForm,
  applyButton,
  chosen,
  feedLinks,
  jobFacts,
  jobItem,
  likeThis,
  pager,
  placeFault,
  problemBox,
  searchForm,
  shareLinks,
  similarJobs,
} from './page-parts.ts';
import { JOB_SERVICES } from './routes.ts';

export type JobPageDeps = JobAnsweringDeps & { cache: ResponseCache };

type FoundJob = NonNullable<Awaited<ReturnType<JobAnswering['one']>>>;
type Content = Omit<Page, 'host'>;

const asHtml = () => ({ 'content-type': 'text/html; charset=utf-8', ...pageSecurityHeaders });

const nothing = ({ total }: JobList, address: JobAddress) => {
  if (total > 0) return html`<p>${words.pastTheEnd} <a href="${jobsAddress({ ...address, page: undefined })}">${words.first}</a></p>`;
  return html`<p>${isFiltered(address) ? words.none : words.noneAtAll}</p>`;
};

/** `/jobs` and `/jobs/{id}`: all that the widget does, without JavaScript. */
export const jobPages = (deps: JobPageDeps): Hono => {
  const { publicUrl, cache, authorities, now } = deps;
  const answering = createJobAnswering(deps);
  const routes = new Hono();

  /** Bodies that are not on record are left out. */
  const settled = ({ authority, host, ...rest }: JobAddress): JobAddress => {
    const known = (authority ?? '').split(',').filter(id => authorities.get(id));
    return { ...rest, authority: known.join(',') || undefined, host: host && authorities.get(host) ? host : undefined };
  };
  const addressOf = (c: Context): JobAddress => settled(readJobAddress(name => c.req.queries(name) ?? []));
  const hostOf = (address: JobAddress) => hostOn(authorities, address.host, londonDay(now()));

  const listContent = (list: JobList, address: JobAddress): Content => {
    const fault = placeFault(list);
    // What was searched is what people are told of later.
    const alerts = list.corrected ? { ...address, q: list.corrected } : address;
    return {
      title: fault ? words.errorTitle(words.title) : words.title,
      description: words.lead,
      index: !isFiltered(address),
      canonical: `${publicUrl}${jobsAddress({ page: address.page })}`,
      feeds: [
        { href: feedAddress('atom', address), type: 'application/atom+xml', title: words.feedTitle },
        { href: feedAddress('json', address), type: 'application/feed+json', title: words.feedTitle },
      ],
      main: html`<h1>${words.title}</h1>
        <p class="lead">${words.lead}</p>
        ${problemBox(fault)}
        ${searchForm(list, address)}
        ${chosen(list, address)}
        ${list.near?.label && list.near.message ? html`<p class="note">${list.near.message}</p>` : ''}
        ${list.corrected ? html`<p>${words.corrected(list.corrected, list.query ?? '')}</p>` : ''}
        <p role="status"><strong>${words.count(list.total)}</strong></p>
        ${list.items.length > 0 ? list.items.map(job => jobItem(job, address)) : nothing(list, address)}
        ${pager(list, address)}
        ${alertForm(alerts)}
        ${feedLinks(address)}`,
    };
  };

  const listPage = async (c: Context): Promise<Passing<string>> => {
    const address = addressOf(c);
    const { reply, until } = await answering.list(listJobs.query.parse(address));
    return { answer: await pageText({ ...listContent(reply, address), host: hostOf(address) }), until };
  };

  const jobContent = ({ reply, postcode, isWithdrawn }: FoundJob, address: JobAddress): Content => {
    const { state, job, similar } = reply;
    const isOpen = state === 'open';
    const over = isWithdrawn ? words.withdrawn : words.closed;
    return {
      title: isOpen ? `${job.title}, ${job.authority.name}` : `${over}: ${job.title}`,
      description: job.summary,
      index: isOpen && !job.isSample,
      canonical: job.url,
      main: html`<p><a class="tap" href="${jobsAddress({ host: address.host })}">${words.all}</a></p>
        <h1>${job.title}</h1>
        ${job.isSample ? html`<p class="note"><strong>${words.sample}.</strong> ${words.sampleNote}</p>` : ''}
        ${isOpen ? '' : html`<div class="note"><h2>${over}</h2><p>${isWithdrawn ? words.withdrawnNote : words.closedNote(job.closesText)}</p></div>`}
        <p class="lead">${job.summary}</p>
        ${jobFacts(job)}
        ${isOpen ? '' : similarJobs(similar, address)}
        ${applyButton(job)}
        ${advert(job)}
        ${applyButton(job)}
        ${isOpen ? shareLinks(job) : ''}
        ${alertForm(likeThis(job, address))}
        ${isOpen ? similarJobs(similar, address) : ''}
        ${isOpen && !job.isSample ? dataBlock(jobPosting(job, postcode)) : ''}`,
    };
  };

  const jobPage = async (c: Context): Promise<Passing<string>> => {
    const id = getJob.params.safeParse({ id: c.req.param('id') });
    const found = id.success ? await answering.one(id.data.id) : undefined;
    if (!found) throw notFound(noSuchJob);
    const address: JobAddress = { host: addressOf(c).host };
    const text = await pageText({ ...jobContent(found, address), host: hostOf(address) });
    return { answer: text, until: found.until, status: found.reply.state === 'open' ? 200 : 410 };
  };

  routes.get('/jobs', withNotFoundPage(cache.passing(JOB_SERVICES, listPage, asHtml)));
  routes.get('/jobs/:id', withNotFoundPage(cache.passing(JOB_SERVICES, jobPage, asHtml)));
  return routes;
};
