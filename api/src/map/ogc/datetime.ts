import { z } from 'zod';

/** From and to in milliseconds since 1970, both included; infinite where it is open. */
export type Interval = { readonly from: number; readonly to: number };

const instant = z.iso.datetime({ offset: true });
const day = z.iso.date();
const DAY_MS = 86_400_000;

/** An RFC 3339 date-time, or a whole day in UTC. */
const spanOf = (text: string): Interval | null => {
  if (day.safeParse(text).success) {
    const from = Date.parse(`${text}T00:00:00Z`);
    return { from, to: from + DAY_MS - 1 };
  }
  // RFC 3339 section 5.6 lets T and Z be small; a leap second is the end of its minute.
  const written = text.toUpperCase().replace(/:60(?=[.Z+-])/, ':59');
  if (!instant.safeParse(written).success) return null;
  const at = Date.parse(written);
  return { from: at, to: at };
};

const isOpen = (text: string): boolean => text === '' || text === '..';

/**
 * The `datetime` parameter of 17-069r4, /req/core/fc-time-response: an instant, or two with a slash between, of which one may be open (`..` or
 * nothing). Null for anything else, and for an interval that ends before it begins.
 */
export const parseDatetime = (text: string): Interval | null => {
  const [first = '', second, ...more] = text.split('/');
  if (more.length > 0) return null;
  if (second === undefined) return spanOf(first);
  if (isOpen(first) && isOpen(second)) return null;
  const from = isOpen(first) ? -Infinity : spanOf(first)?.from;
  const to = isOpen(second) ? Infinity : spanOf(second)?.to;
  if (from === undefined || to === undefined || from > to) return null;
  return { from, to };
};
