import { isPrintable } from '@dtp/contract/text.ts';
import { z } from 'zod';

const MARKUP = /<[a-z!/?]|&(?:[a-z]+|#\d+|#x[0-9a-f]+);/i;

/** Text as people read it: one line, no markup, at most `max` UTF-16 units. It is shown as text, never as HTML, so markup in it is a mistake. */
export const plainText = (max: number) =>
  z
    .string('should be text')
    .trim()
    .min(1, 'is empty')
    .max(max, `is longer than ${max} characters`)
    .refine(isPrintable, 'has line breaks or control characters')
    .refine(text => !MARKUP.test(text), 'has HTML in it; give plain text');

/** `|` parts the entries of a list in a CSV cell. */
export const listEntry = (max: number) => plainText(max).refine(text => !text.includes('|'), 'has a | in it');

const LINKABLE = /^(?:https?:\/\/[^\s/]|mailto:[^\s@]+@[^\s@]+$|tel:\+?[\d() -]+$)/i;
const HTTP = /^https?:/i;

const address = z.string('should be text').trim().max(2000, 'is longer than 2000 characters');
const canLead = (url: string): boolean => LINKABLE.test(url) && URL.canParse(url);

/** An address a person may be sent to. Anything but the web, mail and telephone (javascript:, data:, file:) is refused. */
export const linkUrl = address.refine(canLead, 'should be a full address that starts with https://, http://, mailto: or tel:');
export const webUrl = address.refine(
  url => canLead(url) && HTTP.test(url),
  'should be a full address that starts with https:// or http://',
);

/** A calendar day in Europe/London. */
export const day = z.iso.date({
  error: ({ input }) =>
    typeof input === 'string' && /^\d{4}-\d\d-\d\d$/.test(input)
      ? `is ${input}, which the calendar does not have`
      : 'should be a day such as 2026-04-01',
});
