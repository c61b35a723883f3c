import { z } from 'zod';
import { AuthorityRef } from './authorities.ts';
import { AskedPlace } from './az.ts';
import { OpenState, WeeklySpan } from './hours.ts';
import { AreaId, AuthorityId, LineId, ServiceId } from './ids.ts';
import { LONGEST_TYPED_POSTCODE } from './places.ts';
import { route } from './route.ts';
import { typedText } from './text.ts';

/** A line of the opening hours as people read them: "Monday to Friday", "8am to 8pm". */
export const HoursLine = z.object({ days: z.string(), times: z.string() }).meta({ id: 'HoursLine' });
export type HoursLine = z.infer<typeof HoursLine>;

/** A date on which the hours differ from the week. */
export const DatedHoursLine = z
  .object({
    date: z.iso.date(),
    day: z.string().describe('In words: "Friday 25 December"'),
    times: z.string().describe('"closed", "10am to 2pm"'),
    reason: z.string().nullable().describe('"Christmas Day", "Staff training"'),
  })
  .meta({ id: 'DatedHoursLine' });
export type DatedHoursLine = z.infer<typeof DatedHoursLine>;

/** Whom to call while a line is closed. `service` is null where it holds for everything that has no entry of its own. */
export const OutOfHours = z
  .object({
    service: z.object({ id: ServiceId, title: z.string() }).nullable(),
    title: z.string().describe('The line to call, or what to do where there is no line: "Call Derbyshire"'),
    phone: z.string().nullable(),
    note: z.string().nullable(),
    open: OpenState.nullable().describe('Of the line to call; null where its hours are not on record'),
    verifiedOn: z.iso.date().nullable(),
  })
  .meta({ id: 'OutOfHours' });
export type OutOfHours = z.infer<typeof OutOfHours>;

/** Something that callers have to know now: "Our phones are down". */
export const ContactNotice = z.object({ text: z.string(), until: z.iso.datetime().nullable() }).meta({ id: 'ContactNotice' });
export type ContactNotice = z.infer<typeof ContactNotice>;

/**
 * A way to reach a body, with every channel on record; what is not on record is null. `verifiedOn` is null while nobody has checked the
 * line with the body itself: say so wherever it shows.
 */
export const ContactLine = z
  .object({
    id: LineId,
    authority: AuthorityRef,
    title: z.string(),
    purpose: z.string().nullable().describe('What to call it for, in a sentence'),
    responsible: z.enum(['yes', 'possible', 'listed']).describe('As in an answer of the A to Z'),
    because: z.string().nullable().describe('Why this line, where a topic was asked about'),
    phone: z.string().nullable().describe('As printed'),
    relay: z.string().nullable().describe('What to dial for text relay (Relay UK): 18001 and the number'),
    textPhone: z.string().nullable(),
    sms: z.string().nullable(),
    email: z.string().nullable(),
    formUrl: z.url().nullable(),
    bslUrl: z.url().nullable().describe('Where a British Sign Language interpreter makes the call'),
    address: z.string().nullable(),
    languages: z.array(z.string()).describe('Further languages spoken, in English: "Polish"'),
    hours: z.array(HoursLine).nullable().describe('Null: not on record'),
    week: z.array(WeeklySpan).nullable(),
    open: OpenState.nullable().describe('Null where the hours are not on record'),
    datedHours: z.array(DatedHoursLine).describe('The dates of the next two months that differ, exceptions and bank holidays'),
    outOfHours: z.array(OutOfHours).describe('For the service asked about, or else all'),
    notices: z.array(ContactNotice),
    source: z.string().nullable(),
    verifiedOn: z.iso.date().nullable(),
  })
  .meta({ id: 'ContactLine' });
export type ContactLine = z.infer<typeof ContactLine>;

/** Whom to call first, where the words call for it. */
export const Signpost = z
  .object({
    id: z.string(),
    title: z.string().describe('"Smell gas?"'),
    advice: z.string().describe('What to do, in a sentence or two'),
    phone: z.string(),
    text: z.string().nullable().describe('What to dial with a text phone or the Relay UK app: 18000'),
    bslUrl: z.url().nullable(),
    url: z.url().nullable(),
  })
  .meta({ id: 'Signpost' });
export type Signpost = z.infer<typeof Signpost>;

/** What the answers know of bank holidays. */
export const HolidayKnowledge = z
  .object({
    knownUntil: z.iso.date().nullable().describe('The last bank holiday on record'),
    checkedOn: z.iso.date().nullable(),
    warning: z.string().nullable().describe('In plain words, where the list could not be renewed or is running out'),
  })
  .meta({ id: 'HolidayKnowledge' });
export type HolidayKnowledge = z.infer<typeof HolidayKnowledge>;

/** What was understood of the `topic`. */
export const AskedTopic = z
  .object({
    words: z.string(),
    corrected: z.string().nullable().describe('Set when a corrected spelling was searched instead'),
    service: z
      .object({ id: ServiceId, title: z.string(), summary: z.string() })
      .nullable()
      .describe('Null where nothing on record matches the words'),
    others: z.array(z.object({ id: ServiceId, title: z.string() })).describe('What else it may have meant'),
  })
  .meta({ id: 'AskedTopic' });
export type AskedTopic = z.infer<typeof AskedTopic>;

/**
 * Whom to call. `responsibility` as in the A to Z: `depends` where a postcode, or a choice of area, is needed to say whose service it is.
 * `nextChange` is the first instant at which anything said here is no longer right.
 */
export const ContactReply = z
  .object({
    topic: AskedTopic.nullable(),
    place: AskedPlace.nullable(),
    responsibility: z.enum(['settled', 'depends', 'elsewhere']),
    emergencies: z.array(Signpost).describe('To be shown first'),
    items: z.array(ContactLine),
    total: z.int(),
    page: z.int(),
    pageSize: z.int(),
    holidays: HolidayKnowledge,
    nextChange: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ContactReply' });
export type ContactReply = z.infer<typeof ContactReply>;

export const getContact = route({
  method: 'get',
  path: '/api/v1/contact',
  summary: 'Whom to call, and whether they are open',
  description:
    'By `topic` (a service’s id, or your own words) the lines of the bodies responsible; without one the general lines of the bodies that serve the place, or of the host. Without either, every general line.',
  tag: 'Contact',
  query: z.strictObject({
    topic: typedText(200).optional(),
    postcode: typedText(LONGEST_TYPED_POSTCODE).optional(),
    area: AreaId.optional().describe('The area the person chose, where the postcode has several; `outside` for none of them'),
    authority: AuthorityId.optional().describe('The host website; decides the area while no postcode is given'),
  }),
  reply: ContactReply,
});
