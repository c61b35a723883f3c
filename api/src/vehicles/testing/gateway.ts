import type { PositionsReply } from '@dtp/contract/vehicles.ts';
import { makeKey } from '../../keys/access-key.ts';
import { bumpVersion } from '../../store/versions.ts';
import { startTestApp, TEST_NOW, type TestApp } from '../../testing/app.ts';
import { createVehicleWriter } from '../repository.write.ts';

/** A clock that a test moves. */
export type TestClock = { now: Date; forward(seconds: number): void; secondsAgo(seconds: number): string };

export const testClock = (): TestClock => ({
  now: TEST_NOW,
  forward(seconds) {
    this.now = new Date(this.now.getTime() + seconds * 1000);
  },
  secondsAgo(seconds) {
    return new Date(this.now.getTime() - seconds * 1000).toISOString();
  },
});

export type Gateway = TestApp & {
  readonly clock: TestClock;
  /** A new device key; the app knows it when this resolves. */
  key(authority?: string): Promise<{ key: string; id: string }>;
  revoke(id: string): Promise<void>;
  /** Sends any body with any Authorization header. */
  post(body: unknown, authorization: string | undefined): Promise<Response>;
  /** Sends positions with a key and answers what came of them. */
  send(positions: readonly unknown[], key: string): Promise<PositionsReply>;
  get<Answer>(path: string): Promise<Answer>;
};

/** The whole app with a clock that can be moved, and what a gateway does with it. */
export const startGateway = async (env: Readonly<Record<string, string>> = {}): Promise<Gateway> => {
  const clock = testClock();
  const running = await startTestApp(env, () => clock.now);
  const { app, store } = running;

  const post: Gateway['post'] = async (body, authorization) =>
    app.request('/api/v1/vehicles/positions', {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...(authorization === undefined ? {} : { headers: { authorization } }),
    });

  return {
    ...running,
    clock,
    key: async (authority = 'derbyshire') => {
      const { key, id, hash } = makeKey();
      await store.write(async db => {
        await createVehicleWriter(db).addKey({ id, authority, name: 'Depot', hash, createdAt: clock.now.toISOString(), revokedAt: null });
        await bumpVersion(db, 'vehicles', clock.now);
      });
      await running.refresh();
      return { key, id };
    },
    revoke: async id => {
      await store.write(async db => {
        await createVehicleWriter(db).revokeKey(id, clock.now);
        await bumpVersion(db, 'vehicles', clock.now);
      });
      await running.refresh();
    },
    post,
    send: async (positions, key) => {
      const reply = await post({ positions }, `Bearer ${key}`);
      if (reply.status !== 200) throw new Error(`${reply.status} ${await reply.text()}`);
      return (await reply.json()) as PositionsReply;
    },
    get: async <Answer>(path: string) => (await (await app.request(path)).json()) as Answer,
  };
};

/** Places that tests use: the middles of towns, WGS84. */
export const BELPER = { lat: 53.0236, lng: -1.4823 };
export const MATLOCK = { lat: 53.1383, lng: -1.5557 };
