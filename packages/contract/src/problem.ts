import { z } from 'zod';

/** One fault in what was sent. `path` names the parameter or field; `message` completes the sentence "<path> …". */
export const Fault = z.object({ path: z.string(), message: z.string() });
export type Fault = z.infer<typeof Fault>;

/** RFC 9457 problem details, with our request id and, for bad input, every fault at once. */
export const Problem = z
  .object({
    type: z.string().describe('A URI that names the kind of problem'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    requestId: z.string(),
    kind: z.string().optional().describe('On /places: the outcome, not-found or not-a-postcode'),
    errors: z.array(Fault).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
