// `npm start`: everything from a fresh clone to a running server.
import { spawn } from 'node:child_process';
import { ensureInstalled, node24 } from './setup/install.mjs';
import { main, root, run, Stop, step } from './setup/steps.mjs';

const addresses = port => {
  const base = (process.env.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/$/, '');
  return `
The shared services are running. Stop them with Ctrl+C.

  Demo, 13 mock sites     ${base}/demo/
  Snippet builder         ${base}/demo/snippet/
  A to Z, hosted page     ${base}/az
  Map, hosted page        ${base}/map
  For GIS software        ${base}/ogc
  API reference           ${base}/docs
  The script to embed     ${base}/embed/v1/dtp.js
`;
};

const serve = () =>
  new Promise((resolve, reject) => {
    const server = spawn(node24, ['api/src/main.ts'], {
      cwd: root,
      env: { LOG_LEVEL: 'warn', ...process.env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    server.on('message', message => {
      process.stdout.write(addresses(message.listening));
      // The server's own log is all that follows; the channel is no longer needed.
      server.disconnect();
    });
    // Ctrl+C reaches the server by itself, as it is in the same process group; we only wait for it to finish.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => server.kill('SIGTERM'));
    server.on('close', code => (code === 0 ? resolve() : reject(new Stop('The server stopped; the lines above say why.'))));
  });

await main(async () => {
  await ensureInstalled();
  await step('Building the widgets and the demo', () =>
    run(node24, ['scripts/build.ts'], { failure: 'The build failed; the lines above say where.' }).then(() => ''),
  );
  process.stdout.write('Opening the record (made and filled with the starter data the first time) …\n');
  await serve();
});
