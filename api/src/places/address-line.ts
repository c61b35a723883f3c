import { plainCase } from './street-names.ts';
import { fold } from './towns.ts';

/** One of the two parts of an address within its street that BS 7666-2 knows: the primary ("2", "Hometay House") or the secondary ("Flat 28"). */
export type AddressableObject = {
  readonly startNumber: string;
  readonly startSuffix: string;
  readonly endNumber: string;
  readonly endSuffix: string;
  readonly text: string;
};

/** An address as far as its street: `front` and the street's name together are its label. */
export type AddressLine = {
  /** "Flat 28, Hometay House, 2 ": with the space or comma that stands before the street. */
  readonly front: string;
  /** "2", "2a"; null for a name alone. */
  readonly number: string | null;
  /** "hometay house"; null where it has no name of its own. */
  readonly name: string | null;
  readonly sortKey: string;
};

export const NO_OBJECT: AddressableObject = { startNumber: '', startSuffix: '', endNumber: '', endSuffix: '', text: '' };

/** "12a-14" of its four parts. */
const rangeOf = ({ startNumber, startSuffix, endNumber, endSuffix }: AddressableObject): string => {
  if (startNumber === '') return '';
  const start = `${startNumber}${startSuffix.toUpperCase()}`;
  return endNumber === '' ? start : `${start}-${endNumber}${endSuffix.toUpperCase()}`;
};

/** Digits as wide as each other, so that text sorts by value: "flat 9" before "flat 10". */
const sortable = (text: string): string => fold(text).replace(/\d+/g, digits => digits.padStart(5, '0'));

/** A part of a building that many buildings have is no name to look for. */
const COMMON_PART = /\d|^(flat|apartment|unit|room|suite|floor|ground|first|second|third|basement|annexe|rear)\b/;

const nameOf = (primary: AddressableObject, secondary: AddressableObject): string | null =>
  [primary.text, secondary.text].map(fold).find(text => text !== '' && !COMMON_PART.test(text)) ?? null;

/** Puts an address together in the order of BS 7666-2: secondary object, then primary, its text before its number. Undefined where it has neither. */
export const addressLine = (primary: AddressableObject, secondary: AddressableObject): AddressLine | undefined => {
  const within = [plainCase(secondary.text), rangeOf(secondary)].filter(part => part !== '').join(' ');
  const number = rangeOf(primary);
  const parts = [within, plainCase(primary.text), number].filter(part => part !== '');
  if (parts.length === 0) return undefined;
  const first = number === '' ? `~${sortable(primary.text)}` : `${sortable(number)} ${sortable(primary.text)}`;
  return {
    front: `${parts.join(', ')}${number === '' ? ', ' : ' '}`,
    number: number === '' ? null : `${primary.startNumber}${primary.startSuffix.toLowerCase()}`,
    name: nameOf(primary, secondary),
    sortKey: `${first.trim()} ${sortable(within)}`.trim(),
  };
};

/** A delivery point's building: Royal Mail keeps "12A" and "12-14" as names. */
const BUILDING_NUMBER = /^(\d+)([A-Z]?)(?:-(\d+)([A-Z]?))?$/i;

/** Royal Mail's parts of an address as those of BS 7666-2. */
export const deliveryObjects = (subBuilding: string, buildingName: string, buildingNumber: string) => {
  const asNumber = buildingNumber === '' ? BUILDING_NUMBER.exec(buildingName) : null;
  const [, startNumber = buildingNumber, startSuffix = '', endNumber = '', endSuffix = ''] = asNumber ?? [];
  return {
    primary: { startNumber, startSuffix, endNumber, endSuffix, text: asNumber ? '' : buildingName },
    secondary: { ...NO_OBJECT, text: subBuilding },
  };
};
