import { z } from 'zod';
import { AreaId, AuthorityId } from './ids.ts';
import { route } from './route.ts';
import { typedText } from './text.ts';

/** Nobody types more than this for a postcode, however many spaces they use: longer text is refused before any work. */
export const LONGEST_TYPED_POSTCODE = 60;

/** Which body holds each role for an address. In Derby the unitary holds both council roles. */
export const Serving = z
  .object({ district: AuthorityId, county: AuthorityId, planning: AuthorityId, police: AuthorityId, fire: AuthorityId })
  .meta({ id: 'Serving' });
export type Serving = z.infer<typeof Serving>;

/** A part of the county in which the same bodies serve every address. */
export const Area = z
  .object({
    id: AreaId,
    name: z.string().describe('"Derbyshire Dales, inside the Peak District National Park"'),
    inPark: z.boolean(),
    serves: Serving,
    share: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe("Share of the postcode's or sector's known addresses or postcodes; null when not known"),
  })
  .meta({ id: 'Area' });
export type Area = z.infer<typeof Area>;

/** The data an answer rests on, and since when. */
export const PlaceSource = z
  .object({ name: z.string(), edition: z.string().nullable(), importedOn: z.iso.date(), attribution: z.string() })
  .meta({ id: 'PlaceSource' });
export type PlaceSource = z.infer<typeof PlaceSource>;

const Answerable = z.object({
  postcode: z.string().describe('In its usual form, e.g. DE45 1ES'),
  /** One area when the place is settled; several when the person has to choose; none when outside. Likeliest first. */
  areas: z.array(Area),
  beyond: z
    .array(z.object({ gss: z.string(), name: z.string() }))
    .describe(
      'Councils outside the partnership on whose side the home may be, likeliest first. Not empty means: not settled, offer that choice too',
    ),
  finderUrl: z.url().describe("GOV.UK's council finder"),
  message: z.string().describe('The outcome in plain words, fit to show'),
  source: PlaceSource,
});

/** One set of bodies serves this postcode. `areas` has exactly one entry. */
export const SettledPlace = Answerable.extend({ kind: z.literal('settled') }).meta({ id: 'SettledPlace' });
/** The postcode straddles a boundary: the person chooses. `reason` says what the evidence is. */
export const AmbiguousPlace = Answerable.extend({
  kind: z.literal('ambiguous'),
  reason: z.enum(['addresses', 'boundary']),
}).meta({ id: 'AmbiguousPlace' });
/** Only the postcode sector ("DE45 1") is known. `areas` may have a single entry, which then holds for the whole sector. */
export const SectorPlace = Answerable.extend({ kind: z.literal('sector'), sector: z.string() }).meta({ id: 'SectorPlace' });
/** The postcode is no longer in use, or never was residential; answered from its last place. */
export const RetiredPlace = Answerable.extend({ kind: z.literal('retired'), retiredOn: z.iso.date().nullable() }).meta({
  id: 'RetiredPlace',
});
/** Outside the partnership. `areas` is empty, unless the point is so near the border that the home may be on our side. */
export const OutsidePlace = Answerable.extend({
  kind: z.literal('outside'),
  council: z.object({ gss: z.string(), name: z.string() }).nullable(),
}).meta({ id: 'OutsidePlace' });

/** What is known about who serves a postcode. Two further outcomes are problems: 404 with `kind: not-found`, 400 with `kind: not-a-postcode`. */
export const Place = z
  .discriminatedUnion('kind', [SettledPlace, AmbiguousPlace, SectorPlace, RetiredPlace, OutsidePlace])
  .meta({ id: 'Place' });
export type Place = z.infer<typeof Place>;

export const getPlace = route({
  method: 'get',
  path: '/api/v1/places/:postcode',
  summary: 'Who serves this postcode',
  description: 'Any case, spaces anywhere, O/0 and I/1 mixed up: all accepted.',
  tag: 'Places',
  params: z.object({ postcode: z.string() }),
  query: z.strictObject({}),
  reply: Place,
  problems: { 400: 'Not a postcode (kind: not-a-postcode)', 404: 'Shaped like a postcode, but unknown (kind: not-found)' },
});

/** One property of a gazetteer. `area` is null where it is not known who serves it. */
export const Address = z
  .object({
    uprn: z.string().describe('Unique Property Reference Number'),
    label: z.string().describe('In one line, without the postcode: "12 High Street, Belper"'),
    area: AreaId.nullable().describe('Who serves it: pass it on as `area` where a postcode has several'),
  })
  .meta({ id: 'Address' });
export type Address = z.infer<typeof Address>;

export const AddressList = z
  .object({
    postcode: z.string(),
    items: z.array(Address),
    total: z.int().describe('0 where no addresses are loaded'),
    page: z.int(),
    pageSize: z.int(),
    source: PlaceSource.nullable(),
  })
  .meta({ id: 'AddressList' });
export type AddressList = z.infer<typeof AddressList>;

export const listAddresses = route({
  method: 'get',
  path: '/api/v1/places/:postcode/addresses',
  summary: 'The addresses of a postcode, in the order of the street',
  description: 'With these a person settles a postcode that straddles a boundary. Empty where no gazetteer is loaded.',
  tag: 'Places',
  params: z.object({ postcode: z.string() }),
  query: z.strictObject({}),
  reply: AddressList,
  problems: { 400: 'Not a postcode (kind: not-a-postcode)' },
});

/** One type-ahead suggestion. `postcode` and `uprn` can be used at once; a town or outward code needs the rest typed. */
export const PlaceSuggestion = z
  .object({
    kind: z.enum(['postcode', 'sector', 'outward', 'town', 'street', 'address']),
    label: z.string(),
    detail: z.string().describe('What tells it from others of the same label, e.g. "Derbyshire Dales"'),
    postcode: z.string().nullable(),
    uprn: z.string().nullable().describe('Of an address: what to ask with'),
  })
  .meta({ id: 'PlaceSuggestion' });
export type PlaceSuggestion = z.infer<typeof PlaceSuggestion>;

export const PlaceSuggestions = z
  .object({ query: z.string(), items: z.array(PlaceSuggestion), total: z.int(), page: z.int(), pageSize: z.int() })
  .meta({ id: 'PlaceSuggestions' });
export type PlaceSuggestions = z.infer<typeof PlaceSuggestions>;

export const suggestPlaces = route({
  method: 'get',
  path: '/api/v1/places',
  summary: 'Type-ahead over postcodes, towns, streets and addresses',
  tag: 'Places',
  query: z.strictObject({ q: typedText(LONGEST_TYPED_POSTCODE), limit: z.coerce.number().int().min(1).max(20).default(8) }),
  reply: PlaceSuggestions,
});
