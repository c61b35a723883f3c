import { html } from 'hono/html';
import type { Markup } from '../http/page-shell.ts';
import type { Application } from './desk.ts';
import { EQUALITY_QUESTIONS, type EqualityAnswers } from './equality.ts';
import { detailFaults, type FieldFault, type FieldName, isUsable, statementFaults } from './fields.ts';
import { dayWords, whenWords } from './instant-words.ts';
import { applicationAddress, applyAddress, type Step } from './page-address.ts';
import { words } from './page-messages.ts';
import type { ApplicationPerson, FileRecord } from './record.ts';
import type { ApplyVacancy } from './vacancy.ts';

/** All that a page about an application is drawn from. */
export type View = Application & { readonly token: string; readonly body: string };

const titleOf = ({ vacancy, record }: View): string => vacancy?.title ?? record.vacancy;
export const headingOf = (view: View): string => words.title(titleOf(view));

export const note = (title: string, body: string, kind: 'note' | 'problem' = 'note'): Markup =>
  html`<div class="note${kind === 'problem' ? ' problem' : ''}" role="${kind === 'problem' ? 'alert' : 'status'}"><h2>${title}</h2><p>${body}</p></div>`;

const sampleNote = (vacancy: ApplyVacancy | undefined): Markup | '' =>
  vacancy?.isSample ? html`<div class="note"><h2>${words.sampleTitle}</h2><p>${words.sample}</p></div>` : '';

const lateWords = ({ vacancy, record }: View): string => {
  const until = dayWords(record.eraseAt);
  return vacancy && vacancy.state !== 'withdrawn' ? words.late(whenWords(vacancy.closesAt), until) : words.lateGone(until);
};

/** On every page of a draft: that nobody has it yet, and until when it can be sent. */
export const banner = (view: View): Markup => {
  const { vacancy, body } = view;
  const isOpen = vacancy?.state === 'open';
  return html`${sampleNote(vacancy)}<div class="note problem unsent"><h2>${isOpen ? words.unsentTitle : words.lateTitle}</h2><p>${
    isOpen ? words.unsent(body, whenWords(vacancy.closesAt)) : lateWords(view)
  }</p></div>`;
};

/** What is wrong, above a form; each line leads to its field, or by `href` to the page where it is. */
export const faultSummary = (faults: readonly FieldFault[], lead: string, href = (field: FieldName): string => `#${field}`): Markup | '' =>
  faults.length === 0
    ? ''
    : html`<div class="note problem" role="alert"><h2>${words.problemTitle}</h2>${lead === '' ? '' : html`<p>${lead}</p>`}
    <ul class="plain">${faults.map(({ field, message }) => html`<li><a href="${href(field)}">${message}</a></li>`)}</ul>
  </div>`;

type Field = { readonly name: FieldName; readonly label: string; readonly hint: string; readonly faults: readonly FieldFault[] };

/** A field with its label, hint and fault; `control` gets the attributes that tie them together. */
const field = ({ name, label, hint, faults }: Field, control: (attributes: Markup) => Markup): Markup => {
  const fault = faults.find(one => one.field === name)?.message;
  const attributes = html`id="${name}" name="${name}" aria-describedby="${name}-hint${fault ? ` ${name}-fault` : ''}" ${fault ? html`aria-invalid="true"` : ''}`;
  return html`<div class="field">
    <label for="${name}">${label} <span class="hint" id="${name}-hint">${hint}</span></label>
    ${fault ? html`<p class="fault" id="${name}-fault">${fault}</p>` : ''}
    ${control(attributes)}
  </div>`;
};

// A line break right after the tag is not part of the text: without this one, the first that somebody typed would go.
const area = (one: Field, rows: number, text: string | null, autocomplete = 'off'): Markup =>
  field(one, attributes => html`<textarea ${attributes} rows="${rows}" autocomplete="${autocomplete}">${`\n${text ?? ''}`}</textarea>`);

const input = (one: Field, type: 'text' | 'email' | 'tel', autocomplete: string, text: string | null): Markup =>
  field(one, attributes => html`<input ${attributes} type="${type}" autocomplete="${autocomplete}" value="${text ?? ''}">`);

const saveButtons = html`<p><button>${words.saveNext}</button></p><p><button class="link" name="next" value="later">${words.saveLater}</button></p>`;

const form = (view: View, step: Step, fields: Markup): Markup =>
  html`<form class="report" method="post" action="${applicationAddress(view.token, step)}" novalidate>${fields}</form>`;

const backToSteps = ({ token }: View): Markup => html`<p><a class="tap" href="${applicationAddress(token)}">${words.overview}</a></p>`;

export const detailsForm = (view: View, person: ApplicationPerson, faults: readonly FieldFault[]): Markup =>
  html`${form(
    view,
    'details',
    html`${input({ name: 'name', label: words.name, hint: words.nameHint, faults }, 'text', 'name', person.name)}
    ${input({ name: 'email', label: words.email, hint: words.emailHint, faults }, 'email', 'email', person.email)}
    ${input({ name: 'phone', label: words.phone, hint: words.optional, faults }, 'tel', 'tel', person.phone)}
    ${area({ name: 'address', label: words.address, hint: words.optional, faults }, 4, person.address, 'street-address')}
    ${saveButtons}`,
  )}${backToSteps(view)}`;

export const statementForm = (view: View, person: ApplicationPerson, faults: readonly FieldFault[]): Markup =>
  html`${form(
    view,
    'statement',
    html`${area({ name: 'statement', label: words.statement, hint: words.statementHint, faults }, 16, person.statement)}${saveButtons}`,
  )}${backToSteps(view)}`;

const fileWords = (file: FileRecord, infected: string = words.cvState.infected): Markup =>
  html`<strong>${file.name}</strong> (${words.size(file.size)}). ${file.state === 'infected' ? infected : words.cvState[file.state]}`;

const uploadForm = ({ token }: View, fault: string | null, button: string): Markup =>
  html`<form class="report" method="post" action="${applicationAddress(token, 'cv')}" enctype="multipart/form-data" novalidate>
    ${field(
      { name: 'cv', label: words.cvChoose, hint: words.cvHint, faults: fault === null ? [] : [{ field: 'cv', message: fault }] },
      attributes => html`<input ${attributes} type="file" accept=".pdf,.doc,.docx,.odt">`,
    )}
    <p><button>${button}</button></p>
  </form>`;

/** With a file the next step is the main one, and another file is a way off; without one it is the other way round. */
export const cvForm = (view: View, fault: string | null): Markup => {
  const { file, token } = view;
  const next = applicationAddress(token, 'check');
  const remove = applicationAddress(token, 'cv');
  const have = file
    ? html`<p>${words.cvHave}: ${fileWords(file)}</p>
    <form method="post" action="${remove}/remove"><p><button class="link">${words.cvRemove}</button></p></form>`
    : '';
  return html`${have}${
    isUsable(file)
      ? html`<form method="get" action="${next}"><p><button>${words.cvNext}</button></p></form>
      <details class="another" ${fault === null ? '' : html`open`}><summary>${words.cvOther}</summary>${uploadForm(view, fault, words.cvReplace)}</details>`
      : html`${uploadForm(view, fault, words.cvUpload)}<p><a class="tap" href="${next}">${words.cvSkip}</a></p>`
  }${backToSteps(view)}`;
};

/** Text with the line breaks that its writer made. */
const lines = (text: string): Markup => html`${text.split('\n').map((line, at) => html`${at === 0 ? '' : html`<br>`}${line}`)}`;

/** What is not there is left out where it cannot be added any more. */
const fact = (label: string, value: string | Markup | null, change: string | null = null): Markup | '' =>
  value === null && change === null
    ? ''
    : html`<div><dt>${label}</dt><dd>${value === null ? html`<span class="muted">${words.nothing}</span>` : typeof value === 'string' ? lines(value) : value}${
        change === null ? '' : html` <a class="tap" href="${change}">${words.change}<span class="trap"> ${label}</span></a>`
      }</dd></div>`;

/** All that was typed; with links to change it while that is possible. */
export const summary = (view: View): Markup => {
  const { person, file, record, vacancy, token, body } = view;
  const mayChange = record.state === 'draft' && vacancy?.state === 'open';
  const at = (step: Step) => (mayChange ? applicationAddress(token, step) : null);
  const infected = record.state === 'sent' ? words.cvInfectedSent(body) : words.cvState.infected;
  return html`<dl class="facts">
    ${fact(words.name, person.name, at('details'))}
    ${fact(words.email, person.email, at('details'))}
    ${fact(words.phone, person.phone, at('details'))}
    ${fact(words.address, person.address, at('details'))}
    ${fact(words.statement, person.statement, at('statement'))}
    ${fact(words.cv, file ? fileWords(file, infected) : null, at('cv'))}
  </dl>`;
};

const questions = (answers: EqualityAnswers): Markup =>
  html`<fieldset><legend>${words.equalityTitle}</legend><p class="muted">${words.equalityBody}</p>
    ${EQUALITY_QUESTIONS.map(
      ({ id, words: question, answers: choices }) => html`<div class="field"><label for="${id}">${question}</label>
      <select id="${id}" name="${id}" autocomplete="off"><option value="">${words.noAnswer}</option>${choices.map(
        ([choice, label]) => html`<option value="${choice}" ${answers.get(id) === choice ? html`selected` : ''}>${label}</option>`,
      )}</select></div>`,
    )}
  </fieldset>`;

const stepOf = (field: FieldName): Step => (field === 'statement' || field === 'cv' ? field : 'details');

export const checkForm = (view: View, faults: readonly FieldFault[], answers: EqualityAnswers): Markup =>
  html`${faultSummary(faults, words.putRight, field => `${applicationAddress(view.token, stepOf(field))}`)}
  ${summary(view)}
  ${
    faults.length > 0
      ? ''
      : form(view, 'check', html`${questions(answers)}<p class="muted">${words.sendHint}</p><p><button>${words.send}</button></p>`)
  }${backToSteps(view)}`;

const stateOfStatement = ({ person, file }: View): string => {
  if (person.statement === null) return isUsable(file) ? words.optional : words.oneOfBoth;
  return statementFaults(person).length > 0 ? words.wrong : words.done;
};

const stateOfDetails = ({ person }: View): string => {
  if (person.name === null && person.email === null) return words.notYet;
  return detailFaults(person).length > 0 ? words.wrong : words.done;
};

const stateOfFile = ({ file }: View): string => {
  if (file?.state === 'infected') return words.wrong;
  return file ? words.done : words.optional;
};

const laterPart = ({ token, person }: View, canMail: boolean): Markup =>
  html`<h2>${words.laterTitle}</h2><p>${words.laterBody}</p>
  ${
    canMail && person.email !== null
      ? html`<form method="post" action="${applicationAddress(token)}/link"><p>${words.mailTo(person.email)}</p><p><button class="quiet">${words.mailMe}</button></p></form>`
      : html`<p>${words.mailNeeds}</p>`
  }`;

const deleteLink = ({ token }: View): Markup =>
  html`<p><a class="tap" href="${applicationAddress(token, 'withdraw')}">${words.deleteDraft}</a></p>`;

const stepLine = ({ token }: View, step: Step, label: string, state: string): Markup =>
  html`<li><a class="tap" href="${applicationAddress(token, step)}">${label}</a>${state === '' ? '' : html` <span class="muted">${state}</span>`}</li>`;

/** Where a draft stands. */
export const draftMain = (view: View, said: Markup | string): Markup => {
  const isOpen = view.vacancy?.state === 'open';
  const canMail = detailFaults(view.person).every(({ field }) => field !== 'email');
  return html`<h1>${headingOf(view)}</h1>${banner(view)}${said}
  ${
    isOpen
      ? html`<h2>${words.steps}</h2><ol>
      ${stepLine(view, 'details', words.details, stateOfDetails(view))}
      ${stepLine(view, 'statement', words.statement, stateOfStatement(view))}
      ${stepLine(view, 'cv', words.cv, stateOfFile(view))}
      ${stepLine(view, 'check', words.check, '')}
    </ol>${laterPart(view, canMail)}`
      : summary(view)
  }${deleteLink(view)}`;
};

export const sentMain = (view: View, receipt: Markup | string): Markup => {
  const { record, body, token } = view;
  return html`<h1>${words.sentTitle}</h1>${sampleNote(view.vacancy)}
  <dl class="facts">
    ${fact(words.reference, record.reference)}
    ${fact(words.job, titleOf(view))}
    ${fact(words.who, body)}
    ${fact(words.sentOn, record.sentAt === null ? null : whenWords(record.sentAt))}
  </dl>
  <p>${receipt} ${words.next(body)}</p>
  <h2>${words.whatSent}</h2>
  ${summary(view)}
  <p><a class="tap" href="${applicationAddress(token, 'withdraw')}">${words.withdraw}</a></p>`;
};

export const withdrawnMain = ({ record }: View): Markup =>
  html`<h1>${words.withdrawnTitle}</h1><p>${words.withdrawnOn(whenWords(record.withdrawnAt ?? record.updatedAt))}</p><p><a class="tap" href="/jobs">${words.others}</a></p>`;

export const withdrawMain = (view: View): Markup => {
  const { record, token, body } = view;
  const isDraft = record.state === 'draft';
  return html`<h1>${isDraft ? words.deleteTitle : words.withdrawTitle}</h1>
  <p>${isDraft ? words.deleteBody : words.withdrawBody(body)}</p>
  <form method="post" action="${applicationAddress(token, 'withdraw')}"><p><button>${isDraft ? words.deleteYes : words.withdrawYes}</button></p></form>
  <p><a class="tap" href="${applicationAddress(token)}">${words.keep}</a></p>`;
};

export const startMain = (vacancy: ApplyVacancy, body: string): Markup =>
  html`<h1>${words.applyTitle(vacancy.title)}</h1>
  <p class="lead">${words.jobBody(body)}</p>
  ${sampleNote(vacancy)}
  <p><strong>${words.closes(whenWords(vacancy.closesAt))}</strong></p>
  <h2>${words.need}</h2><ul>${words.needs.map(one => html`<li>${one}</li>`)}</ul>
  <p>${words.saved}</p>
  <p class="muted">${words.privacy(body, vacancy.retentionMonths)}</p>
  <form method="post" action="${applyAddress(vacancy.id)}"><p><button>${words.start}</button></p></form>
  <p><a class="tap" href="/jobs/${vacancy.id}">${words.back}</a></p>`;

export const closedMain = (vacancy: ApplyVacancy): Markup =>
  html`<h1>${words.closedTitle}</h1><p>${vacancy.title}</p><p>${
    vacancy.state === 'withdrawn' ? words.withdrawnBody : words.closedBody(whenWords(vacancy.closesAt))
  }</p><p><a class="tap" href="/jobs">${words.others}</a></p>`;
