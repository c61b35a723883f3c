import { cleanText, isPrintable } from '@dtp/contract/text.ts';
import { z } from 'zod';

/** Marks that nobody sees and that pasted text brings along. */
const UNSEEN = /[\u200b\u2060\ufeff]/g;

/** Text with its line breaks as "\n", tabs as spaces, and without unseen marks. What else cannot be typed stays, to be refused. */
export const evenLines = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(UNSEEN, '')
    .trim();

/** Free text of several lines from a person: at most `max` UTF-16 units, no control characters but line breaks. Trimmed. */
export const typedLines = (max: number) =>
  z
    .string()
    .transform(evenLines)
    .refine(text => text.length <= max, `is longer than ${max} characters`)
    .refine(text => text.split('\n').every(isPrintable), 'has control characters, which cannot be typed');

/** The same without what cannot be typed, for showing back what somebody sent. */
export const cleanLines = (text: string): string => evenLines(text).split('\n').map(cleanText).join('\n');
