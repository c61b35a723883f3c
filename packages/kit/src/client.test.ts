import type { suggestServices } from '@dtp/contract/az.ts';
import type { aroundSpot } from '@dtp/contract/map.ts';
import type { getPlace } from '@dtp/contract/places.ts';
import { Client } from './client.ts';
import { assert, equal } from './testing/assert.ts';
import { type Clock, installClock } from './testing/clock.ts';
import { answerGet, answerPost, network, noConnection, problem, startNetwork, webPage } from './testing/network.ts';

const client = new Client(`${location.origin}/`);
const suggest = (query: object, signal: AbortSignal) =>
  client.get<typeof suggestServices>('/api/v1/az/suggest', { ...query }, ['items'], signal);
const never = new AbortController().signal;
const suggestions = { query: 'bin', items: [] };

describe('the client', () => {
  beforeEach(async () => {
    await startNetwork();
    network.resetHandlers();
  });

  it('gives what the API answers', async () => {
    let asked = '';
    network.use(
      answerGet('/api/v1/az/suggest', url => {
        asked = url.search;
        return suggestions;
      }),
    );
    equal(await suggest({ q: 'bin & bag', authority: undefined }, never), { kind: 'ok', value: suggestions });
    equal(asked, '?q=bin+%26+bag', 'Parameters without a value are left out');
  });

  it('sends no cookies, and no more than the origin of the page it is on', async () => {
    let credentials = '';
    let referrer = '';
    network.use(
      answerGet('/api/v1/az/suggest', (_url, request) => {
        credentials = request.credentials;
        referrer = request.referrerPolicy;
        return suggestions;
      }),
    );
    await suggest({ q: 'bin' }, never);
    equal([credentials, referrer], ['omit', 'origin']);
  });

  it('sends what does not belong in an address as a body', async () => {
    let sent = '';
    network.use(
      answerPost('/api/v1/map/around', async (url, request) => {
        sent = `${url.search} ${request.headers.get('content-type')} ${await request.text()}`;
        return problem(404, { kind: 'not-found' });
      }),
    );
    const outcome = await client.post<typeof aroundSpot>('/api/v1/map/around', { at: { uprn: '100' } }, ['areas'], never);
    equal([outcome.kind, sent], ['problem', ' application/json {"at":{"uprn":"100"}}']);
  });

  it('takes what is said of something that is gone for an answer, unless it is a problem', async () => {
    network.use(answerGet('/api/v1/az/suggest', () => Response.json(suggestions, { status: 410 })));
    equal((await suggest({ q: 'bin' }, never)).kind, 'ok');
    network.use(answerGet('/api/v1/az/suggest', () => problem(410)));
    equal((await suggest({ q: 'bin' }, never)).kind, 'problem');
  });

  it('gives a problem of the API as such', async () => {
    network.use(answerGet('/api/v1/places/:postcode', () => problem(404, { kind: 'not-found' })));
    const outcome = await client.get<typeof getPlace>('/api/v1/places/DE99%209ZZ', {}, ['areas'], never);
    assert(outcome.kind === 'problem', `Not ${outcome.kind}`);
    equal([outcome.problem.status, outcome.problem.kind], [404, 'not-found']);
  });

  const unusable: readonly [string, () => Response][] = [
    ['a failing server', () => problem(500)],
    ['a limit', () => problem(429)],
    ['a server too slow for its proxy', () => problem(504)],
    ['no connection', noConnection],
    ['a web page', webPage],
    ['a refusal that is a web page', () => new Response('<h1>Blocked</h1>', { status: 403, headers: { 'content-type': 'text/html' } })],
    ['broken JSON', () => new Response('{', { headers: { 'content-type': 'application/json' } })],
    ['other JSON', () => Response.json([])],
    ['JSON of nothing', () => Response.json(null)],
  ];
  for (const [what, answer] of unusable) {
    it(`counts ${what} as unavailable`, async () => {
      network.use(answerGet('/api/v1/az/suggest', answer));
      equal(await suggest({ q: 'bin' }, never), { kind: 'unavailable' });
    });
  }

  it('says offline when the browser does', async () => {
    network.use(answerGet('/api/v1/az/suggest', noConnection));
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    const outcome = await suggest({ q: 'bin' }, never);
    Reflect.deleteProperty(navigator, 'onLine');
    equal(outcome, { kind: 'offline' });
  });

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    network.use(answerGet('/api/v1/az/suggest', () => new Promise<Response>(() => {})));
    const outcome = suggest({ q: 'bin' }, abort.signal);
    abort.abort();
    equal((await outcome).kind, 'unavailable');
    equal((await suggest({ q: 'bin' }, abort.signal)).kind, 'unavailable');
  });

  describe('with an API that does not answer', () => {
    let clock: Clock;
    beforeEach(() => {
      clock = installClock();
    });
    afterEach(() => clock.uninstall());

    it('gives up after fifteen seconds', async () => {
      const asked = Promise.withResolvers<void>();
      network.use(
        answerGet('/api/v1/az/suggest', () => {
          asked.resolve();
          return new Promise<Response>(() => {});
        }),
      );
      const outcome = suggest({ q: 'bin' }, never);
      await asked.promise;
      clock.advance(15_000);
      equal((await outcome).kind, 'unavailable');
    });
  });

  it('reaches an API that lives under a path', () => {
    equal(new Client('https://a.example/dtp/').url('/az', { q: 'é', page: 0 }), 'https://a.example/dtp/az?q=%C3%A9');
  });
});
