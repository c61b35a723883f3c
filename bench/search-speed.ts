// How long a search and a suggestion take inside the server, at 2,000 services and 13 partners, and what a rebuild keeps waiting.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceId } from '@dtp/contract/ids.ts';
import { openAuthorityBook } from '../api/src/authorities/book.ts';
import { createAuthorityRepository } from '../api/src/authorities/repository.ts';
import { createAzAnswering } from '../api/src/az/answering.ts';
import { azReadModel, openAzReadModel } from '../api/src/az/read-model.ts';
import type { AzRecord, ServiceRecord } from '../api/src/az/record.ts';
import { createAzRepository } from '../api/src/az/repository.ts';
import { starterAnswers, starterCatalogue } from '../api/src/az/seed.ts';
import { everydayWords } from '../api/src/az/synonyms.ts';
import { seedIfEmpty } from '../api/src/cli/seed.ts';
import { createAnswerLines } from '../api/src/contact/answer-line.ts';
import { openContactReadModel } from '../api/src/contact/read-model.ts';
import { createContactRepository } from '../api/src/contact/repository.ts';
import { createHolidayRepository } from '../api/src/hours/holiday-repository.ts';
import { openHolidayBook } from '../api/src/hours/holidays.ts';
import { createAddressRepository } from '../api/src/places/address-repository.ts';
import { openPlaceFinder } from '../api/src/places/finder.ts';
import { createPlaceRepository } from '../api/src/places/repository.ts';
import { openStore, type Store } from '../api/src/store/connect.ts';
import { wordStems } from '../api/src/topics.ts';
import type { BenchRow } from './bench.ts';

const SERVICES = 2000;
const ROUNDS = 3000;
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const TARGET_MS = 5;
const TARGET_BLOCK_MS = 50;
const REBUILDS = 5;
const POSTCODES = ['DE45 1', 'DE1 2', 'S41 0', 'NG10 1', 'SK13 8', 'DE55 7', 'DE4 3', 'S40 1'];
const HOSTS = ['derbyshire', 'derby', 'amber-valley', 'derbyshire-constabulary', 'peak-district', 'bolsover'];

/** A repeatable stream of numbers from 0 to 1 (mulberry32), so that every run measures the same. */
export const randomFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

type Pick = <Value>(list: readonly Value[]) => Value;

const pickWith =
  (random: () => number): Pick =>
  list => {
    const value = list[Math.floor(random() * list.length)];
    if (value === undefined) throw new Error('There is nothing to pick from.');
    return value;
  };

/** The starter catalogue, and then services whose names are a real one's with words exchanged for other real words. */
const grown = (services: readonly ServiceRecord[], pick: Pick, random: () => number): ServiceRecord[] => {
  const words = [...everydayWords, ...services.flatMap(service => service.title.toLowerCase().split(' '))];
  const vary = (name: string) =>
    name
      .split(' ')
      .map(word => (random() < 0.5 ? pick(words) : word))
      .join(' ');
  const more = Array.from({ length: SERVICES - services.length }, (_, at): ServiceRecord => {
    const model = pick(services);
    return {
      ...model,
      id: ServiceId.parse(`synthetic-${at}`),
      lgsl: null,
      title: vary(model.title),
      summary: vary(model.summary),
      synonyms: [...new Set(model.synonyms.map(vary))],
      popularity: Math.floor(random() * 60),
    };
  });
  return [...services, ...more];
};

/** What people type: names and parts of names, some with a slip, some inside a sentence. */
const queriesFrom = (services: readonly ServiceRecord[], pick: Pick, random: () => number): string[] =>
  Array.from({ length: ROUNDS }, () => {
    const service = pick(services);
    const name = pick([service.title, ...service.synonyms]).toLowerCase();
    const at = Math.floor(random() * name.length);
    if (random() < 0.25) return name.slice(0, at) + name.slice(at + 1);
    if (random() < 0.25) return `how do i ${name} near my house please`;
    return random() < 0.2 ? `${name} ${pick(services).title}` : name;
  });

/** Times one question as the median of three goes, so that what else the machine does shows less. */
export const timed = async (times: number[], work: () => Promise<unknown>): Promise<void> => {
  const goes: number[] = [];
  for (let go = 0; go < 3; go++) {
    const start = performance.now();
    await work();
    goes.push(performance.now() - start);
  }
  times.push(at(goes, 0.5));
};

const at = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN;

const row = (name: string, times: readonly number[]): BenchRow => ({
  name: `${name}, ${SERVICES} services × 13 partners, ${times.length} different questions, each the median of 3`,
  figure: `p50 ${at(times, 0.5).toFixed(2)} ms, p95 ${at(times, 0.95).toFixed(2)} ms`,
  target: `p95 < ${TARGET_MS} ms`,
  met: at(times, 0.95) < TARGET_MS,
});

/** 200 characters of words that are none, short and long. */
const gibberishFrom = (pick: Pick): string[] =>
  [3, 4, 5, 7, 9, 12, 24].flatMap(length =>
    Array.from({ length: 40 }, () => Array.from({ length: 200 }, (_, at) => (at % (length + 1) === length ? ' ' : pick(LETTERS))).join('')),
  );

/** The longest time for which nothing else had its turn while `work` ran, in milliseconds. */
export const longestBlock = async (work: () => Promise<unknown>): Promise<number> => {
  let longest = 0;
  let done = false;
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!done) setImmediate(look);
  };
  setImmediate(look);
  await work();
  done = true;
  return Math.max(longest, performance.now() - last);
};

/** Rebuilds the whole read model of a record of 2,000 services, as a running server does after an import. */
const rebuildRow = async (store: Store, { categories, services, answers }: AzRecord): Promise<BenchRow> => {
  await store.write(async db => {
    const repository = createAzRepository(db);
    for (const [position, category] of categories.entries()) await repository.saveCategory(category, position);
    for (const service of services) await repository.saveService(service);
    for (const answer of answers) await repository.saveAnswer(answer);
  });
  const model = await openAzReadModel({ repository: createAzRepository(store.read) });
  const blocks: number[] = [];
  for (let round = 0; round < REBUILDS; round++) blocks.push(await longestBlock(model.rebuild));
  const worst = Math.max(...blocks);
  return {
    name: `longest wait of a request during a rebuild, ${services.length} services, ${answers.length} answers, worst of ${REBUILDS}`,
    figure: `${worst.toFixed(0)} ms`,
    target: `< ${TARGET_BLOCK_MS} ms`,
    met: worst < TARGET_BLOCK_MS,
  };
};

/** Whole replies as the routes make them, without HTTP and its cache: place, ranking and answers. */
export const run = async (): Promise<BenchRow[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'dtp-bench-search-'));
  const store = openStore(join(folder, 'record.sqlite'));
  try {
    await seedIfEmpty(store, new Date());
    const authorities = await openAuthorityBook(createAuthorityRepository(store.read));
    const places = await openPlaceFinder({
      repository: createPlaceRepository(store.read),
      addresses: createAddressRepository(store.read),
      authorities,
    });
    const random = randomFrom(2026);
    const pick = pickWith(random);
    const starter = starterCatalogue();
    const services = grown(starter.services, pick, random);
    const record: AzRecord = { categories: starter.categories, services, answers: starterAnswers(services, authorities.all()) };
    const holidays = await openHolidayBook(createHolidayRepository(store.read));
    const contact = await openContactReadModel({ repository: createContactRepository(store.read), holidays, stems: wordStems });
    const lineOf = createAnswerLines(contact);
    const answering = createAzAnswering({ az: azReadModel(record), authorities, places, lineOf, now: () => new Date() });
    const queries = queriesFrom(services, pick, random);

    const searching: number[] = [];
    const suggesting: number[] = [];
    for (const q of queries.slice(0, 300)) await answering.search({ q, limit: 10 });
    for (const q of queries) {
      const asked = { q, limit: 10, authority: pick(HOSTS), postcode: pick(POSTCODES) };
      await timed(searching, () => answering.search(asked));
    }
    for (const q of queries) {
      const asked = { q: q.slice(0, 1 + Math.floor(random() * 12)), authority: pick(HOSTS), limit: 6 };
      await timed(suggesting, () => answering.suggest(asked));
    }
    const puzzling: number[] = [];
    for (const q of gibberishFrom(pick)) await timed(puzzling, () => answering.search({ q, limit: 10 }));
    return [
      row('search', searching),
      row('suggest', suggesting),
      row('search for 200 characters of gibberish', puzzling),
      await rebuildRow(store, record),
    ];
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
};
