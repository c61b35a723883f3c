import { HEIGHT, type Point, WIDTH } from './frame.ts';

/** Left, top, right, bottom. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

export type Label = { readonly text: string; readonly x: number; readonly y: number; readonly anchor: 'start' | 'end' | 'middle' };

const LETTER = 0.56;
const GAP = 5;
const MARGIN = 4;

const overlaps = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

const isInPicture = (box: Box): boolean => box[0] > MARGIN && box[1] > MARGIN && box[2] < WIDTH - MARGIN && box[3] < HEIGHT - MARGIN;

export const boxAround = ([x, y]: Point, halfWidth: number, halfHeight: number): Box => [
  x - halfWidth,
  y - halfHeight,
  x + halfWidth,
  y + halfHeight,
];

/** Beside, above or below a mark of this size: where a reader looks first comes first. */
const placesFor = (text: string, [x, y]: Point, size: number, clear: number): readonly { label: Label; box: Box }[] => {
  const width = text.length * size * LETTER;
  const out = clear + GAP;
  const baseline = size * 0.35;
  const half = size * 0.6;
  return [
    { label: { text, x: x + out, y: y + baseline, anchor: 'start' }, box: [x + out, y - half, x + out + width, y + half] },
    { label: { text, x: x - out, y: y + baseline, anchor: 'end' }, box: [x - out - width, y - half, x - out, y + half] },
    {
      label: { text, x, y: y - out, anchor: 'middle' },
      box: [x - width / 2, y - out - size, x + width / 2, y - out + 2],
    },
    {
      label: { text, x, y: y + out + size * 0.75, anchor: 'middle' },
      box: [x - width / 2, y + out - 2, x + width / 2, y + out + size],
    },
  ];
};

/**
 * Places texts beside their points where they hide nothing. What `yielding` boxes hold is left clear too where there is room. A text that has
 * no place is left out; each that has one takes it from the next.
 */
export const labelPlacer = (taken: readonly Box[], yielding: readonly Box[]) => {
  const boxes = [...taken];
  const isFree = (box: Box, others: readonly Box[]): boolean => !others.some(other => overlaps(box, other));
  return (text: string, at: Point, size: number, clear: number): Label | undefined => {
    const free = placesFor(text, at, size, clear).filter(({ box }) => isInPicture(box) && isFree(box, boxes));
    const place = free.find(({ box }) => isFree(box, yielding)) ?? free[0];
    if (place) boxes.push(place.box);
    return place?.label;
  };
};
