import type { ReactiveController } from 'lit';
import { equal } from '../testing/assert.ts';
import { type Clock, installClock } from '../testing/clock.ts';
import { Renewal, renewalDelay } from './renewal.ts';

/** Stands for the element a controller belongs to. */
const host = {
  addController: (_one: ReactiveController): void => {},
  removeController: (_one: ReactiveController): void => {},
  requestUpdate: (): void => {},
  updateComplete: Promise.resolve(true),
};

describe('the delay before a renewal', () => {
  it('is a little longer than until the change, never at once, and never in a timer too long', () => {
    equal(renewalDelay(600_000, 0, 0), 601_000);
    equal(renewalDelay(600_000, 0, 1), 610_000);
    equal(renewalDelay(5_000, 0, 0), 6_000);
    equal(renewalDelay(0, 600_000, 0), 31_000, 'An answer from before the change');
    equal(renewalDelay(Date.parse('2099-01-01T00:00:00Z'), 0, 0), 86_401_000);
  });
});

describe('a renewal', () => {
  const native = Date.now;
  let clock: Clock;
  let renewal: Renewal;
  let asked: number;
  const later = (ms: number): string => new Date(native() + ms).toISOString();
  const hide = (hidden: boolean): void => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  };

  beforeEach(() => {
    clock = installClock();
    asked = 0;
    renewal = new Renewal(host, async () => {
      asked++;
    });
  });
  afterEach(() => {
    renewal.hostDisconnected();
    clock.uninstall();
    Date.now = native;
    Reflect.deleteProperty(document, 'hidden');
  });

  it('comes with the first of the changes', () => {
    renewal.watch([null, later(900_000), undefined, later(600_000)]);
    clock.advance(599_000);
    equal(asked, 0);
    clock.advance(12_000);
    equal(asked, 1);
  });

  it('does not come where nothing changes, nor once the widget is gone', () => {
    renewal.watch([null]);
    clock.advance(90_000_000);
    renewal.watch([later(600_000)]);
    renewal.hostDisconnected();
    clock.advance(90_000_000);
    equal(asked, 0);
    renewal.hostConnected();
    clock.advance(611_000);
    equal(asked, 1, 'But when it is put back');
  });

  it('is tried again in half a minute, and again, until it works', async () => {
    renewal.watch([later(-1)]);
    for (const times of [1, 2, 3]) {
      clock.advance(41_000);
      await Promise.resolve();
      equal(asked, times);
    }
    renewal.watch([null]);
    clock.advance(90_000_000);
    equal(asked, 3);
  });

  it('waits while nobody looks at the page, and comes once somebody does', () => {
    renewal.watch([later(600_000)]);
    hide(true);
    clock.advance(611_000);
    equal(asked, 0);
    Date.now = () => native() + 611_000;
    hide(false);
    equal(asked, 1);
  });

  it('comes at once where the device has slept through the change, and not before it', () => {
    renewal.watch([later(600_000)]);
    Date.now = () => native() + 300_000;
    hide(false);
    equal(asked, 0);
    Date.now = () => native() + 900_000;
    hide(false);
    equal(asked, 1);
  });
});
