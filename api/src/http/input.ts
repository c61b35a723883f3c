import type { Fault } from '@dtp/contract/problem.ts';
import type { Context } from 'hono';
import type { z } from 'zod';
import { isRecord } from './json-record.ts';
import { badRequest, ProblemError } from './problem.ts';

const faultsOf = (issues: readonly z.core.$ZodIssue[], given: Readonly<Record<string, unknown>>): Fault[] =>
  issues.flatMap(issue => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map(key => ({ path: key.slice(0, 60), message: 'is not a parameter here' }));
    return [{ path: issue.path.join('.') || 'request', message: wording(issue, given) }];
  });

/** Zod's own messages are written for programmers; ours complete the sentence "<parameter> …". */
const wording = (issue: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>): string => {
  if (issue.code === 'invalid_type' && given[String(issue.path[0])] === undefined) return 'is missing';
  if (issue.code === 'invalid_type')
    return issue.expected === 'number' || issue.expected === 'int' ? 'should be a whole number' : `should be a ${issue.expected}`;
  if (issue.code === 'too_small') return `should be at least ${issue.minimum}`;
  if (issue.code === 'too_big' && issue.origin !== 'string') return `should be at most ${issue.maximum}`;
  if (issue.code === 'invalid_value') return `should be one of ${issue.values.join(', ')}`;
  return issue.message;
};

/** What was given, and what is wrong with the way it was given. */
type Given = { values: Readonly<Record<string, unknown>>; faults: readonly Fault[] };
type Outcome<Value> = { ok: true; value: Value } | { ok: false; faults: Fault[] };

/** The most bytes of JSON that a caller may send, unless a route says otherwise. */
const LONGEST_BODY = 10_000;

const check = <Schema extends z.ZodType>(schema: Schema, { values, faults }: Given): Outcome<z.output<Schema>> => {
  const result = schema.safeParse(values);
  if (result.success && faults.length === 0) return { ok: true, value: result.data };
  return { ok: false, faults: [...(result.success ? [] : faultsOf(result.error.issues, values)), ...faults] };
};

const queryOf = (c: Context): Given => {
  // Without a prototype, so that a parameter called __proto__ is one like any other.
  const values: Record<string, string> = Object.create(null);
  const faults: Fault[] = [];
  for (const [name, [first = '', ...more]] of Object.entries(c.req.queries())) {
    values[name] = first;
    if (more.length > 0) faults.push({ path: name.slice(0, 60), message: 'is given more than once' });
  }
  return { values, faults };
};

const faultsIn = (outcome: Outcome<unknown>): Fault[] => (outcome.ok ? [] : outcome.faults);

/** The query by its schema. Throws a 400 that lists every fault: unknown and repeated parameters too. */
export const readQuery = <Schema extends z.ZodType>(c: Context, schema: Schema): z.output<Schema> => {
  const query = check(schema, queryOf(c));
  if (query.ok) return query.value;
  throw badRequest(query.faults);
};

/** The path's parameters and the query by their schemas. Throws a 400 that lists every fault of both, those of the path first. */
export const readRequest = <Params extends z.ZodType, Query extends z.ZodType>(
  c: Context,
  schemas: { params: Params; query: Query },
): { params: z.output<Params>; query: z.output<Query> } => {
  const params = check(schemas.params, { values: c.req.param(), faults: [] });
  const query = check(schemas.query, queryOf(c));
  if (params.ok && query.ok) return { params: params.value, query: query.value };
  throw badRequest([...faultsIn(params), ...faultsIn(query)]);
};

/** The path's parameters by their schema. Throws a 400. */
export const readParams = <Schema extends z.ZodType>(c: Context, schema: Schema): z.output<Schema> => {
  const params = check(schema, { values: c.req.param(), faults: [] });
  if (params.ok) return params.value;
  throw badRequest(params.faults);
};

const tooLong = (most: number): ProblemError =>
  new ProblemError({ status: 413, title: 'Too much at once', detail: `At most ${most} bytes can be sent here at once.` });

/** The body as text, of which no more than `most` bytes are ever held. Throws a 413. */
const bodyText = async (c: Context, most: number): Promise<string> => {
  if (Number(c.req.header('content-length') ?? 0) > most) throw tooLong(most);
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    bytes += chunk.length;
    if (bytes > most) throw tooLong(most);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
};

const FORM = /^application\/x-www-form-urlencoded\b/i;

/** The fields of a form as browsers send it, decoded and unchecked. Throws a 415 for any other content type, or a 413 above `most` bytes. */
export const readForm = async (c: Context, most: number): Promise<URLSearchParams> => {
  if (!FORM.test(c.req.header('content-type') ?? ''))
    throw new ProblemError({ status: 415, title: 'Not a form', detail: 'Send the fields as application/x-www-form-urlencoded.' });
  return new URLSearchParams(await bodyText(c, most));
};

/**
 * The body as JSON by its schema; the content type is not looked at, so that a page can send `text/plain` and needs no preflight. Throws a
 * 400 that lists every fault, or a 413 above `most` bytes.
 */
export const readBody = async <Schema extends z.ZodType>(c: Context, schema: Schema, most = LONGEST_BODY): Promise<z.output<Schema>> => {
  const text = await bodyText(c, most);
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch {
    throw badRequest([{ path: 'body', message: 'is not JSON' }]);
  }
  if (!isRecord(values)) throw badRequest([{ path: 'body', message: 'should be a JSON object' }]);
  const body = check(schema, { values, faults: [] });
  if (body.ok) return body.value;
  throw badRequest(body.faults);
};
