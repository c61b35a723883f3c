/** What the snippet builder says. */
export const MESSAGES = {
  copied: 'Copied.',
  select: 'Your browser did not allow copying. The text is selected: press Ctrl and C, or Cmd and C on a Mac.',
} as const;
