import { recordFileText } from '../records/record-file.ts';
import type { VacancyRecord } from './record.ts';

type Given = Omit<VacancyRecord, 'id' | 'applyKind' | 'origin' | 'shownFrom' | 'createdAt' | 'updatedAt'> & { readonly sample?: boolean };

/** What a publisher would give of a vacancy; the rest is ours. A sample says that it is one. */
export const givenOf = ({
  id: _id,
  applyKind: _kind,
  origin,
  shownFrom: _shown,
  createdAt: _created,
  updatedAt: _updated,
  ...given
}: VacancyRecord): Given => ({ ...given, ...(origin === 'sample' ? { sample: true } : {}) });

/** Vacancies as JSON, one a line so that changes show in a comparison. Importing it again changes nothing. */
export const vacanciesToJson = (vacancies: readonly VacancyRecord[]): string => recordFileText({ vacancies: vacancies.map(givenOf) });
