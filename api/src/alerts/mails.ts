import { html, raw } from 'hono/html';
import type { Markup } from '../http/page-shell.ts';
import { mailLayout, mailLink } from '../mail/layout.ts';
import type { Mail } from '../mail/outbox.ts';
import type { Digest, DigestPart } from './digest.ts';
import { frequencyWords, mailWords, topicWords } from './messages.ts';
import type { WishRecord } from './record.ts';
import { personToken } from './tokens.ts';

export type MailDeps = {
  readonly publicUrl: string;
  /** The colour of actions in the theme of a body, `#rrggbb`. */
  readonly colourOf: (authority: string | null) => string;
  readonly nameOf: (authority: string) => string;
};

const DIGEST = 'alert:';
/** Whether a mail of the outbox is a digest, by its key. */
export const isAlertMail = (key: string): boolean => key.startsWith(DIGEST);

/** How the keys of a person's digests begin. */
export const digestKeysOf = (person: string): string => `${DIGEST}${person}:`;
export const confirmKeyOf = (tokenHash: string): string => `alert-wish:${tokenHash}`;

const DAY_MS = 86_400_000;
/** The words of alerts are kept no longer than it takes to find out why one did not come. */
const KEPT_DAYS = 14;

const eraseAt = (from: Date): Date => new Date(from.getTime() + KEPT_DAYS * DAY_MS);

const paragraphs = (...parts: readonly (string | null)[]): string => `${parts.filter(part => part !== null).join('\n\n')}\n`;

const senderOf = (authority: string | null, nameOf: MailDeps['nameOf']): string =>
  authority === null ? mailWords.shared : mailWords.sharedWith(nameOf(authority));

/** The link by which a wish becomes an alert. */
export const confirmMail = (
  { publicUrl, colourOf, nameOf }: MailDeps,
  { email, frequency, authority, expiresAt, tokenHash }: WishRecord,
  label: string,
  token: string,
  isThere: boolean,
): Mail => {
  const colour = colourOf(authority);
  const sender = senderOf(authority, nameOf);
  const subject = mailWords.confirmSubject;
  const lead = mailWords.confirm(frequencyWords[frequency]);
  const url = `${publicUrl}/alerts/confirm?token=${token}`;
  const already = isThere ? mailWords.already : null;
  return {
    // The hash names nobody, and opens nothing.
    key: confirmKeyOf(tokenHash),
    to: email,
    subject,
    text: paragraphs(sender, lead, label, already, `${mailWords.open}\n${url}`, mailWords.ignore, mailWords.machine),
    html: mailLayout({
      subject,
      sender,
      colour,
      body: html`<p>${lead}</p>
<p><strong>${label}</strong></p>
${already === null ? '' : html`<p>${already}</p>`}
<p>${mailWords.open}<br>${mailLink(url, mailWords.begin, colour)}</p>`,
      foot: [mailWords.ignore, mailWords.machine],
    }),
    // Nothing is left of somebody who does not open the link.
    eraseAt: new Date(expiresAt),
  };
};

const countOf = ({ items, more }: DigestPart): number => items.length + more;

const subjectOf = (parts: readonly DigestPart[]): string => {
  const words = topicWords[parts[0]?.subscription.topic ?? 'jobs'];
  const count = parts.reduce((sum, part) => sum + countOf(part), 0);
  const first = parts.flatMap(part => part.items)[0]?.title ?? '';
  return mailWords.subject(count, first, `${words.one.charAt(0).toUpperCase()}${words.one.slice(1)}`, words.many(count)).slice(0, 200);
};

/** What a mail does not name of an alert: how many there are, or null where it names them all. */
const restOf = ({ items, more, subscription }: DigestPart): string | null => {
  if (more === 0) return null;
  const { one, many } = topicWords[subscription.topic];
  return items.length > 0 ? mailWords.more(more) : `${more === 1 ? `1 ${one}` : many(more)}.`;
};

const textPart = (part: DigestPart): string => {
  const rest = restOf(part);
  return [
    part.label,
    '',
    ...part.items.flatMap(({ title, line, url }) => [title, line, url, '']),
    ...(rest ? [`${rest} ${mailWords.all}:`, part.url] : []),
  ]
    .join('\n')
    .trimEnd();
};

const htmlPart = (part: DigestPart, colour: string): Markup => {
  const rest = restOf(part);
  return html`<h2 style="font-size:18px;margin:24px 0 8px">${part.label}</h2>
${part.items.map(({ title, line, url }) => html`<p style="margin:0 0 16px">${mailLink(url, title, colour)}<br>${line}</p>`)}
${rest ? html`<p>${rest} ${mailLink(part.url, mailWords.all, colour)}</p>` : ''}`;
};

/** Works out once what is asked for again with the same list. */
const onceAList = <Value>(work: (part: DigestPart, colour: string) => Value): typeof work => {
  const known = new WeakMap<DigestPart['items'], Map<string, Value>>();
  return (part, colour) => {
    const ofList = known.get(part.items) ?? new Map<string, Value>();
    known.set(part.items, ofList);
    const key = `${part.more} ${colour}`;
    const value = ofList.get(key) ?? work(part, colour);
    ofList.set(key, value);
    return value;
  };
};

/**
 * Makes one mail for all that is new for a person, in the name and colour of the body on whose website they asked first. Many are told the
 * same: equal lists are put into words once.
 */
export const digestComposer = ({ publicUrl, colourOf, nameOf }: MailDeps): ((digest: Digest) => Mail) => {
  const textOf = onceAList(textPart);
  const htmlOf = onceAList((part, colour) => raw(String(htmlPart(part, colour))));
  return ({ person, parts, until }) => {
    const token = personToken(person);
    const manage = `${publicUrl}/alerts/manage?token=${token}`;
    const host = parts[0]?.subscription.authority ?? null;
    const colour = colourOf(host);
    const sender = senderOf(host, nameOf);
    const subject = subjectOf(parts);
    return {
      key: `${digestKeysOf(person.id)}${until}`,
      to: person.email,
      subject,
      text: paragraphs(
        sender,
        ...parts.map(part => textOf(part, '')),
        mailWords.closing,
        `${mailWords.change}: ${manage}`,
        mailWords.machine,
      ),
      html: mailLayout({
        subject,
        sender,
        colour,
        body: parts.map(part => htmlOf(part, colour)),
        foot: [mailWords.closing, mailLink(manage, mailWords.change, colour), mailWords.machine],
      }),
      headers: {
        'List-Unsubscribe': `<${publicUrl}/alerts/unsubscribe?token=${token}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
      eraseAt: eraseAt(new Date(until)),
    };
  };
};
