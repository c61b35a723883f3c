import { parseArgs } from 'node:util';
import { stateWords } from '../mail/messages.ts';
import { createMailRepository, MAIL_STATES } from '../mail/repository.ts';
import { number } from '../places/import-messages.ts';
import { parseArguments } from './arguments.ts';
import type { Verb } from './verb.ts';

const FAULTS_SHOWN = 10;

const mailCount = (count: number): string => `${number(count)} ${count === 1 ? 'mail' : 'mails'}`;

export const mailsVerb: Verb = {
  name: 'mails',
  usage: '',
  summary: 'How many mails wait, are sent, or could not be sent, and why; without addresses',
  run: async (args, { store, out }) => {
    parseArguments(() => parseArgs({ args: [...args], options: {} }));
    const mails = createMailRepository(store.read);
    const counts = await mails.counts();
    if (Object.keys(counts).length === 0) out.line('There are no mails.');
    for (const state of MAIL_STATES) if (counts[state]) out.line(`${state}: ${mailCount(counts[state])}, ${stateWords[state]}`);
    for (const { state, fault, count, newestAt } of await mails.faults(FAULTS_SHOWN))
      out.line(`  ${state}, ${mailCount(count)}, the newest of ${newestAt.slice(0, 16).replace('T', ' ')} UTC: ${fault}`);
    return 0;
  },
};

export const retryMailsVerb: Verb = {
  name: 'retry mails',
  usage: '[--unsure]',
  summary:
    'Put mails that could not be sent back into the queue; with --unsure also those that may have gone, which some people then get twice',
  run: async (args, { store, out, now }) => {
    const options = { unsure: { type: 'boolean' } } as const;
    const { values } = parseArguments(() => parseArgs({ args: [...args], options }));
    const count = await store.write(db => createMailRepository(db).requeue(values.unsure ? ['failed', 'unsure'] : ['failed'], now()));
    if (count === 0) out.line('There is no mail to try again.');
    else out.line(`${mailCount(count)} ${count === 1 ? 'waits' : 'wait'} to be sent again. A running server starts within a minute.`);
    return 0;
  },
};
