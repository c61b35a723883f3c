import { z } from 'zod';
import { AuthorityRef, ContactPoint } from './authorities.ts';
import { OpenState } from './hours.ts';
import { ActionKind, AreaId, AuthorityId, ServiceId, Tier } from './ids.ts';
import { LONGEST_TYPED_POSTCODE, Place } from './places.ts';
import { route } from './route.ts';
import { typedText } from './text.ts';

/** A next step with the address where it starts. */
export const Action = z.object({ kind: ActionKind, label: z.string(), url: z.url() }).meta({ id: 'Action' });
export type Action = z.infer<typeof Action>;

export const Category = z.object({ id: z.string(), title: z.string(), summary: z.string() }).meta({ id: 'Category' });
export type Category = z.infer<typeof Category>;

/** A service as people know it, whoever provides it. */
export const Service = z
  .object({
    id: ServiceId,
    lgsl: z.int().nullable().describe('Local Government Services List number, where one exists'),
    title: z.string(),
    summary: z.string(),
    action: ActionKind.describe('What people mostly do here'),
    tier: Tier,
    categories: z.array(z.string()),
  })
  .meta({ id: 'Service' });
export type Service = z.infer<typeof Service>;

/**
 * One body's answer to one service.
 * - `responsible`: `yes` for everyone at the place asked about; `possible` when it depends on where exactly; `listed` when no place was given
 * - `status`: `unknown` is a gap that editors can see, never a guess
 */
export const Answer = z
  .object({
    authority: AuthorityRef,
    responsible: z.enum(['yes', 'possible', 'listed']),
    because: z.string().describe('Why this body, in a phrase fit to show'),
    status: z.enum(['provided', 'not-provided', 'unknown']),
    summary: z.string().nullable(),
    actions: z.array(Action).describe('Empty where no direct page is on record: start at the home page'),
    contact: ContactPoint,
    open: OpenState.nullable().describe('Whether the contact point answers now; null where its hours are not on record'),
    cost: z.string().nullable(),
    eligibility: z.string().nullable(),
    alert: z.string().nullable(),
    lastReviewed: z.iso.date().nullable(),
  })
  .meta({ id: 'Answer' });
export type Answer = z.infer<typeof Answer>;

/**
 * A service with who is responsible. `settled`: the answers hold for the place (or for the whole of the host's area).
 * `depends`: a postcode, or a choice of area, is needed; `answers` then lists the possible bodies, or nothing where there are more than three (but all in the single-service reply).
 * `elsewhere`: the place is outside the partnership.
 */
export const ServiceAnswers = z
  .object({ service: Service, responsibility: z.enum(['settled', 'depends', 'elsewhere']), answers: z.array(Answer) })
  .meta({ id: 'ServiceAnswers' });
export type ServiceAnswers = z.infer<typeof ServiceAnswers>;

/** What was understood of the `postcode` asked with: the place, or why there is none. */
export const AskedPlace = z
  .union([Place, z.object({ kind: z.enum(['not-found', 'not-a-postcode']), postcode: z.string(), message: z.string() })])
  .meta({ id: 'AskedPlace' });
export type AskedPlace = z.infer<typeof AskedPlace>;

const where = {
  postcode: typedText(LONGEST_TYPED_POSTCODE).optional(),
  area: AreaId.optional().describe('The area the person chose, where the postcode has several; `outside` for none of them'),
  authority: AuthorityId.optional().describe('The host website; decides ranking, and the area while no postcode is given'),
};

export const SearchReply = z
  .object({
    query: z.string(),
    corrected: z.string().nullable().describe('Set when a corrected spelling was searched instead: "did you mean"'),
    place: AskedPlace.nullable(),
    total: z.int(),
    items: z.array(ServiceAnswers),
  })
  .meta({ id: 'AzSearchReply' });
export type SearchReply = z.infer<typeof SearchReply>;

export const searchServices = route({
  method: 'get',
  path: '/api/v1/az/search',
  summary: 'Search services in your own words',
  tag: 'A to Z',
  query: z.strictObject({
    q: typedText(200),
    ...where,
    exact: z.enum(['true']).optional().describe('Search the words as typed, without correcting their spelling'),
    limit: z.coerce.number().int().min(1).max(50).default(10),
  }),
  reply: SearchReply,
});

export const SuggestReply = z
  .object({
    query: z.string(),
    items: z.array(
      z.object({
        id: ServiceId,
        title: z.string(),
        alias: z.string().nullable().describe('The other name that matched, when the title did not'),
      }),
    ),
  })
  .meta({ id: 'AzSuggestReply' });
export type SuggestReply = z.infer<typeof SuggestReply>;

export const suggestServices = route({
  method: 'get',
  path: '/api/v1/az/suggest',
  summary: 'Suggestions while typing',
  tag: 'A to Z',
  query: z.strictObject({ q: typedText(200), authority: AuthorityId.optional(), limit: z.coerce.number().int().min(1).max(10).default(6) }),
  reply: SuggestReply,
});

export const IndexReply = z
  .object({
    letters: z.array(z.object({ letter: z.string(), count: z.int() })).describe('All 26, with 0 where nothing is listed'),
    categories: z.array(Category.extend({ count: z.int() })),
    popular: z.array(Service).describe('Popular tasks, those of the host first'),
    total: z.int().describe('Services on record'),
  })
  .meta({ id: 'AzIndexReply' });
export type IndexReply = z.infer<typeof IndexReply>;

export const azIndex = route({
  method: 'get',
  path: '/api/v1/az',
  summary: 'Letters, categories and popular tasks',
  tag: 'A to Z',
  query: z.strictObject({ authority: AuthorityId.optional() }),
  reply: IndexReply,
});

export const BrowseReply = z
  .object({
    items: z.array(ServiceAnswers.extend({ listedAs: z.string().describe('The name it stands under here: its title or another name') })),
    total: z.int(),
    page: z.int(),
    pageSize: z.int(),
    place: AskedPlace.nullable(),
  })
  .meta({ id: 'AzBrowseReply' });
export type BrowseReply = z.infer<typeof BrowseReply>;

export const browseServices = route({
  method: 'get',
  path: '/api/v1/az/services',
  summary: 'Browse by letter or category',
  description: 'By letter a service stands under its title and under every other name people use.',
  tag: 'A to Z',
  query: z.strictObject({
    letter: z
      .string()
      .regex(/^[a-zA-Z]$/, 'should be one letter')
      .transform(letter => letter.toUpperCase())
      .optional(),
    category: z.string().max(60).optional(),
    ...where,
    page: z.coerce.number().int().min(1).max(1000).default(1),
    pageSize: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: BrowseReply,
});

export const ServiceReply = ServiceAnswers.extend({
  synonyms: z.array(z.string()),
  categoryTitles: z.array(Category),
  place: AskedPlace.nullable(),
}).meta({ id: 'AzServiceReply' });
export type ServiceReply = z.infer<typeof ServiceReply>;

export const getService = route({
  method: 'get',
  path: '/api/v1/az/services/:id',
  summary: 'One service with all its answers',
  tag: 'A to Z',
  params: z.object({ id: ServiceId }),
  query: z.strictObject(where),
  reply: ServiceReply,
  problems: { 404: 'No service has this id' },
});
