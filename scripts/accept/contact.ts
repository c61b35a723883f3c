import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceIds } from '../../api/src/cli/import-contact.ts';
import { CONTACT_KINDS, contactToCsv } from '../../api/src/contact/csv.ts';
import { contactToJson } from '../../api/src/contact/export.ts';
import { importContact } from '../../api/src/contact/import-plan.ts';
import type { LineRecord } from '../../api/src/contact/record.ts';
import { createContactRepository } from '../../api/src/contact/repository.ts';
import { readHolidays } from '../../api/src/hours/bank-holidays.ts';
import { calendarOf } from '../../api/src/hours/calendar.ts';
import { createHolidayRepository } from '../../api/src/hours/holiday-repository.ts';
import { londonInstant } from '../../api/src/hours/london-instant.ts';
import { openStateOn } from '../../api/src/hours/open-state.ts';
import { takeHolidays } from '../../api/src/hours/take-holidays.ts';
import type { Store } from '../../api/src/store/connect.ts';
import { type Check, openVerdict } from './check.ts';

const FEED = join('bank-holidays', 'bank-holidays.json');
const NOON = 12 * 60;

/** Imports the real bank holidays, as an operator would. */
export const importRealHolidays = async (store: Store, data: string, now: Date, print: (line: string) => void): Promise<void> => {
  const { holidays, faults } = readHolidays({ name: FEED, text: readFileSync(join(data, FEED), 'utf8') });
  for (const { line, path, message } of faults) throw new Error(`${FEED}, line ${line}: ${path} ${message}`);
  const taken = await store.write(db => takeHolidays(db, holidays, { name: 'GOV.UK', validators: null }, { now, force: false }));
  if (taken.kind === 'shrunken') throw new Error(`${FEED} lacks ${taken.lost.join(', ')}`);
  print(`  Bank holidays: ${taken.count}, ${taken.added.length} new, ${taken.removed.length} removed`);
};

/** Eight a year, and more for the jubilee and the funeral of 2022 and the coronation of 2023. */
const HOLIDAYS_A_YEAR: Readonly<Record<string, number>> = { 2022: 10, 2023: 9 };
const USUAL_HOLIDAYS = 8;

/** Days that a rule of weekdays would get wrong, with the title that the feed gives them. */
const KNOWN: Readonly<Record<string, string>> = {
  '2020-05-08': 'Early May bank holiday (VE day)',
  '2022-06-02': 'Spring bank holiday',
  '2022-09-19': 'Bank Holiday for the State Funeral of Queen Elizabeth II',
  '2026-12-25': 'Christmas Day',
  '2026-12-28': 'Boxing Day',
  '2027-03-26': 'Good Friday',
  '2027-12-27': 'Christmas Day',
  '2027-12-28': 'Boxing Day',
};
const NONE = ['2020-05-04', '2022-05-30', '2026-12-26', '2027-12-25'];

const holidayCheck: Check = {
  name: 'Bank holidays: every date of 2019 to 2028, substitute and one-off days among them',
  run: async ({ store }) => {
    const verdict = openVerdict();
    const titles = new Map((await createHolidayRepository(store.read).all()).map(({ date, title }) => [date, title]));
    for (let year = 2019; year <= 2028; year++) {
      const count = [...titles.keys()].filter(date => date.startsWith(String(year))).length;
      const truth = HOLIDAYS_A_YEAR[year] ?? USUAL_HOLIDAYS;
      verdict.count(`${count} in a year`);
      if (count !== truth) verdict.mismatch(`${year} has ${truth} bank holidays, we have ${count}`);
    }
    for (const [date, title] of Object.entries(KNOWN))
      if (titles.get(date) !== title) verdict.mismatch(`${date} is ${title}, we say ${titles.get(date) ?? 'it is none'}`);
    for (const date of NONE) if (titles.has(date)) verdict.mismatch(`${date} is no bank holiday, we say ${titles.get(date)}`);
    return verdict;
  },
};

const isOpenAtNoon = (line: LineRecord, week: NonNullable<LineRecord['week']>, holidays: readonly string[], date: string): boolean =>
  openStateOn(calendarOf({ week, exceptions: [], holidayRule: line.holidayRule, holidays }), new Date(londonInstant(date, NOON))).open;

/** Good Friday 2027, and the Friday before. */
const GOOD_FRIDAY = '2027-03-26';
const FRIDAY_BEFORE = '2027-03-19';

const closedCheck: Check = {
  name: 'Contact lines: closed at noon on Good Friday 2027, open on the Friday before',
  run: async ({ store }) => {
    const verdict = openVerdict();
    const holidays = (await createHolidayRepository(store.read).all()).map(({ date }) => date);
    for (const line of (await createContactRepository(store.read).all()).lines) {
      if (line.week === null || line.holidayRule.kind !== 'closed') {
        verdict.count(line.week === null ? 'hours not on record' : 'has hours on bank holidays');
        continue;
      }
      const [before, onTheDay] = [FRIDAY_BEFORE, GOOD_FRIDAY].map(date => isOpenAtNoon(line, line.week ?? [], holidays, date));
      verdict.count(before ? 'open on the Friday before' : 'not open on Fridays at noon');
      if (onTheDay) verdict.mismatch(`${line.id} is open on Good Friday, though it closes on bank holidays`);
    }
    if (!verdict.counts.has('open on the Friday before')) verdict.mismatch('no line is open on an ordinary Friday');
    return verdict;
  },
};

const roundTripCheck: Check = {
  name: 'Contact files: what is exported and imported again changes nothing',
  run: async ({ store }) => {
    const verdict = openVerdict();
    const record = await createContactRepository(store.read).all();
    const forms = {
      JSON: [{ name: 'contact.json', text: contactToJson(record) }],
      CSV: CONTACT_KINDS.map(kind => ({ name: `${kind}.csv`, text: contactToCsv(record, kind) })),
    };
    for (const [form, files] of Object.entries(forms)) {
      const outcome = await importContact(store, files, 'replace', serviceIds, new Date());
      const isSame = outcome.kind === 'done' && !outcome.changed;
      verdict.count(`${form}: ${record.lines.length} lines, ${record.signposts.length} signposts`);
      if (!isSame) verdict.mismatch(`the export as ${form} ${outcome.kind === 'done' ? 'changes the record' : 'is refused'}`);
    }
    return verdict;
  },
};

export const contactChecks: readonly Check[] = [holidayCheck, closedCheck, roundTripCheck];
