import type { z } from 'zod';
import { isRecord } from '../http/json-record.ts';
import { readTable, type TableForm } from './csv-table.ts';
import { jsonLines } from './json-lines.ts';
import type { ImportFault, ImportFile, Sourced } from './sourced.ts';

type Path = readonly PropertyKey[];
type LineOf = (path: Path) => number;

/** The entries of one kind, gathered from all files by its schema. */
export type Gathering<Value> = {
  /** Says that a file speaks of this kind, be it with no entry. */
  begin(): void;
  /** Validates one entry and keeps it, or answers what is wrong with it. */
  take(entry: unknown, file: string, lineOf: LineOf): ImportFault[];
  /** Null where no file speaks of this kind: an import that replaces then leaves it alone. */
  entries(): Sourced<Value>[] | null;
};

/** What a set of files may hold. */
export type FileForm = {
  /** The kinds by the names they have in JSON, which are those of the tables too. */
  readonly kinds: Readonly<Record<string, Gathering<unknown>>>;
  readonly tables: readonly TableForm[];
  /** Members of a JSON file that are for its readers alone. */
  readonly remarks: readonly string[];
  /** The kind of a JSON list that stands alone; null where there is none. */
  readonly alone: string | null;
  readonly words: {
    /** Completes "<member> …": "is not a part of an A to Z file: those are …". */
    readonly notAPart: string;
    /** Completes "file …": "should be a list of services, or an object with …". */
    readonly shape: string;
  };
};

const wording = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'is missing';
  if (issue.code === 'invalid_value') return `should be one of ${issue.values.join(', ')}`;
  return issue.message.startsWith('Invalid input') ? 'is not of the right kind' : issue.message;
};

const pathText = (path: Path): string => path.map(String).join('.') || 'entry';

const faultsOf = (issues: readonly z.core.$ZodIssue[], file: string, lineOf: LineOf): ImportFault[] =>
  issues.flatMap(issue => {
    const strangers = issue.code === 'unrecognized_keys' ? issue.keys.map(key => [...issue.path, key]) : null;
    const message = strangers ? 'is not a field here' : wording(issue);
    return (strangers ?? [issue.path]).map(path => ({ file, line: lineOf(path), path: pathText(path), message }));
  });

/** Gathers what a schema takes. */
export const gatheringOf = <Schema extends z.ZodType>(schema: Schema): Gathering<z.output<Schema>> => {
  let found: Sourced<z.output<Schema>>[] | null = null;
  const begin = () => (found ??= []);
  return {
    begin,
    take: (entry, file, lineOf) => {
      const result = schema.safeParse(entry, { reportInput: true });
      if (!result.success) return faultsOf(result.error.issues, file, lineOf);
      begin().push({ file, line: lineOf([]), value: result.data });
      return [];
    },
    entries: () => found,
  };
};

const readJson = ({ name: file, text }: ImportFile, { kinds, remarks, alone, words }: FileForm): ImportFault[] => {
  const fault = (line: number, path: string, message: string): ImportFault[] => [{ file, line, path, message }];
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (refusal) {
    // V8 names the place in its message: "… in JSON at position 12 (line 2 column 3)".
    const line = /\(line (\d+) column \d+\)/.exec(String(refusal))?.[1];
    return fault(Number(line ?? text.split('\n').length), 'file', 'is not JSON: something is missing or out of place here');
  }
  const lines = jsonLines(text);
  const takeList = (name: string, list: unknown, prefix: readonly string[]): ImportFault[] => {
    const gathering = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (!gathering) return fault(lines(prefix), pathText(prefix), words.notAPart);
    gathering.begin();
    if (!Array.isArray(list)) return fault(lines(prefix), pathText(prefix), 'should be a list');
    return list.flatMap((entry, at) => gathering.take(entry, file, path => lines([...prefix, at, ...path])));
  };
  if (Array.isArray(document) && alone !== null) return takeList(alone, document, []);
  if (!isRecord(document)) return fault(1, 'file', words.shape);
  return Object.entries(document).flatMap(([name, list]) => (remarks.includes(name) ? [] : takeList(name, list, [name])));
};

/** A field by the name of its column: "form_url" of formUrl. */
const columnName = (path: string, { names }: TableForm): string =>
  names?.[path] ?? names?.[path.split('.')[0] ?? ''] ?? path.replace(/[A-Z]/g, capital => `_${capital.toLowerCase()}`);

const readCsv = ({ name: file, text }: ImportFile, { kinds, tables }: FileForm): ImportFault[] => {
  const table = readTable(text, tables);
  const faults = table.faults.map(fault => ({ file, ...fault }));
  if (table.kind === 'unreadable') return faults;
  const gathering = kinds[table.form.kind];
  gathering?.begin();
  const ofRows = table.rows.flatMap(({ line, value, faults: ofCells }) => [
    ...ofCells.map(fault => ({ file, line, ...fault })),
    ...(gathering?.take(value, file, () => line) ?? []).map(fault => ({ ...fault, path: columnName(fault.path, table.form) })),
  ]);
  return [...faults, ...ofRows];
};

/**
 * Reads and validates files one by one: JSON where the text starts with a bracket, else CSV. What is sound is gathered in the form's kinds; the
 * faults come in the order of the files.
 */
export const readRecordFiles = (files: readonly ImportFile[], form: FileForm): ImportFault[] =>
  files.flatMap(file => {
    const text = file.text.replace(/^\uFEFF/, '');
    return /^\s*[[{]/.test(text) ? readJson({ ...file, text }, form) : readCsv({ ...file, text }, form);
  });

/** A list of entries, one a line so that changes show in a comparison. */
const listText = (entries: readonly unknown[]): string =>
  entries.length === 0 ? '[]' : `[\n${entries.map(entry => `    ${JSON.stringify(entry)}`).join(',\n')}\n  ]`;

/** Kinds and their entries as a JSON file that reads as the same again. */
export const recordFileText = (kinds: Readonly<Record<string, readonly unknown[]>>): string =>
  `{\n${Object.entries(kinds)
    .map(([name, entries]) => `  ${JSON.stringify(name)}: ${listText(entries)}`)
    .join(',\n')}\n}\n`;
