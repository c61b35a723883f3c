import { VacancyId } from '@dtp/contract/jobs.ts';
import { crockford } from '../records/crockford.ts';

const LONGEST_TITLE = 80;
const RANDOM_LENGTH = 4;

/** "Café cook (nights)" as "cafe-cook-nights": at most 80 characters, whole words where there are any. */
const slugOf = (title: string): string => {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}|['’]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return slug.length <= LONGEST_TITLE ? slug : slug.slice(0, LONGEST_TITLE).replace(/-[^-]*$/, '');
};

/** An id for a new vacancy: its title, and four random characters that tell it from others of that title. */
export const newVacancyId = (title: string, random?: (bytes: number) => Uint8Array): VacancyId =>
  VacancyId.parse(`${slugOf(title) || 'job'}-${crockford(RANDOM_LENGTH, random).toLowerCase()}`);
