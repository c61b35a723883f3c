import type { ImportFault, Origin, Sourced } from './sourced.ts';

/**
 * What becomes of the record where files and record meet.
 * - `merge`: files win, what they do not name stays
 * - `replace`: of each kind that the files hold, what they do not name goes
 * - `add`: the record wins, only what is missing comes in (how starter data is laid under editors' work)
 */
export type ImportMode = 'merge' | 'replace' | 'add';

/** How many of a kind the import adds, changes, leaves as they are and removes. */
export type Tally = { readonly added: number; readonly changed: number; readonly unchanged: number; readonly removed: number };

export type KindPlan<Value> = { readonly save: readonly Value[]; readonly remove: readonly Value[]; readonly tally: Tally };

/** What is to be done, and what is on record afterwards. */
export type Merged<Value> = { readonly plan: KindPlan<Value>; readonly result: readonly Value[] };

/** Whether two values of the record say the same. */
export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Sets the incoming values of one kind beside those on record. */
export const compare = <Value>(
  current: readonly Value[],
  incoming: readonly Sourced<Value>[] | null,
  keyOf: (value: Value) => string,
  mode: ImportMode,
): Merged<Value> => {
  const onRecord = new Map(current.map(value => [keyOf(value), value]));
  const given = new Map((incoming ?? []).map(({ value }) => [keyOf(value), value]));
  const added = [...given].filter(([key]) => !onRecord.has(key)).map(([, value]) => value);
  const changed =
    mode === 'add'
      ? []
      : [...given].filter(([key, value]) => onRecord.has(key) && !same(onRecord.get(key), value)).map(([, value]) => value);
  const removed = mode === 'replace' && incoming ? current.filter(value => !given.has(keyOf(value))) : [];
  const changes = new Map(changed.map(value => [keyOf(value), value]));
  const kept = current.filter(value => !removed.includes(value)).map(value => changes.get(keyOf(value)) ?? value);
  return {
    plan: {
      save: [...added, ...changed],
      remove: removed,
      tally: { added: added.length, changed: changed.length, unchanged: kept.length - changed.length, removed: removed.length },
    },
    result: [...kept, ...added],
  };
};

/** A fault for each entry whose key an earlier one has. */
export const twice = <Value>(entries: readonly Sourced<Value>[] | null, keyOf: (value: Value) => string, path: string): ImportFault[] => {
  const first = new Map<string, Origin>();
  return (entries ?? []).flatMap(({ file, line, value }) => {
    const key = keyOf(value);
    const before = first.get(key);
    if (!before) {
      first.set(key, { file, line });
      return [];
    }
    return [{ file, line, path, message: `is given twice: ${key} stands in ${before.file}, line ${before.line}, too` }];
  });
};

/** How many entries a plan writes and removes. */
export const editsOf = (...plans: readonly KindPlan<unknown>[]): number =>
  plans.reduce((sum, { save, remove }) => sum + save.length + remove.length, 0);

/** A fault where a kind is given without a single entry: with `replace` that would remove all there are, which nobody means. */
export const emptied = <Value>(
  current: readonly Value[],
  incoming: readonly Sourced<Value>[] | null,
  mode: ImportMode,
  kind: string,
  file: string,
): ImportFault[] =>
  mode === 'replace' && incoming?.length === 0 && current.length > 0
    ? [{ file, line: 1, path: kind, message: `has no entries, and --replace would remove all ${current.length} on record` }]
    : [];
