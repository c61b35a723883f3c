import type { ReactiveController } from 'lit';
import type { Outcome } from '../client.ts';
import { assert, equal } from '../testing/assert.ts';
import { type Clock, installClock } from '../testing/clock.ts';
import { until } from '../testing/until.ts';
import { RequestController, retryDelay } from './request.ts';

const DOWN = { kind: 'unavailable' } as const;
const up = (value: string): Outcome<string> => ({ kind: 'ok', value });

/** Stands for the element a controller belongs to. */
const host = {
  controllers: new Set<ReactiveController>(),
  addController: (one: ReactiveController): void => void host.controllers.add(one),
  removeController: (one: ReactiveController): void => void host.controllers.delete(one),
  requestUpdate: (): void => {},
  updateComplete: Promise.resolve(true),
};

describe('the delay before a retry', () => {
  it('doubles from two seconds up to a minute, and is spread by a quarter', () => {
    equal(
      [0, 1, 2, 3, 4, 5, 30].map(attempt => retryDelay(attempt, 0)),
      [2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000],
    );
    equal(retryDelay(0, 1), 2_500);
  });
});

describe('a request', () => {
  let clock: Clock;
  let request: RequestController<string>;
  beforeEach(() => {
    clock = installClock();
    request = new RequestController<string>(host);
  });
  afterEach(() => {
    request.hostDisconnected();
    clock.uninstall();
  });

  it('is loading, then slow, then done', async () => {
    const answer = Promise.withResolvers<Outcome<string>>();
    const done = request.run(() => answer.promise);
    equal(request.state, { kind: 'loading' });
    clock.advance(3_999);
    equal(request.state, { kind: 'loading' });
    clock.advance(1);
    equal(request.state, { kind: 'slow' });
    answer.resolve(up('here'));
    await done;
    equal(request.state, { kind: 'done', value: 'here' });
    clock.advance(100_000);
    equal(request.state, { kind: 'done', value: 'here' }, 'Nothing runs on');
  });

  it('aborts the one before', async () => {
    const first = Promise.withResolvers<Outcome<string>>();
    let aborted = false;
    const overtaken = request.run(signal => {
      signal.addEventListener('abort', () => (aborted = true));
      return first.promise;
    });
    await request.run(() => Promise.resolve(up('second')));
    assert(aborted, 'The first should be aborted');
    first.resolve(up('first'));
    await overtaken;
    equal(request.state, { kind: 'done', value: 'second' });
  });

  it('retries by itself, less and less often, until it is answered', async () => {
    const asked: number[] = [];
    let now = 0;
    let outcome: Outcome<string> = DOWN;
    await request.run(() => {
      asked.push(now);
      return Promise.resolve(outcome);
    });
    for (const wait of [2_500, 5_000, 10_000]) {
      const before = asked.length;
      clock.advance(wait);
      now += wait;
      await until(() => asked.length === before + 1, `retry ${before}`);
      await Promise.resolve();
      equal(request.state, { kind: 'unavailable' }, 'It does not flicker');
    }
    outcome = up('back');
    dispatchEvent(new Event('online'));
    await until(() => request.state.kind === 'done', 'the answer');
    const { length } = asked;
    clock.advance(1_000_000);
    dispatchEvent(new Event('online'));
    equal(asked.length, length, 'No polling while all is well');
  });

  it('does not ask while nobody looks, and does when they return', async () => {
    let asked = 0;
    await request.run(() => {
      asked++;
      return Promise.resolve(DOWN);
    });
    Object.defineProperty(document, 'hidden', { configurable: true, value: true });
    clock.advance(100_000);
    dispatchEvent(new Event('online'));
    equal(asked, 1);
    Reflect.deleteProperty(document, 'hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    equal(asked, 2);
  });

  it('rests while its element is off the page, and goes on when it returns', async () => {
    let asked = 0;
    await request.run(() => {
      asked++;
      return Promise.resolve(DOWN);
    });
    request.hostDisconnected();
    clock.advance(100_000);
    dispatchEvent(new Event('online'));
    equal(asked, 1);
    request.hostConnected();
    equal(asked, 2);
  });

  it('keeps a problem to itself: asking again would not mend it', async () => {
    const problem = { type: 'about:blank', title: 'No', status: 404, detail: 'No.', requestId: '1' };
    let asked = 0;
    await request.run(() => {
      asked++;
      return Promise.resolve({ kind: 'problem', problem });
    });
    equal(request.state, { kind: 'problem', problem });
    clock.advance(100_000);
    equal(asked, 1);
  });

  it('can be forgotten', async () => {
    await request.run(() => Promise.resolve(DOWN));
    request.reset();
    equal(request.state, { kind: 'idle' });
    dispatchEvent(new Event('online'));
    equal(request.state, { kind: 'idle' });
  });
});
