// The contact centre: the cached answer beside bare node:http, and whether lines are open, by calendars in which dates differ.
import { type CalendarFacts, calendarOf } from '../api/src/hours/calendar.ts';
import { openStateOn } from '../api/src/hours/open-state.ts';
import type { BenchRow } from './bench.ts';
import { besideBare } from './http.ts';

const EVALUATIONS = 200_000;
const LEAST_A_SECOND = 100_000;
const LINES = 40;
const YEAR_MS = 365 * 86_400_000;

/** As an answer asks: bank holidays of three years, exceptions of its own, a break at noon, a night line that passes midnight. */
const facts = (at: number): CalendarFacts => ({
  week:
    at % 4 === 0
      ? [1, 2, 3, 4, 5, 6, 7].map(day => ({ day, opens: '20:00', closes: '08:00' }))
      : [1, 2, 3, 4, 5].flatMap(day => [
          { day, opens: '08:30', closes: '12:00' },
          { day, opens: '13:00', closes: at % 2 === 0 ? '17:00' : '20:00' },
        ]),
  exceptions: Array.from({ length: 6 }, (_, month) => ({ date: `2026-${String(month + 4).padStart(2, '0')}-1${at % 10}`, hours: [] })),
  holidayRule: at % 3 === 0 ? { kind: 'as-usual' } : { kind: 'closed' },
  holidays: [2026, 2027, 2028].flatMap(year =>
    ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-25', '12-28'].map(day => `${year}-${day}`),
  ),
});

const openNow = (): BenchRow => {
  const calendars = Array.from({ length: LINES }, (_, at) => calendarOf(facts(at)));
  const first = Date.parse('2026-01-01T00:00:00Z');
  const ask = (count: number): number => {
    let letters = 0;
    for (let at = 0; at < count; at++) {
      const days = calendars[at % LINES];
      if (days) letters += openStateOn(days, new Date(first + ((at * 7_919_000) % YEAR_MS))).text.length;
    }
    return letters;
  };
  ask(20_000);
  const started = performance.now();
  ask(EVALUATIONS);
  const perSecond = EVALUATIONS / ((performance.now() - started) / 1000);
  return {
    name: `open or closed, with words and next change, of ${LINES} lines at ${EVALUATIONS} instants of a year`,
    figure: `${Math.round(perSecond)} a second`,
    target: `≥ ${LEAST_A_SECOND} a second`,
    met: perSecond >= LEAST_A_SECOND,
  };
};

export const run = async (): Promise<BenchRow[]> => [
  openNow(),
  ...(await besideBare(['/api/v1/contact?topic=bins&authority=amber-valley', '/api/v1/contact?authority=derbyshire'], 0.6)),
];
