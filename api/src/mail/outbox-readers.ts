import { isLoopback } from '../http/loopback.ts';

/** Who may read the mails of the outbox. They hold what people wrote and where they can be reached, so by default nobody but a developer. */
export type OutboxReaders = 'nobody' | 'this-machine' | 'everybody';

export type OutboxSettings = {
  readonly SMTP_URL?: string | undefined;
  readonly PUBLIC_URL: string;
  readonly OUTBOX_PAGE?: 'on' | 'off' | undefined;
};

export const outboxReaders = ({ SMTP_URL, PUBLIC_URL, OUTBOX_PAGE }: OutboxSettings): OutboxReaders => {
  if (SMTP_URL !== undefined || OUTBOX_PAGE === 'off') return 'nobody';
  if (OUTBOX_PAGE === 'on') return 'everybody';
  return isLoopback(new URL(PUBLIC_URL).hostname) ? 'this-machine' : 'nobody';
};

/** Where a request comes from. `remote` is the address at the other end; undefined where nothing listens. */
export type Asker = { readonly hostname: string; readonly remote: string | undefined; readonly isPassedOn: boolean };

const LOOPBACK_ADDRESS = /^(?:::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/;

/**
 * Whether a request was made on this machine for this machine: not from the network, not through a proxy, and not by a website that gave
 * its own name our address.
 */
export const isFromThisMachine = ({ hostname, remote, isPassedOn }: Asker): boolean =>
  isLoopback(hostname) && !isPassedOn && (remote === undefined || LOOPBACK_ADDRESS.test(remote));
