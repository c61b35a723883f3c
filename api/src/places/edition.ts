import { basename, dirname } from 'node:path';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** "2025-11" of ".../code-point-open-2025-11/de.csv" or "NSPL_NOV_2025_UK.csv"; null where the names do not say. */
export const editionOf = (file: string): string | null => {
  const names = `${basename(dirname(file))}/${basename(file)}`.toUpperCase();
  const numbers = /(20\d\d)-(0[1-9]|1[0-2])(?!\d)/.exec(names);
  if (numbers) return `${numbers[1]}-${numbers[2]}`;
  const words = /(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*[_ -]?(20\d\d)/.exec(names);
  return words ? `${words[2]}-${String(MONTHS.indexOf(words[1] ?? '') + 1).padStart(2, '0')}` : null;
};
