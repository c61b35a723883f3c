import { once } from 'node:events';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export type Received = { readonly from: string; readonly to: readonly string[]; readonly raw: string };

/**
 * What a mail server does with the next mails. A number is an SMTP reply that refuses; `take` accepts. `lose` takes the whole message and
 * cuts the connection without a word; `hang` takes it and never answers.
 */
export type Manners = { greeting: 'take' | number; recipient: 'take' | number; message: 'take' | 'lose' | 'hang' | number };

export type MailServer = {
  readonly url: string;
  readonly manners: Manners;
  /** What it accepted, and what it lost or holds. */
  readonly received: readonly Received[];
  /** Connections that were made so far. */
  connections(): number;
  /** Resolves once it has had `count` messages in all. */
  has(count: number): Promise<void>;
  close(): Promise<void>;
};

const refusal = (code: number): Error => Object.assign(new Error('5.1.1 <somebody@example.org> is not welcome'), { responseCode: code });

/** A real mail server on this machine, for tests. */
export const openMailServer = async (): Promise<MailServer> => {
  const manners: Manners = { greeting: 'take', recipient: 'take', message: 'take' };
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 1,
    onConnect: (_session, done) => {
      connections++;
      done(typeof manners.greeting === 'number' ? refusal(manners.greeting) : null);
    },
    onRcptTo: (_address, _session, done) => done(typeof manners.recipient === 'number' ? refusal(manners.recipient) : null),
    onData: (stream, { envelope }, done) => {
      const behaviour = manners.message;
      void text(stream).then(raw => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        if (typeof behaviour !== 'number') received.push({ from, to: envelope.rcptTo.map(one => one.address), raw });
        smtp.emit('received');
        if (behaviour === 'take') done(null);
        if (behaviour === 'lose') for (const socket of sockets) socket.destroy();
        if (typeof behaviour === 'number') done(refusal(behaviour));
      });
    },
  });
  smtp.on('error', () => undefined);
  smtp.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const address = smtp.server.address();

  return {
    url: `smtp://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`,
    manners,
    received,
    connections: () => connections,
    has: async count => {
      while (received.length < count) await once(smtp, 'received');
    },
    close: () =>
      new Promise(resolve => {
        for (const socket of sockets) socket.destroy();
        smtp.close(() => resolve());
      }),
  };
};
