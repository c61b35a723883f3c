import { parseArgs } from 'node:util';
import { cleanText } from '@dtp/contract/text.ts';
import { createAuthorityRepository } from '../authorities/repository.ts';
import { longDay } from '../http/clock.ts';
import { bumpVersion } from '../store/versions.ts';
import { makeKey } from '../vehicles/device-keys.ts';
import { createVehicleRepository } from '../vehicles/repository.ts';
import { createVehicleWriter } from '../vehicles/repository.write.ts';
import { parseArguments } from './arguments.ts';
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

export const createKeyVerb: Verb = {
  name: 'create-key',
  usage: '--authority ID --name "Depot gateway"',
  summary: 'Make a device key with which the positions of an authority’s vehicles can be sent; it is shown once',
  run: async (args, context) => {
    const options = { authority: { type: 'string' }, name: { type: 'string' } } as const;
    const { values } = parseArguments(() => parseArgs({ args: [...args], options }));
    const name = cleanText(values.name ?? '');
    if (!values.authority || name === '')
      throw new UsageError('Say whose vehicles it is for with --authority, and what will use it with --name.');
    if (name.length > LONGEST_NAME) throw new UsageError(`--name should be at most ${LONGEST_NAME} characters.`);
    const authorities = await createAuthorityRepository(context.store.read).all();
    if (!authorities.some(one => one.id === values.authority))
      throw new UsageError(`There is no authority ${values.authority}. There are: ${authorities.map(one => one.id).join(', ')}.`);
    const { id, key } = await createDeviceKey(context, values.authority, name);
    context.out.line(key);
    context.out.note(
      `This is key ${id}. Only a digest of it is kept, so it cannot be shown again. A running server takes it within two seconds.`,
    );
    return 0;
  },
};

export const revokeKeyVerb: Verb = {
  name: 'revoke-key',
  usage: 'ID',
  summary: 'Take a device key out of use; a running server refuses it within two seconds',
  run: async ([id, ...more], context) => {
    if (!id || more.length > 0) throw new UsageError('Name one key by its id: npm run dtp -- keys lists them.');
    if (!(await revokeDeviceKey(context, id))) throw new CliFault(`There is no key ${id} in use: npm run dtp -- keys lists them.`);
    context.out.line(`Key ${id} is revoked.`);
    return 0;
  },
};

export const keysVerb: Verb = {
  name: 'keys',
  usage: '',
  summary: 'List the device keys, without the keys themselves',
  run: async (_args, { store, out }) => {
    const keys = await createVehicleRepository(store.read).keys();
    if (keys.length === 0) out.line('There are no device keys.');
    for (const { id, authority, name, createdAt, revokedAt } of keys) {
      const state = revokedAt === null ? 'in use' : `revoked on ${longDay(revokedAt.slice(0, 10))}`;
      out.line(`${id}  ${authority}  ${name}, made on ${longDay(createdAt.slice(0, 10))}, ${state}`);
    }
    return 0;
  },
};
