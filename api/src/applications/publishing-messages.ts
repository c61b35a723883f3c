import type { ProblemKind } from '../http/problem.ts';
import type { FileRecord } from './record.ts';

/** What a partner's software is told when it cannot have something. */
export const problems = {
  key: {
    status: 401,
    title: 'The key does not fit',
    detail: 'Send the publisher key of the body as “Authorization: Bearer KEY”. Keys are made with: npm run dtp -- create-key.',
  },
  noVacancy: 'Your body has no vacancy with this id.',
  noApplication: 'This vacancy has no application with this reference.',
  noFile: 'There is no CV with this application.',
  held: {
    status: 409,
    title: 'The file is not scanned yet',
    detail: 'It is held until a virus scanner has passed it. Try again in a few minutes.',
  },
  infected: {
    status: 410,
    title: 'The file is deleted',
    detail: 'A virus scanner found something harmful in it. The person has been told.',
  },
} as const satisfies Record<string, ProblemKind | string>;

/** What to know before opening a file. */
export const fileNotices: Readonly<Record<FileRecord['state'], string | null>> = {
  held: problems.held.detail,
  clean: null,
  infected: problems.infected.detail,
  unscanned: 'NOT SCANNED FOR VIRUSES: this server has no scanner. Scan it before you open it.',
};

/** How exact the counts of equality answers are. */
export const equalityNotice = 'Each count is rounded down to a multiple of five, so as not to point at anybody.';
