import type {
  aroundPlace,
  aroundSpot,
  getFeature,
  listFeatures,
  listLayers,
  nearestFeatures,
  nearestToSpot,
  PrivateSpot,
} from '@dtp/contract/map.ts';
import type { suggestPlaces } from '@dtp/contract/places.ts';
import type { Client } from '@dtp/kit/client.ts';

/** The routes of the API that the map calls. */

const NEAREST = '/api/v1/map/nearest';
const AROUND = '/api/v1/map/around';
const LAYERS = '/api/v1/map/layers';
/** A page of a list, as many as there are nearest. */
const PAGE_SIZE = 10;

const features = (layer: string): string => `${LAYERS}/${encodeURIComponent(layer)}/features`;

export const fetchLayers = (client: Client, signal: AbortSignal) => client.get<typeof listLayers>(LAYERS, {}, ['items'], signal);

export const fetchPlaces = (client: Client, q: string, signal: AbortSignal) =>
  client.get<typeof suggestPlaces>('/api/v1/places', { q }, ['items'], signal);

export const fetchNearest = (client: Client, layer: string, near: string, signal: AbortSignal) =>
  client.get<typeof nearestFeatures>(NEAREST, { layer, near }, ['items'], signal);

export const fetchNearestToSpot = (client: Client, layer: string, at: PrivateSpot, signal: AbortSignal) =>
  client.post<typeof nearestToSpot>(NEAREST, { layer, at }, ['items'], signal);

export const fetchFeatures = (client: Client, layer: string, page: number, signal: AbortSignal) =>
  client.get<typeof listFeatures>(features(layer), { page, pageSize: PAGE_SIZE }, ['items'], signal);

export const fetchFeature = (client: Client, layer: string, id: string, signal: AbortSignal) =>
  client.get<typeof getFeature>(`${features(layer)}/${encodeURIComponent(id)}`, {}, [], signal);

export const fetchAround = (client: Client, near: string, signal: AbortSignal) =>
  client.get<typeof aroundPlace>(AROUND, { near }, ['areas', 'containing'], signal);

export const fetchAroundSpot = (client: Client, at: PrivateSpot, signal: AbortSignal) =>
  client.post<typeof aroundSpot>(AROUND, { at }, ['areas', 'containing'], signal);
