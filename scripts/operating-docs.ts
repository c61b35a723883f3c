// Writes docs/operating.md from the definitions of the settings; `operating-docs.test.ts` holds the two together.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { Settings } from '../api/src/config.ts';

type Property = { default?: unknown; description?: string };

const settingsTable = (): string => {
  const { properties = {} } = z.toJSONSchema(Settings, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties as Record<string, Property>)
    .map(
      ([name, { default: fallback, description }]) =>
        `| \`${name}\` | ${fallback === undefined ? '' : `\`${String(fallback)}\``} | ${description ?? ''} |`,
    )
    .join('\n');
};

export const operatingDocs = (): string => `# Operating the server

This page is written by \`node scripts/operating-docs.ts\` from \`api/src/config.ts\`.

## Settings

From environment variables, read once at start. A wrong one stops the start, with every fault listed.

| variable | default | meaning |
| --- | --- | --- |
${settingsTable()}

## Running it

\`npm start\` installs, builds, and serves on one port. In production, build once with \`npm run build\` and run
\`node api/src/main.ts\` with Node 24 under your process manager, behind a reverse proxy that ends TLS.

- \`GET /health/live\` answers 200 while the process runs; \`GET /health/ready\` answers 200 when the record can be read.
- \`GET /metrics\` is for Prometheus: request times by route pattern, read model rebuilds, Node's own figures. Keep it inside your network at the proxy.
- Logs are JSON lines on standard output, one a request that did work, with \`requestId\`, route pattern, status and milliseconds. They never hold what a
  person typed, an address or a postcode. Answers that stood ready in memory are counted in \`/metrics\` and logged at \`debug\` only. A problem reply carries the same \`requestId\`.
- \`SIGTERM\` stops accepting, closes idle connections, lets running requests finish, and exits within \`SHUTDOWN_SECONDS\`.
- An import from the command line shows in a running server within two seconds, without a restart; requests never wait for it.

## The record

One SQLite file in WAL mode with \`synchronous=FULL\`. Keep it on a local disk. It is made, migrated and filled with the starter data on first start.

- \`npm run dtp -- backup FILE\` copies it while the server runs.
- \`npm run dtp -- --help\` lists every command.

## Reverse proxy

Pass everything to the one port. Replies say how long they may be kept (\`s-maxage\`, \`stale-while-revalidate\`, \`stale-if-error\`), so a shared
cache in front can answer most reads, and go on answering while the server is down.

Set \`PUBLIC_URL\` to the address that people use, pass \`Host\` on as it came, and write \`X-Forwarded-For\` (nginx: \`proxy_set_header Host $host;\` and
\`proxy_set_header X-Forwarded-For $remote_addr;\`, and \`TRUST_PROXY=1\`). While neither \`PUBLIC_URL\` nor \`SMTP_URL\` is set the server takes itself for a
developer's own, and shows the mails that wait at \`/outbox\` to requests from this machine: a proxy on the same machine that names the server
\`localhost\` and forwards nothing looks like one. The server says at start when that page is on.
`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(new URL('../docs/operating.md', import.meta.url), operatingDocs());
