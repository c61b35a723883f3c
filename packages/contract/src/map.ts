import { z } from 'zod';
import { AuthorityRef } from './authorities.ts';
import { OpenState, WeeklySpan } from './hours.ts';
import { AuthorityId } from './ids.ts';
import { Area, LONGEST_TYPED_POSTCODE, PlaceSource } from './places.ts';
import { route } from './route.ts';
import { typedText } from './text.ts';

/** A layer's id: a readable slug that stands in addresses of tiles and of OGC collections. */
export const LayerId = z
  .string()
  .max(60, 'is longer than 60 characters')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'should be a layer id such as libraries')
  .brand<'LayerId'>();
export type LayerId = z.infer<typeof LayerId>;

/** A feature's id within its layer, as its owner gives it: a code, a UPRN, a slug. */
export const FeatureId = z
  .string()
  .max(100, 'is longer than 100 characters')
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/, 'should be a feature id such as bakewell-library')
  .brand<'FeatureId'>();
export type FeatureId = z.infer<typeof FeatureId>;

/** WGS84 degrees. */
export const LatLng = z.object({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) }).meta({ id: 'LatLng' });
export type LatLng = z.infer<typeof LatLng>;

/** West, south, east, north in WGS84 degrees. */
export const Bounds = z.tuple([z.number(), z.number(), z.number(), z.number()]).meta({ id: 'Bounds' });
export type Bounds = z.infer<typeof Bounds>;

/**
 * What a layer is for.
 * - `places`: things people look for; they can be searched by distance
 * - `areas`: what contains a point ("your ward")
 * - `background`: only drawn, under the rest
 */
export const LayerRole = z.enum(['places', 'areas', 'background']);
export type LayerRole = z.infer<typeof LayerRole>;

/** How a layer is drawn. Colours come from the authority's theme: a layer only names a `tone`. Zooms are those of web maps, 0 to 22. */
export const LayerStyle = z
  .object({
    tone: z.enum(['accent', 'strong', 'muted', 'green', 'boundary']),
    /** Below this zoom the layer is not drawn, so that dense layers stay light. */
    minZoom: z.number().min(0).max(22),
    labels: z.boolean(),
    /** Higher is drawn later, on top. */
    order: z.int(),
  })
  .meta({ id: 'LayerStyle' });
export type LayerStyle = z.infer<typeof LayerStyle>;

/** Whether a layer that refreshes itself is up to date. `fault` says in words why the last try kept the old data. */
export const LayerStatus = z
  .object({ refreshes: z.boolean(), lastTriedAt: z.iso.datetime().nullable(), fault: z.string().nullable() })
  .meta({ id: 'LayerStatus' });
export type LayerStatus = z.infer<typeof LayerStatus>;

export const Layer = z
  .object({
    id: LayerId,
    title: z.string(),
    /** One of the things, for counts and lists: "library". */
    singular: z.string(),
    description: z.string(),
    owner: AuthorityRef.nullable().describe('The partner whose data it is; null for data of the whole partnership'),
    category: z.string(),
    role: LayerRole,
    geometry: z.enum(['point', 'line', 'polygon', 'mixed']),
    licence: z.object({ name: z.string(), url: z.url().nullable() }),
    attribution: z.string(),
    source: z.string().describe('Where the facts come from, fit to show'),
    isVerified: z.boolean().describe('False while nobody has checked the facts with the owner: say so wherever they show'),
    isSample: z.boolean(),
    style: LayerStyle,
    edition: z.string().nullable(),
    updatedAt: z.iso.datetime(),
    status: LayerStatus,
    count: z.int(),
    bounds: Bounds.nullable().describe('Null for a layer without features'),
  })
  .meta({ id: 'Layer' });
export type Layer = z.infer<typeof Layer>;

/** A feature as a list or a detail shows it. All of it is plain text; none of it is HTML. */
export const MapFeature = z
  .object({
    id: FeatureId,
    layer: LayerId,
    title: z.string(),
    summary: z.string().nullable(),
    point: LatLng.describe('Where its pin stands: the point itself, or a point on or in the shape'),
    bounds: Bounds,
    address: z.string().nullable(),
    postcode: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    url: z.url().nullable(),
    hours: z.array(WeeklySpan).nullable(),
    week: z
      .array(z.object({ days: z.string(), times: z.string() }))
      .nullable()
      .describe('The hours in words: "Monday to Friday", "9am to 5pm"'),
    open: OpenState.nullable(),
    notes: z.array(z.object({ label: z.string(), text: z.string() })).describe('What else the owner has to say, in order'),
    source: z.string().nullable().describe('Where this one comes from, when that differs from the layer'),
    verifiedOn: z.iso.date().nullable(),
  })
  .meta({ id: 'MapFeature' });
export type MapFeature = z.infer<typeof MapFeature>;

export const LayerList = z.object({ items: z.array(Layer), total: z.int(), page: z.int(), pageSize: z.int() }).meta({ id: 'LayerList' });
export type LayerList = z.infer<typeof LayerList>;

export const listLayers = route({
  method: 'get',
  path: '/api/v1/map/layers',
  summary: 'The layers of the map',
  tag: 'Map',
  query: z.strictObject({}),
  reply: LayerList,
});

/** Where distances are measured from. `precision` says how well the spot is known: people read "within about a mile" for a sector. */
export const Spot = z
  .object({
    label: z.string().describe('"DE45 1ES", "Bakewell", "12 High Street, Belper" or "where you are"'),
    point: LatLng,
    precision: z.enum(['address', 'position', 'postcode', 'street', 'sector', 'town']),
    note: z.string().nullable().describe('What there is to say about it, e.g. that only the sector of the postcode is known'),
  })
  .meta({ id: 'Spot' });
export type Spot = z.infer<typeof Spot>;

const Found = MapFeature.extend({
  distanceM: z.number().describe('Metres as the crow flies; 0 inside an area'),
  distance: z.string().describe('The same in words, no finer than the spot is known: "0.4 miles", "about 3 miles"'),
});

export const NearestReply = z
  .object({
    layer: Layer,
    from: Spot,
    items: z.array(Found),
    total: z.int().describe('Features in the layer'),
    source: PlaceSource.nullable().describe('The data the spot rests on; null for a position of the device'),
  })
  .meta({ id: 'NearestReply' });
export type NearestReply = z.infer<typeof NearestReply>;
export type NearFeature = NearestReply['items'][number];

const limit = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);
const near = {
  postcode: typedText(LONGEST_TYPED_POSTCODE).optional(),
  near: typedText(100).optional().describe('A postcode, town, village or street; give this or `postcode`'),
};

export const nearestFeatures = route({
  method: 'get',
  path: '/api/v1/map/nearest',
  summary: 'The nearest of a layer to a place',
  description:
    'Nearest first. Give `postcode` or `near`. For an address or a position use POST: neither belongs in an address line or a log.',
  tag: 'Map',
  query: z.strictObject({ layer: LayerId, ...near, limit: limit(50, 10) }),
  reply: NearestReply,
  problems: { 404: 'No layer has this id, or the place is not known (kind: not-found)' },
});

/** A spot that is too personal for an address line: one property, or where a device is. */
export const PrivateSpot = z.union(
  [
    z.strictObject({ uprn: z.string().regex(/^\d{1,12}$/, 'should be a UPRN') }),
    z.strictObject({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) }),
  ],
  'should be a uprn of up to 12 digits in quotes, or lat and lng in degrees',
);
export type PrivateSpot = z.infer<typeof PrivateSpot>;

export const nearestToSpot = route({
  method: 'post',
  path: '/api/v1/map/nearest',
  summary: 'The nearest of a layer to an address or a position',
  description: 'The spot is used for this answer and neither stored nor logged.',
  tag: 'Map',
  query: z.strictObject({}),
  body: z.strictObject({ layer: LayerId, at: PrivateSpot, limit: z.int().min(1).max(50).default(10) }),
  reply: NearestReply,
  problems: { 404: 'No layer or no address has this id' },
});

/** One thing that contains the spot: "Your ward: Bakewell". */
export const Containing = z.object({ layer: LayerId, label: z.string(), feature: MapFeature }).meta({ id: 'Containing' });

export const AroundReply = z
  .object({
    from: Spot,
    areas: z
      .array(Area)
      .describe('Who serves the spot: one when settled, several when it may be either; empty when outside the partnership'),
    containing: z.array(Containing).describe('Every area of every `areas` layer that contains the spot, smallest last'),
    message: z.string(),
    source: PlaceSource.nullable(),
  })
  .meta({ id: 'AroundReply' });
export type AroundReply = z.infer<typeof AroundReply>;

export const aroundPlace = route({
  method: 'get',
  path: '/api/v1/map/around',
  summary: 'Everything that contains a place: ward, district, police neighbourhood',
  tag: 'Map',
  query: z.strictObject(near),
  reply: AroundReply,
  problems: { 404: 'The place is not known (kind: not-found)' },
});

export const aroundSpot = route({
  method: 'post',
  path: '/api/v1/map/around',
  summary: 'The same for an address or a position; also the nearest address and who is responsible there',
  description: 'What a "report it" form needs of a spot that someone marked. The spot is neither stored nor logged.',
  tag: 'Map',
  query: z.strictObject({}),
  body: z.strictObject({ at: PrivateSpot }),
  reply: AroundReply.extend({
    address: z
      .object({ uprn: z.string(), label: z.string(), distanceM: z.number() })
      .nullable()
      .describe('The nearest address on record within 100 m'),
    street: z.object({ name: z.string(), distanceM: z.number() }).nullable().describe('The nearest street on record by name'),
  }).meta({ id: 'AroundSpotReply' }),
  problems: { 404: 'No address has this id' },
});
export type AroundSpotReply = z.infer<typeof aroundSpot.reply>;

export const FeatureList = z
  .object({ layer: Layer, items: z.array(MapFeature), total: z.int(), page: z.int(), pageSize: z.int() })
  .meta({ id: 'FeatureList' });
export type FeatureList = z.infer<typeof FeatureList>;

export const listFeatures = route({
  method: 'get',
  path: '/api/v1/map/layers/:layer/features',
  summary: 'The features of a layer, by title',
  tag: 'Map',
  params: z.object({ layer: LayerId }),
  query: z.strictObject({
    q: typedText(100).optional().describe('Only those with these words in title, address or postcode'),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    pageSize: limit(100, 25),
  }),
  reply: FeatureList,
  problems: { 404: 'No layer has this id' },
});

export const FeatureReply = z.object({ layer: Layer, feature: MapFeature }).meta({ id: 'FeatureReply' });
export type FeatureReply = z.infer<typeof FeatureReply>;

export const getFeature = route({
  method: 'get',
  path: '/api/v1/map/layers/:layer/features/:id',
  summary: 'One feature of a layer',
  tag: 'Map',
  params: z.object({ layer: LayerId, id: FeatureId }),
  query: z.strictObject({}),
  reply: FeatureReply,
  problems: { 404: 'No layer or feature has this id' },
});

/** What the overview picture and the style of the map take. Both are files, not JSON replies of the API. */
export const OVERVIEW_PATH = '/map/overview.svg';
export const OverviewQuery = z.strictObject({
  authority: AuthorityId.optional(),
  layer: LayerId.optional(),
  postcode: typedText(LONGEST_TYPED_POSTCODE).optional(),
});
export const STYLE_PATH = '/map/style.json';
export const StyleQuery = z.strictObject({
  authority: AuthorityId.optional(),
  layers: z
    .string()
    .max(600)
    .regex(/^[a-z0-9-]+(,[a-z0-9-]+)*$/, 'should be layer ids with commas between them')
    .optional(),
});
/** In the style's `metadata`: the address of a basemap style that the operator has configured, for the map to draw ours upon. */
export const BASEMAP_STYLE_METADATA = 'dtp:basemap-style';
