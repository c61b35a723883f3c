import { CaseReference, CaseStatus } from '@dtp/contract/cases.ts';
import { z } from 'zod';

/** What was written, and where it is: with the case where anyone may read it, with the person where not. */
const details = {
  postcode: z.string().nullable(),
  place: z.string().nullable(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  mediaUrl: z.string().nullable(),
};

/** A case, as anyone may read it who has its reference. Instants are ISO 8601 in UTC. */
export const CaseRecord = z.object({
  reference: CaseReference,
  authority: z.string(),
  service: z.string().nullable(),
  channel: z.enum(['form', 'open311']),
  status: CaseStatus,
  statusNote: z.string().nullable(),
  description: z.string().nullable(),
  ...details,
  requestedAt: z.string(),
  updatedAt: z.string(),
  closedAt: z.string().nullable(),
});
export type CaseRecord = z.output<typeof CaseRecord>;

/** Who asked, and what only the body may read. */
export const CasePerson = z.object({
  reference: CaseReference,
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  words: z.string().nullable(),
  ...details,
  eraseAt: z.string(),
});
export type CasePerson = z.output<typeof CasePerson>;

/** A report or question that has been checked, before it is a case. */
export type NewCase = {
  readonly authority: string;
  readonly service: { readonly id: string; readonly title: string } | null;
  readonly channel: CaseRecord['channel'];
  /** Whether anyone may read what was written and where it is. */
  readonly isPublic: boolean;
  readonly words: string;
  readonly postcode: string | null;
  readonly place: string | null;
  readonly lat: number | null;
  readonly lng: number | null;
  readonly mediaUrl: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** What the same report sent twice has in common. */
  readonly onceKey: string;
};
