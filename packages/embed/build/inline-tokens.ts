import { TOKENS, type TokenPath, tokenValue } from '@dtp/kit/tokens.ts';
import type { Plugin } from 'vite';

const isToken = (path: string): path is TokenPath => Object.hasOwn(TOKENS, path);

/**
 * Writes the value of each `${token('…')}` into the style sheet it stands in, so that a bundle needs neither the table nor the function.
 * @throws for a token that does not exist, and for a use of `token` that does not name one outright.
 */
export function inlineTokens(code: string): string {
  const inlined = code.replace(/\$\{token\((["'`])([\w.-]+)\1\)\}/g, (_use, _quote, path: string) => {
    if (!isToken(path)) throw new Error(`There is no token "${path}": see packages/kit/src/tokens.ts`);
    return tokenValue(path);
  });
  const left = /\$\{token\([^}]*\}/.exec(inlined);
  if (left) throw new Error(`${left[0]} does not name a token outright: see packages/embed/build/inline-tokens.ts`);
  return inlined;
}

/** Vite plugin: values of tokens in place of their names. */
export const tokensInline = (): Plugin => ({
  name: 'dtp:inline-tokens',
  apply: 'build',
  enforce: 'post',
  transform: code => (code.includes('${token(') ? { code: inlineTokens(code), map: null } : null),
});
