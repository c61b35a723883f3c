import type { Point } from './frame.ts';

/** A pin of the list: one number, or several where the places are so near that their pins would hide each other. */
export type Pin = { readonly numbers: readonly number[]; readonly at: Point };

const REACH = 22;
const RADIUS = 11;
const DIGIT = 7;

/** "3", "1, 2", "4 to 7" in short: "4–7". */
export const pinText = (numbers: readonly number[]): string => {
  const first = numbers[0] ?? 0;
  const inRow = numbers.length > 2 && numbers.every((number, at) => number === first + at);
  return inRow ? `${first}–${numbers.at(-1)}` : numbers.join(', ');
};

/** Half the width and half the height of a pin, which is a circle or, for several numbers, a longer one. */
export const pinSize = ({ numbers }: Pin): { readonly halfWidth: number; readonly halfHeight: number } => ({
  halfWidth: Math.max(RADIUS, (pinText(numbers).length * DIGIT) / 2 + 5),
  halfHeight: RADIUS,
});

const collide = (a: Pin, b: Pin): boolean =>
  Math.abs(a.at[0] - b.at[0]) < pinSize(a).halfWidth + pinSize(b).halfWidth && Math.abs(a.at[1] - b.at[1]) < REACH;

const joined = (a: Pin, b: Pin): Pin => {
  const total = a.numbers.length + b.numbers.length;
  const between = (axis: 0 | 1): number => (a.at[axis] * a.numbers.length + b.at[axis] * b.numbers.length) / total;
  return { numbers: [...a.numbers, ...b.numbers].sort((one, other) => one - other), at: [between(0), between(1)] };
};

/** Numbers from 1 in the order of the list; pins that would hide each other are made one. */
export const pinsAt = (points: readonly Point[]): readonly Pin[] => {
  const pins: Pin[] = [];
  for (const [at, point] of points.entries()) {
    let pin: Pin = { numbers: [at + 1], at: point };
    // A pin that has grown may touch another that it did not before.
    for (let other = pins.findIndex(one => collide(one, pin)); other >= 0; other = pins.findIndex(one => collide(one, pin))) {
      const [near] = pins.splice(other, 1);
      if (near) pin = joined(near, pin);
    }
    pins.push(pin);
  }
  return pins;
};
