import { z } from 'zod';

/** Characters that no line of text has: C0 and C1 controls, line and paragraph separators, bidirectional overrides and isolates, zero-width marks but for the joiners that emoji use. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the control characters is the purpose
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff]/;

/** Whether a text is one line of characters that people read. */
export const isPrintable = (text: string): boolean => !UNPRINTABLE.test(text);

/** Free text from a person: at most `max` UTF-16 units, no control characters. Trimmed. */
export const typedText = (max: number) =>
  z
    .string()
    .max(max, `is longer than ${max} characters`)
    .refine(isPrintable, 'has characters that cannot be typed, such as line breaks or control characters')
    .transform(text => text.trim());

/** Text without the characters that cannot be typed, each run of them and of white space one space. Trimmed. */
export const cleanText = (text: string): string => text.replace(new RegExp(UNPRINTABLE, 'g'), ' ').replace(/\s+/g, ' ').trim();
