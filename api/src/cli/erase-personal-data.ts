import { eraseAlertPeople } from '../alerts/desk.ts';
import { eraseDue as eraseApplications } from '../applications/retention.ts';
import { vacanciesToApplyFor } from '../applying.ts';
import { eraseDue as eraseCasePeople } from '../cases/retention.ts';
import { createVacancyRepository } from '../jobs/repository.ts';
import { eraseMails } from '../mail/retention.ts';
import type { Verb } from './verb.ts';

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const erasePersonalDataVerb: Verb = {
  name: 'erase-personal-data',
  usage: '',
  summary:
    'Erase the people of old cases, old job applications, people whose alerts ended long ago, and the words of old mails, as the server does every hour',
  run: async (_args, { store, out, now }) => {
    const people = await eraseCasePeople(store, now());
    const applications = await eraseApplications(store, vacanciesToApplyFor(createVacancyRepository(store.read), now), now());
    const alertPeople = await eraseAlertPeople(store, now());
    const mails = await eraseMails(store, now());
    out.line(
      `Erased: the people of ${counted(people, 'case', 'cases')}, ${counted(applications, 'application', 'applications')}, ${counted(alertPeople, 'person without alerts', 'people without alerts')}, the words of ${counted(mails, 'mail', 'mails')}.`,
    );
    return 0;
  },
};
