import type { z } from 'zod';
import { type BankHoliday, createHolidayRepository } from '../../hours/holiday-repository.ts';
import type { Store } from '../../store/connect.ts';
import { bumpVersion } from '../../store/versions.ts';
import { ExceptionRecord, LineRecord, NoticeRecord, SignpostRecord } from '../record.ts';
import { createContactRepository } from '../repository.ts';

/** Monday to Saturday, 8am to 8pm: the shared first number. */
export const EIGHT_TO_EIGHT = [1, 2, 3, 4, 5, 6].map(day => ({ day, opens: '08:00', closes: '20:00' }));

export const CHRISTMAS: readonly BankHoliday[] = [
  { date: '2026-12-25', title: 'Christmas Day', notes: '' },
  { date: '2026-12-28', title: 'Boxing Day', notes: 'Substitute day' },
  { date: '2027-01-01', title: 'New Year’s Day', notes: '' },
  { date: '2027-03-26', title: 'Good Friday', notes: '' },
  { date: '2027-03-29', title: 'Easter Monday', notes: '' },
  { date: '2027-12-27', title: 'Christmas Day', notes: 'Substitute day' },
];

/** What a test puts in place of the starter record. */
export type ContactFacts = {
  readonly lines?: readonly z.input<typeof LineRecord>[];
  readonly exceptions?: readonly z.input<typeof ExceptionRecord>[];
  readonly notices?: readonly z.input<typeof NoticeRecord>[];
  readonly signposts?: readonly z.input<typeof SignpostRecord>[];
  readonly holidays?: readonly BankHoliday[];
  /** Why the last try to renew the holidays failed. */
  readonly holidayFault?: string;
};

/** Puts these facts in place of all that the contact centre has on record. Refresh the app afterwards. */
export const layContact = (store: Store, facts: ContactFacts, now: Date): Promise<void> =>
  store.write(async db => {
    const contact = createContactRepository(db);
    const before = await contact.all();
    for (const { id } of before.lines) await contact.removeLine(id);
    for (const { id } of before.notices) await contact.removeNotice(id);
    for (const { id } of before.signposts) await contact.removeSignpost(id);
    for (const line of facts.lines ?? []) await contact.saveLine(LineRecord.parse(line));
    for (const exception of facts.exceptions ?? []) await contact.saveException(ExceptionRecord.parse(exception));
    for (const notice of facts.notices ?? []) await contact.saveNotice(NoticeRecord.parse(notice));
    for (const signpost of facts.signposts ?? []) await contact.saveSignpost(SignpostRecord.parse(signpost));
    const holidays = createHolidayRepository(db);
    await holidays.replace(facts.holidays ?? CHRISTMAS);
    await holidays.saveFeed({
      source: 'GOV.UK',
      importedAt: '2026-11-01T00:00:00Z',
      lastTriedAt: null,
      fault: facts.holidayFault ?? null,
      validators: null,
    });
    await bumpVersion(db, 'hours', now);
    await bumpVersion(db, 'contact', now);
  });
