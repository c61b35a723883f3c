import type { Job, JobFacet, JobList, JobSummary } from '@dtp/contract/jobs.ts';
import { html, raw } from 'hono/html';
import { longDay } from '../http/clock.ts';
import type { Markup } from '../http/page-shell.ts';
import { hiddenFields } from '../places/page-parts.ts';
import { USUAL_MILES } from './answering.ts';
import { contractTitles, patternTitles, sortTitles } from './messages.ts';
import {
  type FilterField,
  feedAddress,
  filterQuery,
  type JobAddress,
  jobAddress,
  jobsAddress,
  LISTS,
  type ListField,
  valuesOf,
  without,
} from './page-address.ts';
import { words } from './page-messages.ts';

const MILES = [1, 3, 5, 10, 15, 20, 30, 50];

/** What is wrong with the place; null when nothing is. */
export const placeFault = ({ near }: JobList): string | null => (near !== null && near.label === null ? near.message : null);

export const problemBox = (fault: string | null): Markup | '' =>
  fault === null ? '' : html`<div class="note problem" role="alert"><h2>${words.problem}</h2><p><a href="#near">${fault}</a></p></div>`;

const option = (value: string, label: string, chosen: string | undefined): Markup =>
  html`<option value="${value}" ${value === (chosen ?? '') ? html`selected` : ''}>${label}</option>`;

const boxes = (legend: string, name: ListField, facets: readonly JobFacet[], address: JobAddress): Markup | '' => {
  const chosen = valuesOf(address, name);
  const shown = facets.filter(({ id, count }) => count > 0 || chosen.includes(id));
  if (shown.length === 0) return '';
  return html`<fieldset><legend>${legend}</legend>${shown.map(
    ({ id, label, count }) =>
      html`<label class="choice"><input type="checkbox" name="${name}" value="${id}" ${chosen.includes(id) ? html`checked` : ''}> ${words.withCount(label, count)}</label>`,
  )}</fieldset>`;
};

const steps = (label: string, name: 'salary' | 'closing', facets: readonly JobFacet[], address: JobAddress): Markup =>
  html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">${option('', words.any, address[name])}${facets
    .filter(({ id, count }) => count > 0 || id === address[name])
    .map(({ id, label: text, count }) => option(id, words.withCount(text, count), address[name]))}</select></div>`;

const LEGENDS: Readonly<Record<ListField, string>> = {
  authority: words.authority,
  category: words.category,
  contract: words.contract,
  pattern: words.pattern,
};

const filters = ({ facets }: JobList, address: JobAddress): Markup => html`<details class="filters"><summary>${words.filters}</summary>
    ${steps(words.salary, 'salary', facets.salary, address)}
    ${steps(words.closing, 'closing', facets.closing, address)}
    ${(['category', 'contract', 'pattern', 'authority'] as const).map(name => boxes(LEGENDS[name], name, facets[name], address))}
  </details>`;

/** The order that a list has when nobody asks for one goes by what else is asked, so it has no value of its own. */
const sortField = (list: JobList, address: JobAddress): Markup => {
  const { sort, near } = list;
  const asked = near?.label ? 'nearest' : 'closing';
  const usual = address.sort === undefined ? sort : address.q ? 'relevance' : asked;
  const possible = (['closing', 'newest', 'nearest', 'relevance'] as const).filter(
    one => (one !== 'nearest' || near?.label) && (one !== 'relevance' || address.q),
  );
  const ownFirst = usual === 'closing' && address.host !== undefined;
  const orders = ownFirst ? possible : possible.filter(one => one !== usual);
  const chosenSort = address.sort === undefined || (address.sort === usual && !ownFirst) ? undefined : sort;
  return html`<div class="field"><label for="sort">${words.sort}</label><select id="sort" name="sort">${option('', ownFirst ? words.ownFirst : sortTitles[usual], chosenSort)}${orders.map(
    one => option(one, sortTitles[one], chosenSort),
  )}</select></div>`;
};

/** The whole search: words, place, filters and order, in one form that works without scripts. */
export const searchForm = (list: JobList, address: JobAddress): Markup => {
  const fault = placeFault(list);
  const shown = address.miles ?? String(USUAL_MILES);
  const miles = [...new Set([...MILES, Number(shown)])].sort((a, b) => a - b);
  return html`<form class="search jobs" action="/jobs" method="get" role="search">
    <div class="field">
      <label for="q">${words.what} <span class="hint" id="q-hint">${words.whatHint}</span></label>
      <input id="q" name="q" type="search" maxlength="200" autocomplete="off" value="${address.q ?? ''}" aria-describedby="q-hint">
    </div>
    <div class="field">
      <label for="near">${words.where} <span class="hint" id="near-hint">${words.whereHint}</span></label>
      ${fault ? html`<p class="fault" id="near-fault">${fault}</p>` : ''}
      <input id="near" name="near" maxlength="100" autocomplete="postal-code" value="${address.near ?? ''}" ${fault ? html`aria-invalid="true"` : ''} aria-describedby="near-hint${fault ? ' near-fault' : ''}">
    </div>
    <div class="field"><label for="miles">${words.miles}</label><select id="miles" name="miles">${miles.map(one =>
      option(String(one), words.milesChoice(one), shown),
    )}</select></div>
    ${sortField(list, address)}
    ${hiddenFields({ host: address.host })}
    ${filters(list, address)}
    <button>${words.search}</button>
  </form>`;
};

type Chip = { readonly name: FilterField; readonly value: string; readonly label: string };

const chipsOf = ({ facets, near }: JobList, address: JobAddress): Chip[] => {
  const chips: Chip[] = [];
  if (address.q) chips.push({ name: 'q', value: address.q, label: words.words(address.q) });
  if (address.near && near?.label)
    chips.push({
      name: 'near',
      value: address.near,
      label: words.within(address.miles ?? String(USUAL_MILES), near.label),
    });
  for (const name of [...LISTS, 'salary', 'closing'] as const)
    for (const value of valuesOf(address, name))
      chips.push({ name, value, label: facets[name].find(({ id }) => id === value)?.label ?? value });
  return chips;
};

/** What was chosen, each with the way to take it back. */
export const chosen = (list: JobList, address: JobAddress): Markup | '' => {
  const chips = chipsOf(list, address);
  if (chips.length === 0) return '';
  return html`<section aria-label="${words.chosen}"><ul class="chips">${chips.map(
    ({ name, value, label }) =>
      html`<li><a href="${jobsAddress(without(address, name, value))}" aria-label="${words.remove(label)}">${label} <span aria-hidden="true">×</span></a></li>`,
  )}<li><a class="clear" href="${jobsAddress({ host: address.host })}">${words.clear}</a></li></ul></section>`;
};

const badge = (isSample: boolean): Markup | '' => (isSample ? html` <span class="badge">${words.sample}</span>` : '');

const away = (miles: number | null): string => (miles === null ? '' : `, ${words.away(miles)}`);

export const jobItem = (job: JobSummary, address: JobAddress, level: 'h2' | 'h3' = 'h2'): Markup => {
  const link = html`<a href="${jobAddress(job.id, address)}">${job.title}</a>${badge(job.isSample)}`;
  return html`<article class="service job">
    ${level === 'h2' ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`}
    <p class="body-name">${job.authority.name}</p>
    <p>${job.summary}</p>
    <p>${job.salaryText}${job.place ? html`<br>${job.place}${away(job.miles)}` : ''}<br>${job.closesText}</p>
  </article>`;
};

export const pager = ({ page, pageSize, total }: JobList, address: JobAddress): Markup | '' => {
  const pages = Math.ceil(total / pageSize);
  if (pages < 2) return '';
  const to = (number: number, rel: string, label: string) =>
    html`<a rel="${rel}" href="${jobsAddress({ ...address, page: number === 1 ? undefined : String(number) })}">${label}</a>`;
  return html`<p class="pages">${page > 1 ? to(Math.min(page - 1, pages), 'prev', words.previous) : ''} <span>${words.page(Math.min(page, pages), pages)}</span> ${page < pages ? to(page + 1, 'next', words.next) : ''}</p>`;
};

/** Leads to the page that asks for an email address; nothing personal goes along. */
export const alertForm = (address: JobAddress): Markup => html`<form class="alert" action="/alerts/new" method="get">
    ${hiddenFields({ topic: 'jobs', filter: filterQuery(address), authority: address.host })}
    <button class="quiet">${words.alerts}</button>
    <p class="muted">${words.alertsHint}</p>
  </form>`;

export const feedLinks = (address: JobAddress): Markup => html`<p class="muted small feeds">${words.feeds}
    <a class="tap" href="${feedAddress('atom', address)}">${words.atom}</a> <a class="tap" href="${feedAddress('json', address)}">${words.jsonFeed}</a></p>`;

const fact = (label: string, content: Markup | string | null): Markup | '' =>
  content === null || content === '' ? '' : html`<div><dt>${label}</dt><dd>${content}</dd></div>`;

/** All that is said of a job beside its advert. */
export const jobFacts = (job: Job): Markup => html`<dl class="facts">
    ${fact(words.employer, html`<a href="${job.authority.homeUrl}">${job.authority.name}</a>`)}
    ${fact(words.sharedWith, job.sharedWith.map(({ name }) => name).join(', '))}
    ${fact(words.pay, job.salaryText)}
    ${fact(words.place, job.place)}
    ${fact(words.hours, job.hours)}
    ${fact(words.kind, contractTitles[job.contract])}
    ${fact(words.patterns, [...new Set(job.patterns)].map(pattern => patternTitles[pattern]).join(', '))}
    ${fact(words.closes, job.closesText)}
    ${fact(words.interviews, job.interviewOn === null ? null : longDay(job.interviewOn))}
    ${fact(words.reference, job.reference)}
  </dl>`;

/** Sanitised when it was stored. */
export const advert = ({ description }: Job): Markup => html`<section class="advert"><h2>${words.about}</h2>${raw(description)}</section>`;

export const applyButton = ({ apply }: Job): Markup | '' =>
  apply === null
    ? ''
    : html`<p class="apply"><a class="button" href="${apply.url}">${apply.kind === 'link' ? words.applyLink : words.applyForm}</a></p>`;

/** By the means of the person's own device: no script of anyone's watches. */
export const shareLinks = ({ title, authority, url }: Job): Markup => {
  // Mail programs take + for a plus (RFC 6068), so the query is not that of a form.
  const mail = `mailto:?subject=${encodeURIComponent(words.shareSubject(title))}&body=${encodeURIComponent(words.shareBody(title, authority.name, url))}`;
  return html`<section class="share"><h2>${words.share}</h2><p><a class="tap" href="${mail}">${words.shareMail}</a></p><p>${words.shareAddress} <code>${url}</code></p></section>`;
};

export const similarJobs = (jobs: readonly JobSummary[], address: JobAddress): Markup | '' =>
  jobs.length === 0 ? '' : html`<section><h2>${words.similar}</h2>${jobs.map(job => jobItem(job, address, 'h3'))}</section>`;

/** Jobs of the same kind of work, which is what "like these" means on the page of one. */
export const likeThis = ({ category }: Job, { host }: JobAddress): JobAddress => ({ category, host });
