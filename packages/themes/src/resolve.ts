import { type RawToken, ThemeError } from './dtcg.ts';

/** A token whose references have been followed: a value, of a type that is known. */
export type ResolvedToken = { readonly path: string; readonly type: string; readonly value: unknown };

const REFERENCE = /^\{([^{}]+)\}$/;

/** The path a value refers to, or undefined where it is a value of its own: `{color.brand.600}` → `color.brand.600`. */
const referenced = (value: unknown): string | undefined => (typeof value === 'string' ? REFERENCE.exec(value)?.[1] : undefined);

/**
 * Follows every reference. A token without a `$type` takes that of the token it refers to.
 * @throws ThemeError for a reference that leads nowhere or round in a circle, a token without a type, and two types that disagree.
 */
export function resolveTokens(theme: string, tokens: ReadonlyMap<string, RawToken>): ReadonlyMap<string, ResolvedToken> {
  const resolved = new Map<string, ResolvedToken>();

  const resolve = (path: string, trail: readonly string[]): ResolvedToken => {
    const done = resolved.get(path);
    if (done) return done;
    const from = trail.at(-1);
    if (trail.includes(path))
      throw new ThemeError(theme, path, `refers to itself: ${[...trail.slice(trail.indexOf(path)), path].join(' → ')}`);
    const token = tokens.get(path);
    if (!token) throw new ThemeError(theme, from ?? path, `refers to {${path}}, which does not exist`);

    const target = referenced(token.value);
    const end = target === undefined ? undefined : resolve(target, [...trail, path]);
    const type = token.type ?? end?.type;
    if (type === undefined) throw new ThemeError(theme, path, 'has no $type, and neither has its group');
    if (end && end.type !== type) throw new ThemeError(theme, path, `is a ${type} but refers to {${target}}, which is a ${end.type}`);

    const result = { path, type, value: end ? end.value : token.value };
    resolved.set(path, result);
    return result;
  };

  for (const path of tokens.keys()) resolve(path, []);
  return resolved;
}
