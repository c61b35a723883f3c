import type { Fault } from '@dtp/contract/problem.ts';
import type { Context } from 'hono';
import type { z } from 'zod';
import { badRequest } from './problem.ts';

const faultsOf = (issues: readonly z.core.$ZodIssue[], given: Readonly<Record<string, string>>): Fault[] =>
  issues.flatMap(issue => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map(key => ({ path: key.slice(0, 60), message: 'is not a parameter here' }));
    return [{ path: issue.path.join('.') || 'request', message: wording(issue, given) }];
  });

/** Zod's own messages are written for programmers; ours complete the sentence "<parameter> …". */
const wording = (issue: z.core.$ZodIssue, given: Readonly<Record<string, string>>): string => {
  if (issue.code === 'invalid_type' && given[String(issue.path[0])] === undefined) return 'is missing';
  if (issue.code === 'invalid_type')
    return issue.expected === 'number' || issue.expected === 'int' ? 'should be a whole number' : `should be a ${issue.expected}`;
  if (issue.code === 'too_small') return `should be at least ${issue.minimum}`;
  if (issue.code === 'too_big' && issue.origin !== 'string') return `should be at most ${issue.maximum}`;
  if (issue.code === 'invalid_value') return `should be one of ${issue.values.join(', ')}`;
  return issue.message;
};

const parse = <Schema extends z.ZodType>(schema: Schema, given: Readonly<Record<string, string>>, more: Fault[] = []): z.output<Schema> => {
  const result = schema.safeParse(given);
  if (result.success && more.length === 0) return result.data;
  throw badRequest([...(result.success ? [] : faultsOf(result.error.issues, given)), ...more]);
};

/** The query by its schema. Throws a 400 that lists every fault: unknown and repeated parameters too. */
export const readQuery = <Schema extends z.ZodType>(c: Context, schema: Schema): z.output<Schema> => {
  const given: Record<string, string> = {};
  const repeated: Fault[] = [];
  for (const [name, values] of Object.entries(c.req.queries())) {
    given[name] = values[0] ?? '';
    if (values.length > 1) repeated.push({ path: name.slice(0, 60), message: 'is given more than once' });
  }
  return parse(schema, given, repeated);
};

/** The path's parameters by their schema. Throws a 400. */
export const readParams = <Schema extends z.ZodType>(c: Context, schema: Schema): z.output<Schema> => parse(schema, c.req.param());
