/** A street as people say it: "High Street, Belper". Gazetteers write names in capitals. */
export const streetLabel = ({ name, locality, town }: { name: string; locality: string | null; town: string | null }): string =>
  [...new Set([name, locality, town].flatMap(part => (part ? [plainCase(part)] : [])))].join(', ');

/** Words that stay small within a name. */
const SMALL = new Set(['and', 'at', 'by', 'cum', 'de', 'in', 'le', 'near', 'of', 'on', 'the', 'under', 'upon', 'with']);

/** "STOKE ON TRENT" as "Stoke on Trent"; a text that has small letters already stays as it is. */
export const plainCase = (text: string): string => {
  if (text !== text.toUpperCase()) return text;
  return text
    .toLowerCase()
    .split(/(?<=[\s\-/(])/)
    .map((word, at) => (at > 0 && SMALL.has(word.trim().replace(/-$/, '')) ? word : word.replace(/^(o'|mc)?\p{L}/u, capital)))
    .join('');
};

/** "o'b" as "O'B", "mcd" as "McD", "b" as "B". */
const capital = (start: string): string =>
  start.length === 1 ? start.toUpperCase() : start.charAt(0).toUpperCase() + start.slice(1, -1) + start.slice(-1).toUpperCase();
