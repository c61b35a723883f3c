import { cleanText } from '@dtp/contract/text.ts';
import { PARK_SHARE, type Palette } from './colours.ts';
import { HEIGHT, type Point, WIDTH } from './frame.ts';
import type { Box, Label } from './labels.ts';
import { number } from './paths.ts';
import { type Pin, pinSize, pinText } from './pins.ts';

export const LABEL_SIZE = 13;
const CREDIT_SIZE = 9;
/** The corner that the credit stands in. */
export const CREDIT_BOX: Box = [WIDTH - 240, HEIGHT - 20, WIDTH, HEIGHT];
const FONT = 'system-ui,-apple-system,Segoe UI,Roboto,Arial,sans-serif';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text of the record in the picture: nothing in it can be markup. */
const escaped = (text: string): string => cleanText(text).replace(/[&<>"']/g, sign => ESCAPES[sign] ?? '');

type Attributes = Readonly<Record<string, string | number | undefined>>;

const tag = (name: string, attributes: Attributes, content = ''): string => {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? number(value) : escaped(String(value))}"`)
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
};

/** Everything on the ground, as paths; an empty path draws nothing. */
export type Ground = {
  readonly land: readonly string[];
  readonly own: readonly string[];
  readonly county: readonly string[];
  readonly park: readonly string[];
};

export type Marks = {
  readonly outlines: readonly { readonly path: string; readonly isArea: boolean }[];
  readonly dots: readonly Point[];
  readonly pins: readonly Pin[];
  readonly spot: Point | null;
  /** The colour of all of them. */
  readonly colour: string;
};

export type Picture = {
  readonly title: string;
  readonly description: string;
  readonly credit: string;
  readonly palette: Palette;
  readonly ground: Ground;
  readonly marks: Marks;
  readonly towns: readonly { readonly at: Point; readonly label: Label }[];
  readonly spotLabel: Label | undefined;
};

const path = (paths: readonly string[], attributes: Attributes): string => {
  const d = paths.join('');
  return d === '' ? '' : tag('path', { d, ...attributes });
};

const groundOf = ({ land, own, county, park }: Ground, palette: Palette): string =>
  [
    tag('rect', { width: WIDTH, height: HEIGHT, fill: palette.beyond }),
    path(land, { fill: palette.land }),
    path(own, { fill: palette.own }),
    path(park, { fill: palette.parkEdge, 'fill-opacity': PARK_SHARE }),
    path(land, { fill: 'none', stroke: palette.edge, 'stroke-width': 0.7 }),
    path(county, { fill: 'none', stroke: palette.edge, 'stroke-width': 1.4 }),
    path(park, { fill: 'none', stroke: palette.parkEdge, 'stroke-width': 1.2, 'stroke-dasharray': '5 3' }),
    path(own, { fill: 'none', stroke: palette.ownEdge, 'stroke-width': 2.2 }),
  ].join('');

/** All dots are one path of strokes without length, whose round ends are the dots: a few bytes each. */
const dotsOf = (dots: readonly Point[], colour: string, around: string): string => {
  const d = dots.map(([x, y]) => `M${number(x)} ${number(y)}h0`).join('');
  const drawn = (stroke: string, width: number) => tag('path', { d, stroke, 'stroke-width': width, 'stroke-linecap': 'round' });
  return d === '' ? '' : `${dots.length > 400 ? '' : drawn(around, 9)}${drawn(colour, dots.length > 400 ? 4 : 7)}`;
};

const pinOf = (pin: Pin, { colour }: Marks, palette: Palette): string => {
  const { halfWidth, halfHeight } = pinSize(pin);
  const [x, y] = pin.at;
  const shape = tag('rect', {
    x: x - halfWidth,
    y: y - halfHeight,
    width: 2 * halfWidth,
    height: 2 * halfHeight,
    rx: halfHeight,
    fill: colour,
    stroke: palette.pinText,
    'stroke-width': 1.5,
  });
  return (
    shape +
    tag(
      'text',
      { x, y: y + 4.2, fill: palette.pinText, 'font-size': 12, 'font-weight': 700, 'text-anchor': 'middle' },
      pinText(pin.numbers),
    )
  );
};

/** A text with a rim of the land's colour, so that no line runs through it. */
const labelOf = ({ text, x, y, anchor }: Label, palette: Palette, attributes: Attributes): string =>
  tag(
    'text',
    {
      x,
      y,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      'font-size': LABEL_SIZE,
      stroke: palette.land,
      'stroke-width': 3,
      'stroke-linejoin': 'round',
      'paint-order': 'stroke',
      ...attributes,
    },
    escaped(text),
  );

const marksOf = (marks: Marks, palette: Palette): string => {
  const lines = marks.outlines.filter(one => !one.isArea).map(one => one.path);
  const areas = marks.outlines.filter(one => one.isArea).map(one => one.path);
  return [
    path(areas, { fill: marks.colour, 'fill-opacity': 0.08, stroke: marks.colour, 'stroke-width': 1 }),
    path(lines, { fill: 'none', stroke: marks.colour, 'stroke-width': 2 }),
    dotsOf(marks.dots, marks.colour, palette.land),
  ].join('');
};

const spotOf = (spot: Point | null, palette: Palette): string =>
  spot === null ? '' : tag('circle', { cx: spot[0], cy: spot[1], r: 6, fill: palette.land, stroke: palette.spot, 'stroke-width': 4 });

const creditOf = (credit: string, palette: Palette): string =>
  labelOf({ text: credit, x: WIDTH - 8, y: HEIGHT - 8, anchor: 'end' }, palette, {
    fill: palette.quietText,
    stroke: palette.beyond,
    'font-size': CREDIT_SIZE,
  });

/** The picture as the text of an SVG 1.1 document: presentation attributes only, nothing from anywhere else. */
export const svgOf = ({ title, description, credit, palette, ground, marks, towns, spotLabel }: Picture): string =>
  tag(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT,
      role: 'img',
      'aria-labelledby': 'title desc',
      'font-family': FONT,
    },
    [
      tag('title', { id: 'title' }, escaped(title)),
      tag('desc', { id: 'desc' }, escaped(description)),
      groundOf(ground, palette),
      marksOf(marks, palette),
      ...towns.map(({ at: [cx, cy] }) => tag('circle', { cx, cy, r: 2, fill: palette.quietText })),
      ...towns.map(({ label }) => labelOf(label, palette, { fill: palette.text })),
      spotOf(marks.spot, palette),
      ...marks.pins.map(pin => pinOf(pin, marks, palette)),
      spotLabel ? labelOf(spotLabel, palette, { fill: palette.text, 'font-weight': 700 }) : '',
      creditOf(credit, palette),
    ].join(''),
  );
