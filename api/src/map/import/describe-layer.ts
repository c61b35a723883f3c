import { LayerRole, LayerStyle } from '@dtp/contract/map.ts';
import { cleanText } from '@dtp/contract/text.ts';
import { z } from 'zod';
import type { LayerRow } from '../repository.ts';
import type { LayerDescription } from '../repository.write.ts';
import { importWords } from './import-words.ts';

const text = (most: number) =>
  z
    .string()
    .transform(cleanText)
    .pipe(z.string().min(1, 'should not be empty').max(most, `is longer than ${most} characters`));

export const GeometryKind = z.enum(['point', 'line', 'polygon', 'mixed']);
export type GeometryKind = z.infer<typeof GeometryKind>;

/** What a person says of a layer, in a file or by options. Everything may be left out; for a new layer some of it is needed. */
export const GivenLayer = z.strictObject({
  title: text(100).optional(),
  singular: text(60).optional(),
  description: text(1000).optional(),
  /** An authority's id; null for the whole partnership. */
  owner: z.string().nullable().optional(),
  category: text(60).optional(),
  role: LayerRole.optional(),
  geometry: GeometryKind.optional(),
  licence: text(200).optional(),
  licenceUrl: z
    .url({ protocol: /^https?$/, error: 'should be an address such as https://…' })
    .nullable()
    .optional(),
  attribution: text(500).optional(),
  source: text(500).optional(),
  isVerified: z.boolean().optional(),
  isSample: z.boolean().optional(),
  style: LayerStyle.partial().optional(),
  edition: text(40).nullable().optional(),
});
export type GivenLayer = z.infer<typeof GivenLayer>;

/** Every fault of what was given, as "licenceUrl should be an address". */
export const faultsOf = ({ issues }: z.core.$ZodError): string[] =>
  issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message));

const OGL = {
  name: /open government licence|^ogl\b/i,
  url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
} as const;

/** A layer of more features than this is not drawn from afar, unless its owner says so. */
const MANY = 3000;
const MANY_ZOOM = 12;

const usualStyle = (role: LayerRole, count: number): LayerStyle => ({
  tone: role === 'areas' ? 'boundary' : role === 'background' ? 'muted' : 'accent',
  minZoom: count > MANY ? MANY_ZOOM : 0,
  labels: true,
  order: role === 'areas' ? 14 : 62,
});

const styleOf = (given: GivenLayer['style'], usual: LayerStyle): LayerStyle => ({
  tone: given?.tone ?? usual.tone,
  minZoom: given?.minZoom ?? usual.minZoom,
  labels: given?.labels ?? usual.labels,
  order: given?.order ?? usual.order,
});

/** What a new layer cannot do without, besides its features. */
const NEEDED = ['title', 'licence', 'attribution', 'source'] as const;

/** What a new layer lacks, and an owner who is not on record; empty when it can be described. */
export const descriptionFaults = (given: GivenLayer, isNew: boolean, authorities: readonly string[]): string[] => {
  const lacking = isNew ? NEEDED.filter(name => given[name] === undefined).map(name => importWords.needed(name)) : [];
  const owner = given.owner ?? null;
  return owner === null || authorities.includes(owner) ? lacking : [...lacking, importWords.unknownOwner(owner, authorities)];
};

/** The description of a layer that has just been read: what was given, over what is known, over what its features suggest. */
export const describe = (
  id: string,
  given: GivenLayer,
  known: LayerRow | undefined,
  found: { readonly geometry: GeometryKind; readonly count: number },
): LayerDescription => {
  const title = given.title ?? known?.title ?? id;
  const geometry = given.geometry ?? known?.geometry ?? found.geometry;
  const role = given.role ?? LayerRole.catch(found.geometry === 'polygon' ? 'areas' : 'places').parse(known?.role);
  const licence = given.licence ?? known?.licence ?? '';
  const knownUrl = given.licence === undefined ? known?.licenceUrl : undefined;
  return {
    id,
    title,
    singular: given.singular ?? known?.singular ?? (role === 'areas' ? 'area' : 'place'),
    description: given.description ?? known?.description ?? '',
    owner: given.owner !== undefined ? given.owner : (known?.owner ?? null),
    category: given.category ?? known?.category ?? (role === 'areas' ? 'Boundaries' : 'Places'),
    role,
    geometry,
    licence,
    licenceUrl: given.licenceUrl !== undefined ? given.licenceUrl : (knownUrl ?? (OGL.name.test(licence) ? OGL.url : null)),
    attribution: given.attribution ?? known?.attribution ?? '',
    source: given.source ?? known?.source ?? '',
    isVerified: given.isVerified ?? known?.isVerified ?? false,
    isSample: given.isSample ?? known?.isSample ?? false,
    style: styleOf(given.style, known?.style ?? usualStyle(role, found.count)),
    edition: given.edition !== undefined ? given.edition : (known?.edition ?? null),
  };
};
