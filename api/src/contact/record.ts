import type { DayHours } from '@dtp/contract/hours.ts';
import { WeeklySpan } from '@dtp/contract/hours.ts';
import { AuthorityId, LineId, ServiceId } from '@dtp/contract/ids.ts';
import { z } from 'zod';
import { dayFaults, spanFaults } from '../hours/span-faults.ts';
import { day, listEntry, plainText, webUrl } from '../records/fields.ts';

/** A number as printed: digits, spaces, brackets, a plus in front. */
const phone = z
  .string('should be text')
  .trim()
  .max(40, 'is longer than 40 characters')
  .regex(/^\+?[\d() -]*\d[\d() -]*$/, 'should be a telephone number such as 01629 533190')
  .refine(number => !/^0\d{0,7}$/.test(number.replace(/\D/g, '')), 'has too few digits for a number that begins with 0');

const email = z.email('should be an email address such as help@council.example').max(200, 'is longer than 200 characters');

/** The same hours are written in one way: in their order, and until 24:00 rather than 00:00. */
const inOneWay = <Span extends DayHours & { readonly day?: number }>(spans: readonly Span[]): Span[] =>
  spans
    .map(span => (span.closes === '00:00' ? { ...span, closes: '24:00' } : span))
    .sort((a, b) => (a.day ?? 0) - (b.day ?? 0) || a.opens.localeCompare(b.opens));

const week = z
  .array(WeeklySpan, 'should be a list of spans such as { "day": 1, "opens": "09:00", "closes": "17:00" }')
  .max(50, 'has more than 50 spans')
  .superRefine((spans, context) => {
    for (const message of spanFaults(spans)) context.addIssue({ code: 'custom', message: `cannot be: ${message}`, input: spans });
  })
  .transform(inOneWay);

/** Hours of one date; none: closed. */
const dayHours = z
  .array(
    WeeklySpan.pick({ opens: true, closes: true }).strict(),
    'should be a list of hours such as { "opens": "10:00", "closes": "14:00" }',
  )
  .max(10, 'has more than 10 spans')
  .superRefine((hours, context) => {
    for (const message of dayFaults(hours)) context.addIssue({ code: 'custom', message: `cannot be: ${message}`, input: hours });
  });

const HolidayRule = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('closed') }),
    z.strictObject({ kind: z.literal('as-usual') }),
    z.strictObject({ kind: z.literal('hours'), hours: dayHours.min(1, 'has no hours; say closed instead').transform(inOneWay) }),
  ],
  'should be closed, as-usual, or hours of its own',
);

const OutOfHoursRecord = z
  .strictObject({
    service: ServiceId.nullable().default(null),
    line: LineId.nullable().default(null),
    note: plainText(300).nullable().default(null),
  })
  .refine(rule => rule.line !== null || rule.note !== null, 'names neither a line nor a note');

/**
 * - `general`: for all that has no line of its own
 * - `topic`: for the services and categories that it names
 * - `backup`: only named by others, for when they are closed
 */
export const LineRole = z.enum(['general', 'topic', 'backup'], 'should be general, topic or backup');
export type LineRole = z.output<typeof LineRole>;

/** A way to reach a body, as editors keep it. `week` null: the hours are not known. `position` orders the lines of a body. */
export const LineRecord = z
  .strictObject({
    id: LineId,
    authority: AuthorityId,
    role: LineRole,
    title: plainText(80),
    purpose: plainText(300).nullable().default(null),
    services: z.array(ServiceId, 'should be a list of service ids').max(200, 'has more than 200 entries').default([]),
    categories: z.array(z.string('should be text'), 'should be a list of category ids').max(20, 'has more than 20 entries').default([]),
    phone: phone.nullable().default(null),
    textPhone: phone.nullable().default(null),
    sms: phone.nullable().default(null),
    email: email.nullable().default(null),
    formUrl: webUrl.nullable().default(null),
    bslUrl: webUrl.nullable().default(null),
    address: plainText(300).nullable().default(null),
    languages: z.array(listEntry(60), 'should be a list of languages').max(40, 'has more than 40 entries').default([]),
    week: week.nullable().default(null),
    holidayRule: HolidayRule.default({ kind: 'closed' }),
    outOfHours: z.array(OutOfHoursRecord, 'should be a list').max(50, 'has more than 50 entries').default([]),
    position: z.int('should be a whole number').min(0, 'should be at least 0').max(9999, 'should be at most 9999').default(0),
    source: plainText(300).nullable().default(null),
    verifiedOn: day.nullable().default(null),
  })
  .refine(({ role, services, categories }) => role !== 'topic' || services.length + categories.length > 0, {
    path: ['services'],
    message: 'names no service and no category, which a topic line needs',
  })
  .refine(
    ({ phone: number, textPhone, sms, email: mail, formUrl, address }) =>
      [number, textPhone, sms, mail, formUrl, address].some(channel => channel !== null),
    { path: ['phone'], message: 'is missing, and so is every other way to reach the line' },
  );
export type LineRecord = z.output<typeof LineRecord>;

/** A date on which a line keeps other hours than usual; no hours: closed. It counts before a bank holiday. */
export const ExceptionRecord = z.strictObject({
  line: LineId,
  date: day,
  hours: dayHours.transform(inOneWay).default([]),
  reason: plainText(120).nullable().default(null),
});
export type ExceptionRecord = z.output<typeof ExceptionRecord>;

const instant = z.iso
  .datetime({ offset: true, error: 'should be an instant with its zone such as 2026-11-24T09:00:00Z' })
  .transform(text => new Date(text).toISOString());

/** What callers of some lines have to know, from an instant on and until another, or until it is taken away. */
export const NoticeRecord = z
  .strictObject({
    id: z
      .string('should be text')
      .max(80, 'is longer than 80 characters')
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'should be lower-case words joined by hyphens'),
    lines: z.array(LineId, 'should be a list of line ids').min(1, 'names no line').max(200, 'has more than 200 entries'),
    text: plainText(300),
    from: instant,
    until: instant.nullable().default(null),
  })
  .refine(({ from, until }) => until === null || from < until, { path: ['until'], message: 'should be later than from' });
export type NoticeRecord = z.output<typeof NoticeRecord>;

/** An emergency number, and what calls for it: words in a question, or a service that was found. */
export const SignpostRecord = z.strictObject({
  id: z
    .string('should be text')
    .max(80, 'is longer than 80 characters')
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'should be lower-case words joined by hyphens'),
  position: z.int('should be a whole number').min(0, 'should be at least 0').max(9999, 'should be at most 9999').default(0),
  title: plainText(80),
  advice: plainText(400),
  phone,
  text: phone.nullable().default(null),
  bslUrl: webUrl.nullable().default(null),
  url: webUrl.nullable().default(null),
  words: z.array(listEntry(60), 'should be a list of texts').max(200, 'has more than 200 entries').default([]),
  services: z.array(ServiceId, 'should be a list of service ids').max(100, 'has more than 100 entries').default([]),
  source: plainText(300).nullable().default(null),
  verifiedOn: day.nullable().default(null),
});
export type SignpostRecord = z.output<typeof SignpostRecord>;

/** Everything the contact centre has on record. */
export type ContactRecord = {
  readonly lines: readonly LineRecord[];
  readonly exceptions: readonly ExceptionRecord[];
  readonly notices: readonly NoticeRecord[];
  readonly signposts: readonly SignpostRecord[];
};
