import { z } from 'zod';
import { CRS_LIST, crsOf, DEFAULT_CRS } from './crs.ts';
import { parseDatetime } from './datetime.ts';

export const FORMATS = ['json', 'html'] as const;
export type Format = (typeof FORMATS)[number];

export const LIMIT = { usual: 100, most: 10_000 } as const;
const MOST_OFFSET = 100_000_000;

const format = z.enum(FORMATS).optional();
const whole = (least: number) =>
  z
    .string()
    .regex(/^\d{1,30}$/, 'should be a whole number')
    .transform(Number)
    .refine(value => value >= least, `should be at least ${least}`);

const crs = z
  .string()
  .transform((uri, context) => {
    const known = crsOf(uri);
    if (known) return known;
    context.addIssue(`should be one of ${CRS_LIST.map(one => one.uri).join(', ')}`);
    return z.NEVER;
  })
  .optional()
  .default(DEFAULT_CRS);

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

/** The corners of a box without its heights: features have none. */
const corners = z.string().transform((text, context): { lower: [number, number]; upper: [number, number] } => {
  const parts = text.split(',').map(part => part.trim());
  const numbers = parts.every(part => part.length <= 40 && NUMBER.test(part)) ? parts.map(Number) : [];
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = numbers;
  if (numbers.every(Number.isFinite)) {
    if (numbers.length === 4) return { lower: [a, b], upper: [c, d] };
    if (numbers.length === 6) return { lower: [a, b], upper: [d, e] };
  }
  context.addIssue('should be four or six numbers with commas between them');
  return z.NEVER;
});

const datetime = z.string().transform((text, context) => {
  const interval = parseDatetime(text);
  if (interval) return interval;
  context.addIssue('should be an RFC 3339 time such as 2026-11-01T09:00:00Z, or two with a slash between, of which one may be ..');
  return z.NEVER;
});

/** What pages that only describe take. */
export const DescriptionQuery = z.strictObject({ f: format });

export const ItemQuery = z.strictObject({ f: format, crs });

/** What `/collections/{collectionId}/items` takes: 17-069r4, 7.15.2 to 7.15.5, and 18-058r1, 6.2. A limit above the most is the most. */
export const ItemsQuery = z
  .strictObject({
    f: format,
    limit: whole(1)
      .transform(value => Math.min(value, LIMIT.most))
      .default(LIMIT.usual),
    offset: whole(0)
      .refine(value => value <= MOST_OFFSET, `should be at most ${MOST_OFFSET}`)
      .default(0),
    bbox: corners.optional(),
    'bbox-crs': crs,
    datetime: datetime.optional(),
    crs,
  })
  .transform(({ bbox, 'bbox-crs': boxCrs, ...rest }, context) => {
    const area = bbox ? boxCrs.area(bbox.lower, bbox.upper) : undefined;
    if (area !== null) return { ...rest, area };
    context.addIssue({
      code: 'custom',
      path: ['bbox'],
      message: `is no box in ${boxCrs.uri}: give the lower corner first, and no coordinate outside the world`,
    });
    return z.NEVER;
  });
export type ItemsQuery = z.output<typeof ItemsQuery>;
