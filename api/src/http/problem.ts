import type { Fault, Problem } from '@dtp/contract/problem.ts';

export type ProblemKind = Omit<Problem, 'requestId' | 'type'>;

/** The one error that becomes an answer. Anything else that is thrown is a 500, whose cause stays in the log. */
export class ProblemError extends Error {
  readonly problem: ProblemKind;
  /** Headers that go with it, such as Retry-After. */
  readonly headers: Readonly<Record<string, string>>;
  constructor(problem: ProblemKind, headers: Readonly<Record<string, string>> = {}) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.problem = problem;
    this.headers = headers;
  }
}

/** 400 with every fault at once. */
export const badRequest = (errors: Fault[]): ProblemError =>
  new ProblemError({
    status: 400,
    title: 'The request is not right',
    detail: errors.map(fault => `${fault.path} ${fault.message}`).join('; '),
    errors,
  });

/** 404; `detail` says what was looked for. */
export const notFound = (detail: string): ProblemError => new ProblemError({ status: 404, title: 'Not found', detail });

const HTTP_STATUS_REGISTRY = 'https://www.rfc-editor.org/rfc/rfc9110#status.';

/** RFC 9457 section 3. `type` is the status's own section in RFC 9110: our kinds of problem are told apart by status and `kind`. */
export const problemBody = (problem: ProblemKind, requestId: string): Problem => ({
  type: `${HTTP_STATUS_REGISTRY}${problem.status}`,
  ...problem,
  requestId,
});

export const problemResponse = (problem: ProblemKind, requestId: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(problemBody(problem, requestId)), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      'x-request-id': requestId,
      ...headers,
    },
  });

/** What a 500 says, whatever the cause. */
export const internalProblem: ProblemKind = {
  status: 500,
  title: 'Something went wrong',
  detail: 'The fault is ours and has been recorded. Try again in a few minutes.',
};
