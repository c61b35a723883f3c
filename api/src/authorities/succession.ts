import type { Authority } from '@dtp/contract/authorities.ts';

/** Whether a body is in being on a day (YYYY-MM-DD). `activeTo` is the first day on which it is not. */
export const inForce = (authority: Authority, day: string): boolean =>
  (authority.activeFrom === null || authority.activeFrom <= day) && (authority.activeTo === null || day < authority.activeTo);

/**
 * The bodies in force on `day` that stand where `authority` stood: itself, or its successors and theirs. Several when it was split
 * among them; none when the record names no successor. A circle in the record ends the walk instead of looping.
 */
export const successorsOn = (authority: Authority, day: string, get: (id: string) => Authority | undefined): Authority[] => {
  const found = new Map<string, Authority>();
  const seen = new Set<string>();
  const walk = (one: Authority) => {
    if (seen.has(one.id)) return;
    seen.add(one.id);
    if (inForce(one, day)) {
      found.set(one.id, one);
      return;
    }
    for (const id of one.successors) {
      const next = get(id);
      if (next) walk(next);
    }
  };
  walk(authority);
  return [...found.values()];
};
