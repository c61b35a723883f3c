/** What the mock form says. */
export const MESSAGES = {
  spot: (where: string) => `The form knows where: ${where}.`,
  missing: 'Mark where it is on the map first, and say that it is right.',
} as const;
