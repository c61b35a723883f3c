import type { z } from 'zod';
import { type CsvTable, readCsv } from './csv.ts';
import { jsonLines } from './json-lines.ts';
import { AnswerRecord, CategoryRecord, ServiceRecord } from './record.ts';

/** A file as it was read; `name` is what faults call it. */
export type ImportFile = { name: string; text: string };

/** One fault. `path` names the field, `message` completes "<path> …". */
export type ImportFault = { file: string; line: number; path: string; message: string };

/** Where a value stood. */
export type Origin = { file: string; line: number };
export type Sourced<Value> = Origin & { value: Value };

/** What the files hold, validated one by one. A kind that no file names is null: with `replace` it is left alone. */
export type Incoming = {
  categories: Sourced<CategoryRecord>[] | null;
  services: Sourced<ServiceRecord>[] | null;
  answers: Sourced<AnswerRecord>[] | null;
};

const KINDS = ['categories', 'services', 'answers'] as const;
type Kind = (typeof KINDS)[number];

const wording = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'is missing';
  if (issue.code === 'invalid_value') return `should be one of ${issue.values.join(', ')}`;
  return issue.message.startsWith('Invalid input') ? 'is not of the right kind' : issue.message;
};

const pathText = (path: readonly PropertyKey[]): string => path.map(String).join('.') || 'entry';

type LineOf = (path: readonly PropertyKey[]) => number;

type Reading = { incoming: Incoming; faults: ImportFault[] };

/** The entry by its schema, or null, with its faults noted. */
const validated = <Schema extends z.ZodType>(
  reading: Reading,
  schema: Schema,
  file: string,
  value: unknown,
  lineOf: LineOf,
): Sourced<z.output<Schema>> | null => {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return { file, line: lineOf([]), value: result.data };
  for (const issue of result.error.issues) {
    const strangers = issue.code === 'unrecognized_keys' ? issue.keys.map(key => [...issue.path, key]) : null;
    for (const path of strangers ?? [issue.path]) {
      reading.faults.push({ file, line: lineOf(path), path: pathText(path), message: strangers ? 'is not a field here' : wording(issue) });
    }
  }
  return null;
};

/** Validates one entry and puts it with those of its kind. */
const take = (reading: Reading, kind: Kind, file: string, value: unknown, lineOf: LineOf): void => {
  const keep = <Value>(list: Value[] | null, entry: Value | null) => {
    if (entry !== null) list?.push(entry);
  };
  if (kind === 'categories') keep(reading.incoming.categories, validated(reading, CategoryRecord, file, value, lineOf));
  else if (kind === 'services') keep(reading.incoming.services, validated(reading, ServiceRecord, file, value, lineOf));
  else keep(reading.incoming.answers, validated(reading, AnswerRecord, file, value, lineOf));
};

const begin = (reading: Reading, kind: Kind): void => {
  reading.incoming[kind] ??= [];
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const readJson = (reading: Reading, { name: file, text }: ImportFile): void => {
  const refuse = (line: number, path: string, message: string) => reading.faults.push({ file, line, path, message });
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (fault) {
    // V8 names the place in its message: "… in JSON at position 12 (line 2 column 3)".
    const line = /\(line (\d+) column \d+\)/.exec(String(fault))?.[1];
    refuse(Number(line ?? text.split('\n').length), 'file', 'is not JSON: something is missing or out of place here');
    return;
  }
  const lines = jsonLines(text);
  const takeList = (kind: Kind, list: unknown, prefix: readonly string[]) => {
    begin(reading, kind);
    if (!Array.isArray(list)) {
      refuse(lines(prefix), pathText(prefix), 'should be a list');
      return;
    }
    for (const [at, entry] of list.entries()) take(reading, kind, file, entry, path => lines([...prefix, at, ...path]));
  };
  if (Array.isArray(document)) takeList('services', document, []);
  else if (isObject(document)) {
    for (const [key, list] of Object.entries(document)) {
      const kind = KINDS.find(one => one === key);
      if (kind) takeList(kind, list, [key]);
      else refuse(lines([key]), key, 'is not a part of an A to Z file: those are services, answers and categories');
    }
  } else refuse(1, 'file', 'should be a list of services, or an object with services, answers or categories');
};

const readTable = (reading: Reading, file: string, table: CsvTable): void => {
  reading.faults.push(...table.faults.map(fault => ({ file, ...fault })));
  if (table.kind === 'unreadable') return;
  begin(reading, table.kind);
  for (const { line, value } of table.rows) take(reading, table.kind, file, value, () => line);
};

/** Reads and validates files one by one: JSON where the text starts with a bracket, else CSV. Faults come in the order of the files. */
export const readImport = (files: readonly ImportFile[]): { incoming: Incoming; faults: ImportFault[] } => {
  const reading: Reading = { incoming: { categories: null, services: null, answers: null }, faults: [] };
  for (const file of files) {
    const text = file.text.replace(/^\uFEFF/, '');
    if (/^\s*[[{]/.test(text)) readJson(reading, { ...file, text });
    else readTable(reading, file.name, readCsv(text));
  }
  return reading;
};
