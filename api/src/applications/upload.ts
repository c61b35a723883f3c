import type { Context } from 'hono';
import { LARGEST_FILE } from './file-check.ts';

/** The file of a form, or why there is none. */
export type Upload =
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Buffer }
  | { readonly kind: 'none' | 'too-large' | 'incomplete' };

/** What the form itself needs around the file. */
const AROUND = 20_000;
const MOST = LARGEST_FILE + AROUND;
/** How much of a file that is too large is read and dropped: a browser that is cut off in mid-sending shows a fault of its own, not our words. */
const MOST_DROPPED = 10 * MOST;

const FORM = /^multipart\/form-data\s*;/i;

/** The body, of which no more than `MOST` bytes are ever held; undefined where it is larger. */
const bodyOf = async (c: Context): Promise<Buffer | undefined> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.length;
    if (size <= MOST) chunks.push(chunk);
    else chunks.length = 0;
    if (size > MOST_DROPPED) break;
  }
  return size > MOST ? undefined : Buffer.concat(chunks);
};

const fileOf = async (body: Buffer, type: string, field: string): Promise<File | undefined | 'incomplete'> => {
  try {
    const value = (await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()).get(field);
    return value instanceof File ? value : undefined;
  } catch (fault) {
    // Fetch standard, "formData": whatever is wrong with the form is a TypeError.
    if (fault instanceof TypeError) return 'incomplete';
    throw fault;
  }
};

/** Reads the file of one field of a form as browsers send it (RFC 7578). */
export const readUpload = async (c: Context, field: string): Promise<Upload> => {
  const type = c.req.header('content-type') ?? '';
  if (!FORM.test(type)) return { kind: 'incomplete' };
  if (Number(c.req.header('content-length') ?? 0) > MOST_DROPPED) return { kind: 'too-large' };
  const body = await bodyOf(c);
  if (!body) return { kind: 'too-large' };
  const file = await fileOf(body, type, field);
  if (file === 'incomplete') return { kind: 'incomplete' };
  if (!file || (file.name === '' && file.size === 0)) return { kind: 'none' };
  return file.size > LARGEST_FILE ? { kind: 'too-large' } : { kind: 'file', name: file.name, bytes: Buffer.from(await file.arrayBuffer()) };
};
