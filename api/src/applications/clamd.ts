import { connect, type Socket } from 'node:net';
import type { ClamdAddress } from './clamd-url.ts';

/** What the scanner says of a file. `unscanned`: it answered, but could not scan this one. `unreached`: it answers nobody. Faults are for operators. */
export type Scan =
  | { readonly kind: 'clean' }
  | { readonly kind: 'infected' }
  | { readonly kind: 'unscanned'; readonly fault: string }
  | { readonly kind: 'unreached'; readonly fault: string };
export type Scanner = (content: Uint8Array, stop: AbortSignal) => Promise<Scan>;

const CHUNK = 64 * 1024;
const TIMEOUT_MS = 60_000;
/** A reply is a line of a few words. */
const LONGEST_REPLY = 4000;

/** clamd(8), INSTREAM: chunks with their length in front, four bytes in network order, and a chunk of none at the end. */
const framed = (content: Uint8Array): Buffer[] => {
  const parts: Buffer[] = [Buffer.from('zINSTREAM\0')];
  for (let at = 0; at < content.length; at += CHUNK) {
    const chunk = content.subarray(at, at + CHUNK);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    parts.push(length, Buffer.from(chunk));
  }
  return [...parts, Buffer.alloc(4)];
};

/** "stream: OK", "stream: Eicar-Signature FOUND", "INSTREAM size limit exceeded. ERROR". */
const readReply = (reply: string): Scan => {
  const line = reply.replace(/\0[\s\S]*$/, '').trim();
  if (/^stream: OK$/.test(line)) return { kind: 'clean' };
  if (/ FOUND$/.test(line)) return { kind: 'infected' };
  if (line === '') return { kind: 'unreached', fault: 'The scanner ended the connection without a word.' };
  return { kind: 'unscanned', fault: `The scanner answered: ${line.slice(0, 200)}` };
};

const ask = (socket: Socket, content: Uint8Array): Promise<Scan> =>
  new Promise(resolve => {
    let reply = '';
    const end = (scan: Scan) => {
      resolve(scan);
      socket.destroy();
    };
    socket.setTimeout(TIMEOUT_MS, () => end({ kind: 'unreached', fault: 'The scanner did not answer in time.' }));
    socket.on('data', data => {
      reply += data.toString('latin1');
      if (reply.includes('\0') || reply.length > LONGEST_REPLY) end(readReply(reply));
    });
    socket.on('error', (fault: NodeJS.ErrnoException) =>
      // A file above its limit is answered, then cut off while we still send.
      end(reply === '' ? { kind: 'unreached', fault: `The scanner could not be used (${fault.code ?? 'unknown'}).` } : readReply(reply)),
    );
    socket.on('close', () => end(readReply(reply)));
    for (const part of framed(content)) socket.write(part);
  });

/** A scanner over a clamd. One connection a file; never throws. */
export const clamdScanner =
  (address: ClamdAddress): Scanner =>
  async (content, stop) => {
    if (stop.aborted) return { kind: 'unreached', fault: 'The server is stopping.' };
    const socket = connect(address);
    const cut = () => void socket.destroy();
    stop.addEventListener('abort', cut);
    try {
      return await ask(socket, content);
    } finally {
      stop.removeEventListener('abort', cut);
    }
  };
