import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Problem } from '@dtp/contract/problem.ts';
import { type PositionReport, PositionsReply, sendPositions } from '@dtp/contract/vehicles.ts';
import { createVehicleRepository } from '../vehicles/repository.ts';
import { readSampleRoads } from '../vehicles/sample-roads.ts';
import { simulate } from '../vehicles/simulator.ts';
import { parseArguments } from './arguments.ts';
import { createDeviceKey, revokeDeviceKey } from './keys.ts';
import { type CliContext, CliFault, UsageError, type Verb } from './verb.ts';

const OPTIONS = {
  url: { type: 'string', default: 'http://localhost:8787' },
  vehicles: { type: 'string', default: '6' },
  speed: { type: 'string', default: '1' },
} as const;

const numberIn = (text: string, name: string, least: number, most: number): number => {
  const value = Number(text);
  if (!Number.isFinite(value) || value < least || value > most)
    throw new UsageError(`--${name} should be a number from ${least} to ${most}.`);
  return value;
};

const serverAt = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new UsageError('--url should be an address such as http://localhost:8787.');
  return new URL(sendPositions.path, url);
};

/** What there is to say about an answer; undefined when all was taken. */
const complaintIn = (status: number, answer: unknown): string | undefined => {
  if (status === 200) {
    const [first] = PositionsReply.parse(answer).refused;
    return first && `The server refused a position: ${first.path} ${first.message}.`;
  }
  if (status === 401)
    return 'The server does not know the key yet. If this goes on, it has another record: set DEVICE_KEY to a key of its own.';
  const problem = Problem.safeParse(answer);
  return problem.success ? problem.data.detail : `The server answered ${status}.`;
};

/** Sends batches; says what goes wrong once, and goes on. */
const createSender = (url: URL, key: string, note: (text: string) => void) => {
  let said: string | undefined;
  return async (positions: readonly PositionReport[]): Promise<void> => {
    let complaint: string | undefined;
    try {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ positions }) });
      complaint = complaintIn(reply.status, await reply.json());
    } catch {
      complaint = `There is no answer from ${url.origin}. Start the server with npm start.`;
    }
    if (complaint && complaint !== said) note(complaint);
    if (!complaint && said) note('The server takes the positions.');
    said = complaint;
  };
};

/** The key that the environment gives, else one of its own on the local record, revoked at the end. */
const withKey = async (context: CliContext, authority: string, work: (key: string) => Promise<void>): Promise<void> => {
  const given = process.env.DEVICE_KEY;
  if (given) return work(given);
  const { id, key } = await createDeviceKey(context, authority, 'Simulator');
  try {
    await work(key);
  } finally {
    await revokeDeviceKey(context, id);
  }
};

export const simulateGrittersVerb: Verb = {
  name: 'simulate-gritters',
  usage: '[--url http://localhost:8787] [--vehicles 6] [--speed 1]',
  summary: 'Drive the sample gritters along main roads until Ctrl+C, to see the live map at work',
  run: async (args, context) => {
    const { values } = parseArguments(() => parseArgs({ args: [...args], options: OPTIONS }));
    const url = serverAt(values.url);
    const wanted = Math.floor(numberIn(values.vehicles, 'vehicles', 1, 1000));
    const speed = numberIn(values.speed, 'speed', 0.1, 100);
    const samples = (await createVehicleRepository(context.store.read).vehicles()).filter(vehicle => vehicle.isSample).slice(0, wanted);
    const [first] = samples;
    if (!first) throw new CliFault('There are no sample gritters on record, so there is nothing to drive.');
    const stopping = new AbortController();
    const stop = () => stopping.abort();
    process.once('SIGINT', stop).once('SIGTERM', stop);
    context.out.note(
      `${samples.length} sample gritters are driving. They show on the map after ${first.delaySeconds} seconds. Ctrl+C stops them.`,
    );
    await withKey(context, first.authority, key =>
      simulate({
        roads: readSampleRoads(),
        vehicles: samples.map(({ id }) => id),
        speed,
        now: context.now,
        wait: ms => wait(ms, undefined, { signal: stopping.signal }).catch(() => undefined),
        send: createSender(url, key, context.out.note),
        signal: stopping.signal,
      }),
    );
    context.out.note('The sample gritters are off duty.');
    return 0;
  },
};
