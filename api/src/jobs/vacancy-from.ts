import { parsePostcode } from '../places/postcode.ts';
import type { GivenVacancy } from './given-vacancy.ts';
import { shownFromOf, type VacancyRecord } from './record.ts';
import { summaryOf } from './sanitise.ts';
import { newVacancyId } from './vacancy-id.ts';
import type { FindJobPoint } from './whereabouts.ts';

/** A postcode in its usual form; what is none stays as it was given. */
const usualPostcode = (typed: string | null): string | null => {
  if (typed === null) return null;
  const read = parsePostcode(typed);
  return read.kind === 'postcode' ? read.postcode : typed;
};

const pointOf = async (
  { lat, lng, place }: GivenVacancy,
  postcode: string | null,
  onRecord: VacancyRecord | undefined,
  find: FindJobPoint,
): Promise<Pick<VacancyRecord, 'lat' | 'lng'>> => {
  if (lat !== null && lng !== null) return { lat, lng };
  // What was found once stays, so that a better list of postcodes does not make the same vacancy another.
  if (onRecord && onRecord.lat !== null && onRecord.postcode === postcode && onRecord.place === place)
    return { lat: onRecord.lat, lng: onRecord.lng };
  return (await find(postcode, place)) ?? { lat: null, lng: null };
};

/** A vacancy as it will be kept, beside the one that is on record under its reference, whose id it keeps. */
export const vacancyFrom = async (
  given: GivenVacancy,
  onRecord: VacancyRecord | undefined,
  origin: string,
  now: Date,
  find: FindJobPoint,
): Promise<VacancyRecord> => {
  const at = now.toISOString();
  const postcode = usualPostcode(given.postcode);
  const publishAt = given.publishAt === undefined ? (onRecord?.publishAt ?? at) : given.publishAt;
  return {
    id: onRecord?.id ?? newVacancyId(given.title),
    authority: given.authority,
    reference: given.reference,
    sharedWith: given.sharedWith,
    title: given.title,
    summary: given.summary ?? summaryOf(given.description),
    description: given.description,
    category: given.category,
    contract: given.contract,
    patterns: given.patterns,
    hours: given.hours,
    salary: given.salary,
    place: given.place,
    postcode,
    ...(await pointOf(given, postcode, onRecord, find)),
    applyKind: given.applyUrl === null ? 'form' : 'link',
    applyUrl: given.applyUrl,
    interviewOn: given.interviewOn,
    publishAt,
    shownFrom: shownFromOf({ publishAt, withdrawnAt: given.withdrawnAt }, onRecord?.shownFrom ?? null, at),
    closesAt: given.closesAt,
    withdrawnAt: given.withdrawnAt,
    retentionMonths: given.retentionMonths,
    origin,
    createdAt: onRecord?.createdAt ?? at,
    updatedAt: at,
  };
};

/** What a publisher says of a vacancy, in one order; not where it came from, and when. */
const saidOf = ({ origin: _origin, shownFrom: _shown, createdAt: _created, updatedAt: _updated, ...said }: VacancyRecord): string =>
  JSON.stringify(Object.entries(said).sort(([one], [other]) => (one < other ? -1 : 1)));

/** Whether two vacancies say the same, whoever laid them down and when. */
export const saysTheSame = (one: VacancyRecord, other: VacancyRecord): boolean => saidOf(one) === saidOf(other);
