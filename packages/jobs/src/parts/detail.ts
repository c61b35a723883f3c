import type { Job, JobReply } from '@dtp/contract/jobs.ts';
import { longDate } from '@dtp/kit/dates.ts';
import { heading } from '@dtp/kit/parts/heading.ts';
import { linkAddress } from '@dtp/kit/parts/link-address.ts';
import { html, nothing, type TemplateResult } from 'lit';
import * as messages from '../detail-messages.ts';
import { advert } from './advert.ts';
import { employer, jobList, type Link, sampleBadge, whereabouts } from './job-item.ts';

/** One job: what to know first, the one thing to do, the advert, and for one that is closed those like it. */
export function detail({ state, job, similar }: JobReply, level: number, link: Link): TemplateResult {
  const isClosed = state === 'closed';
  const { contract, patterns, salary } = job;
  return html`<article part="job">
    ${heading(level, html`${job.title}${sampleBadge(job)}`)}
    ${job.isSample ? html`<p class="notice">${messages.sample}</p>` : nothing}
    ${isClosed ? html`<p class="notice wrong">${messages.closed}</p>` : nothing}
    <dl class="pairs">
      ${fact(messages.employer, employer(job))} ${fact(messages.place, whereabouts(job))}
      ${fact(messages.salary, [job.salaryText, salary?.text].filter(Boolean).join(', '))} ${fact(messages.closing, job.closesText)}
      ${fact(messages.contract, [messages.contracts[contract], ...patterns.map(one => messages.patterns[one])].join(', '))}
      ${fact(messages.hours, job.hours)} ${fact(messages.interviews, job.interviewOn && longDate(job.interviewOn))}
      ${fact(messages.reference, job.reference)}
    </dl>
    ${apply(job)} ${advert(job.description, level + 1)} ${isClosed ? nothing : html`${apply(job)} ${sharing(job)}`}
    ${similar.length > 0 ? html`${heading(level + 1, messages.similar, 'small')} ${jobList(similar, level + 2, link)}` : nothing}
  </article>`;
}

const fact = (name: string, words: string | null) => (words ? html`<dt>${name}</dt><dd>${words}</dd>` : nothing);

function apply({ apply: way, authority }: Job): TemplateResult | typeof nothing {
  const address = way ? linkAddress(way.url) : undefined;
  return way && address
    ? html`<p><a class="action" part="apply" href=${address}>${way.kind === 'form' ? messages.apply : messages.applyAt(authority.name)}</a></p>`
    : nothing;
}

const sharing = (job: Job): TemplateResult => html`
  <p class="steps">
    <button type="button" class="link" @click=${(event: Event) => void share(job, event)}>${messages.share}</button>
    <button type="button" class="link" @click=${() => print()}>${messages.print}</button>
  </p>
  <p class="told" role="status"></p>
`;

/** Hands the address of the hosted page on: by what the device has for it, else by the clipboard, else to be copied by hand. */
async function share({ title, url }: Job, { currentTarget }: Event): Promise<void> {
  const told = currentTarget instanceof HTMLElement ? currentTarget.closest('article')?.querySelector('.told') : null;
  const tell = (words: string): void => {
    if (told) told.textContent = words;
  };
  tell('');
  if ('share' in navigator) {
    // A person who changes their mind is told nothing.
    await navigator.share({ title, url }).catch(() => undefined);
    return;
  }
  await copy(url).then(
    () => tell(messages.copied),
    () => tell(`${messages.copyThis} ${url}`),
  );
}

/** A page that is not https has no clipboard. */
const copy = async (url: string): Promise<void> => navigator.clipboard.writeText(url);
