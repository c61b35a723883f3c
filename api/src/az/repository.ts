import { setImmediate } from 'node:timers/promises';
import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../store/connect.ts';
import { answers, categories, services } from '../store/schema.ts';
import { AnswerRecord, type AzRecord, CategoryRecord, ServiceRecord } from './record.ts';

/** The A to Z's part of the record. Writers call `bumpVersion` themselves when something changed. */
export type AzRepository = {
  /**
   * The whole record; categories in their order, services by id, answers by service and authority. It is read a page at a time, and
   * others have their turn in between: outside a unit of work, a write that commits meanwhile may show in part (and has bumped the version).
   */
  all(): Promise<AzRecord>;
  /** The ids alone, for those that name services and categories. */
  ids(): Promise<{ services: ReadonlySet<string>; categories: ReadonlySet<string> }>;
  saveCategory(category: CategoryRecord, position: number): Promise<void>;
  saveService(service: ServiceRecord): Promise<void>;
  saveAnswer(answer: AnswerRecord): Promise<void>;
  removeCategory(id: string): Promise<void>;
  /** Removes a service and its answers. */
  removeService(id: string): Promise<void>;
  removeAnswer(service: string, authority: string): Promise<void>;
};

/** Some 150 answers: a few milliseconds to read and check. */
const SERVICES_A_PAGE = 25;

export const createAzRepository = (db: Database): AzRepository => {
  const allCategories = db
    .select({ id: categories.id, title: categories.title, summary: categories.summary })
    .from(categories)
    .orderBy(asc(categories.position), asc(categories.id))
    .prepare();
  const servicesAfter = db
    .select()
    .from(services)
    .where(gt(services.id, sql.placeholder('after')))
    .orderBy(asc(services.id))
    .limit(SERVICES_A_PAGE)
    .prepare();
  const answersBetween = db
    .select()
    .from(answers)
    .where(and(gt(answers.service, sql.placeholder('after')), lte(answers.service, sql.placeholder('last'))))
    .orderBy(asc(answers.service), asc(answers.authority))
    .prepare();

  /** The services after one, in their order, with their answers. */
  const pageAfter = async (after: string): Promise<Pick<AzRecord, 'services' | 'answers'>> => {
    const page = z.array(ServiceRecord).parse(await servicesAfter.execute({ after }));
    const last = page.at(-1)?.id ?? after;
    return { services: page, answers: z.array(AnswerRecord).parse(await answersBetween.execute({ after, last })) };
  };

  return {
    all: async () => {
      const pages = [await pageAfter('')];
      for (let last = pages[0]?.services.at(-1)?.id; last !== undefined; last = pages.at(-1)?.services.at(-1)?.id) {
        await setImmediate();
        pages.push(await pageAfter(last));
      }
      return {
        categories: z.array(CategoryRecord).parse(await allCategories.execute()),
        services: pages.flatMap(page => page.services),
        answers: pages.flatMap(page => page.answers),
      };
    },
    ids: async () => {
      const ofServices = await db.select({ id: services.id }).from(services);
      const ofCategories = await db.select({ id: categories.id }).from(categories);
      return { services: new Set(ofServices.map(({ id }) => id)), categories: new Set(ofCategories.map(({ id }) => id)) };
    },
    saveCategory: async (category, position) => {
      await db
        .insert(categories)
        .values({ ...category, position })
        .onConflictDoUpdate({ target: categories.id, set: { ...category, position } });
    },
    saveService: async service => {
      await db.insert(services).values(service).onConflictDoUpdate({ target: services.id, set: service });
    },
    saveAnswer: async answer => {
      await db
        .insert(answers)
        .values(answer)
        .onConflictDoUpdate({ target: [answers.service, answers.authority], set: answer });
    },
    removeCategory: async id => {
      await db.delete(categories).where(eq(categories.id, id));
    },
    removeService: async id => {
      await db.delete(answers).where(eq(answers.service, id));
      await db.delete(services).where(eq(services.id, id));
    },
    removeAnswer: async (service, authority) => {
      await db.delete(answers).where(and(eq(answers.service, service), eq(answers.authority, authority)));
    },
  };
};
