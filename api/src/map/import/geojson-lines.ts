import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { endsWithLine, FileFault } from '../../places/csv-file.ts';
import type { FileContents, FileFeature, ReadOptions, UnreadFeature } from './file-feature.ts';
import { featureAt } from './geojson-file.ts';
import { featureWords, fileWords } from './import-words.ts';
import { givenProjection, WGS84 } from './projection.ts';

/** What begins each text of a sequence (RFC 8142, RFC 7464). */
export const RECORD_SEPARATOR = '\u001e';

const parsed = (line: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(line) };
  } catch {
    return undefined;
  }
};

async function* features(file: string, { reading, onBytes }: ReadOptions): AsyncGenerator<FileFeature | UnreadFeature> {
  const projection = givenProjection(reading.crs) ?? WGS84;
  const source = createReadStream(file);
  source.on('data', chunk => onBytes(chunk.length));
  let place = 0;
  let broken: UnreadFeature | undefined;
  for await (const line of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
    place++;
    if (broken) yield broken;
    broken = undefined;
    const text = line
      .replaceAll(RECORD_SEPARATOR, '')
      .replace(/^\ufeff/, '')
      .trim();
    if (text === '') continue;
    const json = parsed(text);
    // Held back for a moment: in the last line it may be where the file was cut off.
    if (json) yield featureAt(place, json.value, projection);
    else broken = { place, properties: [], fault: featureWords.notJson };
  }
  if (!broken) return;
  if (!endsWithLine(file)) throw new FileFault(fileWords.cutOff);
  yield broken;
}

/** Features of which each is a line: newline-delimited GeoJSON, or GeoJSON text sequences (RFC 8142) with a line each. */
export const openGeoJsonLines = (file: string, options: ReadOptions): FileContents => ({ unit: 'line', features: features(file, options) });
