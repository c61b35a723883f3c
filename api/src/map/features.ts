import { FeatureId, LayerId, type MapFeature } from '@dtp/contract/map.ts';
import { cleanText } from '@dtp/contract/text.ts';
import { openState } from '../hours/open-state.ts';
import { hoursLines } from '../hours/week-table.ts';
import type { FeatureProperties } from '../store/schema.ts';
import { featureWords } from './messages.ts';
import type { FeatureRow } from './repository.ts';
import { boundsOf, pinOf, shapeOf } from './shape.ts';

/** A name that an owner's system gave a property, as a label: "step_free_access" and "stepFreeAccess" become "Step free access"; codes stay. */
export const labelOf = (name: string): string => {
  const words = cleanText(name)
    .replace(/([a-z\d])([A-Z])(?=[a-z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
    .replace(/[_\s]+/g, ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const textOf = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? (value ? featureWords.yes : featureWords.no) : cleanText(String(value));

/** What else the owner says, in the order given; what is empty says nothing. */
export const notesOf = (properties: FeatureProperties): MapFeature['notes'] =>
  Object.entries(properties).flatMap(([name, value]) => {
    const text = value === null ? '' : textOf(value);
    return text === '' ? [] : [{ label: labelOf(name), text }];
  });

/** Only what a browser opens as a page: an address that runs or reads something else is no link. */
const webAddress = (url: string | null): string | null => (url && /^https?:\/\//i.test(url) ? url : null);

/** A feature as a list or a detail shows it, open or closed at an instant. */
export const asFeature = (row: FeatureRow, at: Date): MapFeature => {
  const shape = shapeOf(row.geometry);
  return {
    id: FeatureId.parse(row.id),
    layer: LayerId.parse(row.layer),
    title: row.title,
    summary: row.summary,
    point: pinOf(shape),
    bounds: boundsOf(shape),
    address: row.address,
    postcode: row.postcode,
    phone: row.phone,
    email: row.email,
    url: webAddress(row.url),
    hours: row.hours,
    week: row.hours && [...hoursLines(row.hours)],
    open: row.hours && openState(row.hours, at),
    notes: notesOf(row.properties),
    source: row.source,
    verifiedOn: row.verifiedOn,
  };
};

/** The same feature at another instant. */
export const featureAt = (feature: MapFeature, at: Date): MapFeature => ({
  ...feature,
  open: feature.hours && openState(feature.hours, at),
});
