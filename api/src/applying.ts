import type { FindVacancy } from './applications/vacancy.ts';
import { stateOf } from './jobs/record.ts';
import type { VacancyRepository } from './jobs/repository.ts';

/** What applying asks of the job board. The state is that of the moment of asking. */
export const vacanciesToApplyFor =
  ({ byId }: Pick<VacancyRepository, 'byId'>, now: () => Date): FindVacancy =>
  async id => {
    const found = await byId(id);
    if (!found) return undefined;
    const { title, authority, closesAt, withdrawnAt, applyKind, retentionMonths, origin } = found;
    return {
      id,
      title,
      authority,
      closesAt,
      withdrawnAt,
      applyKind,
      retentionMonths,
      isSample: origin === 'sample',
      state: stateOf(found, now().toISOString()),
    };
  };
