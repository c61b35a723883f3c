import { statSync } from 'node:fs';
import { z } from 'zod';
import { readClamdUrl } from './applications/clamd-url.ts';
import { readSender, type Sender } from './mail/address.ts';
import { isThisMachine } from './sources/source-address.ts';

/** Whether what an address sends can be believed: nobody on the way can have changed it. */
const isSecureSource = (text: string): boolean => {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || isThisMachine(url));
};

import { readSmtpUrl } from './mail/smtp-url.ts';

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
  BANK_HOLIDAYS_URL: z
    .url({ protocol: /^https?$/, error: 'should be an address such as https://www.gov.uk/bank-holidays.json' })
    .refine(isSecureSource, 'should begin with https://')
    .optional()
    .describe(
      'Where the bank holidays are renewed from once a day: https://www.gov.uk/bank-holidays.json, or a list of that shape. Default: they stay as they are on record, and `import holidays` brings new ones.',
    ),
  SMTP_URL: z
    .string()
    .refine(url => readSmtpUrl(url) !== undefined, 'should be an address such as smtps://user:password@mail.example:465')
    .optional()
    .describe(
      'The mail server that takes our mail: `smtp://` (encrypted where it offers so, and always when there is a password for a server elsewhere) or `smtps://`. Default: nothing is sent, mails stay in the outbox. See [mail](mail.md).',
    ),
  MAIL_FROM: z
    .string()
    .refine(text => readSender(text) !== undefined, 'should be an address such as Derbyshire shared services <no-reply@widgets.example>')
    .optional()
    .describe(
      'Who mail comes from: an address, or a name and an address in angle brackets. Needed with `SMTP_URL`. Default: no-reply@ the host of `PUBLIC_URL`.',
    ),
  TRUST_PROXY: z.coerce
    .number('should be a number of proxies')
    .int('should be a whole number')
    .min(0, 'should be 0 or more')
    .max(10, 'should be at most 10')
    .default(0)
    .describe(
      'How many reverse proxies of yours stand before the server. With 1 or more, who sends a report is known by what they write into `X-Forwarded-For`, for the limit on how much one address may send. Set it to 1 behind one proxy, or all people together have the limit of one.',
    ),
  ALTCHA_HMAC_KEY: z
    .string()
    .min(16, 'should have at least 16 characters, made at random')
    .optional()
    .describe(
      'Set it, and browsers do a short sum (ALTCHA) before a report can be sent, which makes floods costly. A secret, the same on every server. Default: no sum is asked for.',
    ),
  OPEN311_API_KEY: z
    .string()
    .min(16, 'should have at least 16 characters, made at random')
    .optional()
    .describe(
      'Set it, and only apps that have it can send reports by Open311. Reading needs none. Default: any app can. See [Open311](open311.md).',
    ),
  CLAMD_URL: z
    .string()
    .refine(url => readClamdUrl(url) !== undefined, 'should be an address such as tcp://localhost:3310 or unix:/run/clamav/clamd.sock')
    .optional()
    .describe(
      'The ClamAV daemon that scans the files people send with applications: `tcp://host:3310` or `unix:/path`. Files are held until they are clean. Default: nothing is scanned, and downloads say so. See [applications](applications.md).',
    ),
  OUTBOX_PAGE: z
    .enum(['on', 'off'], 'should be on or off')
    .optional()
    .describe(
      'Whether `/outbox` shows the mails that wait, **with names, addresses and all that people wrote, to everybody who can reach the server**. Never where `SMTP_URL` is set. Default: shown on this machine alone, and only while `PUBLIC_URL` is localhost.',
    ),
});
export type Config = Omit<z.output<typeof Settings>, 'MAIL_FROM'> & { PUBLIC_URL: string; MAIL_FROM: Sender };

/** Thrown by `readConfig`; the message lists every fault, one a line. */
export class ConfigError extends Error {}

/** Settings from environment variables. Variables that are not ours are left alone. Throws ConfigError with every fault at once. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const given = Object.fromEntries(Object.keys(Settings.shape).flatMap(name => (env[name] ? [[name, env[name]]] : [])));
  const result = Settings.safeParse(given);
  const faults = [...(result.error?.issues ?? []).map(issue => `${issue.path.join('.')} ${issue.message}`), ...mailFaults(given)];
  if (!result.success || faults.length > 0)
    throw new ConfigError(
      `The settings are not right:\n${faults.map(fault => `  ${fault}`).join('\n')}\ndocs/operating.md lists them all.`,
    );
  const publicUrl = (result.data.PUBLIC_URL ?? `http://localhost:${result.data.PORT}`).replace(/\/$/, '');
  return { ...result.data, PUBLIC_URL: publicUrl, MAIL_FROM: readSender(result.data.MAIL_FROM ?? '') ?? defaultSender(publicUrl) };
};

/** Settings of mail that are right each for itself and not together. */
const mailFaults = ({ SMTP_URL, MAIL_FROM, OUTBOX_PAGE }: Readonly<Record<string, string | undefined>>): string[] => {
  if (!SMTP_URL) return [];
  return [
    ...(MAIL_FROM ? [] : ['MAIL_FROM should say who mail comes from, as SMTP_URL is set']),
    ...(OUTBOX_PAGE === 'on' ? ['OUTBOX_PAGE should not be on where SMTP_URL is set: it shows mail that people are sent'] : []),
  ];
};

const defaultSender = (publicUrl: string): Sender => ({
  name: 'Derbyshire shared services',
  address: `no-reply@${new URL(publicUrl).hostname}`,
});

/** The path of the SQLite file that DATABASE_URL names. */
export const databaseFile = (url: string): string => url.replace(/^file:/, '');
