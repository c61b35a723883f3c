import { z } from 'zod';
import { isRecord } from '../http/json-record.ts';
import { day, plainText } from '../records/fields.ts';
import { jsonLines } from '../records/json-lines.ts';
import { gatheringOf } from '../records/record-file.ts';
import type { ImportFault, ImportFile } from '../records/sourced.ts';
import { holidayWords } from './holiday-messages.ts';
import { type BankHoliday, DIVISION } from './holiday-repository.ts';

/** An event of the GOV.UK feed. `bunting` and whatever else comes with it does not matter here. */
const Event = z.object({
  date: day,
  title: plainText(120),
  notes: z.union([z.literal(''), plainText(200)], 'should be text').default(''),
});

type Reading = { readonly holidays: readonly BankHoliday[]; readonly faults: readonly ImportFault[] };

/** Where the events are: of the whole feed, or of the file of one division. */
const eventsIn = (document: unknown): { events: readonly unknown[]; path: readonly string[] } | { refused: string } => {
  if (!isRecord(document)) return { refused: holidayWords.strangeShape };
  const own = document.division === DIVISION ? document : document[DIVISION];
  if (isRecord(own) && Array.isArray(own.events)) return { events: own.events, path: own === document ? ['events'] : [DIVISION, 'events'] };
  const others = Object.entries(document).flatMap(([name, part]) => (isRecord(part) && Array.isArray(part.events) ? [name] : []));
  if (typeof document.division === 'string' && Array.isArray(document.events)) others.push(document.division);
  const isOther = others.length > 0 && !others.includes(DIVISION);
  return { refused: isOther ? holidayWords.otherDivision(others) : holidayWords.strangeShape };
};

/** In order of date, one entry a date: two holidays on one day are named together. */
const byDate = (events: readonly BankHoliday[]): BankHoliday[] => {
  const days = new Map<string, BankHoliday>();
  for (const { date, title, notes } of events) {
    const known = days.get(date);
    const isNew = known !== undefined && !known.title.split(' and ').includes(title);
    days.set(date, isNew ? { ...known, title: holidayWords.both(known.title, title) } : (known ?? { date, title, notes }));
  }
  return [...days.values()].sort((a, b) => a.date.localeCompare(b.date));
};

/**
 * Reads bank holidays in the shape of the GOV.UK feed, `{"england-and-wales":{"division","events":[{"title","date","notes","bunting"}]}}`, whole or
 * one division of it. Never throws: whatever is wrong is among the faults, and then there are no holidays.
 */
export const readHolidays = ({ name: file, text: raw }: ImportFile): Reading => {
  const text = raw.replace(/^\uFEFF/, '');
  const refuse = (message: string, line = 1): Reading => ({ holidays: [], faults: [{ file, line, path: 'file', message }] });
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (fault) {
    return refuse(holidayWords.notJson, Number(/\(line (\d+) column \d+\)/.exec(String(fault))?.[1] ?? text.split('\n').length));
  }
  const found = eventsIn(document);
  if ('refused' in found) return refuse(found.refused);
  const { events, path } = found;
  if (events.length === 0) return refuse(holidayWords.empty);
  const lines = jsonLines(text);
  const gathering = gatheringOf(Event);
  const faults = events.flatMap((event, at) => gathering.take(event, file, inside => lines([...path, at, ...inside])));
  return faults.length > 0 ? { holidays: [], faults } : { holidays: byDate((gathering.entries() ?? []).map(({ value }) => value)), faults };
};

const inAYear = (today: string): string => `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;

/**
 * The bank holidays of the coming year that are on record and not in a list, where the list has fewer in that year: then it looks incomplete. One
 * that has only moved, as the early May bank holiday did in 2020, is not lost. `today` is YYYY-MM-DD.
 */
export const lostHolidays = (list: readonly BankHoliday[], onRecord: readonly BankHoliday[], today: string): readonly string[] => {
  const coming = (holidays: readonly BankHoliday[]) =>
    holidays.map(({ date }) => date).filter(date => date >= today && date < inAYear(today));
  const given = coming(list);
  const known = coming(onRecord);
  return given.length < known.length ? known.filter(date => !given.includes(date)) : [];
};
