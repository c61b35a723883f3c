import { z } from 'zod';
import { faultWords } from './messages.ts';

/**
 * How handing a mail to the mail server ended. `refused`: for good. `later`: not this mail, not now. `unreached`: the server takes nothing
 * at all for the moment. `unsure`: it may or may not have it. Faults are for operators and hold no address.
 */
export type Posting = { readonly kind: 'sent' } | { readonly kind: 'refused' | 'later' | 'unreached' | 'unsure'; readonly fault: string };

/** What nodemailer says of a fault: its own code or that of the socket, and the server's reply where there was one. */
const PostFault = z.object({
  code: z.string().optional(),
  originalCode: z.string().optional(),
  command: z.string().optional(),
  responseCode: z.number().optional(),
  response: z.string().optional(),
});

/** Commands whose reply is about the mail; a reply to any other is about the connection. */
const ABOUT_THE_MAIL = ['MAIL FROM', 'RCPT TO', 'DATA'];
/** nodemailer's codes for a mail that it will not send itself: an address it cannot write, a size the server does not take. */
const UNSENDABLE = ['EENVELOPE', 'EMESSAGE'];
/** RFC 5321: 503 is a wrong order of commands. RFC 4954: 530, 534, 535 and 538 ask for another login. Neither says anything of the mail. */
const NOT_OF_THE_MAIL = [503, 530, 534, 535, 538];
/** RFC 5321 section 3.8: the server closes, whatever it was asked. */
const CLOSING = 421;

/** "550 5.1.1" of "550 5.1.1 <someone@example.org>: …": the words of a reply often repeat the address. */
const codesOf = (responseCode: number, response = ''): string => {
  const [enhanced] = /(?<=^\d{3}[ -])[245]\.\d{1,3}\.\d{1,3}(?=\s)/.exec(response) ?? [];
  return enhanced === undefined ? `${responseCode}` : `${responseCode} ${enhanced}`;
};

/** "RCPT TO", "AUTH PLAIN", "ECONNREFUSED": only what cannot be an address. */
const plainWord = (text: string | undefined): string => (text !== undefined && /^[A-Z0-9_ -]{1,40}$/.test(text) ? text : 'unknown');

const isPermanent = (code: number): boolean => code >= 500 && code < 600 && !NOT_OF_THE_MAIL.includes(code);

/**
 * What a fault of nodemailer means. `isHandedOver`: the server had answered DATA, and the message was on its way. From there on only a
 * refusal in so many words (RFC 5321 section 4.2.1: 4yz or 5yz) says that it was not taken: without a reply it may have been.
 */
export const readPostFault = (fault: unknown, isHandedOver: boolean): Posting => {
  const { code, originalCode, command, responseCode, response } = PostFault.safeParse(fault).data ?? {};
  const why = plainWord(originalCode ?? code);
  if (responseCode !== undefined && responseCode >= 400 && responseCode < 600) {
    const isAboutMail = isHandedOver || ABOUT_THE_MAIL.includes(command ?? '');
    const words = faultWords.answered(codesOf(responseCode, response), plainWord(command));
    if (responseCode === CLOSING || !isAboutMail) return { kind: 'unreached', fault: words };
    return { kind: isPermanent(responseCode) ? 'refused' : 'later', fault: words };
  }
  if (isHandedOver) return { kind: 'unsure', fault: faultWords.cutOff(why) };
  if (UNSENDABLE.includes(code ?? '')) return { kind: 'refused', fault: faultWords.unsendable(why) };
  return { kind: 'unreached', fault: faultWords.unreached(why, plainWord(command)) };
};

/** Whether an attempt says that there is no such address: a refusal for good, of the recipient or with an addressing status (RFC 3463, X.1.X). */
export const isAboutAddress = (posting: Posting): boolean =>
  posting.kind === 'refused' && /answered 5\d\d(?:(?: 5\.\d+\.\d+)? to RCPT TO| 5\.1\.\d+ to )/.test(posting.fault);
