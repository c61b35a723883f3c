import { parseArgs } from 'node:util';
import { cleanText } from '@dtp/contract/text.ts';
import { longDay } from '../http/clock.ts';
import { type AccessKey, makeKey } from '../keys/access-key.ts';
import { createPublisherKeyRepository } from '../keys/publisher-keys.ts';
import { bumpVersion } from '../store/versions.ts';
import { createVehicleRepository } from '../vehicles/repository.ts';
import { createVehicleWriter } from '../vehicles/repository.write.ts';
import { parseArguments } from './arguments.ts';
import { knownAuthority } from './known-authority.ts';
import { type CliContext, CliFault, UsageError, type Verb } from './verb.ts';

const LONGEST_NAME = 80;

/** Puts a new key on record and answers it: the only time that it is known. */
export const createDeviceKey = async (
  { store, now }: CliContext,
  authority: string,
  name: string,
): Promise<{ id: string; key: string }> => {
  const { id, key, hash } = makeKey();
  await store.write(async db => {
    await createVehicleWriter(db).addKey({ id, authority, name, hash, createdAt: now().toISOString(), revokedAt: null });
    await bumpVersion(db, 'vehicles', now());
  });
  return { id, key };
};

/** Answers whether there was such a key that still opened. */
export const revokeDeviceKey = ({ store, now }: CliContext, id: string): Promise<boolean> =>
  store.write(async db => {
    const isRevoked = await createVehicleWriter(db).revokeKey(id, now());
    if (isRevoked) await bumpVersion(db, 'vehicles', now());
    return isRevoked;
  });

const createPublisherKey = async ({ store, now }: CliContext, authority: string, name: string): Promise<{ id: string; key: string }> => {
  const { id, key, hash } = makeKey();
  await store.write(db =>
    createPublisherKeyRepository(db).addKey({ id, authority, name, hash, createdAt: now().toISOString(), revokedAt: null }),
  );
  return { id, key };
};

/** What a key can be for. */
const KEY_KINDS = { vehicles: createDeviceKey, publisher: createPublisherKey } as const;

const isKeyKind = (typed: string): typed is keyof typeof KEY_KINDS => Object.hasOwn(KEY_KINDS, typed);

export const createKeyVerb: Verb = {
  name: 'create-key',
  usage: '[--for vehicles|publisher] --authority ID --name "Depot gateway"',
  summary: 'Make a key with which an authority’s vehicles send positions, or its system publishes vacancies; it is shown once',
  run: async (args, context) => {
    const options = { for: { type: 'string', default: 'vehicles' }, authority: { type: 'string' }, name: { type: 'string' } } as const;
    const { values } = parseArguments(() => parseArgs({ args: [...args], options }));
    const name = cleanText(values.name ?? '');
    if (!isKeyKind(values.for)) throw new UsageError(`--for should be one of ${Object.keys(KEY_KINDS).join(', ')}.`);
    if (!values.authority || name === '') throw new UsageError('Say whose key it is with --authority, and what will use it with --name.');
    if (name.length > LONGEST_NAME) throw new UsageError(`--name should be at most ${LONGEST_NAME} characters.`);
    await knownAuthority(context.store, values.authority);
    const { id, key } = await KEY_KINDS[values.for](context, values.authority, name);
    context.out.line(key);
    context.out.note(
      `This is key ${id}. Only a digest of it is kept, so it cannot be shown again. A running server takes it within two seconds.`,
    );
    return 0;
  },
};

const revokePublisherKey = ({ store, now }: CliContext, id: string): Promise<boolean> =>
  store.write(db => createPublisherKeyRepository(db).revokeKey(id, now()));

export const revokeKeyVerb: Verb = {
  name: 'revoke-key',
  usage: 'ID',
  summary: 'Take a key out of use; a running server refuses it within two seconds',
  run: async ([id, ...more], context) => {
    if (!id || more.length > 0) throw new UsageError('Name one key by its id: npm run dtp -- keys lists them.');
    const isRevoked = (await revokeDeviceKey(context, id)) || (await revokePublisherKey(context, id));
    if (!isRevoked) throw new CliFault(`There is no key ${id} in use: npm run dtp -- keys lists them.`);
    context.out.line(`Key ${id} is revoked.`);
    return 0;
  },
};

const keyLine = ({ id, authority, name, createdAt, revokedAt }: AccessKey, what: string): string => {
  const state = revokedAt === null ? 'in use' : `revoked on ${longDay(revokedAt.slice(0, 10))}`;
  return `${id}  ${authority}  ${name}, ${what}, made on ${longDay(createdAt.slice(0, 10))}, ${state}`;
};

export const keysVerb: Verb = {
  name: 'keys',
  usage: '',
  summary: 'List the keys, without the keys themselves',
  run: async (_args, { store, out }) => {
    const devices = await createVehicleRepository(store.read).keys();
    const publishers = await createPublisherKeyRepository(store.read).keys();
    if (devices.length + publishers.length === 0) out.line('There are no keys.');
    for (const key of devices) out.line(keyLine(key, 'for vehicles'));
    for (const key of publishers) out.line(keyLine(key, 'for publishing'));
    return 0;
  },
};
