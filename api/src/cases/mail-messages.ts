import type { Mail } from '../mail/outbox.ts';
import { caseAddress } from './page-address.ts';
import type { CaseRecord, NewCase } from './record.ts';
import { eraseAtOf, KEEPING, mailEraseAt } from './retention.ts';

/** What every mail about a case is made from: names as people know them. */
export type CaseNames = { readonly publicUrl: string; readonly body: string; readonly service: string | null };

/** What a mail quotes: no line of it can be taken for one of ours. */
const quoted = (words: string): string =>
  words
    .split('\n')
    .map(line => `> ${line}`.trimEnd())
    .join('\n');

const paragraphs = (...parts: readonly (string | null | false)[]): string => `${parts.filter(Boolean).join('\n\n')}\n`;

const EMERGENCY = 'In an emergency, when someone is in danger, call 999. Text phone: 18000.';

const aboutOf = (service: string | null): string | null => (service === null ? null : `About: ${service}`);

const statusLine = ({ publicUrl }: CaseNames, reference: string): string =>
  `See how far it is at any time: ${publicUrl}${caseAddress(reference)}`;

/** To who asked: that we have it, who got it (`isTold`: by mail), and a copy of their words, but where an app could write to anyone in our name. */
export const receiptMail = (
  names: CaseNames,
  reference: string,
  { email, words, channel }: NewCase,
  isTold: boolean,
  now: Date,
): Mail | null =>
  email === null
    ? null
    : {
        key: `case-receipt:${reference}`,
        to: email,
        subject: `We have your message: ${reference}`,
        text: paragraphs(
          isTold ? `Thank you. Your message has gone to ${names.body}.` : `Thank you. Your message is on record for ${names.body}.`,
          `Your reference is ${reference}. Quote it when you call or write about this.`,
          statusLine(names, reference),
          aboutOf(names.service),
          channel === 'form' && words !== '' && `You wrote:\n\n${quoted(words)}`,
          EMERGENCY,
          `What you told us about yourself is kept apart from the case and erased ${KEEPING.afterClosing} days after it is closed.`,
          'This mail was sent by a machine. Answers to it are not read.',
        ),
        eraseAt: mailEraseAt(now),
      };

const line = (label: string, value: string | number | null): string | null => (value === null ? null : `${label}: ${value}`);

const lines = (...all: readonly (string | null)[]): string => all.filter(one => one !== null).join('\n');

const spotOf = ({ lat, lng }: NewCase): string | null => (lat === null || lng === null ? null : `${lat}, ${lng} (latitude, longitude)`);

/** To the body: all there is to know. An answer to it goes to who asked. */
export const noticeMail = (names: CaseNames, reference: string, to: string, asked: NewCase, now: Date): Mail => ({
  key: `case-notice:${reference}`,
  to,
  ...(asked.email === null ? {} : { replyTo: asked.email }),
  subject: `New case ${reference}${names.service === null ? '' : `: ${names.service}`}`,
  text: paragraphs(
    `A new case for ${names.body} has come in by ${asked.channel === 'form' ? 'the web form' : 'a reporting app (Open311)'}.`,
    lines(
      `Reference: ${reference}`,
      aboutOf(names.service),
      line('Place', asked.place),
      line('Postcode', asked.postcode),
      line('Position', spotOf(asked)),
      line('Picture', asked.mediaUrl),
    ),
    asked.words === '' ? null : `What they wrote:\n\n${quoted(asked.words)}`,
    lines(line('Name', asked.name), line('Email', asked.email), line('Phone', asked.phone)) || 'They did not say who they are.',
    `When it is done, close the case: npm run dtp -- close case ${reference} --note "What was done, in words that anyone may read"`,
    `The person and what they wrote are erased ${KEEPING.afterClosing} days after that. Erase this mail by then too.`,
  ),
  eraseAt: mailEraseAt(now),
});

/** To who asked: that the body has closed it, and what it says of it. */
export const closedMail = (names: CaseNames, record: CaseRecord, to: string, now: Date): Mail => {
  const { reference, statusNote, closedAt } = record;
  const erasePerson = Date.parse(eraseAtOf(record));
  return {
    // A case that was reopened may be closed again, which is a mail of its own.
    key: `case-closed:${reference}:${closedAt ?? ''}`,
    to,
    subject: `Closed: ${reference}`,
    text: paragraphs(
      `${names.body} has closed your case ${reference}.`,
      aboutOf(names.service),
      statusNote !== null && `They say:\n\n${quoted(statusNote)}`,
      `If this does not settle it, get in touch with them and quote ${reference}: ${names.publicUrl}/contact`,
      EMERGENCY,
      'This mail was sent by a machine. Answers to it are not read.',
    ),
    eraseAt: new Date(Math.min(mailEraseAt(now).getTime(), erasePerson)),
  };
};
