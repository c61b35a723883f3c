import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { jsonParser, type Token } from 'stream-json/core/parser.js';
import { isRecord } from '../../http/json-record.ts';
import { FileFault } from '../../places/csv-file.ts';
import type { FileContents, FileFeature, ReadOptions, UnreadFeature } from './file-feature.ts';
import { featureWords, fileWords } from './import-words.ts';
import { givenProjection, type Projection, projectionOf, WGS84 } from './projection.ts';

/** Characters since the last feature: more than this is no feature that anyone could draw. */
const LONGEST_FEATURE = 64 * 1024 * 1024;

type Container = unknown[] | Record<string, unknown>;
export type JsonRecord = Readonly<Record<string, unknown>>;

/** What a value is whose end has come: a member of the file's own object, or one of its features. */
type Piece =
  | { readonly kind: 'member'; readonly key: string; readonly value: unknown }
  | { readonly kind: 'feature'; readonly value: unknown };

/**
 * Puts together one member of a file's object at a time, and of the member `features` one element at a time. Objects have no prototype, so
 * that a property called __proto__ is a property like any other.
 */
const createAssembler = () => {
  const open: { readonly container: Container; key: string }[] = [];
  let isFeatures = false;

  const put = (value: unknown): Piece | undefined => {
    const top = open.at(-1);
    if (!top) throw new FileFault(fileWords.notGeoJson);
    if (open.length === 1) return { kind: 'member', key: top.key, value };
    if (open.length === 2 && isFeatures) return { kind: 'feature', value };
    if (Array.isArray(top.container)) top.container.push(value);
    else top.container[top.key] = value;
    return undefined;
  };
  const begin = (container: Container): void => {
    if (open.length === 1) isFeatures = Array.isArray(container) && open[0]?.key === 'features';
    open.push({ container, key: '' });
  };
  const end = (): Piece | undefined => {
    const done = open.pop();
    if (open.length === 0) return undefined;
    return put(done?.container);
  };

  const take = (token: Token): Piece | undefined => {
    switch (token.name) {
      case 'startObject':
        begin(Object.create(null));
        return undefined;
      case 'startArray':
        if (open.length === 0) throw new FileFault(fileWords.notGeoJson);
        begin([]);
        return undefined;
      case 'endObject':
      case 'endArray':
        return end();
      case 'keyValue': {
        const top = open.at(-1);
        if (top) top.key = token.value;
        return undefined;
      }
      case 'numberValue':
        return put(Number(token.value));
      case 'stringValue':
      case 'nullValue':
      case 'trueValue':
      case 'falseValue':
        return put(token.value);
      default:
        return undefined;
    }
  };
  return { take, isOpen: () => open.length > 0 };
};

/** The pieces of a JSON text as it streams by. Throws FileFault where it stops being JSON. */
async function* pieces(file: string, onBytes: (bytes: number) => void): AsyncGenerator<Piece> {
  const parse = jsonParser({ streamValues: false });
  const decoder = new StringDecoder('utf8');
  const assembler = createAssembler();
  let since = 0;
  const tokens = (text: string): readonly Token[] => {
    try {
      const found = parse(text);
      return typeof found === 'symbol' ? [] : found.values;
    } catch (fault) {
      throw new FileFault(fileWords.notJson(fault instanceof Error ? fault.message.replace(/^.*?: /, '') : String(fault)));
    }
  };
  let isFirst = true;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 16 })) {
    onBytes(chunk.length);
    since += chunk.length;
    if (since > LONGEST_FEATURE) throw new FileFault(fileWords.featureTooLong);
    const text = decoder.write(chunk);
    for (const token of tokens(isFirst ? text.replace(/^\ufeff/, '') : text)) {
      const piece = assembler.take(token);
      if (!piece) continue;
      since = 0;
      yield piece;
    }
    isFirst = false;
  }
  if (assembler.isOpen()) throw new FileFault(fileWords.cutOff);
}

/** The coordinate system that an older GeoJSON file names (GeoJSON 2008, section 3); RFC 7946 knows WGS84 only. */
const systemOf = (crs: unknown): Projection | undefined => {
  const name = isRecord(crs) && isRecord(crs.properties) ? crs.properties.name : undefined;
  if (typeof name !== 'string') return undefined;
  const projection = projectionOf(name);
  if (!projection) throw new FileFault(fileWords.system(name));
  return projection;
};

/** A GeoJSON Feature as it stands in a file. */
export const featureAt = (place: number, value: unknown, projection: Projection): FileFeature | UnreadFeature => {
  if (!isRecord(value) || value.type !== 'Feature') return { place, properties: [], fault: featureWords.notAFeature };
  const properties = isRecord(value.properties) ? Object.entries(value.properties) : [];
  return { place, id: value.id, geometry: value.geometry, projection, properties };
};

async function* features(file: string, { reading, onBytes }: ReadOptions): AsyncGenerator<FileFeature | UnreadFeature> {
  const given = givenProjection(reading.crs);
  const own: Record<string, unknown> = Object.create(null);
  let projection = given ?? WGS84;
  let count = 0;
  for await (const piece of pieces(file, onBytes)) {
    if (piece.kind === 'feature') {
      count++;
      yield featureAt(count, piece.value, projection);
      continue;
    }
    own[piece.key] = piece.value;
    if (piece.key !== 'crs' || given) continue;
    const system = systemOf(piece.value);
    if (system && system !== projection && count > 0) throw new FileFault(fileWords.lateSystem);
    projection = system ?? projection;
  }
  if (own.type === 'Feature') yield featureAt(1, own, projection);
  else if (own.type !== 'FeatureCollection' || !Array.isArray(own.features)) throw new FileFault(fileWords.notGeoJson);
}

/** A GeoJSON text (RFC 7946): a FeatureCollection, read one feature at a time, or a single Feature. */
export const openGeoJson = (file: string, options: ReadOptions): FileContents => ({ unit: 'feature', features: features(file, options) });
