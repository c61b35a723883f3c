import { isUtf8 } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Tally } from '../records/merge.ts';
import type { ImportFault, ImportFile } from '../records/sourced.ts';
import { type CliContext, CliFault } from './verb.ts';

const bytesOf = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch {
    throw new CliFault(`${path} cannot be read. Nothing has been changed.`);
  }
};

/** A spreadsheet may save CSV in an encoding of its own, and dashes and accents would be lost. */
const textOf = (path: string): string => {
  const bytes = bytesOf(path);
  if (!isUtf8(bytes))
    throw new CliFault(`${path} is not UTF-8 text. Nothing has been changed. In Excel, save it as “CSV UTF-8 (comma delimited)”.`);
  return bytes.toString('utf8');
};

/** Files by their base names; two of the same name keep their whole paths, so that faults name one file. */
export const readFiles = (paths: readonly string[]): ImportFile[] => {
  const names = paths.map(path => basename(path));
  return paths.map((path, at) => {
    const name = names[at] ?? path;
    return { name: names.indexOf(name) === names.lastIndexOf(name) ? name : path, text: textOf(path) };
  });
};

const faultLine = ({ file, line, path, message }: ImportFault): string => `${file}, line ${line}: ${path} ${message}`;

/** Every fault, one a line, and that nothing was changed. */
export const refusal = (faults: readonly ImportFault[]): string =>
  [
    ...faults.map(faultLine),
    '',
    `${faults.length === 1 ? 'There is one fault' : `There are ${faults.length} faults`}, so nothing has been changed.`,
  ].join('\n');

export const tallyLine = (kind: string, { added, changed, unchanged, removed }: Tally): string =>
  `${kind}: ${added} new, ${changed} changed, ${unchanged} as they were, ${removed} removed`;

export const NOTHING_NEW = 'Nothing has changed: the record held all of this already.';

/** Writes an export to the file that was named, or else to the screen. `what` is what is in it: "12 lines". */
export const writeExport = ({ out, path }: CliContext, to: string | undefined, text: string, what: string): void => {
  if (to === undefined) {
    out.line(text.trimEnd());
    return;
  }
  const file = path(to);
  try {
    writeFileSync(file, text);
  } catch {
    throw new CliFault(`${file} cannot be written.`);
  }
  out.note(`${what} written to ${file}`);
};
