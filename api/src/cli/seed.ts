import { seedAuthorities } from '../authorities/seed.ts';
import { seedAz } from '../az/seed.ts';
import { seedContact } from '../contact/seed.ts';
import { seedHolidays } from '../hours/seed.ts';
import { seedJobs } from '../jobs/seed.ts';
import { seedLayers } from '../map/seed.ts';
import { seedPlaces } from '../places/seed.ts';
import type { Store } from '../store/connect.ts';
import { readVersion, type Versioned } from '../store/versions.ts';
import { seedVehicles } from '../vehicles/seed.ts';
import { serviceIds } from './import-contact.ts';
import type { Verb } from './verb.ts';

export type Seeded = {
  readonly authorities: number;
  readonly sectors: number;
  readonly holidays: number;
  readonly services: number;
  readonly lines: number;
  readonly layers: number;
  readonly vehicles: number;
  readonly jobs: number;
};

const SEEDED: readonly Versioned[] = ['authorities', 'places', 'hours', 'az', 'contact', 'map', 'vehicles', 'jobs'];

/** Lays the starter data under the record, in one unit of work. Safe to repeat: what is there already stays. */
export const seed = (store: Store, now: Date): Promise<Seeded> =>
  store.write(async db => {
    // In this order: places and services name authorities, contact lines name services, vacancies stand in places.
    const authorities = await seedAuthorities(db, now);
    const sectors = await seedPlaces(db, now);
    const holidays = await seedHolidays(db, now);
    const services = await seedAz(db, now);
    const lines = await seedContact(db, now, serviceIds);
    const layers = await seedLayers(db, now);
    const vehicles = await seedVehicles(db, now);
    const jobs = await seedJobs(db, now);
    return { authorities, sectors, holidays, services, lines, layers, vehicles, jobs };
  });

/** Seeds a record in which some kind of data has never been written. Answers what was seeded, or undefined when nothing was missing. */
export const seedIfEmpty = async (store: Store, now: Date): Promise<Seeded | undefined> => {
  const versions = await Promise.all(SEEDED.map(service => readVersion(store.read, service)));
  return versions.includes(0) ? seed(store, now) : undefined;
};

export const seedVerb: Verb = {
  name: 'seed',
  usage: '',
  summary: 'Lay the starter data under the record; what is there already stays',
  run: async (_args, { store, out, now }) => {
    const { authorities, sectors, holidays, services, lines, layers, vehicles, jobs } = await seed(store, now());
    out.line(
      `The starter data is in place: ${authorities} authorities, ${sectors} postcode sectors, ${holidays} bank holidays, ${services} services, ${lines} contact lines, ${layers} map layers, ${vehicles} vehicles, ${jobs} vacancies.`,
    );
    return 0;
  },
};
