import { TOKENS } from '@dtp/kit/tokens.ts';
import { ruleOf, theme } from '@dtp/themes/theme-css.ts';

const DEFAULTS: ReadonlyMap<string, string> = new Map(Object.entries(TOKENS));

/** A theme as widgets fetch it: only what differs from the defaults, which their own sheets hold already. */
export function themeSheet(id: string): string {
  const { values } = theme(id);
  return ruleOf({ id, values: new Map([...values].filter(([path, value]) => DEFAULTS.get(path) !== value)) }, ':host');
}
