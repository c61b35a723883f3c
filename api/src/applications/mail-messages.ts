import { html } from 'hono/html';
import { isMailAddress } from '../mail/address.ts';
import { mailLayout, mailLink } from '../mail/layout.ts';
import type { Mail } from '../mail/outbox.ts';
import { whenWords } from './instant-words.ts';
import { applicationAddress } from './page-address.ts';
import type { ApplicationRecord } from './record.ts';
import { KEEPING, mailEraseAt } from './retention.ts';
import type { ApplyVacancy } from './vacancy.ts';

/** A paragraph, or one that ends in a link: its words stand for it in styled mail. */
type Part = string | { readonly lead: string; readonly url: string; readonly words: string };

type Written = Pick<Mail, 'key' | 'to' | 'subject' | 'eraseAt'> & {
  readonly sender: string;
  readonly colour: string;
  /** Left out where null or false. */
  readonly parts: readonly (Part | null | false)[];
  /** Small print. */
  readonly foot: readonly string[];
};

/** A mail in plain text and styled, of the same words. */
const written = ({ sender, colour, parts, foot, ...mail }: Written): Mail => {
  const body = parts.filter(part => part !== null && part !== false);
  return {
    ...mail,
    text: `${[...body.map(part => (typeof part === 'string' ? part : `${part.lead}\n${part.url}`)), ...foot].join('\n\n')}\n`,
    html: mailLayout({
      subject: mail.subject,
      sender,
      colour,
      body: body.map(part =>
        typeof part === 'string' ? html`<p>${part}</p>` : html`<p>${part.lead}<br>${mailLink(part.url, part.words, colour)}</p>`,
      ),
      foot,
    }),
  };
};

const MACHINE = 'This mail was sent by a machine. Answers to it are not read.';
const SECRET = 'Whoever has this link can read and change your application. Keep it to yourself.';

const SECRET_OF_SENT = 'Whoever has this link can read your application and withdraw it. Keep it to yourself.';

const SAMPLE = 'This is a sample job. It does not exist, and nobody reads what you send.';

/** A title that fits into a subject. */
const short = (title: string): string => (title.length > 120 ? `${title.slice(0, 119)}…` : title);

/** What mails about an application are known by. The ids in them name nobody. */
const keys = {
  link: (id: string) => `application-link:${id}:`,
  receipt: (id: string) => `application-receipt:${id}`,
  infected: (id: string) => `application-infected:${id}:`,
} as const;

/** How the keys of all mails about an application begin. */
export const mailKeysOf = (id: string): readonly string[] => Object.values(keys).map(keyOf => keyOf(id));

/** Why a mail about an application did not go, for operators. */
export const WITHDRAWN = 'The application was withdrawn or deleted before this was sent.';

export type MailNames = {
  readonly publicUrl: string;
  readonly body: string;
  /** Of links in the theme of that body, `#rrggbb`. */
  readonly colour: string;
  readonly vacancy: ApplyVacancy;
};

/** To who applies: the link by which they carry on. `nth` tells one wish for it from the next. */
export const linkMail = (
  { publicUrl, body, colour, vacancy }: MailNames,
  { id }: ApplicationRecord,
  token: string,
  to: string,
  nth: string,
  now: Date,
): Mail =>
  written({
    key: `${keys.link(id)}${nth}`,
    to,
    sender: body,
    colour,
    subject: `Not sent yet: your application for ${short(vacancy.title)}`,
    parts: [
      `Your application to ${body} for ${vacancy.title} is not sent yet.`,
      vacancy.isSample && SAMPLE,
      { lead: 'Carry on with it here:', url: `${publicUrl}${applicationAddress(token)}`, words: 'Carry on with my application' },
      SECRET,
      `You can send it until ${whenWords(vacancy.closesAt)}. If you do not, what you typed is erased ${KEEPING.drafts} days after that.`,
    ],
    foot: ['If you did not ask for this mail, you can ignore it.', MACHINE],
    eraseAt: mailEraseAt(now),
  });

/** To who applied: that it has arrived. Nothing of what they wrote is in it. */
export const receiptMail = (
  { publicUrl, body, colour, vacancy }: MailNames,
  { id }: ApplicationRecord,
  reference: string,
  token: string,
  to: string,
  now: Date,
): Mail =>
  written({
    key: keys.receipt(id),
    to,
    sender: body,
    colour,
    subject: `We have your application: ${reference}`,
    parts: [
      `Thank you. Your application to ${body} for ${vacancy.title} has arrived.`,
      vacancy.isSample && SAMPLE,
      `Your reference is ${reference}. Quote it when you call or write about this.`,
      { lead: 'See it or withdraw it here:', url: `${publicUrl}${applicationAddress(token)}`, words: 'My application' },
      SECRET_OF_SENT,
      `${body} will get in touch with you. Your application is erased here ${vacancy.retentionMonths === 1 ? 'a month' : `${vacancy.retentionMonths} months`} after the job closes or is withdrawn.`,
    ],
    foot: [MACHINE],
    eraseAt: mailEraseAt(now),
  });

export type Infected = {
  readonly file: string;
  readonly email: string | null;
  readonly record: ApplicationRecord;
  /** Null where the vacancy is no longer on record. */
  readonly title: string | null;
  readonly body: string;
  readonly colour: string;
};

/** To who applied or is about to: that their file is gone. Null where they left no address that mail can go to. */
export const infectedMail = ({ file, email, record, title, body, colour }: Infected, now: Date): Mail | null =>
  email === null || !isMailAddress(email)
    ? null
    : written({
        sender: body,
        colour,
        key: `${keys.infected(record.id)}${file}`,
        to: email,
        subject: 'We could not keep the file you sent with your application',
        parts: [
          title === null ? null : `About your application for ${title}.`,
          'A virus scanner found something harmful in the file that you sent, so we have deleted it. This can happen without your doing.',
          record.state === 'sent'
            ? `The rest of your application stands. Quote ${record.reference ?? ''} to the employer if you would like them to have your CV.`
            : 'Your application is not sent yet. Open it by the link you kept, and add another copy of the file or go on without one.',
          'It may help to have your computer or phone checked for viruses.',
        ],
        foot: [MACHINE],
        eraseAt: mailEraseAt(now),
      });
