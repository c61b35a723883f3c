import type { Geometry } from 'geojson';
import type { Store } from '../../store/connect.ts';
import { bumpVersion } from '../../store/versions.ts';
import { createMapWriter, type IncomingFeature, type LayerDescription } from '../repository.write.ts';

/** A layer with nothing special to it. */
export const describedLayer = (id: string, more: Partial<LayerDescription> = {}): LayerDescription => ({
  id,
  title: `Title of ${id}`,
  singular: 'thing',
  description: `What ${id} is about.`,
  owner: null,
  category: 'test',
  role: 'places',
  geometry: 'mixed',
  licence: 'Open Government Licence v3.0',
  licenceUrl: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
  attribution: 'Test data.',
  source: 'test',
  isVerified: true,
  isSample: true,
  style: { tone: 'accent', minZoom: 0, labels: true, order: 0 },
  edition: null,
  ...more,
});

/** A feature that says nothing but its title. */
export const plainFeature = (id: string, geometry: Geometry, more: Partial<IncomingFeature> = {}): IncomingFeature => ({
  id,
  title: `Title of ${id}`,
  geometry,
  summary: null,
  address: null,
  postcode: null,
  phone: null,
  email: null,
  url: null,
  hours: null,
  properties: {},
  source: null,
  verifiedOn: null,
  ...more,
});

/** Puts a layer on record, its features changed at the times beside them. The app sees it after `refresh()`. */
export const fillLayer = (
  store: Store,
  description: LayerDescription,
  features: Iterable<readonly [feature: IncomingFeature, changed: Date]>,
  now: Date,
): Promise<void> =>
  store.write(async db => {
    const writer = createMapWriter(db);
    await writer.describeLayer(description, now);
    for (const [feature, changed] of features) await writer.saveFeature(description.id, feature, changed);
    await writer.touchLayer(description.id, now);
    await bumpVersion(db, 'map', now);
  });
