import { type FileForm, gatheringOf, readRecordFiles } from '../records/record-file.ts';
import type { ImportFault, ImportFile, Sourced } from '../records/sourced.ts';
import { CONTACT_TABLES } from './csv.ts';
import { ExceptionRecord, LineRecord, NoticeRecord, SignpostRecord } from './record.ts';

/** What the files hold, validated one by one. A kind that no file names is null: with `replace` it is left alone. */
export type Incoming = {
  readonly lines: readonly Sourced<LineRecord>[] | null;
  readonly exceptions: readonly Sourced<ExceptionRecord>[] | null;
  readonly notices: readonly Sourced<NoticeRecord>[] | null;
  readonly signposts: readonly Sourced<SignpostRecord>[] | null;
};

const words: FileForm['words'] = {
  notAPart: 'is not a part of a contact file: those are lines, exceptions, notices and signposts',
  shape: 'should be an object with lines, exceptions, notices or signposts',
};

/** Reads and validates files one by one: JSON where the text starts with a bracket, else CSV. A JSON file may have a `note` for its readers. */
export const readContactFiles = (files: readonly ImportFile[]): { incoming: Incoming; faults: ImportFault[] } => {
  const lines = gatheringOf(LineRecord);
  const exceptions = gatheringOf(ExceptionRecord);
  const notices = gatheringOf(NoticeRecord);
  const signposts = gatheringOf(SignpostRecord);
  const kinds = { lines, exceptions, notices, signposts };
  const faults = readRecordFiles(files, { kinds, tables: CONTACT_TABLES, remarks: ['note'], alone: null, words });
  const incoming = {
    lines: lines.entries(),
    exceptions: exceptions.entries(),
    notices: notices.entries(),
    signposts: signposts.entries(),
  };
  return { incoming, faults };
};
