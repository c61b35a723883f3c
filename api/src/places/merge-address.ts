import type { AddressGround } from './address-ground.ts';
import type { AddressRow } from './address-repository.ts';
import { gazetteerWords } from './gazetteer-messages.ts';
import type { StagedProperty } from './gazetteer-staging.ts';

/** What becomes of a property that the files speak of. `unnamed`: it has a place, but nothing to call it by, and why. */
export type MergedAddress =
  | { readonly kind: 'row'; readonly row: AddressRow; readonly unnamed: string | null }
  /** It is no address, or no longer. */
  | { readonly kind: 'gone' }
  /** The files name it, but say nowhere where it is. */
  | { readonly kind: 'nowhere' };

export type MergeFacts = {
  /** A street as people say it; undefined for one that is neither in the files nor on record. */
  readonly streetLabel: (usrn: string) => string | undefined;
  readonly ground: AddressGround;
};

type Naming = Pick<AddressRow, 'usrn' | 'label' | 'number' | 'name' | 'sortKey'>;

/** As the custodian writes it; else as Royal Mail does; else as it was. */
const namingOf = (staged: StagedProperty, stored: AddressRow | null, facts: MergeFacts): Naming & { readonly unnamed: string | null } => {
  const { usrn, front } = staged;
  const street = usrn === null ? undefined : facts.streetLabel(usrn);
  if (front !== null && street !== undefined)
    return { usrn, label: `${front}${street}`, number: staged.number, name: staged.name, sortKey: staged.sortKey, unnamed: null };
  const known = usrn ?? stored?.usrn ?? null;
  const { deliveryLabel: label, deliveryNumber: number, deliveryName: name, deliverySortKey: sortKey } = staged;
  if (label !== null && (usrn !== null || !stored?.label || stored.usrn === null))
    return { usrn: known, label, number, name, sortKey, unnamed: null };
  if (stored?.label)
    return { usrn: stored.usrn, label: stored.label, number: stored.number, name: stored.name, sortKey: stored.sortKey, unnamed: null };
  const unnamed = usrn === null ? gazetteerWords.noName : gazetteerWords.unknownStreet(usrn);
  return { usrn: known, label: null, number: null, name: null, sortKey: null, unnamed };
};

const placeOf = (staged: StagedProperty, stored: AddressRow | null): Pick<AddressRow, 'easting' | 'northing' | 'custodian'> | undefined => {
  const { easting, northing, custodian } = staged;
  if (easting !== null && northing !== null) return { easting, northing, custodian };
  return stored ? { easting: stored.easting, northing: stored.northing, custodian: stored.custodian } : undefined;
};

/**
 * The row that the files make of a property, over the one on record: a change-only file has just the records that changed, so what it does
 * not speak of stays. Pure.
 */
export const mergeAddress = (staged: StagedProperty, stored: AddressRow | null, facts: MergeFacts): MergedAddress => {
  if (staged.isGone === 1 || staged.isUnaddressed === 1) return { kind: 'gone' };
  const place = placeOf(staged, stored);
  if (!place) return { kind: 'nowhere' };
  const { unnamed, ...naming } = namingOf(staged, stored, facts);
  const postcode = staged.deliveryPostcode ?? staged.placePostcode ?? staged.postcode ?? stored?.postcode ?? null;
  const stays = stored && stored.easting === place.easting && stored.northing === place.northing && stored.custodian === place.custodian;
  const ground = stays ? { gss: stored.gss, inPark: stored.inPark } : facts.ground(place);
  return { kind: 'row', row: { uprn: staged.uprn, ...naming, postcode, ...place, ...ground }, unnamed };
};

/** Whether storing `fresh` would change nothing. */
export const isSameAddress = (stored: AddressRow, fresh: AddressRow): boolean =>
  (Object.keys(fresh) as (keyof AddressRow)[]).every(key => stored[key] === fresh[key]);
