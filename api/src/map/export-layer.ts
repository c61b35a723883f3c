import { stringify } from 'csv-stringify/sync';
import type { Feature } from 'geojson';
import { dayName } from '../hours/hours-messages.ts';
import type { FeatureRow, MapRepository } from './repository.ts';
import { pinOf, shapeOf } from './shape.ts';

export const EXPORT_FORMATS = ['geojson', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const ROWS_A_PAGE = 1000;

/** The features of a layer in the order of their numbers, a page at a time. */
async function* pages(record: MapRepository, layer: string): AsyncGenerator<readonly FeatureRow[]> {
  let last = -1;
  for (;;) {
    const numbers = (await record.timesAfter(layer, last, ROWS_A_PAGE)).map(row => row.number);
    yield await record.byNumber(layer, numbers);
    if (numbers.length < ROWS_A_PAGE) return;
    last = numbers.at(-1) ?? last;
  }
}

/** Under the names that an import knows, so that what goes out can come in again. */
const featureOf = (row: FeatureRow): Feature => {
  const { title, summary, address, postcode, phone, email, url, hours, source, verifiedOn } = row;
  const own = { title, summary, address, postcode, phone, email, url, hours, source, verifiedOn };
  const said = Object.entries(own).filter(([, value]) => value !== null);
  return {
    type: 'Feature',
    id: row.id,
    geometry: row.geometry,
    properties: Object.fromEntries([...said, ...Object.entries(row.properties)]),
  };
};

/** RFC 7946, a feature a line. */
async function* geoJson(record: MapRepository, layer: string): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[\n';
  let isFirst = true;
  for await (const page of pages(record, layer)) {
    const lines = page.map(row => JSON.stringify(featureOf(row)));
    if (lines.length === 0) continue;
    yield `${isFirst ? '' : ',\n'}${lines.join(',\n')}`;
    isFirst = false;
  }
  yield '\n]}\n';
}

const DAYS = [1, 2, 3, 4, 5, 6, 7];
const OWN_COLUMNS = [
  'id',
  'title',
  'summary',
  'longitude',
  'latitude',
  'address',
  'postcode',
  'phone',
  'email',
  'url',
  'source',
  'verifiedOn',
];

const timesOn = ({ hours }: FeatureRow, day: number): string => {
  if (hours === null) return '';
  const spans = hours.filter(span => span.day === day).map(span => `${span.opens}-${span.closes}`);
  return spans.length > 0 ? spans.join(', ') : 'closed';
};

type Cell = string | number | boolean | null | undefined;

/** A spreadsheet takes a text that begins like this for a formula, unless it is a number. */
const asCell = (cell: Cell): string => {
  const text = String(cell ?? '');
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d .()]+$/.test(text) ? `'${text}` : text;
};
const csvLine = (cells: readonly Cell[]): string => stringify([cells.map(asCell)]);

/** A line a feature, where its pin stands: a table has no room for shapes. */
async function* csv(record: MapRepository, layer: string): AsyncGenerator<string> {
  const names = new Set<string>();
  let hasHours = false;
  for await (const page of pages(record, layer))
    for (const row of page) {
      for (const name of Object.keys(row.properties)) names.add(name);
      hasHours ||= row.hours !== null;
    }
  const days = hasHours ? DAYS : [];
  yield csvLine([...OWN_COLUMNS, ...days.map(day => `${dayName(day)} opening hours`), ...names]);
  for await (const page of pages(record, layer))
    for (const row of page) {
      const { lng, lat } = pinOf(shapeOf(row.geometry));
      const own = [
        row.id,
        row.title,
        row.summary,
        lng,
        lat,
        row.address,
        row.postcode,
        row.phone,
        row.email,
        row.url,
        row.source,
        row.verifiedOn,
      ];
      const further = new Map(Object.entries(row.properties));
      yield csvLine([...own, ...days.map(day => timesOn(row, day)), ...[...names].map(name => further.get(name))]);
    }
}

/** A layer as a file, in pieces: `geojson` holds all of it, `csv` the pins in place of the shapes. */
export const exportLayer = (record: MapRepository, layer: string, format: ExportFormat): AsyncGenerator<string> =>
  format === 'csv' ? csv(record, layer) : geoJson(record, layer);
