import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../store/connect.ts';
import { answers, categories, services } from '../store/schema.ts';
import { AnswerRecord, type AzRecord, CategoryRecord, ServiceRecord } from './record.ts';

/** The A to Z's part of the record. Writers call `bumpVersion` themselves when something changed. */
export type AzRepository = {
  /** The whole record; categories in their order, services by id, answers by service and authority. */
  all(): Promise<AzRecord>;
  saveCategory(category: CategoryRecord, position: number): Promise<void>;
  saveService(service: ServiceRecord): Promise<void>;
  saveAnswer(answer: AnswerRecord): Promise<void>;
  removeCategory(id: string): Promise<void>;
  /** Removes a service and its answers. */
  removeService(id: string): Promise<void>;
  removeAnswer(service: string, authority: string): Promise<void>;
};

export const createAzRepository = (db: Database): AzRepository => {
  const allCategories = db
    .select({ id: categories.id, title: categories.title, summary: categories.summary })
    .from(categories)
    .orderBy(asc(categories.position), asc(categories.id))
    .prepare();
  const allServices = db.select().from(services).orderBy(asc(services.id)).prepare();
  const allAnswers = db.select().from(answers).orderBy(asc(answers.service), asc(answers.authority)).prepare();

  return {
    all: async () => ({
      categories: z.array(CategoryRecord).parse(await allCategories.execute()),
      services: z.array(ServiceRecord).parse(await allServices.execute()),
      answers: z.array(AnswerRecord).parse(await allAnswers.execute()),
    }),
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
