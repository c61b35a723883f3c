import { parseArgs } from 'node:util';
import { addNotice, removeNotice } from '../contact/notices.ts';
import type { NoticeRecord } from '../contact/record.ts';
import { createContactRepository } from '../contact/repository.ts';
import { londonInstant, readDate, readLondonInstant, readMinute } from '../hours/london-instant.ts';
import { londonDay } from '../http/clock.ts';
import { parseArguments } from './arguments.ts';
import { CliFault, UsageError, type Verb } from './verb.ts';

const END_OF_DAY = 24 * 60;

const words = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** "17:00" is today's, "2026-11-25" is the whole of that day, "2026-11-25 09:30" a time of it; all in London. */
const untilOf = (typed: string | undefined, now: Date): string | null => {
  if (typed === undefined) return null;
  const date = readDate(typed);
  const minute = readMinute(typed);
  const until =
    readLondonInstant(typed) ??
    (date === undefined ? undefined : londonInstant(date, END_OF_DAY)) ??
    (minute === undefined ? undefined : londonInstant(londonDay(now), minute));
  if (until === undefined) throw new UsageError('--until should be a time such as 17:00, a day such as 2026-11-25, or "2026-11-25 09:30".');
  if (until <= now.toISOString()) throw new UsageError(`--until is ${words.format(new Date(until))}, which is over already.`);
  return until;
};

const untilWords = (until: string | null): string => (until === null ? 'until it is removed' : `until ${words.format(new Date(until))}`);

const ADD_OPTIONS = {
  lines: { type: 'string' },
  authority: { type: 'string' },
  text: { type: 'string' },
  until: { type: 'string' },
} as const;

/** The lines that were named, and those of the bodies that were. */
const linesOf = (
  named: string | undefined,
  authority: string | undefined,
  record: readonly { id: string; authority: string }[],
): string[] => {
  const ids = (list: string | undefined) => (list ?? '').split(',').flatMap(id => id.trim() || []);
  const bodies = ids(authority);
  const ofBodies = record.filter(line => bodies.includes(line.authority)).map(({ id }) => id);
  const strange = bodies.find(id => !record.some(line => line.authority === id));
  if (strange) throw new UsageError(`--authority names ${strange}, which has no contact lines. npm run dtp -- lines lists them.`);
  return [...new Set([...ids(named), ...ofBodies])];
};

export const addNoticeVerb: Verb = {
  name: 'notice add',
  usage: '--lines ID,ID | --authority ID  --text "Our phones are down. Please use the form." [--until "2026-11-25 09:30"]',
  summary: 'Say something to everyone who looks up some lines, or all lines of a body, at once and until a time',
  run: async (args, { store, out, now }) => {
    const { values } = parseArguments(() => parseArgs({ args: [...args], options: ADD_OPTIONS }));
    if (values.text === undefined) throw new UsageError('Say with --text what people should read.');
    const { lines: record } = await createContactRepository(store.read).all();
    const lines = linesOf(values.lines, values.authority, record);
    if (lines.length === 0) throw new UsageError('Say with --lines or --authority whom it is about. npm run dtp -- lines lists them.');
    const notice = { lines, text: values.text, from: now().toISOString(), until: untilOf(values.until, now()) };
    const outcome = await store.write(db => addNotice(db, notice, now()));
    if (outcome.kind === 'refused') throw new CliFault(`The notice was not put up: ${outcome.faults.join('; ')}.`);
    const { id, until } = outcome.notice;
    out.line(`The notice ${id} is up on ${lines.length} ${lines.length === 1 ? 'line' : 'lines'}, ${untilWords(until)}.`);
    out.note(`A running server shows it within two seconds. To take it down: npm run dtp -- notice remove ${id}`);
    return 0;
  },
};

export const removeNoticeVerb: Verb = {
  name: 'notice remove',
  usage: 'ID',
  summary: 'Take a notice down',
  run: async ([id, ...more], { store, out, now }) => {
    if (!id || more.length > 0) throw new UsageError('Name one notice by its id: npm run dtp -- notices lists them.');
    if (!(await store.write(db => removeNotice(db, id, now()))))
      throw new CliFault(`There is no notice ${id}: npm run dtp -- notices lists them.`);
    out.line(`The notice ${id} is down.`);
    return 0;
  },
};

const stateOf = ({ from, until }: NoticeRecord, at: string): string => {
  if (until !== null && until <= at) return 'over';
  return from > at ? `from ${words.format(new Date(from))}, ${untilWords(until)}` : untilWords(until);
};

export const noticesVerb: Verb = {
  name: 'notices',
  usage: '',
  summary: 'List the notices on contact lines',
  run: async (args, { store, out, now }) => {
    parseArguments(() => parseArgs({ args: [...args], options: {} }));
    const { notices } = await createContactRepository(store.read).all();
    if (notices.length === 0) out.line('There are no notices.');
    for (const notice of notices)
      out.line(`${notice.id}  ${stateOf(notice, now().toISOString())}  on ${notice.lines.join(', ')}: ${notice.text}`);
    return 0;
  },
};
