import type { LineRecord } from './record.ts';

/** The lines that a caller about a service is sent on to while one is closed: by its rules for that service, or else by those for all. */
const sentOnTo = ({ outOfHours }: LineRecord, service: string | null): string[] => {
  const own = outOfHours.filter(rule => rule.service === service);
  const rules = own.length > 0 ? own : outOfHours.filter(rule => rule.service === null);
  return rules.flatMap(rule => rule.line ?? []);
};

/**
 * The way on which a caller, sent on from one closed line to the next about the same thing, comes back to the line they began with: its lines
 * in their order, that line first and last. Null where there is no such way.
 */
export const wayBack = (id: string, lines: readonly LineRecord[]): readonly string[] | null => {
  const byId = new Map<string, LineRecord>(lines.map(line => [line.id, line]));
  const wayAbout = (service: string | null): readonly string[] | null => {
    const seen = new Set<string>();
    const walk = (from: string, way: readonly string[]): readonly string[] | null => {
      const line = byId.get(from);
      for (const next of line ? sentOnTo(line, service) : []) {
        if (next === id) return [...way, next];
        if (seen.has(next)) continue;
        seen.add(next);
        const found = walk(next, [...way, next]);
        if (found) return found;
      }
      return null;
    };
    return walk(id, [id]);
  };
  const services = new Set([null, ...(byId.get(id)?.outOfHours.map(rule => rule.service) ?? [])]);
  for (const service of services) {
    const way = wayAbout(service);
    if (way) return way;
  }
  return null;
};
