import type { LayerRow } from '../repository.ts';
import { CRS_LIST, DEFAULT_CRS } from './crs.ts';
import { OGC_PATH, TYPES } from './links.ts';
import { words } from './messages.ts';
import { FORMATS, LIMIT } from './query.ts';

/** The parts of an OpenAPI 3.0.3 document that we write and show. */
export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly description: string;
  readonly required: boolean;
  readonly schema: object;
  readonly style?: 'form';
  readonly explode?: false;
};
type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, object>>;
};

const uris = CRS_LIST.map(one => one.uri);
const query = (name: string, description: string, schema: object): Parameter => ({
  name,
  in: 'query',
  description,
  required: false,
  schema,
  style: 'form',
  explode: false,
});

const f = query('f', 'The form of the answer. Without it, the Accept header decides, and JSON where that leaves it open.', {
  type: 'string',
  enum: FORMATS,
});
const crs = query('crs', 'The coordinate reference system that geometries are given in (18-058r1).', {
  type: 'string',
  format: 'uri',
  enum: uris,
  default: DEFAULT_CRS.uri,
});
const bboxCrs = query('bbox-crs', 'The coordinate reference system of `bbox` (18-058r1).', {
  type: 'string',
  format: 'uri',
  enum: uris,
  default: DEFAULT_CRS.uri,
});
const limit = query('limit', 'At most so many features in one answer. A larger number counts as the largest.', {
  type: 'integer',
  minimum: 1,
  maximum: LIMIT.most,
  default: LIMIT.usual,
});
const offset = query('offset', 'So many features are passed over. Follow the links `next` and `prev` rather than counting.', {
  type: 'integer',
  minimum: 0,
  default: 0,
});
const bbox = query(
  'bbox',
  'Only features whose shape touches this box: lower corner, upper corner, in the order of axes of `bbox-crs`. Of six numbers the heights are passed over. A box whose first longitude is the larger one spans the date line.',
  {
    type: 'array',
    oneOf: [
      { minItems: 4, maxItems: 4 },
      { minItems: 6, maxItems: 6 },
    ],
    minItems: 4,
    maxItems: 6,
    items: { type: 'number' },
  },
);
const datetime = query(
  'datetime',
  'Only features that were last changed here (`updatedAt`) at this RFC 3339 time, or between two with a slash between; one of them may be open (`..`).',
  { type: 'string' },
);

const path = (name: string, description: string, schema: object): Parameter => ({ name, in: 'path', description, required: true, schema });

const content = (types: readonly string[], schema: object) => Object.fromEntries(types.map(type => [type, { schema }]));
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const htmlContent = { [TYPES.html]: { schema: { type: 'string' } } };

const problem = (description: string) => ({ description, content: content(['application/problem+json'], ref('problem')) });
const unchanged = { description: 'Unchanged since the ETag that was sent' };
const ours = problem('A fault of ours; the cause is not shown');
const badRequest = problem('Something in the request is wrong; every fault is listed');
const unknown = problem('No collection or feature has this id');

const operation = (
  operationId: string,
  summary: string,
  tag: string,
  parameters: readonly Parameter[],
  answer: { type: string; schema: object; headers?: object },
  canMiss = false,
): { get: Operation } => ({
  get: {
    operationId,
    summary,
    tags: [tag],
    parameters,
    responses: {
      200: {
        description: summary,
        ...(answer.headers ? { headers: answer.headers } : {}),
        content: { ...content([answer.type], answer.schema), ...htmlContent },
      },
      304: unchanged,
      400: badRequest,
      ...(canMiss ? { 404: unknown } : {}),
      500: ours,
    },
  },
});

const text = { type: 'string' };
const number = { type: 'number' };
const list = (items: object, more: object = {}) => ({ type: 'array', items, ...more });
const object = (required: readonly string[], properties: Readonly<Record<string, object>>) => ({ type: 'object', required, properties });
const links = list(ref('link'));

const schemas = {
  link: object(['href', 'rel', 'type'], { href: text, rel: text, type: text, title: text }),
  landingPage: object(['links'], { title: text, description: text, links }),
  confClasses: object(['conformsTo'], { conformsTo: list(text) }),
  extent: {
    type: 'object',
    properties: {
      spatial: { type: 'object', properties: { bbox: list(list(number, { minItems: 4, maxItems: 6 }), { minItems: 1 }), crs: text } },
      temporal: {
        type: 'object',
        properties: {
          interval: list(list({ type: 'string', format: 'date-time', nullable: true }, { minItems: 2, maxItems: 2 }), { minItems: 1 }),
          trs: text,
        },
      },
    },
  },
  collection: object(['id', 'links'], {
    id: text,
    title: text,
    description: text,
    attribution: text,
    itemType: text,
    extent: ref('extent'),
    crs: list(text),
    storageCrs: text,
    links,
  }),
  collections: object(['links', 'collections'], { links, crs: list(text), collections: list(ref('collection')) }),
  featureGeoJSON: object(['type', 'id', 'geometry', 'properties'], {
    type: { type: 'string', enum: ['Feature'] },
    id: text,
    geometry: object(['type', 'coordinates'], { type: text, coordinates: list({}) }),
    properties: {
      type: 'object',
      properties: Object.fromEntries(
        ['title', 'summary', 'address', 'postcode', 'phone', 'email', 'url', 'hours', 'source', 'verifiedOn', 'updatedAt'].map(name => [
          name,
          { type: 'string', nullable: true },
        ]),
      ),
      additionalProperties: true,
    },
    links,
  }),
  featureCollectionGeoJSON: object(['type', 'features'], {
    type: { type: 'string', enum: ['FeatureCollection'] },
    features: list(ref('featureGeoJSON')),
    links,
    numberMatched: { type: 'integer', minimum: 0 },
    numberReturned: { type: 'integer', minimum: 0 },
  }),
  problem: object(['type', 'title', 'status', 'detail', 'requestId'], {
    type: text,
    title: text,
    status: { type: 'integer' },
    detail: text,
    requestId: text,
    errors: list(object(['path', 'message'], { path: text, message: text })),
  }),
};

const headers = {
  'Content-Crs': { description: 'The coordinate reference system of the geometries, between angle brackets', schema: text },
  Link: { description: 'The next page, where there is one', schema: text },
};

/** The OpenAPI 3.0 document of the addresses under /ogc: 17-069r4, clause 9. */
export const apiDocument = (publicUrl: string, version: string, layers: readonly LayerRow[]) => {
  const collectionId = path('collectionId', 'Which collection', { type: 'string', enum: layers.map(layer => layer.id) });
  const featureId = path('featureId', 'Which feature of it', text);
  const { landingPage, confClasses } = { landingPage: ref('landingPage'), confClasses: ref('confClasses') };
  const paths: Readonly<Record<string, { get: Operation }>> = {
    '/': operation('getLandingPage', words.title, 'Capabilities', [f], { type: TYPES.json, schema: landingPage }),
    '/api': operation('getApi', words.api, 'Capabilities', [f], { type: TYPES.openapi, schema: { type: 'object' } }),
    '/conformance': operation('getConformanceDeclaration', words.conformance, 'Capabilities', [f], {
      type: TYPES.json,
      schema: confClasses,
    }),
    '/collections': operation('getCollections', words.collections, 'Capabilities', [f], { type: TYPES.json, schema: ref('collections') }),
    '/collections/{collectionId}': operation(
      'describeCollection',
      'One collection',
      'Capabilities',
      [collectionId, f],
      { type: TYPES.json, schema: ref('collection') },
      true,
    ),
    '/collections/{collectionId}/items': operation(
      'getFeatures',
      'Features of a collection',
      'Data',
      [collectionId, limit, offset, bbox, bboxCrs, datetime, crs, f],
      { type: TYPES.geojson, schema: ref('featureCollectionGeoJSON'), headers },
      true,
    ),
    '/collections/{collectionId}/items/{featureId}': operation(
      'getFeature',
      'One feature',
      'Data',
      [collectionId, featureId, crs, f],
      { type: TYPES.geojson, schema: ref('featureGeoJSON'), headers: { 'Content-Crs': headers['Content-Crs'] } },
      true,
    ),
  };
  return {
    openapi: '3.0.3',
    info: { title: words.title, description: words.description, version },
    servers: [{ url: `${publicUrl}${OGC_PATH}` }],
    tags: [{ name: 'Capabilities' }, { name: 'Data' }],
    paths,
    components: { schemas },
  };
};
export type ApiDocument = ReturnType<typeof apiDocument>;
