import { z } from 'zod';
import { AuthorityId, AuthorityKind } from './ids.ts';
import { route } from './route.ts';

/** How to reach a body. `verifiedOn` is null while nobody has checked the number against the body's own site: say so wherever it shows. */
export const ContactPoint = z
  .object({
    label: z.string(),
    phone: z.string().nullable().describe('As printed, e.g. 01773 570222'),
    url: z.url().nullable(),
    source: z.string().nullable().describe('Where the fact comes from'),
    verifiedOn: z.iso.date().nullable(),
  })
  .meta({ id: 'ContactPoint' });
export type ContactPoint = z.infer<typeof ContactPoint>;

/** A partner. Councils are due to be replaced on 1 April 2028, so each has dates and successors. */
export const Authority = z
  .object({
    id: AuthorityId,
    name: z.string(),
    shortName: z.string().describe('As people say it: "Amber Valley"'),
    kind: AuthorityKind,
    gss: z.string().describe('ONS GSS code'),
    register: z.string().nullable().describe('Code in the local authority register, e.g. AMB'),
    custodian: z.string().nullable().describe('Gazetteer local custodian code, e.g. 1005'),
    homeUrl: z.url(),
    contact: ContactPoint,
    activeFrom: z.iso.date().nullable(),
    activeTo: z.iso.date().nullable().describe('First day on which the body no longer exists; null while none is set'),
    successors: z.array(AuthorityId),
  })
  .meta({ id: 'Authority' });
export type Authority = z.infer<typeof Authority>;

/** A partner as named inside an answer. */
export const AuthorityRef = Authority.pick({ id: true, name: true, shortName: true, kind: true, homeUrl: true }).meta({
  id: 'AuthorityRef',
});
export type AuthorityRef = z.infer<typeof AuthorityRef>;

export const AuthorityList = z
  .object({ items: z.array(Authority), total: z.int(), page: z.int(), pageSize: z.int() })
  .meta({ id: 'AuthorityList' });

export const listAuthorities = route({
  method: 'get',
  path: '/api/v1/authorities',
  summary: 'The partners',
  description: 'All bodies on record, past and future ones included; activeFrom and activeTo say which are in being.',
  tag: 'Authorities',
  query: z.strictObject({}),
  reply: AuthorityList,
});
