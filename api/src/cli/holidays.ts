import { parseArgs } from 'node:util';
import { readHolidays } from '../hours/bank-holidays.ts';
import { holidayWords } from '../hours/holiday-messages.ts';
import { type HolidayRefresh, refreshHolidays } from '../hours/holiday-refresh.ts';
import { type Taken, takeHolidays } from '../hours/take-holidays.ts';
import { londonDay, longDay } from '../http/clock.ts';
import { parseArguments } from './arguments.ts';
import { interruptible } from './interrupt.ts';
import { readFiles, refusal } from './record-files.ts';
import { CliFault, UsageError, type Verb } from './verb.ts';

const OPTIONS = { force: { type: 'boolean', default: false } } as const;

/** The dates that are still to come; what is past is of no interest to whoever imports. */
const toCome = (what: string, dates: readonly string[], today: string): string[] => {
  const days = dates.filter(date => date >= today).map(longDay);
  return days.length > 0 ? [`${what}: ${days.join(', ')}`] : [];
};

const summary = (taken: Extract<Taken, { kind: 'taken' }>, today: string): string[] => [
  `${taken.count} bank holidays: ${taken.added.length} new, ${taken.removed.length} removed.`,
  ...toCome('New and still to come', taken.added, today),
  ...toCome('Removed and still to come', taken.removed, today),
  ...(taken.changed ? [] : ['Nothing has changed: the record held all of these already.']),
];

export const importHolidaysVerb: Verb = {
  name: 'import holidays',
  usage: 'FILE [--force]',
  summary: 'Take in bank holidays in the shape of the GOV.UK feed; --force also takes a list that lacks some of the coming year',
  run: async (args, { store, out, now, path }) => {
    const { values, positionals } = parseArguments(() => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true }));
    const [file] = readFiles(positionals.map(path));
    if (!file || positionals.length > 1) throw new UsageError('Name one file.');
    const { holidays, faults } = readHolidays(file);
    if (faults.length > 0) throw new CliFault(refusal(faults));
    const how = { now: now(), force: values.force };
    const taken = await store.write(db => takeHolidays(db, holidays, { name: holidayWords.govUk, validators: null }, how));
    if (taken.kind === 'shrunken')
      throw new CliFault(`${holidayWords.shrunken(taken.lost)} Nothing has been changed. If they are off indeed, add --force.`);
    for (const line of summary(taken, londonDay(how.now))) out.line(line);
    return 0;
  },
};

const wordsOf = (refreshed: HolidayRefresh | undefined): string => {
  if (!refreshed) return 'Another process is renewing the bank holidays at this moment.';
  if (refreshed.kind === 'kept') return `The old list stays. ${refreshed.why}`;
  const isNew = refreshed.kind === 'taken' && refreshed.changed;
  return isNew ? 'The bank holidays are renewed.' : 'The bank holidays on record are up to date.';
};

export const refreshHolidaysVerb: Verb = {
  name: 'refresh holidays',
  usage: '',
  summary: 'Fetch the bank holidays from BANK_HOLIDAYS_URL now; a running server does so once a day',
  run: async (args, { store, out, now, bankHolidaysUrl: url }) => {
    parseArguments(() => parseArgs({ args: [...args], options: {} }));
    if (!url) throw new CliFault('There is no address to fetch them from: set BANK_HOLIDAYS_URL, or use import holidays.');
    const onFault = (fault: unknown) => out.note(fault instanceof Error ? fault.message : String(fault));
    const deps = { store, url, now, stop: new AbortController().signal, onFault };
    const refreshed = await interruptible(out, () => refreshHolidays(deps, true));
    out.line(wordsOf(refreshed));
    return refreshed?.kind === 'kept' ? 1 : 0;
  },
};
