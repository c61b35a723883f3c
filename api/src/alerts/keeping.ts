/** How long an address is kept after the last alert has ended, in milliseconds: 28 days (docs/alerts.md). */
const KEPT_MS = 28 * 86_400_000;

/** Until when something that ends at an instant is kept. ISO 8601 in UTC. */
export const keptUntil = (end: Date): string => new Date(end.getTime() + KEPT_MS).toISOString();

/** What ended before then is no longer kept. ISO 8601 in UTC. */
export const keptSince = (now: Date): string => new Date(now.getTime() - KEPT_MS).toISOString();
