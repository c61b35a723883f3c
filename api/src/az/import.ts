import { type FileForm, gatheringOf, readRecordFiles } from '../records/record-file.ts';
import type { ImportFault, ImportFile, Sourced } from '../records/sourced.ts';
import { AZ_TABLES } from './csv.ts';
import { AnswerRecord, CategoryRecord, ServiceRecord } from './record.ts';

/** What the files hold, validated one by one. A kind that no file names is null: with `replace` it is left alone. */
export type Incoming = {
  readonly categories: readonly Sourced<CategoryRecord>[] | null;
  readonly services: readonly Sourced<ServiceRecord>[] | null;
  readonly answers: readonly Sourced<AnswerRecord>[] | null;
};

const words: FileForm['words'] = {
  notAPart: 'is not a part of an A to Z file: those are services, answers and categories',
  shape: 'should be a list of services, or an object with services, answers or categories',
};

/** Reads and validates files one by one: JSON where the text starts with a bracket, else CSV. Faults come in the order of the files. */
export const readImport = (files: readonly ImportFile[]): { incoming: Incoming; faults: ImportFault[] } => {
  const categories = gatheringOf(CategoryRecord);
  const services = gatheringOf(ServiceRecord);
  const answers = gatheringOf(AnswerRecord);
  const kinds = { categories, services, answers };
  const faults = readRecordFiles(files, { kinds, tables: AZ_TABLES, remarks: [], alone: 'services', words });
  return { incoming: { categories: categories.entries(), services: services.entries(), answers: answers.entries() }, faults };
};
