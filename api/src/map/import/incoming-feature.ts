import { cleanText } from '@dtp/contract/text.ts';
import type { Geometry } from 'geojson';
import { z } from 'zod';
import { asPostcode } from '../../places/postcode-files.ts';
import type { FeatureProperties, LayerReading } from '../../store/schema.ts';
import type { IncomingFeature } from '../repository.write.ts';
import { columnsOf, type FeatureColumns, fieldAt } from './columns.ts';
import type { FileFeature, UnreadFeature } from './file-feature.ts';
import { readGeometry } from './geometry.ts';
import { featureWords } from './import-words.ts';
import { readWeek, weekOf } from './opening-hours.ts';

/** Longest texts that are kept, in characters; what is longer is cut. */
const LONGEST = { id: 100, title: 200, summary: 2000, address: 300, phone: 40, email: 200, url: 2000, name: 60, value: 2000 } as const;
export const MOST_PROPERTIES = 50;

/** What is read of a feature: itself, or why it is refused. The id stands with a refused one where it has one. */
export type ReadFeature =
  | { readonly kind: 'feature'; readonly feature: IncomingFeature; readonly hasOwnId: boolean; readonly hasMore: boolean }
  | { readonly kind: 'refused'; readonly reason: string; readonly id: string | undefined }
  | { readonly kind: 'left-out' };

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);

/** A value as one line of text; empty for what has none. Objects within objects say nothing that a person could read. */
const textOf = (value: unknown): string => {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return Array.isArray(value)
    ? value
        .filter(one => !Array.isArray(one))
        .map(textOf)
        .filter(text => text !== '')
        .join(', ')
    : '';
};

/** An id as ours are: letters, digits and . _ : - without anything else. Empty when nothing is left. */
const asId = (text: string): string =>
  cut(text, LONGEST.id)
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._:-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|-+$/g, '');

/** A readable id for a feature that has none of its own: "bakewell-library". */
const slugOf = (title: string): string => asId(title.replace(/['’]/g, '')).toLowerCase();

const asPhone = (text: string): string | undefined => (/(\d\D*){5}/.test(text) && text.length <= LONGEST.phone ? text : undefined);
const asEmail = (text: string): string | undefined =>
  text.length <= LONGEST.email && /^[^\s@<>"(),;]+@[^\s@<>"(),;]+\.[A-Za-z]{2,}$/.test(text) ? text : undefined;
const asUrl = (text: string): string | undefined => {
  if (text.length > LONGEST.url || /\s/.test(text)) return undefined;
  const url = URL.parse(/^www\./i.test(text) ? `https://${text}` : text);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === ''
    ? url.href
    : undefined;
};
const Day = z.iso.date();
const asDay = (text: string): string | undefined => (Day.safeParse(text).success ? text : undefined);
const upTo =
  (most: number) =>
  (text: string): string =>
    cut(text, most);

type Properties = FileFeature['properties'];

/** Takes values out of a feature's properties; what nobody took is left over. */
const createTaker = (properties: Properties) => {
  const taken = new Set<number>();
  const valueAt = (at: number): unknown => properties[at]?.[1];
  return {
    /** The first that has a value which `as` can use. What it cannot use stays with the other properties, so that nothing is lost. */
    first: <Value>(places: readonly number[], as: (text: string) => Value | undefined): Value | null => {
      for (const at of places) {
        const text = textOf(valueAt(at));
        const value = text === '' || taken.has(at) ? undefined : as(text);
        if (value === undefined) continue;
        taken.add(at);
        return value;
      }
      return null;
    },
    all: (places: readonly number[]): string[] => {
      const free = places.filter(at => !taken.has(at));
      for (const at of free) taken.add(at);
      return [...new Set(free.map(at => textOf(valueAt(at))).filter(text => text !== ''))];
    },
    hours: ({ hours, days }: FeatureColumns): IncomingFeature['hours'] => {
      const byDay = weekOf(new Map([...days].map(([day, at]) => [day, textOf(valueAt(at))])));
      if (byDay) {
        for (const at of days.values()) taken.add(at);
        return byDay;
      }
      for (const at of hours) {
        const week = readWeek(valueAt(at));
        if (!week) continue;
        taken.add(at);
        return week;
      }
      return null;
    },
    /** What is left, at most `MOST_PROPERTIES`. */
    rest: (): { properties: FeatureProperties; hasMore: boolean } => {
      const entries = properties.flatMap(([name, value], at): [string, string | number | boolean][] => {
        const label = cut(cleanText(name), LONGEST.name);
        if (taken.has(at) || label === '') return [];
        if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return [[label, value]];
        const text = cut(textOf(value), LONGEST.value);
        return text === '' ? [] : [[label, text]];
      });
      // Defines each name as an own property, __proto__ too.
      return { properties: Object.fromEntries(entries.slice(0, MOST_PROPERTIES)), hasMore: entries.length > MOST_PROPERTIES };
    },
  };
};

const isLeftOut = (names: readonly string[], properties: Properties, { leaveOut }: LayerReading): boolean =>
  leaveOut.some(({ field, value }) => {
    const text = textOf(properties[fieldAt(names, field)]?.[1]);
    return value === '*' ? text !== '' : text.toLowerCase() === value.toLowerCase();
  });

/** Columns are found once for features of the same properties: a file has few kinds. */
const MOST_KINDS = 50;

export type FeatureReader = (raw: FileFeature | UnreadFeature) => ReadFeature;

/** Reads features as files have them. `geometry` is what the layer holds; null before that is known. */
export const createFeatureReader = (reading: LayerReading): FeatureReader => {
  const kinds = new Map<string, FeatureColumns>();
  const columnsFor = (names: readonly string[]): FeatureColumns => {
    const key = names.join('\n');
    let columns = kinds.get(key);
    if (!columns) {
      columns = columnsOf(names, reading);
      if (kinds.size >= MOST_KINDS) kinds.clear();
      kinds.set(key, columns);
    }
    return columns;
  };

  const featureOf = (raw: FileFeature, geometry: Geometry, columns: FeatureColumns, id: string | undefined): ReadFeature => {
    const take = createTaker(raw.properties);
    // In this order: a title may also be an id, and then it is both.
    const title = take.first(columns.title, upTo(LONGEST.title)) ?? id;
    if (title === undefined) return { kind: 'refused', reason: featureWords.noTitle, id };
    const ownId = id ?? slugOf(title);
    if (ownId === '') return { kind: 'refused', reason: featureWords.noId(title), id };
    if (id !== undefined && (raw.id === undefined || raw.id === null))
      take.first(columns.id, text => (asId(text) === id ? text : undefined));
    const address = take.first(columns.address, upTo(LONGEST.address));
    const parts = address === null ? take.all(columns.addressParts).join(', ') : '';
    const feature = {
      id: ownId,
      title,
      geometry,
      summary: take.first(columns.summary, upTo(LONGEST.summary)),
      address: address ?? (parts === '' ? null : cut(parts, LONGEST.address)),
      postcode: take.first(columns.postcode, asPostcode),
      phone: take.first(columns.phone, asPhone),
      email: take.first(columns.email, asEmail),
      url: take.first(columns.url, asUrl),
      hours: take.hours(columns),
      source: take.first(columns.source, upTo(LONGEST.value)),
      verifiedOn: take.first(columns.verifiedOn, asDay),
    };
    const { properties, hasMore } = take.rest();
    return { kind: 'feature', feature: { ...feature, properties }, hasOwnId: id !== undefined, hasMore };
  };

  return raw => {
    const names = raw.properties.map(([name]) => name);
    if (isLeftOut(names, raw.properties, reading)) return { kind: 'left-out' };
    const columns = columnsFor(names);
    const own = 'id' in raw && reading.idField === null ? textOf(raw.id) : '';
    const typed = own !== '' ? own : (createTaker(raw.properties).first(columns.id, text => text) ?? '');
    const id = typed === '' ? undefined : asId(typed);
    if (id === '') return { kind: 'refused', reason: featureWords.noId(typed), id: undefined };
    if ('fault' in raw) return { kind: 'refused', reason: raw.fault, id };
    const geometry = readGeometry(raw.geometry, raw.projection);
    return typeof geometry === 'string' ? { kind: 'refused', reason: geometry, id } : featureOf(raw, geometry, columns, id);
  };
};
