import type { LatLng } from '@dtp/contract/map.ts';
import { LRUCache } from 'lru-cache';
import { fold } from '../places/towns.ts';
import { metresBetween } from './ground.ts';
import { vehicleWords } from './messages.ts';

/** A street by name, and how far it is. */
export type NearStreet = { readonly name: string; readonly distanceM: number };
/** Something that knows streets; null where it knows none. */
export type StreetSource = (point: LatLng) => Promise<NearStreet | null>;
export type NamedPoint = LatLng & { readonly name: string };

/** Streets by name, from the best source that knows one there. Distances are in metres. */
export type Streets = {
  /** Where a vehicle is, in words: "near High Street, Belper", "near Matlock"; null far from anything. */
  whereabouts(point: LatLng): Promise<string | null>;
  /** The street that a vehicle at this point is on, as well as can be told. */
  under(point: LatLng): Promise<string | null>;
  /** The street that someone who lives here will mean. */
  homeStreet(point: LatLng): Promise<string | null>;
  /** The street of this name among those known by a point of ours. */
  named(typed: string): string | undefined;
  /** Forgets what it has looked up: the record has moved. */
  forget(): void;
};

/** The streets of a gazetteer are known by one point in their middle each, so a street is told only close to it, and guessed at no farther. */
const UNDER_REACH = 75;
const HOME_REACH = 250;
const WORDS_REACH = 400;
const TOWN_REACH = 6000;
/** Looked up once for a square of about 30 metres: gritters go where gritters go. */
const CELL = 0.0004;
const MOST_CELLS = 20_000;

/** One name for a street however it is written. */
export const streetKey = (name: string): string => fold(name);

/** The nearest of some named points, such as the stops that buses have along a street. */
export const nearestNamed = (points: readonly NamedPoint[], from: LatLng): NearStreet | null => {
  let best: NearStreet | null = null;
  for (const point of points) {
    const distanceM = metresBetween(from, point);
    if (!best || distanceM < best.distanceM) best = { name: point.name, distanceM };
  }
  return best;
};

export type StreetDeps = {
  /** Best first. */
  readonly sources: readonly StreetSource[];
  /** Points of streets that are known without any import, which come last. */
  readonly points: readonly NamedPoint[];
  readonly towns: () => Promise<readonly NamedPoint[]>;
};

type Looked = { readonly street: NearStreet | null; readonly town: string | null };

export const openStreets = ({ sources, points, towns }: StreetDeps): Streets => {
  const looked = new LRUCache<string, Promise<Looked>>({ max: MOST_CELLS });
  const names = new Map(points.map(({ name }) => [streetKey(name), name]));
  let townList: Promise<readonly NamedPoint[]> | undefined;

  const streetNear = async (point: LatLng): Promise<NearStreet | null> => {
    for (const source of sources) {
      const found = await source(point);
      if (found && found.distanceM <= WORDS_REACH) return found;
    }
    const ours = nearestNamed(points, point);
    return ours && ours.distanceM <= WORDS_REACH ? ours : null;
  };

  const townNear = async (point: LatLng): Promise<string | null> => {
    townList ??= towns().catch((fault: unknown) => {
      // Not remembered either.
      townList = undefined;
      throw fault;
    });
    const town = nearestNamed(await townList, point);
    return town && town.distanceM <= TOWN_REACH ? town.name : null;
  };

  const look = (point: LatLng): Promise<Looked> => {
    const cell = `${Math.round(point.lat / CELL)} ${Math.round(point.lng / CELL)}`;
    let found = looked.get(cell);
    if (!found) {
      found = streetNear(point).then(async street => ({ street, town: street ? null : await townNear(point) }));
      looked.set(cell, found);
      // A fault is not remembered: the next look tries again.
      found.catch(() => looked.delete(cell));
    }
    return found;
  };

  const within = async (point: LatLng, reach: number): Promise<string | null> => {
    const { street } = await look(point);
    return street && street.distanceM <= reach ? street.name : null;
  };

  return {
    whereabouts: async point => {
      const { street, town } = await look(point);
      const place = street?.name ?? town;
      return place === null ? null : vehicleWords.near(place);
    },
    under: point => within(point, UNDER_REACH),
    homeStreet: point => within(point, HOME_REACH),
    named: typed => names.get(streetKey(typed)),
    forget: () => {
      looked.clear();
      townList = undefined;
    },
  };
};
