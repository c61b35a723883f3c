import { AlertFrequency, AlertTopic } from '@dtp/contract/alerts.ts';
import { z } from 'zod';

/** A wish whose link has not been opened, or has been and may be opened again. Instants are ISO 8601 in UTC. */
export const WishRecord = z.object({
  tokenHash: z.string(),
  email: z.string(),
  topic: AlertTopic,
  filter: z.string(),
  frequency: AlertFrequency,
  authority: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
  usedAt: z.string().nullable(),
  person: z.string().nullable(),
});
export type WishRecord = z.output<typeof WishRecord>;

export const PersonRecord = z.object({
  id: z.string(),
  email: z.string(),
  key: z.string(),
  createdAt: z.string(),
  bounces: z.number(),
  bouncedAt: z.string().nullable(),
  eraseAt: z.string().nullable(),
});
export type PersonRecord = z.output<typeof PersonRecord>;

export const EndedBy = z.enum(['stopped', 'bounced']);
export type EndedBy = z.output<typeof EndedBy>;

export const SubscriptionRecord = z.object({
  id: z.string(),
  person: z.string(),
  topic: AlertTopic,
  filter: z.string(),
  frequency: AlertFrequency,
  authority: z.string().nullable(),
  createdAt: z.string(),
  seenUntil: z.string(),
  endedAt: z.string().nullable(),
  endedBy: EndedBy.nullable(),
});
export type SubscriptionRecord = z.output<typeof SubscriptionRecord>;

/** That somebody has been told of something, `item` being its id. */
export const ToldRecord = z.object({ person: z.string(), topic: AlertTopic, item: z.string(), toldAt: z.string() });
export type ToldRecord = z.output<typeof ToldRecord>;
