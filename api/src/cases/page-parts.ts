import type { Authority } from '@dtp/contract/authorities.ts';
import { OUTSIDE_AREA } from '@dtp/contract/ids.ts';
import { html } from 'hono/html';
import type { Markup } from '../http/page-shell.ts';
import { phoneLink } from '../http/phone-link.ts';
import { placeWords } from '../places/page-messages.ts';
import { hiddenFields } from '../places/page-parts.ts';
import { COUNCIL_FINDER_URL } from '../places/resolve.ts';
import type { CaseService } from './catalogue.ts';
import type { Destination } from './destination.ts';
import { REPORT_PATH } from './page-address.ts';
import { words } from './page-messages.ts';
import { type FieldFault, type FieldName, type ReportFields, spotOf } from './report-fields.ts';

/** What is said above the form: why it is shown again. */
export type FormNote = { readonly kind: 'note' | 'problem'; readonly title: string; readonly body: string; readonly more?: Markup };

/** All that the form is drawn from. */
export type FormView = {
  readonly fields: ReportFields;
  readonly service: CaseService | null;
  readonly destination: Destination;
  /** All bodies that it can be for. */
  readonly bodies: readonly Authority[];
  readonly faults: readonly FieldFault[];
  readonly note: FormNote | null;
  /** Whom to call first, where the words call for it. */
  readonly urgent: Markup | '';
  /** The sum for the browser, as JSON; null where none is asked for. */
  readonly challenge: string | null;
};

/** Whom to call instead, where the form is no way. */
export const callInstead = (body: Authority | null): Markup =>
  body?.contact.phone
    ? html`<p>${words.callBody(body.name)} ${phoneLink(body.contact.phone)}</p>`
    : html`<p><a href="/contact">${words.callAny}</a></p>`;

const faultSummary = (faults: readonly FieldFault[]): Markup | '' =>
  faults.length === 0
    ? ''
    : html`<div class="note problem" role="alert"><h2>${placeWords.problemTitle}</h2>
    <ul class="plain">${faults.map(({ field, message }) => html`<li><a href="#${field}">${message}</a></li>`)}</ul>
  </div>`;

const noteBox = (note: FormNote | null): Markup | '' =>
  note === null
    ? ''
    : html`<div class="note${note.kind === 'problem' ? ' problem' : ''}" role="${note.kind === 'problem' ? 'alert' : 'status'}"><h2>${note.title}</h2><p>${note.body}</p>${note.more ?? ''}</div>`;

type Field = { readonly name: FieldName; readonly label: string; readonly hint: string; readonly view: FormView };

const faultOf = ({ name, view }: Field): string | null => view.faults.find(({ field }) => field === name)?.message ?? null;

/** A field with its label, hint and fault; `control` gets the attributes that tie them together. */
const field = (one: Field, control: (attributes: Markup) => Markup): Markup => {
  const { name, label, hint } = one;
  const fault = faultOf(one);
  const attributes = html`id="${name}" name="${name}" aria-describedby="${name}-hint${fault ? ` ${name}-fault` : ''}" ${fault ? html`aria-invalid="true"` : ''}`;
  return html`<div class="field">
    <label for="${name}">${label} <span class="hint" id="${name}-hint">${hint}</span></label>
    ${fault ? html`<p class="fault" id="${name}-fault">${fault}</p>` : ''}
    ${control(attributes)}
  </div>`;
};

type Input = Field & { readonly type?: 'text' | 'email' | 'tel'; readonly autocomplete: string };

const input = (one: Input): Markup =>
  field(
    one,
    attributes =>
      html`<input ${attributes} type="${one.type ?? 'text'}" autocomplete="${one.autocomplete}" value="${one.view.fields[one.name]}">`,
  );

const choice = (name: FieldName, id: string, label: string, chosen: string): Markup =>
  html`<label class="choice"><input type="radio" name="${name}" value="${id}" ${id === chosen ? html`checked` : ''} required> ${label}</label>`;

const areaChoice = ({ destination, fields }: FormView): Markup | '' =>
  destination.kind !== 'choose-area'
    ? ''
    : html`<fieldset id="area"><legend>${words.chooseArea}</legend>
      ${destination.message ? html`<p class="muted">${destination.message}</p>` : ''}
      ${destination.areas.map(({ id, name }) => choice('area', id, name, fields.area))}
      ${destination.beyond.length > 0 ? choice('area', OUTSIDE_AREA, placeWords.beyond(destination.beyond), fields.area) : ''}
    </fieldset>`;

const bodyChoice = ({ destination, fields }: FormView): Markup | '' =>
  destination.kind !== 'choose-body'
    ? ''
    : html`<fieldset id="to"><legend>${words.chooseBody}</legend>
      ${destination.bodies.map(({ id, name, kind }) => choice('to', id, `${name}: ${words.jobs[kind]}`, fields.to))}
    </fieldset>`;

const about = (service: CaseService): Markup =>
  html`<p>${words.about}: <strong>${service.title}</strong> <button class="link" name="change" value="service">${words.change}</button></p>`;

const bodySelect = (view: FormView): Markup => {
  const { bodies, fields } = view;
  const chosen = (id: string) => (id === fields.to ? html`selected` : '');
  return html`${field(
    { name: 'to', label: words.to, hint: words.toHint, view },
    attributes =>
      html`<select ${attributes}><option value="">${words.notSure}</option>${bodies.map(({ id, name }) => html`<option value="${id}" ${chosen(id)}>${name}</option>`)}</select>`,
  )}<p><a href="/az${fields.authority ? `?authority=${fields.authority}` : ''}">${words.findService}</a></p>`;
};

/** What it is about: a service, or else whom it is for. */
const aboutPart = (view: FormView): Markup | '' => {
  if (view.service) return about(view.service);
  return view.destination.kind === 'choose-body' ? '' : bodySelect(view);
};

/** The area that was chosen, as long as it is not asked for. */
const kept = (view: FormView): Markup => {
  const { fields, service, destination } = view;
  const { authority, area, to, once } = fields;
  const spot = spotOf(fields);
  return hiddenFields({
    service: service?.id,
    authority,
    area: destination.kind === 'choose-area' ? undefined : area,
    to: service && destination.kind !== 'choose-body' ? to : undefined,
    lat: spot ? String(spot.lat) : undefined,
    lng: spot ? String(spot.lng) : undefined,
    once,
    goes: destination.kind === 'known' ? destination.body.id : undefined,
    seen: view.urgent === '' ? undefined : 'yes',
  });
};

/** In sight of machines alone: people cannot see it, and those who hear the page are told to leave it. */
const trap = html`<div class="trap"><label for="website">${words.trap}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>`;

const proofPart = (challenge: string | null): Markup | '' =>
  challenge === null
    ? ''
    : html`<input type="hidden" name="altcha">
    <p class="muted" role="status" data-challenge="${challenge}" data-working="${words.proof.working}" data-done="${words.proof.done}" data-failed="${words.proof.failed}" data-held="${words.proof.held}">${words.proof.waiting}</p>
    <noscript><p>${words.proof.noScript} <a href="/contact">${words.callAny}</a></p></noscript>
    <script type="module" src="/pages/proof-of-work.js"></script>`;

const sendPart = ({ destination, challenge }: FormView): Markup => {
  const isKnown = destination.kind === 'known';
  return html`${isKnown ? html`<p><strong>${words.goesTo(destination.body.name)}</strong></p>` : ''}
    <p class="muted">${words.privacy}</p>
    ${proofPart(challenge)}
    <p><button>${isKnown ? words.send : words.next}</button></p>`;
};

/** What the Enter key presses: without it, that would be the first button of the form, which changes what it is about. */
const defaultButton = html`<button class="trap" tabindex="-1" aria-hidden="true">${words.send}</button>`;

/** The form with all that was typed, and what is wrong above it. */
export const reportForm = (view: FormView): Markup => {
  const { fields, faults, note, destination } = view;
  const isOutside = destination.kind === 'elsewhere' || destination.kind === 'spot-elsewhere' || destination.kind === 'wrong-place';
  return html`${view.urgent}
    ${faultSummary(faults)}
    ${noteBox(note)}
    <form class="report" method="post" action="${REPORT_PATH}" novalidate>
      ${defaultButton}
      ${kept(view)}
      ${aboutPart(view)}
      ${input({ name: 'postcode', label: words.postcode, hint: destination.kind === 'known' ? words.postcodeOptional : words.postcodeHint, autocomplete: 'off', view })}
      ${isOutside && faults.length > 0 ? html`<p><a href="${COUNCIL_FINDER_URL}">${words.finder}</a></p>` : ''}
      ${areaChoice(view)}
      ${bodyChoice(view)}
      ${input({ name: 'place', label: words.place, hint: words.placeHint, autocomplete: 'off', view })}
      ${spotOf(fields) ? html`<p class="muted">${words.spot}</p>` : ''}
      ${field(
        { name: 'words', label: words.what, hint: words.whatHint, view },
        // A line break right after the tag is not part of the text: without this one, the first that somebody typed would go.
        attributes => html`<textarea ${attributes} rows="8">${`\n${fields.words}`}</textarea>`,
      )}
      ${trap}
      <fieldset><legend>${words.you}</legend>
        <p class="muted">${words.youHint}</p>
        ${input({ name: 'name', label: words.name, hint: words.optional, autocomplete: 'name', view })}
        ${input({ name: 'email', label: words.email, hint: words.emailHint, type: 'email', autocomplete: 'email', view })}
        ${input({ name: 'phone', label: words.phone, hint: words.optional, type: 'tel', autocomplete: 'tel', view })}
      </fieldset>
      ${sendPart(view)}
    </form>`;
};
