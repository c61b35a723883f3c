import { setupWorker } from 'msw/browser';
import { HttpResponse, http } from 'msw/http';

/** The network between the widgets and the API, in the hands of the test. */
export const network = setupWorker();

let started: Promise<unknown> | undefined;

/** Begins to answer requests. Requests that no handler knows, such as for the modules of the test, go through. */
export async function startNetwork(): Promise<void> {
  started ??= network.start({ quiet: true, onUnhandledFrame: 'bypass' });
  await started;
}

type Answer<Reply> = Reply | Response;
type Answering<Reply> = (url: URL, request: Request) => Answer<Reply> | Promise<Answer<Reply>>;

/** A handler of a GET route that answers with `Reply`, as the contract types it, or with a response of the test's making. */
export const answerGet = <Reply extends object>(path: string, answer: Answering<Reply>) =>
  http.get(path, ({ request }) => answered(request, answer));

/** The same of a POST route. */
export const answerPost = <Reply extends object>(path: string, answer: Answering<Reply>) =>
  http.post(path, ({ request }) => answered(request, answer));

async function answered<Reply extends object>(request: Request, answer: Answering<Reply>): Promise<Response> {
  const reply = await answer(new URL(request.url), request);
  return reply instanceof Response ? reply : HttpResponse.json(reply);
}

/** No connection at all. */
export const noConnection = (): Response => HttpResponse.error();

/** A problem document, as RFC 9457 has it. */
export const problem = (status: number, more: object = {}): Response =>
  HttpResponse.json(
    { type: 'about:blank', title: 'Not right', status, detail: 'Something is not right.', requestId: 'test', ...more },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );

/** What a proxy or a captive portal says instead of us. */
export const webPage = (): Response => new Response('<!doctype html><title>Sign in</title>', { headers: { 'content-type': 'text/html' } });
