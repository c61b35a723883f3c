import { html } from 'hono/html';
import { londonDay, longDay } from '../http/clock.ts';
import type { Markup } from '../http/page-shell.ts';
import { CASES_PATH, REPORT_PATH } from './page-address.ts';
import { statusWords } from './page-messages.ts';
import type { CaseRecord } from './record.ts';

const dayOf = (instant: string): string => longDay(londonDay(new Date(instant)));

/** A case as anyone may see it who has its reference. */
export type StatusView = { readonly record: CaseRecord; readonly body: string; readonly service: string | null };

const facts = (rows: readonly (readonly [string, string])[]): Markup =>
  html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

const statusFacts = ({ record, body, service }: StatusView): Markup =>
  facts([
    [statusWords.reference, record.reference],
    [statusWords.body, body],
    [statusWords.about, service ?? statusWords.anything],
    [statusWords.sent, dayOf(record.requestedAt)],
    [statusWords.status, record.closedAt === null ? statusWords.open : statusWords.closed(dayOf(record.closedAt))],
    ...(record.statusNote === null ? [] : [[statusWords.note, record.statusNote] as const]),
  ]);

const wayOn = html`<p><a href="${REPORT_PATH}">${statusWords.another}</a></p>`;

export const statusMain = (view: StatusView): Markup =>
  html`<h1>${statusWords.title(view.record.reference)}</h1>${statusFacts(view)}${wayOn}`;

/** What people see who have just sent something. */
export const sentMain = (view: StatusView): Markup =>
  html`<h1>${statusWords.newTitle}</h1>${statusFacts(view)}<p>${statusWords.keep}</p><p>${statusWords.danger}</p>${wayOn}`;

export const unknownMain = (reference: string): Markup =>
  html`<h1>${statusWords.unknownTitle}</h1><p>${statusWords.unknown(reference)}</p><p><a href="${CASES_PATH}">${statusWords.tryAgain}</a></p><p><a href="/contact">${statusWords.contact}</a></p>`;

export const askMain = (typed: string, fault: string | null): Markup => html`<h1>${statusWords.askTitle}</h1>
  <p class="lead">${statusWords.askLead}</p>
  ${fault ? html`<div class="note problem" role="alert"><p><a href="#reference">${fault}</a></p></div>` : ''}
  <form class="search place-only" action="${CASES_PATH}" method="get">
    <div class="field">
      <label for="reference">${statusWords.field} <span class="hint" id="reference-hint">${statusWords.fieldHint}</span></label>
      ${fault ? html`<p class="fault" id="reference-fault">${fault}</p>` : ''}
      <input id="reference" name="reference" autocomplete="off" value="${typed}" ${fault ? html`aria-invalid="true"` : ''} aria-describedby="reference-hint${fault ? ' reference-fault' : ''}">
    </div>
    <button>${statusWords.find}</button>
  </form>`;
