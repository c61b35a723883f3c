import { z } from 'zod';

/** Characters that no person types into a search box: C0 and C1 controls, bidirectional overrides and isolates, zero-width marks but for the joiners that emoji use. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the control characters is the purpose
const UNTYPEABLE = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]/;

/** Free text from a person: at most `max` UTF-16 units, no control characters. Trimmed. */
export const typedText = (max: number) =>
  z
    .string()
    .max(max, `is longer than ${max} characters`)
    .refine(text => !UNTYPEABLE.test(text), 'has characters that cannot be typed, such as line breaks or control characters')
    .transform(text => text.trim());
