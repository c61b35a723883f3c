import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** The string that every scanner finds and nobody is harmed by (eicar.org), in two parts so that no scanner finds it in this file. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** How a clamd behaves: `scan` as it should, `refuse` answers that it cannot scan this, `silent` cuts the connection. */
export type Manners = { way: 'scan' | 'refuse' | 'silent' };

export type FakeClamd = {
  readonly url: string;
  readonly port: number;
  readonly manners: Manners;
  /** What it was sent in whole, in order. */
  readonly received: readonly Buffer[];
  /** Resolves once it has had `count` connections in all. */
  asked(count: number): Promise<void>;
  close(): Promise<void>;
};

const COMMAND = Buffer.from('zINSTREAM\0');

/** The content in what was sent so far, once its last chunk has come: clamd(8), INSTREAM. */
const contentOf = (sent: Buffer): Buffer | undefined => {
  if (sent.length < COMMAND.length) return undefined;
  if (!sent.subarray(0, COMMAND.length).equals(COMMAND)) throw new Error('not INSTREAM');
  const chunks: Buffer[] = [];
  for (let at = COMMAND.length; at + 4 <= sent.length; ) {
    const length = sent.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(sent.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
};

/** A server that speaks clamd's protocol and knows one virus. `port` 0 is any that is free. */
export const openFakeClamd = async (port = 0): Promise<FakeClamd> => {
  const manners: Manners = { way: 'scan' };
  const received: Buffer[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const waiting = new Set<() => void>();
  const server = createServer(socket => {
    connections++;
    for (const look of waiting) look();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (manners.way === 'silent') {
      socket.destroy();
      return;
    }
    let sent = Buffer.alloc(0);
    socket.on('data', data => {
      sent = Buffer.concat([sent, data]);
      const content = contentOf(sent);
      if (!content) return;
      received.push(content);
      if (manners.way === 'refuse') socket.end('INSTREAM size limit exceeded. ERROR\0');
      else socket.end(content.includes(EICAR) ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `tcp://127.0.0.1:${address.port}`,
    port: address.port,
    manners,
    received,
    asked: count =>
      new Promise(resolve => {
        const look = () => {
          if (connections < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
