import { recordFileText } from '../records/record-file.ts';
import type { VacancyRecord } from './record.ts';

/** What a publisher would give of a vacancy; the rest is ours. */
export const givenOf = ({
  id: _id,
  applyKind: _kind,
  origin: _origin,
  shownFrom: _shown,
  createdAt: _created,
  updatedAt: _updated,
  ...given
}: VacancyRecord): Omit<VacancyRecord, 'id' | 'applyKind' | 'origin' | 'shownFrom' | 'createdAt' | 'updatedAt'> => given;

/** Vacancies as JSON, one a line so that changes show in a comparison. Importing it again changes nothing. */
export const vacanciesToJson = (vacancies: readonly VacancyRecord[]): string => recordFileText({ vacancies: vacancies.map(givenOf) });
