import { z } from 'zod';
import { AuthorityId } from './ids.ts';
import { route } from './route.ts';

/** What alerts are about. */
export const AlertTopic = z.enum(['jobs', 'tenders']);
export type AlertTopic = z.infer<typeof AlertTopic>;

export const AlertFrequency = z.enum(['immediate', 'daily', 'weekly']);
export type AlertFrequency = z.infer<typeof AlertFrequency>;

/** A wish for alerts. `filter` is that of the search it comes from, as a query string: "q=cleaner&near=Belper". */
export const AlertWish = z.strictObject({
  topic: AlertTopic,
  filter: z.string('should be a query string').max(1000, 'is longer than 1000 characters').default(''),
  frequency: AlertFrequency.default('daily'),
  email: z.string('should be an email address').trim().max(200, 'is longer than 200 characters'),
  authority: AuthorityId.optional().describe('The host website, whose colours the mails wear'),
});
export type AlertWish = z.infer<typeof AlertWish>;

/** The same whatever the address: whether somebody is subscribed is nobody else's business. */
export const AlertReply = z
  .object({
    message: z.string().describe('What to do next, fit to show: "Check your email …"'),
    about: z.string().describe('The alert in words'),
  })
  .meta({ id: 'AlertReply' });
export type AlertReply = z.infer<typeof AlertReply>;

export const askForAlert = route({
  method: 'post',
  path: '/api/v1/alerts',
  summary: 'Ask for alerts by email',
  description: 'Nothing is subscribed until the person opens the link in the mail that this sends. The link lives for 7 days.',
  tag: 'Alerts',
  query: z.strictObject({}),
  body: AlertWish,
  reply: AlertReply,
  problems: { 429: 'Too many wishes at once' },
});
