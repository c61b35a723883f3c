import { isRecord } from '../http/json-record.ts';
import { parsePostcode } from '../places/postcode.ts';
import { categoryOf, type FeedEntry, type FeedReading, feedEntry, feedText, readEntries } from './job-feed-entry.ts';
import { feedWords } from './job-feed-words.ts';

type Thing = Readonly<Record<string, unknown>>;

/** A script's opening tag. Bounded, so that a page of nothing but openings is read once and not once for each of them. */
const SCRIPT = /<script\b([^<>]{0,500})>/gi;
const IS_JSON_LD = /\btype\s*=\s*["']?application\/ld\+json\b/i;
const END = /<\/script\s*>/gi;

/** Deeper than this no list of postings is nested, and a trap may be. */
const MOST_DEPTH = 8;

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);
const first = (value: unknown): unknown => list(value)[0];
const record = (value: unknown): Thing => {
  const one = first(value);
  return isRecord(one) ? one : {};
};
const string = (value: unknown): string | undefined => {
  const one = first(value);
  return typeof one === 'string' && one.trim() !== '' ? one.trim() : undefined;
};

const isOf = (thing: Thing, type: string): boolean =>
  list(thing['@type']).some(one => typeof one === 'string' && one.replace(/^(?:https?:\/\/schema\.org\/|schema:)/, '') === type);

/** The postings in a document: alone, in lists, in `@graph`, in an ItemList. */
const postingsIn = (value: unknown, depth = 0): Thing[] => {
  if (depth > MOST_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap(one => postingsIn(one, depth + 1));
  if (!isRecord(value)) return [];
  if (isOf(value, 'JobPosting')) return [value];
  return ['@graph', 'itemListElement', 'item', 'mainEntity', 'jobs', 'items'].flatMap(key => postingsIn(value[key], depth + 1));
};

/** Whether a document is a list that may well be empty. */
const isList = (value: unknown): boolean =>
  Array.isArray(value) || (isRecord(value) && (Array.isArray(value['@graph']) || isOf(value, 'ItemList')));

const INTERVALS: Readonly<Record<string, string>> = { HOUR: 'hour', DAY: 'day', WEEK: 'week', MONTH: 'month', YEAR: 'year' };

const amount = (value: unknown): number | null => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value.replace(/[£,\s]/g, '')) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
};

/** schema.org MonetaryAmount; undefined for what is none in pounds. */
const salaryOf = (posting: Thing): Thing | undefined => {
  const base = record(posting.baseSalary);
  const value = isRecord(first(base.value)) ? record(base.value) : { value: base.value, unitText: base.unitText };
  const interval = INTERVALS[string(value.unitText)?.toUpperCase() ?? ''];
  const min = amount(value.minValue ?? value.value);
  const max = amount(value.maxValue ?? value.value);
  const currency = string(base.currency) ?? string(posting.salaryCurrency) ?? 'GBP';
  return interval === undefined || currency !== 'GBP' || (min === null && max === null) ? undefined : { min, max, interval };
};

const CONTRACTS: Readonly<Record<string, string>> = {
  TEMPORARY: 'fixed-term',
  CONTRACTOR: 'fixed-term',
  PER_DIEM: 'casual',
  INTERN: 'apprenticeship',
  APPRENTICESHIP: 'apprenticeship',
};
const PATTERNS: Readonly<Record<string, string>> = { FULL_TIME: 'full-time', PART_TIME: 'part-time' };

const employment = (posting: Thing): Thing => {
  const types = list(posting.employmentType).flatMap(one => (typeof one === 'string' ? one.toUpperCase().split(/[\s,]+/) : []));
  const contract = types.map(type => CONTRACTS[type]).find(one => one !== undefined);
  const patterns = types.flatMap(type => PATTERNS[type] ?? []);
  if (string(posting.jobLocationType)?.toUpperCase() === 'TELECOMMUTE') patterns.push('remote');
  return { ...(contract ? { contract } : {}), ...(patterns.length > 0 ? { patterns } : {}) };
};

const whereabouts = (posting: Thing): { place: string | undefined; more: Thing } => {
  const location = record(posting.jobLocation);
  const address = record(location.address);
  const geo = record(location.geo);
  const typed = string(address.postalCode);
  const postcode = typed && parsePostcode(typed).kind === 'postcode' ? typed : undefined;
  const lat = amount(geo.latitude);
  const lng = amount(geo.longitude);
  return {
    place: feedText(string(address.addressLocality) ?? string(location.address) ?? string(location.name)),
    more: { ...(postcode ? { postcode } : {}), ...(lat !== null && lng !== null ? { lat, lng } : {}) },
  };
};

const entryOf = (posting: Thing, now: Date): FeedEntry => {
  const title = feedText(posting.title ?? posting.name);
  const identifier = first(posting.identifier);
  const { place, more } = whereabouts(posting);
  const salary = salaryOf(posting);
  const occupation = feedText(first(posting.occupationalCategory)) ?? feedText(first(posting.industry)) ?? '';
  return feedEntry(
    {
      title,
      reference: feedText(isRecord(identifier) ? identifier.value : identifier),
      url: string(posting.url) ?? string(posting['@id']),
      description: string(posting.description),
      closes: string(posting.validThrough),
      published: string(posting.datePosted),
      place,
      more: { category: categoryOf(`${title ?? ''} ${occupation}`), ...employment(posting), ...more, ...(salary ? { salary } : {}) },
    },
    now,
  );
};

const parse = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

/** What stands in the JSON-LD scripts of a page; one that never ends is the last. */
const scriptsIn = (page: string): string[] => {
  const found: string[] = [];
  let from = 0;
  for (;;) {
    SCRIPT.lastIndex = from;
    const opening = SCRIPT.exec(page);
    if (!opening) return found;
    END.lastIndex = SCRIPT.lastIndex;
    const end = END.exec(page);
    if (!end) return found;
    if (IS_JSON_LD.test(opening[1] ?? '')) found.push(page.slice(SCRIPT.lastIndex, end.index));
    from = END.lastIndex;
  }
};

/** Reads schema.org JobPosting out of JSON-LD, or out of the script blocks of a page that has it. */
export const readJsonLd = async (text: string, now: Date): Promise<FeedReading> => {
  const unread = (why: string): FeedReading => ({ kind: 'unread', why });
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  const isPage = trimmed.startsWith('<');
  const documents = (isPage ? scriptsIn(trimmed) : [trimmed]).map(parse);
  const read = documents.filter(one => one !== undefined);
  if (documents.length === 0) return unread(feedWords.notJson);
  if (read.length === 0) return unread(isPage ? feedWords.brokenJson : feedWords.notJson);
  const postings = read.flatMap(({ value }) => postingsIn(value));
  if (postings.length === 0 && !read.some(({ value }) => isList(value))) return unread(feedWords.noPostings);
  return readEntries(postings, posting => entryOf(posting, now));
};
