import type { ContactLine, ContactReply } from '@dtp/contract/contact.ts';
import type { DayHours, WeeklySpan } from '@dtp/contract/hours.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** The end of a day as schema.org's Time can say it. */
const time = (text: string): string => (text === '24:00' ? '23:59' : text);

/** Of a week: schema.org/OpeningHoursSpecification, one a span. It passes midnight where `closes` is before `opens`. */
const weekly = ({ day, opens, closes }: WeeklySpan) => ({
  '@type': 'OpeningHoursSpecification',
  dayOfWeek: `https://schema.org/${DAYS[day - 1]}`,
  opens: time(opens),
  closes: time(closes),
});

/** Of a date that differs. Closed all day is said by equal times at midnight, as Google's documentation of local business hours has it. */
const dated = (date: string, hours: readonly DayHours[]) =>
  (hours.length > 0 ? hours : [{ opens: '00:00', closes: '00:00' }]).map(({ opens, closes }) => ({
    '@type': 'OpeningHoursSpecification',
    validFrom: date,
    validThrough: date,
    opens: time(opens),
    closes: time(closes),
  }));

/** The hours of the dates that differ, by line and date. */
export type HoursOn = (line: string, date: string) => readonly DayHours[];

/** schema.org/ContactPoint. */
const contactPoint = (line: ContactLine, hoursOn: HoursOn) => ({
  '@type': 'ContactPoint',
  contactType: line.title,
  ...(line.purpose ? { description: line.purpose } : {}),
  ...(line.phone ? { telephone: line.phone } : {}),
  ...(line.email ? { email: line.email } : {}),
  ...(line.formUrl ? { url: line.formUrl } : {}),
  availableLanguage: ['English', ...line.languages],
  ...(line.week
    ? { hoursAvailable: [...line.week.map(weekly), ...line.datedHours.flatMap(({ date }) => dated(date, hoursOn(line.id, date)))] }
    : {}),
});

/** The bodies of a reply with their lines, as schema.org has them. */
export const contactGraph = ({ items }: ContactReply, hoursOn: HoursOn) => ({
  '@context': 'https://schema.org',
  '@graph': [...Map.groupBy(items, item => item.authority.id).values()].map(lines => ({
    '@type': 'GovernmentOrganization',
    name: lines[0]?.authority.name,
    url: lines[0]?.authority.homeUrl,
    contactPoint: lines.map(line => contactPoint(line, hoursOn)),
  })),
});
