import type { ContactReply } from '@dtp/contract/contact.ts';
import * as messages from './messages.ts';
import type { Shown } from './shown.ts';

/** What the status line says about what is shown: whom to call first, if anyone, then what was found. Nothing before anything is asked. */
export function statusOf(shown: Shown | null): string {
  if (!shown) return '';
  const { asking, reply, place } = shown;
  const { topic, total } = reply;
  const first = reply.emergencies.map(({ title, phone }) => messages.callFirst(title, phone));
  const words = topic?.corrected ? [messages.corrected(topic.corrected, topic.words)] : [];
  const isAsked = Boolean(asking.topic || asking.postcode);
  const isAlone = total === 0 && first.length > 0;
  const choose = place?.view.kind === 'choose' ? [messages.chooseBelow] : [];
  return [...first, ...words, ...(isAsked && !isAlone ? [foundWords(reply)] : []), ...choose].join(' ');
}

function foundWords({ topic, total, responsibility }: ContactReply): string {
  if (topic && !topic.service) return messages.nothing(topic.words);
  if (responsibility === 'elsewhere') return messages.elsewhere;
  return total === 0 ? messages.none : messages.found(total, topic?.service?.title);
}
