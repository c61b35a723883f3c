import type { OpenState } from '@dtp/contract/hours.ts';
import { calendarOf } from '../hours/calendar.ts';
import type { HolidayBook } from '../hours/holidays.ts';
import { openStateOn } from '../hours/open-state.ts';
import type { OpeningDays } from '../hours/opening-days.ts';
import { createEmergencyFinder, type EmergencyFinder, type WordStems } from './emergencies.ts';
import { digitsOf } from './lines.ts';
import type { ContactRecord, ExceptionRecord, LineRecord, NoticeRecord } from './record.ts';
import type { ContactRepository } from './repository.ts';

/** The contact centre in memory. Immutable but for what it remembers of open states; `rebuild` swaps all of it at once. */
export type ContactReadModel = {
  /** In the order in which they are shown. */
  linesOf(authority: string): readonly LineRecord[];
  line(id: string): LineRecord | undefined;
  /** By its number, however it is printed. */
  byPhone(phone: string): LineRecord | undefined;
  exceptionsOf(line: string): readonly ExceptionRecord[];
  notices(): readonly NoticeRecord[];
  /** Null where the hours are not on record, or the line is not. */
  stateOf(line: string, at: Date): OpenState | null;
  emergencies: EmergencyFinder['find'];
};

/** For how long it is believed that nothing changes in the 400 days ahead: in a day they are others. */
const A_DAY = 86_400_000;

type Known = { readonly from: number; readonly until: number; readonly state: OpenState };

/** Works a state out once and keeps it for as long as it is right. */
const remembered = (days: OpeningDays): ((at: Date) => OpenState) => {
  let known: Known | undefined;
  return at => {
    const now = at.getTime();
    if (known && known.from <= now && now < known.until) return known.state;
    const state = openStateOn(days, at);
    known = { from: now, until: state.nextChange === null ? now + A_DAY : Date.parse(state.nextChange), state };
    return state;
  };
};

const NO_EXCEPTIONS: readonly ExceptionRecord[] = [];
const NO_LINES: readonly LineRecord[] = [];

/** A model over a record, as tests and benches need it. `holidays` are dates, YYYY-MM-DD. */
export const contactReadModel = (record: ContactRecord, holidays: readonly string[], stems: WordStems): ContactReadModel => {
  const byId = new Map(record.lines.map(line => [line.id as string, line]));
  const byBody = Map.groupBy(record.lines, line => line.authority as string);
  const exceptions = Map.groupBy(record.exceptions, exception => exception.line as string);
  const numbers = new Map<string, LineRecord>();
  for (const line of record.lines) if (line.phone !== null && !numbers.has(digitsOf(line.phone))) numbers.set(digitsOf(line.phone), line);
  const states = new Map(
    record.lines.flatMap(({ id, week, holidayRule }): [string, (at: Date) => OpenState][] =>
      week === null ? [] : [[id, remembered(calendarOf({ week, exceptions: exceptions.get(id) ?? NO_EXCEPTIONS, holidayRule, holidays }))]],
    ),
  );
  const emergencies = createEmergencyFinder(record.signposts, stems);
  return {
    linesOf: authority => byBody.get(authority) ?? NO_LINES,
    line: id => byId.get(id),
    byPhone: phone => numbers.get(digitsOf(phone)),
    exceptionsOf: line => exceptions.get(line) ?? NO_EXCEPTIONS,
    notices: () => record.notices,
    stateOf: (line, at) => states.get(line)?.(at) ?? null,
    emergencies: asked => emergencies.find(asked),
  };
};

export type ContactReadModelDeps = { repository: ContactRepository; holidays: HolidayBook; stems: WordStems };

/** A model that `rebuild` replaces whole when the record, or the list of bank holidays, has moved. */
export const openContactReadModel = async (deps: ContactReadModelDeps): Promise<ContactReadModel & { rebuild(): Promise<void> }> => {
  const build = async () => contactReadModel(await deps.repository.all(), deps.holidays.dates(), deps.stems);
  let current = await build();
  return {
    linesOf: authority => current.linesOf(authority),
    line: id => current.line(id),
    byPhone: phone => current.byPhone(phone),
    exceptionsOf: line => current.exceptionsOf(line),
    notices: () => current.notices(),
    stateOf: (line, at) => current.stateOf(line, at),
    emergencies: asked => current.emergencies(asked),
    rebuild: async () => {
      current = await build();
    },
  };
};
