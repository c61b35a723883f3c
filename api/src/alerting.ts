import { theme } from '@dtp/themes/theme-css.ts';
import type { AlertTopics } from './alerts/topics.ts';
import { openAuthorityBook } from './authorities/book.ts';
import { createAuthorityRepository } from './authorities/repository.ts';
import { jobWords } from './job-words.ts';
import { type JobAlertDeps, jobAlertTopic } from './jobs/alert-topic.ts';
import { openJobReadModel } from './jobs/read-model.ts';
import { createVacancyRepository } from './jobs/repository.ts';
import { createAddressRepository } from './places/address-repository.ts';
import { openBoundaryMap } from './places/derive.ts';
import { createPlaceRepository } from './places/repository.ts';
import { openSpotFinder } from './places/spot-finder.ts';
import type { Store } from './store/connect.ts';

/** All that alerts can be about. */
export const alertTopics = (deps: Omit<JobAlertDeps, 'words'>): AlertTopics => ({ jobs: jobAlertTopic({ ...deps, words: jobWords }) });

const colours = new Map<string, string>();

/** The colour of links in the theme of a body, `#rrggbb`; that of the default theme where it has none, or for nobody. */
export const linkColour = (authority: string | null): string => {
  const id = authority ?? 'default';
  const colour = colours.get(id) ?? theme(id).values.get('color.link') ?? '#1c1f22';
  colours.set(id, colour);
  return colour;
};

/** The same over a record that no server stands on, for the command line. */
export const openAlertTopics = async (store: Store, publicUrl: string, now: () => Date): Promise<AlertTopics> => {
  const authorities = await openAuthorityBook(createAuthorityRepository(store.read));
  const spots = await openSpotFinder({
    repository: createPlaceRepository(store.read),
    addresses: createAddressRepository(store.read),
    authorities,
    openBoundaries: () => openBoundaryMap(store.read, new Set()),
    // Only where a place is matters to a filter, not whose ground it is.
    outlines: () => ({ districts: [], park: [false] }),
  });
  const jobs = await openJobReadModel({ repository: createVacancyRepository(store.read), words: jobWords, now });
  return alertTopics({ publicUrl, jobs, authorities, spots, now });
};
