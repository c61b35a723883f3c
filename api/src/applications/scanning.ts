import type { Logger } from 'pino';
import { enqueueMail } from '../mail/outbox.ts';
import type { Store } from '../store/connect.ts';
import type { Scanner } from './clamd.ts';
import { infectedMail } from './mail-messages.ts';
import { createApplicationRepository } from './repository.ts';
import type { FindVacancy } from './vacancy.ts';

const FIRST_RETRY_MS = 5000;
/** Also how often to look for files of a process that died before they were scanned. */
const LAST_RETRY_MS = 5 * 60_000;

export type ScanningOptions = {
  readonly store: Store;
  /** Null where none is configured: what is held stays held. */
  readonly scan: Scanner | null;
  readonly vacancy: FindVacancy;
  /** A body's name as people know it, and the colour of links in its theme, `#rrggbb`. */
  readonly nameOf: (authority: string) => string;
  readonly colourOf: (authority: string) => string;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Counts a mail to an address; false where it had several within the hour. */
  readonly mayMail: (email: string) => boolean;
  /** Called when a mail waits to be sent. */
  readonly onMail: () => void;
  /** How long to wait after the first try that failed, in milliseconds; then twice as long each time, five minutes at most. */
  readonly retryMs?: number;
};

/** `nudge` says that a file is held, once its unit of work has ended. */
export type Scanning = { nudge(): void; close(): Promise<void> };

/** How one round ended: whether something is left to be tried again. */
type Round = 'done' | 'left';

/**
 * Scans the files that are held for as long as the server runs: at a nudge, and again after a pause that grows while the scanner is down or
 * cannot scan a file. One timer; nothing is asked while nothing is held.
 */
export const startScanning = (options: ScanningOptions): Scanning => {
  const { store, scan, vacancy, nameOf, colourOf, now, log, mayMail, onMail, retryMs = FIRST_RETRY_MS } = options;
  if (!scan) return { nudge: () => undefined, close: () => Promise.resolve() };
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isNudged = false;
  let failures = 0;

  const settle = async (file: string, state: 'clean' | 'infected'): Promise<void> => {
    const isTold = await store.write(async db => {
      const repository = createApplicationRepository(db);
      const application = await repository.settleFile(file, state, now().toISOString());
      if (application === undefined || state === 'clean') return false;
      const record = await repository.byId(application);
      if (!record) return false;
      const { email } = await repository.personOf(application);
      const title = (await vacancy(record.vacancy))?.title ?? null;
      const [body, colour] = [nameOf(record.authority), colourOf(record.authority)];
      const mail = infectedMail({ file, email, record, title, body, colour }, now());
      return mail && mayMail(mail.to) ? enqueueMail(db, mail, now()) : false;
    });
    if (state === 'infected') log.warn({ file }, 'a file was found to be infected; its content is deleted');
    if (isTold) onMail();
  };

  const round = async (): Promise<Round> => {
    const repository = createApplicationRepository(store.read);
    let outcome: Round = 'done';
    for (const file of await repository.heldFiles()) {
      const content = await repository.contentOf(file);
      if (!content) continue;
      const found = await scan(content, stopping.signal);
      if (stopping.signal.aborted) return 'left';
      if (found.kind === 'clean' || found.kind === 'infected') {
        await settle(file, found.kind);
        continue;
      }
      log.warn({ file, fault: found.fault }, 'a file is not scanned yet; it stays held');
      outcome = 'left';
      // Nobody answers: the others would not be scanned either.
      if (found.kind === 'unreached') break;
    }
    return outcome;
  };

  const turn = async (): Promise<void> => {
    isNudged = false;
    let outcome: Round = 'left';
    try {
      outcome = await round();
    } catch (fault) {
      log.error({ err: fault }, 'files not scanned; they stay held');
    }
    failures = outcome === 'done' ? 0 : failures + 1;
    running = undefined;
    if (!stopping.signal.aborted) plan();
  };
  const begin = () => {
    clearTimeout(timer);
    running ??= turn();
  };
  const plan = () => {
    const pause = failures > 0 ? retryMs * 2 ** Math.min(failures - 1, 20) : isNudged ? 0 : LAST_RETRY_MS;
    timer = setTimeout(begin, Math.min(pause, LAST_RETRY_MS));
    timer.unref();
  };
  begin();

  return {
    nudge: () => {
      isNudged = true;
      // A scanner that is down is not asked at every file: its next turn is planned.
      if (failures === 0 && !stopping.signal.aborted) begin();
    },
    close: async () => {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
};
