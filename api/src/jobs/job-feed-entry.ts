import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { JobCategory, JobContract, JobPattern } from '@dtp/contract/jobs.ts';
import { cleanText } from '@dtp/contract/text.ts';
import { londonInstant, readDate, readLondonInstant } from '../hours/london-instant.ts';
import { londonDay } from '../http/clock.ts';
import { instantWords, readInstant } from './closing-time.ts';
import { feedWords, noClosingParagraph } from './job-feed-words.ts';
import { advertText, sanitiseAdvert } from './sanitise.ts';

/** A vacancy as a feed has it, in the shape of a given one and unchecked. `reference` is missing where the feed gives nothing to know it by. */
export type FeedEntry = {
  readonly reference: string | undefined;
  readonly closesAt: string | undefined;
  readonly value: Readonly<Record<string, unknown>>;
};

/** More than the largest bodies list, and as much as is read of a feed in a minute. */
const MOST_ENTRIES = 2000;
/** What feeds say in one line is not longer, whatever markup it has. */
const LONGEST_LINE = 2000;

/** Reads the entries of a feed one by one, and lets the server answer others between them. */
export const readEntries = async <Item>(items: readonly Item[], read: (item: Item) => FeedEntry): Promise<FeedReading> => {
  if (items.length > MOST_ENTRIES) return { kind: 'unread', why: feedWords.tooMany(items.length, MOST_ENTRIES) };
  const entries: FeedEntry[] = [];
  for (const item of items) {
    entries.push(read(item));
    await turn();
  }
  return { kind: 'read', entries };
};

/** What was read of a feed, or why it was not: a whole sentence. */
export type FeedReading =
  | { readonly kind: 'read'; readonly entries: readonly FeedEntry[] }
  | { readonly kind: 'unread'; readonly why: string };

const LONGEST_TITLE = 120;
const LONGEST_REFERENCE = 80;
const LONGEST_PLACE = 120;
const END_OF_DAY = 23 * 60 + 59;
const DAY_MS = 86_400_000;
/** How long a vacancy is shown whose feed does not say when it closes. */
const DEFAULT_DAYS = 28;

/** One line of text out of what may have markup or entities in it. */
export const feedText = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || value.length > LONGEST_LINE) return undefined;
  const sanitised = sanitiseAdvert(value);
  const text = sanitised.kind === 'html' ? cleanText(advertText(sanitised.html).replace(/[<>]/g, ' ')) : '';
  return text === '' ? undefined : text;
};

const atMost = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`);

/** A reference that fits, the same for the same text. */
const referenceOf = (text: string | undefined): string | undefined => {
  if (text === undefined || text.length <= LONGEST_REFERENCE) return text;
  return `ref-${createHash('sha256').update(text).digest('base64url').slice(0, 32)}`;
};

/** Words of a title that tell its category; the first that fits counts. */
const CATEGORY_WORDS: readonly (readonly [JobCategory, RegExp])[] = [
  ['fire-rescue', /\bfire ?fighter|\bfire (?:safety|control|and rescue)/],
  ['police', /\bpolice|\bpcso\b|\bcustody|\bdetective/],
  ['social-care', /\bcare\b|\bcarer|\bsocial work|\boccupational therap|\bfoster/],
  ['catering-cleaning', /\bclean|\bcater|\bcook\b|\bchef|\bkitchen|\bmidday/],
  ['schools', /\bteach|\bschool|\bclassroom|\bpupil|\bsenco?\b/],
  ['digital', /\bdigital|\bsoftware|\bdeveloper|\bdata (?:analyst|engineer)|\bict\b|\bcyber/],
  ['finance-legal', /\bfinanc|\baccount|\bsolicitor|\blegal|\baudit|\bpayroll|\bparalegal/],
  ['planning-building', /\bplanning|\bbuilding control|\bsurveyor|\bconservation officer/],
  ['highways-engineering', /\bhighway|\bengineer|\btraffic|\bgritter/],
  ['environment-waste', /\bwaste|\brefuse|\brecycl|\bstreet ?scene|\benvironmental health|\bgrounds/],
  ['housing', /\bhousing|\bhomeless|\btenan/],
  ['libraries-leisure', /\blibrar|\bleisure|\blifeguard|\bmuseum|\bswim/],
  ['countryside', /\branger|\bcountryside|\becolog/],
  ['management', /\bdirector|\bhead of|\bchief/],
  ['administration', /\badmin|\bclerk|\breception|\bbusiness support|\bcustomer/],
];

export const categoryOf = (words: string): JobCategory => CATEGORY_WORDS.find(([, word]) => word.test(words.toLowerCase()))?.[0] ?? 'other';

/** The kind of contract by the words of an advert; permanent where nothing speaks against it. */
export const contractOf = (words: string): JobContract => {
  if (/\bapprentice/i.test(words)) return 'apprenticeship';
  if (/\bfixed[- ]term|\btemporary|\bsecondment|\bmaternity cover/i.test(words)) return 'fixed-term';
  return /\bcasual|\bzero[- ]hours|\brelief\b|\bbank staff/i.test(words) ? 'casual' : 'permanent';
};

const PATTERN_WORDS: readonly (readonly [JobPattern, RegExp])[] = [
  ['full-time', /\bfull[- ]time/i],
  ['part-time', /\bpart[- ]time/i],
  ['job-share', /\bjob[- ]share/i],
  ['term-time', /\bterm[- ]time/i],
  ['hybrid', /\bhybrid/i],
  ['remote', /\bremote\b|\bhome[- ]?working|\bwork(?:ing)? from home/i],
];

export const patternsOf = (words: string): JobPattern[] => {
  const found = PATTERN_WORDS.filter(([, word]) => word.test(words)).map(([pattern]) => pattern);
  return found.length > 0 ? found : ['full-time'];
};

/** A date as mail and RSS have it (RFC 822): "Fri, 27 Nov 2026 12:00:00 GMT". */
const MAIL_DATE = /^(?:[a-z]{3}, )?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d(?::\d\d)? (?:[a-z]{2,4}|[+-]\d{4})$/i;

const mailInstant = (text: string): string | undefined => {
  const at = MAIL_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
};

/** A closing as feeds write it; a day alone ends with it. */
const closingOf = (text: string): string | undefined => {
  const date = readDate(text.trim());
  return date === undefined ? (readInstant(text) ?? mailInstant(text.trim())) : londonInstant(date, END_OF_DAY);
};

/** When a feed says that something happened: ISO 8601, or as mail has it (RFC 822), which RSS uses. */
const publishedAt = (text: string | undefined): Date | undefined => {
  if (text === undefined) return undefined;
  const at = Date.parse(readLondonInstant(text) ?? text);
  return Number.isNaN(at) ? undefined : new Date(at);
};

/** What a feed says of a vacancy, as far as it says it. */
export type FeedFields = {
  readonly title: string | undefined;
  readonly reference: string | undefined;
  readonly url: string | undefined;
  readonly description: string | undefined;
  readonly closes: string | undefined;
  readonly published: string | undefined;
  readonly place: string | undefined;
  /** Whatever the feed says better than our guesses do. */
  readonly more: Readonly<Record<string, unknown>>;
};

/** Puts an entry together: what a feed leaves out is guessed from its words, or filled in plainly. Feeds without a closing are shown for 28 days. */
export const feedEntry = (fields: FeedFields, now: Date): FeedEntry => {
  const { title, url, description = '', closes, place } = fields;
  const reference = referenceOf(fields.reference ?? url);
  const words = `${title ?? ''} ${description.slice(0, 20_000)}`;
  const from = publishedAt(fields.published) ?? now;
  const fallback = londonInstant(londonDay(new Date(from.getTime() + DEFAULT_DAYS * DAY_MS)), END_OF_DAY);
  const closesAt = closes === undefined ? fallback : closingOf(closes);
  const advert = sanitiseAdvert(description || (title ?? ''));
  const html = advert.kind === 'html' ? advert.html : description;
  const value = {
    reference,
    title: title === undefined ? undefined : atMost(title, LONGEST_TITLE),
    description: closes === undefined ? `${html}${noClosingParagraph(instantWords(fallback))}` : html,
    category: categoryOf(title ?? ''),
    contract: contractOf(words),
    patterns: patternsOf(words),
    place: place === undefined ? null : atMost(place, LONGEST_PLACE),
    applyUrl: url,
    closesAt: closesAt ?? closes,
    ...fields.more,
  };
  return { reference, closesAt, value: Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) };
};
