import { clockWords } from '../hours/hours-messages.ts';
import { londonTime } from '../hours/london-clock.ts';
import { londonDay, longDay } from '../http/clock.ts';
import type { MailState } from './repository.ts';

/** What a mail's state is called, on the page and by the command line. */
export const stateWords: Readonly<Record<MailState, string>> = {
  queued: 'waiting',
  sending: 'being sent',
  sent: 'sent',
  failed: 'not sent, given up',
  unsure: 'perhaps sent',
};

/** Why a mail has not gone, for the operator: no address and no word of the mail is in it. */
export const faultWords = {
  answered: (codes: string, command: string) => `The mail server answered ${codes} to ${command}.`,
  cutOff: (why: string) => `The connection ended before the mail server confirmed that it has the mail (${why}).`,
  unsendable: (why: string) => `The mail could not be handed to the mail server (${why}).`,
  unreached: (why: string, command: string) => `The mail server could not be used (${why} at ${command}).`,
  lastOf: (fault: string, attempts: number) => `${fault} That was the last of ${attempts} attempts.`,
  died: 'The server stopped while it was sending this mail.',
  erased: 'Its words were erased on schedule before it was sent.',
} as const;

/** Words of the outbox page. */
export const words = {
  title: 'Outbox',
  lead: 'This server has no mail server (SMTP_URL), so nothing is sent. Here is what people would have been sent, the newest first.',
  empty: 'There is no mail yet. Whatever the server would send shows here.',
  shown: (count: number) => `The newest ${count} are shown.`,
  back: 'All mails in the outbox',
  erased: 'Erased on schedule',
  erasedText: 'The words of this mail were erased on schedule.',
  from: 'From',
  to: 'To',
  replyTo: 'Replies to',
  when: 'Written',
  state: 'State',
  text: 'Text',
  styled: 'The same as styled mail, without its colours',
  toOf: (to: string | null) => `To ${to ?? 'an address that was erased'}`,
  at: (instant: string) => {
    const at = new Date(instant);
    return `${longDay(londonDay(at))}, ${clockWords(londonTime(at).minute)}`;
  },
};
