import { parseArgs } from 'node:util';
import { AlertFrequency } from '@dtp/contract/alerts.ts';
import { linkColour, openAlertTopics } from '../alerting.ts';
import { type Bounced, readBounces, takeBounce } from '../alerts/bounces.ts';
import { runDigests } from '../alerts/digest.ts';
import { digestComposer } from '../alerts/mails.ts';
import { frequencyWords } from '../alerts/messages.ts';
import { createAlertRepository } from '../alerts/repository.ts';
import { authorityBook } from '../authorities/book.ts';
import { ownerOn } from '../authorities/ref.ts';
import { createAuthorityRepository } from '../authorities/repository.ts';
import { londonDay } from '../http/clock.ts';
import { isMailAddress } from '../mail/address.ts';
import { number } from '../places/import-messages.ts';
import { parseArguments } from './arguments.ts';
import { readFiles } from './record-files.ts';
import { CliFault, UsageError, type Verb } from './verb.ts';

const counted = (count: number, one: string, many: string): string => `${number(count)} ${count === 1 ? one : many}`;

export const sendDigestsVerb: Verb = {
  name: 'send-digests',
  usage: '[--now]',
  summary:
    'Tell everyone what is new, as the server does by itself; --now does not wait for 8 in the morning. Nobody is told anything twice',
  run: async (args, { store, out, now, publicUrl }) => {
    const { values } = parseArguments(() => parseArgs({ args: [...args], options: { now: { type: 'boolean', default: false } } }));
    if (publicUrl === undefined)
      throw new CliFault(
        'The mails have links in them. Set PUBLIC_URL as the server has it (http://localhost:8787 with npm start alone), and try again.',
      );
    const book = authorityBook(await createAuthorityRepository(store.read).all());
    const nameOf = (id: string) => ownerOn(id, book, londonDay(now()))?.name ?? id;
    const { mails, unfit } = await runDigests({
      store,
      topics: await openAlertTopics(store, publicUrl, now),
      now,
      compose: digestComposer({ publicUrl, colourOf: linkColour, nameOf }),
      isAtOnce: values.now,
    });
    if (unfit > 0) out.note(`${counted(unfit, 'mail', 'mails')} could not be made: more is new than fits into one.`);
    out.line(
      mails === 0
        ? 'There is nothing new to tell.'
        : `${counted(mails, 'mail is', 'mails are')} in the outbox. A running server sends them within a minute.`,
    );
    return 0;
  },
};

export const alertsVerb: Verb = {
  name: 'alerts',
  usage: '',
  summary: 'How many people have alerts, and how often they come; without addresses',
  run: async (args, { store, out }) => {
    parseArguments(() => parseArgs({ args: [...args], options: {} }));
    const { people, active } = await createAlertRepository(store.read).counts();
    if (people === 0) out.line('Nobody has alerts.');
    else out.line(`${counted(people, 'person', 'people')} on record.`);
    for (const frequency of AlertFrequency.options)
      if (active[frequency]) out.line(`${frequency}: ${counted(active[frequency], 'alert', 'alerts')}, ${frequencyWords[frequency]}`);
    return 0;
  },
};

const said = (outcomes: readonly Bounced[]): string => {
  const of = (kind: Bounced) => outcomes.filter(one => one === kind).length;
  return `Noted: ${of('noted')}. Alerts ended: ${of('ended')}. Nobody’s: ${of('unknown')}.`;
};

export const recordBounceVerb: Verb = {
  name: 'record bounce',
  usage: 'ADDRESS',
  summary: 'Note that mail to an address came back for good; the second time in a row its alerts end',
  run: async (args, { store, out, now }) => {
    const { positionals } = parseArguments(() => parseArgs({ args: [...args], options: {}, allowPositionals: true }));
    const [address, ...more] = positionals;
    if (address === undefined || more.length > 0 || !isMailAddress(address))
      throw new UsageError('Name one address, such as name@example.com.');
    out.line(said([await takeBounce(store, address, now())]));
    return 0;
  },
};

export const importBouncesVerb: Verb = {
  name: 'import bounces',
  usage: 'FILE…',
  summary: 'Note what the mail server reports as undeliverable: delivery status notifications, or one address a line. Each file once',
  run: async (args, { store, out, now, path }) => {
    const { positionals } = parseArguments(() => parseArgs({ args: [...args], options: {}, allowPositionals: true }));
    if (positionals.length === 0) throw new UsageError('Name at least one file.');
    const outcomes: Bounced[] = [];
    for (const { text } of readFiles(positionals.map(path)))
      for (const address of readBounces(text)) outcomes.push(await takeBounce(store, address, now()));
    out.line(said(outcomes));
    return 0;
  },
};
