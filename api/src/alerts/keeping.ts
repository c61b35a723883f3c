/** How long an address is kept after the last alert has ended, in milliseconds: 28 days (docs/alerts.md). */
export const KEPT_MS = 28 * 86_400_000;
