import type { Authority } from '@dtp/contract/authorities.ts';
import type { Bounds, Layer, NearestReply, OverviewQuery } from '@dtp/contract/map.ts';
import type { z } from 'zod';
import type { AuthorityBook } from '../../authorities/book.ts';
import { ownerOn } from '../../authorities/ref.ts';
import { londonDay } from '../../http/clock.ts';
import type { SpotFinder } from '../../places/spots.ts';
import { COUNTY, DISTRICTS, PARK } from '../ground.ts';
import { createLayerBook } from '../layers.ts';
import { locatePlace } from '../locating.ts';
import type { MapModel } from '../model.ts';
import { createNearest } from '../nearest.ts';
import type { MapRepository } from '../repository.ts';
import { paletteOf } from './colours.ts';
import { boundsAround, type Frame, frameOf, type Point } from './frame.ts';
import { createGroundShapes, type GroundShape } from './ground-shapes.ts';
import { type Box, boxAround, labelPlacer } from './labels.ts';
import { type OverviewSubject, overviewCredit, overviewDescription, overviewTitle } from './messages.ts';
import { outlineOf } from './paths.ts';
import { type Pin, pinSize, pinsAt } from './pins.ts';
import { CREDIT_BOX, type Ground, LABEL_SIZE, type Marks, svgOf } from './svg.ts';
import { type Town, townsIn } from './towns.ts';

export type OverviewDeps = {
  map: MapModel;
  mapRecord: MapRepository;
  spots: SpotFinder;
  authorities: AuthorityBook;
  now: () => Date;
};

/** Pins that are numbered. */
const NUMBERED = 10;
/** Areas and lines that one picture draws: more of them hide each other. */
const MOST_OUTLINES = 300;
const MOST_TOWNS = 24;
const SPOT_SIZE = 9;
const DOT_SIZE = 3;
/** Labels make way for so many dots, and lie over more of them. */
const MOST_AVOIDED = 150;
/** Side of the squares of which each has one dot, in units: dots nearer than that are one to the eye. */
const DOT_GRID = 6;
/** Derbyshire, for as long as no districts are on record. */
const COUNTY_BOUNDS: Bounds = [-2.04, 52.69, -1.16, 53.55];
/** Degrees of latitude seen at least to each side of a spot: 5 km where there is a list, 10 km where there is not. */
const REACH = { list: 0.045, alone: 0.09 };
const MARGIN = { county: 14, list: 48 };

const joinedBounds = (a: Bounds, b: Bounds | null): Bounds =>
  b ? [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])] : a;

/** Draws the map of the county as a picture: the ground, and what is asked to be seen on it. Unknown layers and places are 404s. */
export const createOverview = (deps: OverviewDeps) => {
  const { map, mapRecord, spots, authorities, now } = deps;
  const layers = createLayerBook(deps);
  const nearest = createNearest(deps);

  const shapesOf = createGroundShapes(map, mapRecord);

  /**
   * The GSS codes of the ground that an authority has: its own, and those of the bodies in whose place it stands. Police and fire have no
   * outline of their own: they serve the county and the city.
   */
  const ownCodes = (authority: string | undefined): ReadonlySet<string> => {
    const today = londonDay(now());
    const kind = authority && authorities.get(authority)?.kind;
    const isOwn = (one: Authority): boolean =>
      kind === 'police' || kind === 'fire'
        ? one.kind === 'county' || one.kind === 'unitary'
        : one.id === authority || authorities.successorsOn(one.id, today).some(({ id }) => id === authority);
    return new Set(authorities.all().flatMap(one => (isOwn(one) ? [one.gss] : [])));
  };

  const groundOf = async (authority: string | undefined, frame: Frame): Promise<Ground> => {
    const [districts, county, park] = await Promise.all([DISTRICTS, COUNTY, PARK].map(shapesOf));
    const codes = ownCodes(authority);
    const outlines = (shapes: readonly GroundShape[] = []) => shapes.map(({ geometry }) => outlineOf(geometry, frame));
    const all = [...(districts ?? []), ...(county ?? []), ...(park ?? [])];
    return {
      land: outlines(districts),
      own: outlines(all.filter(({ id }) => codes.has(id))),
      county: outlines(county),
      park: outlines(park),
    };
  };

  const frameFor = (authority: string | undefined, reply: NearestReply | null, spot: OverviewSubject['spot']): Frame => {
    if (spot) {
      const points = [spot.point, ...(reply?.items ?? []).map(item => item.point)];
      return frameOf(boundsAround(points, reply ? REACH.list : REACH.alone), MARGIN.list);
    }
    const park = authority && authorities.get(authority)?.kind === 'park' ? map.bounds(PARK) : null;
    return frameOf(joinedBounds(map.bounds(DISTRICTS) ?? COUNTY_BOUNDS, park), MARGIN.county);
  };

  /** One dot for each square of the picture in which there is something. */
  const dotsOf = (layer: Layer, numbers: Uint32Array, frame: Frame): Point[] => {
    const squares = new Map<string, Point>();
    for (const number of numbers) {
      const pin = map.pin(layer.id, number);
      if (!pin) continue;
      const [x, y] = frame.project(pin.lng, pin.lat);
      const square = `${Math.round(x / DOT_GRID)} ${Math.round(y / DOT_GRID)}`;
      if (!squares.has(square)) squares.set(square, [x, y]);
    }
    return [...squares.values()];
  };

  const outlinesOf = async (layer: Layer, numbers: Uint32Array, frame: Frame): Promise<Marks['outlines']> => {
    const rows = await mapRecord.byNumber(layer.id, [...numbers.subarray(0, MOST_OUTLINES)]);
    return rows.map(({ geometry }) => ({ path: outlineOf(geometry, frame), isArea: geometry.type.endsWith('Polygon') }));
  };

  const marksOf = async ({ layer, spot, items }: OverviewSubject, frame: Frame, colour: string): Promise<Marks> => {
    const seen = layer ? map.within(layer.id, frame.bounds) : new Uint32Array();
    const isPoints = layer?.geometry === 'point';
    return {
      outlines: layer && !isPoints ? await outlinesOf(layer, seen, frame) : [],
      dots: layer && isPoints && !spot ? dotsOf(layer, seen, frame) : [],
      pins: pinsAt(items.map(({ point }) => frame.project(point.lng, point.lat))),
      spot: spot && frame.project(spot.point.lng, spot.point.lat),
      colour,
    };
  };

  const boxOf = (pin: Pin): Box => {
    const { halfWidth, halfHeight } = pinSize(pin);
    return boxAround(pin.at, halfWidth, halfHeight);
  };

  const labelled = (towns: readonly Town[], { pins, dots, spot }: Marks, subject: OverviewSubject, frame: Frame) => {
    const place = labelPlacer(
      [CREDIT_BOX, ...pins.map(boxOf), ...(spot ? [boxAround(spot, SPOT_SIZE, SPOT_SIZE)] : [])],
      dots.length > MOST_AVOIDED ? [] : dots.map(dot => boxAround(dot, DOT_SIZE, DOT_SIZE)),
    );
    const spotLabel = spot && subject.spot ? place(subject.spot.label, spot, LABEL_SIZE, SPOT_SIZE) : undefined;
    const named = towns.flatMap(({ name, point }) => {
      const at = frame.project(point.lng, point.lat);
      // The town that was asked for has its name already.
      const label = name === subject.spot?.label ? undefined : place(name, at, LABEL_SIZE, 2);
      return label ? [{ at, label }] : [];
    });
    return { spotLabel, towns: named.slice(0, MOST_TOWNS) };
  };

  const subjectOf = async ({ authority, layer: id, postcode }: z.output<typeof OverviewQuery>) => {
    const layer = id === undefined ? null : layers.need(id);
    const found = postcode ? await locatePlace(spots, { postcode }) : null;
    const reply = layer && found ? await nearest(layer, found, NUMBERED) : null;
    const owner = (authority && ownerOn(authority, authorities, londonDay(now()))) || null;
    return { reply, subject: { authority: owner, layer, spot: found?.spot ?? null, items: reply?.items ?? [] } satisfies OverviewSubject };
  };

  return async (query: z.output<typeof OverviewQuery>): Promise<string> => {
    const { reply, subject } = await subjectOf(query);
    const frame = frameFor(query.authority, reply, subject.spot);
    const palette = paletteOf(query.authority ?? 'default');
    const [ground, marks, towns] = await Promise.all([
      groundOf(query.authority, frame),
      marksOf(subject, frame, palette.tones[subject.layer?.style.tone ?? 'accent']),
      townsIn(map, mapRecord, frame),
    ]);
    return svgOf({
      title: overviewTitle(subject),
      description: overviewDescription(subject),
      credit: overviewCredit,
      palette,
      ground,
      marks,
      ...labelled(towns, marks, subject, frame),
    });
  };
};
