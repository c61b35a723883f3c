/** A file as it was read; `name` is what faults call it. */
export type ImportFile = { readonly name: string; readonly text: string };

/** One fault. `path` names the field, `message` completes "<path> …". Lines count from 1. */
export type ImportFault = { readonly file: string; readonly line: number; readonly path: string; readonly message: string };

/** Where a value stood. */
export type Origin = { readonly file: string; readonly line: number };
export type Sourced<Value> = Origin & { readonly value: Value };

/** Puts faults in the order of files and lines. */
export const inFileOrder = (faults: readonly ImportFault[], files: readonly ImportFile[]): ImportFault[] => {
  const place = new Map(files.map((file, at) => [file.name, at]));
  return faults.toSorted((a, b) => (place.get(a.file) ?? 0) - (place.get(b.file) ?? 0) || a.line - b.line);
};
