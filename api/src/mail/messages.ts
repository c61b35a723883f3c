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
