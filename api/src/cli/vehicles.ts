import { parseArgs } from 'node:util';
import { cleanText } from '@dtp/contract/text.ts';
import { VehicleId } from '@dtp/contract/vehicles.ts';
import { createAuthorityRepository } from '../authorities/repository.ts';
import { bumpVersion } from '../store/versions.ts';
import { createVehicleRepository } from '../vehicles/repository.ts';
import { createVehicleWriter } from '../vehicles/repository.write.ts';
import { thinPositions } from '../vehicles/retention.ts';
import { parseArguments } from './arguments.ts';
import { CliFault, UsageError, type Verb } from './verb.ts';

const USUAL_DELAY = 60;
/** Positions that wait to be shown are held in memory. */
const LONGEST_DELAY = 900;
const OPTIONS = {
  id: { type: 'string' },
  name: { type: 'string' },
  authority: { type: 'string' },
  delay: { type: 'string', default: String(USUAL_DELAY) },
} as const;

export const addVehicleVerb: Verb = {
  name: 'add-vehicle',
  usage: '--id ID --name NAME --authority ID [--delay 60]',
  summary: 'Add a gritter, or describe one anew; its positions are shown to the public --delay seconds late',
  run: async (args, { store, out, now }) => {
    const { values } = parseArguments(() => parseArgs({ args: [...args], options: OPTIONS }));
    const id = VehicleId.safeParse(values.id);
    if (!id.success) throw new UsageError('--id should be small letters, digits and hyphens, such as gritter-12.');
    const name = cleanText(values.name ?? '');
    if (name === '' || name.length > 80) throw new UsageError('--name should be what people will read, at most 80 characters.');
    const delaySeconds = Number(values.delay);
    if (!Number.isInteger(delaySeconds) || delaySeconds < 0 || delaySeconds > LONGEST_DELAY)
      throw new UsageError(`--delay should be a number of seconds, at most ${LONGEST_DELAY}.`);
    const authorities = await createAuthorityRepository(store.read).all();
    const authority = authorities.find(one => one.id === values.authority)?.id;
    if (!authority) throw new UsageError(`--authority should be one of ${authorities.map(one => one.id).join(', ')}.`);
    const addedAt = now().toISOString();
    await store.write(async db => {
      await createVehicleWriter(db).saveVehicle({ id: id.data, name, kind: 'gritter', authority, isSample: false, delaySeconds, addedAt });
      await bumpVersion(db, 'vehicles', now());
    });
    out.line(`${name} is on record as ${id.data}. Its positions are shown ${delaySeconds} seconds late, and never while it is off duty.`);
    return 0;
  },
};

export const removeVehicleVerb: Verb = {
  name: 'remove-vehicle',
  usage: 'ID',
  summary: 'Take a vehicle off the record, such as a sample gritter; its old positions are removed in time',
  run: async ([id, ...more], { store, out, now }) => {
    if (!id || more.length > 0) throw new UsageError('Name one vehicle by its id: npm run dtp -- vehicles lists them.');
    const isGone = await store.write(async db => {
      const isRemoved = await createVehicleWriter(db).removeVehicle(id);
      if (isRemoved) await bumpVersion(db, 'vehicles', now());
      return isRemoved;
    });
    if (!isGone) throw new CliFault(`There is no vehicle ${id}: npm run dtp -- vehicles lists them.`);
    out.line(`${id} is off the record.`);
    return 0;
  },
};

export const vehiclesVerb: Verb = {
  name: 'vehicles',
  usage: '',
  summary: 'List the vehicles on record',
  run: async (_args, { store, out }) => {
    const vehicles = await createVehicleRepository(store.read).vehicles();
    if (vehicles.length === 0) out.line('There are no vehicles.');
    for (const { id, name, authority, delaySeconds, isSample } of vehicles)
      out.line(`${id}  ${authority}  ${name}, shown ${delaySeconds} seconds late${isSample ? ', a sample' : ''}`);
    return 0;
  },
};

export const thinPositionsVerb: Verb = {
  name: 'thin-positions',
  usage: '',
  summary: 'Thin old positions of vehicles and remove those over 28 days old, as the server does every hour',
  run: async (_args, { store, out, now }) => {
    const removed = await thinPositions(store, createVehicleRepository(store.read), now());
    out.line(removed === 0 ? 'There was nothing to remove.' : `${removed} positions removed.`);
    return 0;
  },
};
