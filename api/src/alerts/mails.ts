import { html, raw } from 'hono/html';
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

/** The link by which a wish becomes an alert. */
export const confirmMail = (
  { publicUrl }: MailDeps,
  { email, frequency, createdAt, tokenHash }: WishRecord,
  label: string,
  token: string,
  isThere: boolean,
): Mail => ({
  // The hash names nobody, and opens nothing.
  key: confirmKeyOf(tokenHash),
  to: email,
  subject: mailWords.confirmSubject,
  text: paragraphs(
    mailWords.confirm(label, frequencyWords[frequency]),
    isThere ? mailWords.already : null,
    mailWords.open(`${publicUrl}/alerts/confirm?token=${token}`),
    mailWords.ignore,
    mailWords.machine,
  ),
  eraseAt: eraseAt(new Date(createdAt)),
});

const subjectOf = (parts: readonly DigestPart[]): string => {
  const items = parts.flatMap(part => part.items);
  const words = topicWords[parts[0]?.subscription.topic ?? 'jobs'];
  const first = items[0]?.title ?? '';
  return mailWords
    .subject(items.length, first, `${words.one.charAt(0).toUpperCase()}${words.one.slice(1)}`, words.many(items.length))
    .slice(0, 200);
};

/** Things that a mail names of one alert: Gmail cuts off what is longer than 102 kB. It says how many more there are, and where. */
const MOST_NAMED = 25;
const moreThan = (items: DigestPart['items']): string | null =>
  items.length > MOST_NAMED ? mailWords.more(items.length - MOST_NAMED) : null;

const textPart = ({ label, url, items }: DigestPart): string => {
  const more = moreThan(items);
  return [
    label,
    '',
    ...items.slice(0, MOST_NAMED).flatMap(({ title, line, url }) => [title, line, url, '']),
    ...(more ? [`${more} ${mailWords.all}:`, url] : []),
  ]
    .join('\n')
    .trimEnd();
};

/** Nothing but what every mail program shows: without its styles it reads as well. */
const htmlPart = ({ label, url, items }: DigestPart, colour: string) => {
  const more = moreThan(items);
  return html`<h2 style="font-size:18px;margin:24px 0 8px">${label}</h2>
${items
  .slice(0, MOST_NAMED)
  .map(
    ({ title, line, url }) =>
      html`<p style="margin:0 0 16px"><a href="${url}" style="color:${colour};font-weight:bold">${title}</a><br>${line}</p>`,
  )}${more ? html`<p>${more} <a href="${url}" style="color:${colour}">${mailWords.all}</a></p>` : ''}`;
};

/** Works out once what is asked for again with the same list. */
const onceAList = <Value>(work: (part: DigestPart, colour: string) => Value): typeof work => {
  const known = new WeakMap<DigestPart['items'], Map<string, Value>>();
  return (part, colour) => {
    const ofList = known.get(part.items) ?? new Map<string, Value>();
    known.set(part.items, ofList);
    const value = ofList.get(colour) ?? work(part, colour);
    ofList.set(colour, value);
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
    const sender = host === null ? mailWords.shared : mailWords.sharedWith(nameOf(host));
    const subject = subjectOf(parts);
    return {
      key: `${digestKeysOf(person.id)}${until}`,
      to: person.email,
      subject,
      text: paragraphs(sender, ...parts.map(part => textOf(part, '')), mailWords.closing, mailWords.manage(manage), mailWords.machine),
      html: String(html`<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject}</title></head>
<body style="margin:0;padding:16px;font:16px/1.5 sans-serif;color:#1c1f22;background:#fff"><div style="max-width:600px;margin:0 auto;border-top:6px solid ${colour}">
<p style="margin:16px 0;color:#50575e">${sender}</p>
${parts.map(part => htmlOf(part, colour))}
<p style="margin:32px 0 0;color:#50575e">${mailWords.closing}</p>
<p style="color:#50575e"><a href="${manage}" style="color:${colour}">${mailWords.manage('').replace(/:\s*$/, '')}</a></p>
<p style="color:#50575e">${mailWords.machine}</p></div></body></html>`),
      headers: {
        'List-Unsubscribe': `<${publicUrl}/alerts/unsubscribe?token=${token}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
      eraseAt: eraseAt(new Date(until)),
    };
  };
};
