import type { JobSummary } from '@dtp/contract/jobs.ts';
import { heading } from '@dtp/kit/parts/heading.ts';
import { html, nothing, type TemplateResult } from 'lit';
import * as messages from '../messages.ts';

/** Draws a link to a job, which opens in place. */
export type Link = (job: JobSummary) => TemplateResult;

/** Says of a made-up vacancy that it is one. */
export const sampleBadge = ({ isSample }: JobSummary): TemplateResult | typeof nothing =>
  isSample ? html` <strong class="badge" part="sample">${messages.sample}</strong>` : nothing;

/** Whose job it is: "Amber Valley Borough Council, shared with Bolsover District Council". */
export const employer = ({ authority, sharedWith }: JobSummary): string =>
  [authority.name, ...(sharedWith.length > 0 ? [messages.shared(sharedWith.map(({ name }) => name).join(', '))] : [])].join(', ');

/** Where it is: "Belper, 3 miles away". */
export const whereabouts = ({ place, miles }: JobSummary): string =>
  [place, miles === null ? null : messages.away(miles)].filter(Boolean).join(', ');

/** Jobs, one under the other. */
export const jobList = (items: readonly JobSummary[], level: number, link: Link): TemplateResult =>
  html`<ol class="results" part="results">
    ${items.map(
      job => html`<li part="result">
        ${heading(level, html`${link(job)}${sampleBadge(job)}`, 'title')}
        <p>${employer(job)}</p>
        <p>${whereabouts(job)}</p>
        <p>${job.salaryText}</p>
        <p class="muted">${job.closesText}</p>
      </li>`,
    )}
  </ol>`;
