import { statSync } from 'node:fs';
import { z } from 'zod';

const port = z.coerce
  .number('should be a port number')
  .int('should be a port number')
  .min(0, 'should be a port number')
  .max(65535, 'should be a port number, at most 65535');

/** Every setting, with its default and the words of docs/operating.md, which is written from here. */
export const Settings = z.object({
  PORT: port.default(8787).describe('Port to listen on.'),
  HOST: z.string().default('0.0.0.0').describe('Address to listen on.'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'should be an address such as https://widgets.example' })
    .optional()
    .describe('The address people reach the server at. Used in absolute links and in the printed snippet. Default: http://localhost:PORT.'),
  DATABASE_URL: z
    .string()
    .default('file:var/dtp.sqlite')
    .refine(
      url => !url.startsWith('postgres'),
      'names PostgreSQL, which this version does not support yet: give an SQLite file such as file:var/dtp.sqlite',
    )
    .describe('The SQLite file of the record. Made on first start.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'should be fatal, error, warn, info, debug, trace or silent')
    .default('info')
    .describe('How much is logged: at `info` one line a request that did work, at `debug` also one for each answer that stood ready.'),
  SHUTDOWN_SECONDS: z.coerce
    .number('should be a number of seconds')
    .min(0)
    .max(300)
    .default(10)
    .describe('How long a shutdown waits for requests that run.'),
  STREAM_LISTENERS: z.coerce
    .number('should be a number of listeners')
    .int('should be a whole number')
    .min(0)
    .max(100_000)
    .default(1000)
    .describe('How many people may listen to the live positions of vehicles at once. More are told to come back.'),
  RESPONSE_CACHE_MB: z.coerce
    .number('should be a number of megabytes')
    .min(1)
    .max(4096)
    .default(32)
    .describe('Memory for ready-made answers.'),
  BASEMAP_PMTILES: z
    .string()
    .refine(file => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false, 'names a file that is not there')
    .optional()
    .describe(
      'A PMTiles file of vector tiles (Protomaps or OpenMapTiles layers) to draw under the map. The server serves it, so that nobody else is asked. Default: our own outlines and towns alone.',
    ),
  BASEMAP_STYLE_URL: z
    .url({ protocol: /^https$/, error: 'should be an address such as https://maps.example/style.json' })
    .optional()
    .describe(
      'A MapLibre style of someone else to draw under the map instead. Browsers then ask that server, which websites that show the map have to allow in their policy (`connect-src`).',
    ),
});
export type Config = z.output<typeof Settings> & { PUBLIC_URL: string };

/** Thrown by `readConfig`; the message lists every fault, one a line. */
export class ConfigError extends Error {}

/** Settings from environment variables. Variables that are not ours are left alone. Throws ConfigError with every fault at once. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const given = Object.fromEntries(Object.keys(Settings.shape).flatMap(name => (env[name] ? [[name, env[name]]] : [])));
  const result = Settings.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map(issue => `  ${issue.path.join('.')} ${issue.message}`);
    throw new ConfigError(`The settings are not right:\n${faults.join('\n')}\ndocs/operating.md lists them all.`);
  }
  return { ...result.data, PUBLIC_URL: (result.data.PUBLIC_URL ?? `http://localhost:${result.data.PORT}`).replace(/\/$/, '') };
};

/** The path of the SQLite file that DATABASE_URL names. */
export const databaseFile = (url: string): string => url.replace(/^file:/, '');
