import Builder from 'fast-xml-builder';

export type Format = 'json' | 'xml';

/** A field of an answer: null stands for nothing in JSON and is an empty element in XML. */
type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

/** An answer: in JSON the bare value; in XML the root element, and of a list the name of each entry. */
export type Answer = { readonly root: string; readonly entry?: string; readonly value: Value };

/** Names of the entries of lists that stand inside an answer. */
const ENTRIES: Readonly<Record<string, string>> = { endpoints: 'endpoint', formats: 'format', attributes: 'attribute' };

/** What XML 1.0 forbids, escaped or not (section 2.2, Char). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the control characters is the purpose
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const builder = new Builder({ format: true, ignoreAttributes: false, suppressBooleanAttributes: false });

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** The Spark convention the other way round: a list is an element that holds one of its own for each entry. */
const elements = (value: Value, entry: string | undefined): unknown => {
  if (typeof value === 'string') return value.replace(FORBIDDEN, '');
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.length === 0 ? null : { [entry ?? 'item']: value.map(one => elements(one, undefined)) };
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, elements(part, ENTRIES[name])]));
};

const xmlOf = ({ root, entry, value }: Answer): string =>
  builder.build({ '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' }, [root]: elements(value, entry) });

const HEADERS = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
};

const TYPES: Readonly<Record<Format, string>> = { json: 'application/json; charset=utf-8', xml: 'text/xml; charset=utf-8' };

export const written = (format: Format, answer: Answer, status = 200, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(format === 'json' ? JSON.stringify(answer.value) : xmlOf(answer), {
    status,
    headers: { 'content-type': TYPES[format], 'cache-control': 'no-store', ...HEADERS, ...headers },
  });
