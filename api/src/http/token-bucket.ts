/** How much is let through: `perSecond` on the long run, `burst` at once. */
export type Rate = { readonly perSecond: number; readonly burst: number };
/** What is left at an instant, in milliseconds since 1970. */
export type Bucket = { readonly tokens: number; readonly at: number };
export type Taken = { readonly kind: 'taken'; readonly bucket: Bucket } | { readonly kind: 'short'; readonly waitSeconds: number };

/** Takes `cost` tokens from a bucket that refills with time; undefined is a full one. When they do not suffice, nothing is taken. */
export const take = (bucket: Bucket | undefined, cost: number, now: number, { perSecond, burst }: Rate): Taken => {
  const refilled = bucket ? bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * perSecond : burst;
  const tokens = Math.min(burst, refilled) - cost;
  if (tokens >= 0) return { kind: 'taken', bucket: { tokens, at: now } };
  return { kind: 'short', waitSeconds: Math.max(1, Math.ceil(-tokens / perSecond)) };
};
