import type { Authority } from '@dtp/contract/authorities.ts';
import type { ContactLine, OutOfHours } from '@dtp/contract/contact.ts';
import { refTo } from '../authorities/ref.ts';
import { earliestInstant } from '../hours/earliest-change.ts';
import type { HolidayBook } from '../hours/holidays.ts';
import { hoursLines } from '../hours/week-table.ts';
import { londonDay, londonDayIn } from '../http/clock.ts';
import { datedHours, noticeChanges, noticesAt, relayOf } from './lines.ts';
import type { ContactReadModel } from './read-model.ts';
import type { LineRecord } from './record.ts';

/** How far ahead dates that differ are named. */
const DAYS_AHEAD = 62;

export type ShownLineDeps = {
  readonly contact: ContactReadModel;
  readonly holidays: HolidayBook;
  /** The title of a service; undefined for one that is not on record. */
  readonly titleOf: (service: string) => string | undefined;
};

/** Why a line is shown: for a service (its id) or none in particular. */
export type Showing = Pick<ContactLine, 'responsible' | 'because'> & { readonly service: string | null };

/** Makes lines as they are shown at one instant. */
export const createLineView = ({ contact, holidays, titleOf }: ShownLineDeps, at: Date) => {
  const instant = at.toISOString();
  const today = londonDay(at);
  const lastDay = londonDayIn(DAYS_AHEAD, at);

  const outOfHours = (line: LineRecord, service: string | null): OutOfHours[] => {
    const ofService = line.outOfHours.filter(rule => rule.service !== null && rule.service === service);
    const forAll = line.outOfHours.filter(rule => rule.service === null);
    const rules = service === null ? line.outOfHours : ofService.length > 0 ? ofService : forAll;
    return rules.flatMap(({ service: id, line: other, note }) => {
      const named = id === null ? null : titleOf(id);
      // The service is gone from the A to Z: what held for it alone must not seem to hold for all.
      if (named === undefined) return [];
      const target = other === null ? undefined : contact.line(other);
      const title = target?.title ?? note;
      if (title === null || title === undefined) return [];
      return [
        {
          service: id !== null && named !== null ? { id, title: named } : null,
          title,
          phone: target?.phone ?? null,
          note: target ? note : null,
          open: target ? contact.stateOf(target.id, at) : null,
          verifiedOn: target?.verifiedOn ?? null,
        },
      ];
    });
  };

  return (line: LineRecord, authority: Authority, { responsible, because, service }: Showing): ContactLine => ({
    id: line.id,
    authority: refTo(authority),
    title: line.title,
    purpose: line.purpose,
    responsible,
    because,
    phone: line.phone,
    relay: relayOf(line.phone),
    textPhone: line.textPhone,
    sms: line.sms,
    email: line.email,
    formUrl: line.formUrl,
    bslUrl: line.bslUrl,
    address: line.address,
    languages: line.languages,
    hours: line.week && [...hoursLines(line.week)],
    week: line.week,
    open: contact.stateOf(line.id, at),
    datedHours: [...datedHours({ line, exceptions: contact.exceptionsOf(line.id), holidays: holidays.all() }, today, lastDay)],
    outOfHours: outOfHours(line, service),
    notices: [...noticesAt(contact.notices(), line.id, instant)],
    source: line.source,
    verifiedOn: line.verifiedOn,
  });
};

/** The first instant after `at` at which something that lines say is no longer right; null where nothing changes. ISO 8601. */
export const nextChange = (items: readonly ContactLine[], contact: ContactReadModel, at: Date): string | null => {
  const instant = at.toISOString();
  return earliestInstant(
    items.flatMap(item => [
      item.open?.nextChange,
      ...item.outOfHours.map(({ open }) => open?.nextChange),
      ...noticeChanges(contact.notices(), item.id, instant),
    ]),
  );
};
