/**
 * The part of the Design Tokens Community Group format (2025.10) that themes use: nested groups, `$type` inherited from the group,
 * values or `{references}`. Also accepted is the plain hex string of the format's earlier drafts, because people can type it.
 */

/** A token as it stands in a file, before its reference is followed. */
export type RawToken = { readonly path: string; readonly type: string | undefined; readonly value: unknown };

/** What is wrong with a theme, and where. `theme` is the file's id, `path` the token or group, as `color.brand.600`. */
export class ThemeError extends Error {
  constructor(theme: string, path: string, fault: string) {
    super(`Theme "${theme}", ${path === '' ? 'top level' : path}: ${fault}`);
    this.name = 'ThemeError';
  }
}

type Group = { readonly [key: string]: unknown };

const isGroup = (value: unknown): value is Group => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Flattens a DTCG document into its tokens, by path.
 * @throws ThemeError where something is neither a group nor a token, or is both.
 */
export function readTokens(theme: string, document: unknown): ReadonlyMap<string, RawToken> {
  const tokens = new Map<string, RawToken>();

  const walk = (node: unknown, path: string, inheritedType: string | undefined): void => {
    if (!isGroup(node)) throw new ThemeError(theme, path, 'is neither a group nor a token with a $value');
    const type = typeof node.$type === 'string' ? node.$type : inheritedType;
    const children = Object.keys(node).filter(key => !key.startsWith('$'));
    if ('$value' in node) {
      if (children.length > 0) throw new ThemeError(theme, path, 'has a $value, so it cannot also hold other tokens');
      tokens.set(path, { path, type, value: node.$value });
      return;
    }
    for (const key of children) {
      if (/[{}.]/.test(key)) throw new ThemeError(theme, path, `the name "${key}" may not contain a full stop or braces`);
      walk(node[key], path === '' ? key : `${path}.${key}`, type);
    }
  };

  walk(document, '', undefined);
  return tokens;
}
