import { XMLParser } from 'fast-xml-parser';
import { isRecord } from '../http/json-record.ts';
import { type FeedEntry, type FeedReading, feedEntry, feedText, readEntries } from './job-feed-entry.ts';
import { feedWords } from './job-feed-words.ts';

/** Everything as text: a reference 0042 is no number. */
const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, trimValues: true, isArray: name => name === 'item' });

const DOCTYPE = /<!DOCTYPE/i;

const textOf = (value: unknown): string | undefined => {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' && one !== '' ? one : undefined;
};

const entryOf = (item: Readonly<Record<string, unknown>>, now: Date): FeedEntry =>
  feedEntry(
    {
      title: feedText(item.title),
      reference: textOf(item.guid),
      url: textOf(item.link),
      description: textOf(item['content:encoded']) ?? textOf(item.description),
      // RSS itself has nothing to say when an item ends; these are what job systems add.
      closes: textOf(item.closingDate) ?? textOf(item.expirationDate) ?? textOf(item['job:closingDate']),
      published: textOf(item.pubDate),
      place: feedText(item.location ?? item['job:location']),
      more: {},
    },
    now,
  );

const channelOf = (document: unknown): unknown => (isRecord(document) && isRecord(document.rss) ? document.rss.channel : undefined);

/** Sections that end with their own mark, and whose text is no markup. */
const SECTIONS = [
  ['<![CDATA[', ']]>'],
  ['<!--', '-->'],
  ['<?', '?>'],
] as const;
const MOST_DEPTH = 50;

/** Whether elements stand in elements without end. Reads the text once; the parser pays for each with the path to it. */
const isOverDeep = (text: string): boolean => {
  let depth = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const [, mark = '>'] = SECTIONS.find(([opening]) => text.startsWith(opening, at)) ?? [];
    const end = text.indexOf(mark, at);
    if (end < 0) return false;
    if (mark === '>') {
      if (text[at + 1] === '/') depth--;
      else if (text[end - 1] !== '/') depth++;
    }
    if (depth > MOST_DEPTH) return true;
    at = end + mark.length;
  }
  return false;
};

/** Reads RSS 2.0 (rssboard.org). A document type is not read at all: only there can entities be declared that grow without end. */
export const readRss = async (text: string, now: Date): Promise<FeedReading> => {
  const unread = (why: string): FeedReading => ({ kind: 'unread', why });
  if (DOCTYPE.test(text)) return unread(feedWords.hasDoctype);
  if (isOverDeep(text)) return unread(feedWords.tooDeep);
  let document: unknown;
  try {
    document = parser.parse(text, true);
  } catch {
    return unread(feedWords.brokenXml);
  }
  const channel = channelOf(document);
  if (channel === undefined) return unread(feedWords.notRss);
  const items = isRecord(channel) && Array.isArray(channel.item) ? channel.item.filter(isRecord) : [];
  return readEntries(items, item => entryOf(item, now));
};
