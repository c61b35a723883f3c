import type { ServiceReply } from '@dtp/contract/az.ts';
import { heading } from '@dtp/kit/parts/heading.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { fullAnswer, whyOpen } from './answer.ts';

/** One service with everyone who may answer for it. `remedy` is what a person can do while that is open. */
export function service(reply: ServiceReply, level: number, choosing: boolean, remedy: unknown): TemplateResult {
  const open = whyOpen(reply, choosing);
  return html`
    ${heading(level, reply.service.title)}
    <p>${reply.service.summary}</p>
    ${open ? html`<div class="notice"><p>${open}</p>${remedy}</div>` : nothing} ${reply.answers.map(item => fullAnswer(item, level + 1))}
  `;
}
