import type { WeeklySpan } from '@dtp/contract/hours.ts';
import type { LayerRole, LayerStyle } from '@dtp/contract/map.ts';
import type { LatLng } from '../../api/src/places/grid.ts';

/** A layer as api/data/layers/index.json describes it. `owner` is an authority's id; null for data of the whole partnership. */
export type StarterLayer = {
  readonly id: string;
  readonly title: string;
  /** One of the things, for counts and lists: "library". */
  readonly singular: string;
  readonly description: string;
  readonly owner: string | null;
  readonly category: string;
  readonly role: LayerRole;
  readonly geometry: 'point' | 'line' | 'polygon' | 'mixed';
  readonly licence: string;
  readonly licenceUrl: string | null;
  readonly attribution: string;
  readonly source: string;
  readonly isVerified: boolean;
  readonly isSample: boolean;
  readonly style: LayerStyle;
  readonly edition: string | null;
};

/** A feature as api/data/layers/<layer>.json has it. What is not known is left out. */
export type StarterFeature = {
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
  readonly geometry: { readonly type: 'Point'; readonly coordinates: readonly [lng: number, lat: number] };
  readonly address?: string;
  readonly postcode?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly url?: string;
  readonly hours?: readonly WeeklySpan[];
  readonly properties?: Readonly<Record<string, string>>;
  /** Where this one comes from, when that differs from the layer. */
  readonly source?: string;
};

/** What a layer's file holds: features, or the name of an object of a topology beside it. */
export type StarterContents =
  | { readonly features: readonly StarterFeature[] }
  | { readonly topology: 'outlines.topo.json'; readonly object: 'districts' | 'county' | 'park' };

export const OPEN_GOVERNMENT_LICENCE = {
  licence: 'Open Government Licence v3.0',
  licenceUrl: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
} as const;

/** To five places, which is about a metre: no starter point is known better. */
export const pointAt = ({ lat, lng }: LatLng): StarterFeature['geometry'] => ({
  type: 'Point',
  coordinates: [Math.round(lng * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5],
});

/** "Whaley Bridge Library" is whaley-bridge-library. */
export const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/['’.]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** The parts of an address in one line: tidied, and none of them twice in a row. */
export const addressOf = (parts: readonly string[]): string =>
  parts
    .flatMap(part => part.split(','))
    .map(part => part.replace(/\s+/g, ' ').trim().replace(/\.$/, ''))
    .filter((part, index, all) => part !== '' && part !== all[index - 1])
    .join(', ');
