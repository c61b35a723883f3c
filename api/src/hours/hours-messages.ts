/** The words of opening hours: plain, short, sentence case. */

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** "Monday" of 1. */
export const dayName = (weekday: number): string => DAYS[weekday - 1] ?? '';

const dated = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' });

/** "Monday 4 January" of a day counted from 1 January 1970. */
export const datedDay = (day: number): string => dated.format(day * 86_400_000).replace(',', '');

/** "9am", "5.30pm", "noon", "midnight": minutes from midnight, 1440 and more being the next day. */
export const clockWords = (minute: number): string => {
  const time = minute % 1440;
  if (time === 0) return 'midnight';
  if (time === 720) return 'noon';
  const hour = Math.floor(time / 60);
  const past = time % 60;
  return `${hour % 12 || 12}${past === 0 ? '' : `.${String(past).padStart(2, '0')}`}${hour < 12 ? 'am' : 'pm'}`;
};

/** "Monday", "Monday and Tuesday", "Monday to Friday", "Every day". */
export const daysWords = (first: number, last: number): string => {
  if (first === 1 && last === 7) return 'Every day';
  if (first === last) return dayName(first);
  return `${dayName(first)} ${last === first + 1 ? 'and' : 'to'} ${dayName(last)}`;
};

const list = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

export const hoursWords = {
  always: 'Open 24 hours',
  never: 'Closed all week',
  untilNotice: 'Closed until further notice',
  open: (until: string) => `Open now, closes ${until}`,
  closed: (next: string) => `Closed, opens ${next}`,
  closedToday: (next: string) => `Closed today, opens ${next}`,
  /** A time of which the day is plain. */
  today: (time: string) => time,
  tonight: (time: string) => `${time} tonight`,
  tomorrow: (time: string) => `${time} tomorrow`,
  on: (day: string, time: string) => `${day} ${time}`,
  inAWeek: (day: string, time: string) => `next ${day} ${time}`,
  /** Of the table of a week. */
  span: (opens: string, closes: string) => `${opens} to ${closes}`,
  spans: list,
  allDay: 'open 24 hours',
  shut: 'closed',
  /** Why spans are refused. */
  noLength: (day: string, time: string) => `${day} opens and closes at ${time}. For all day and night write 00:00 to 24:00`,
  opensAtEnd: (day: string) => `${day} opens at 24:00. Write 00:00 on the day after`,
  sameTime: (time: string) => `it opens and closes at ${time}. For all day and night write 00:00 to 24:00`,
  opensAtEndOfDay: 'it opens at 24:00. Write 00:00 on the day after',
  overlap: (one: string, other: string) => `${one} and ${other} overlap`,
} as const;
