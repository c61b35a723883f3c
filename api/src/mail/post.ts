import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { domainOf, type Sender } from './address.ts';
import { type Posting, readPostFault } from './posting.ts';
import type { SmtpServer } from './smtp-url.ts';

/** What goes into an envelope. `messageId` is the part before our domain. */
export type Letter = {
  readonly to: string;
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly messageId: string;
  readonly createdAt: string;
};

/** The one way out for mail. `cut` ends a send that runs: what that means for the mail, the answer says. */
export type Post = { send(letter: Letter, cut: AbortSignal): Promise<Posting> };

export type PostOptions = {
  readonly smtp: SmtpServer;
  readonly from: Sender;
  /** How long the server may be silent, in milliseconds. RFC 5321 section 4.5.3.2 lets it think for minutes once it has the message. */
  readonly silenceMs?: number;
};

const CONNECT_MS = 30_000;
const SILENCE_MS = 5 * 60_000;

async function* noting(message: Readable, onRead: () => void) {
  onRead();
  yield* message;
}

/** Hands mail to a mail server, a connection each. */
export const openPost = ({ smtp, from, silenceMs = SILENCE_MS }: PostOptions): Post => ({
  send: async (letter, cut) => {
    let isHandedOver = false;
    const transport = createTransport({
      ...smtp,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      dnsTimeout: CONNECT_MS,
      socketTimeout: silenceMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    // nodemailer's faults do not tell whether the server had the message (one of a cut connection names `CONN` at any stage), but it reads
    // the message only once the server has answered DATA.
    transport.use('stream', (mail, done) => {
      mail.message.processFunc(message => Readable.from(noting(message, () => (isHandedOver = true))));
      done();
    });
    try {
      await transport.sendMail({
        envelope: { from: from.address, to: [letter.to] },
        from,
        to: { name: '', address: letter.to },
        ...(letter.replyTo !== null && { replyTo: { name: '', address: letter.replyTo } }),
        subject: letter.subject,
        text: letter.text,
        ...(letter.html !== null && { html: letter.html }),
        textEncoding: 'quoted-printable',
        date: new Date(letter.createdAt),
        messageId: `<${letter.messageId}@${domainOf(from.address)}>`,
        // RFC 3834: nobody's holiday reply answers a mail that a machine wrote.
        headers: { ...letter.headers, 'Auto-Submitted': 'auto-generated' },
        signal: cut,
      });
      return { kind: 'sent' };
    } catch (fault) {
      return readPostFault(fault, isHandedOver);
    } finally {
      transport.close();
    }
  },
});
