import { z } from 'zod';

/** An application without anything of the person. `reference` is null until it is sent; instants are ISO 8601 in UTC. */
export const ApplicationRecord = z.object({
  id: z.string(),
  vacancy: z.string(),
  authority: z.string(),
  reference: z.string().nullable(),
  state: z.enum(['draft', 'sent', 'withdrawn']),
  createdAt: z.string(),
  updatedAt: z.string(),
  sentAt: z.string().nullable(),
  withdrawnAt: z.string().nullable(),
  eraseAt: z.string(),
});
export type ApplicationRecord = z.output<typeof ApplicationRecord>;

/** What a person wrote, as it was typed last, right or not. */
export const ApplicationPerson = z.object({
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  statement: z.string().nullable(),
});
export type ApplicationPerson = z.output<typeof ApplicationPerson>;

export const NOBODY: ApplicationPerson = { name: null, email: null, phone: null, address: null, statement: null };

export const FileKind = z.enum(['pdf', 'doc', 'docx', 'odt']);
export type FileKind = z.output<typeof FileKind>;

/** A file that somebody sent, without its content. `size` in bytes, `sha256` in base64url. */
export const FileRecord = z.object({
  id: z.string(),
  application: z.string(),
  name: z.string(),
  kind: FileKind,
  size: z.number(),
  sha256: z.string(),
  state: z.enum(['held', 'clean', 'infected', 'unscanned']),
  storedAt: z.string(),
  scannedAt: z.string().nullable(),
});
export type FileRecord = z.output<typeof FileRecord>;
