// The sum itself, by ALTCHA's own solver, away from the page so that typing stays smooth.
import { deriveKey } from '/pages/altcha/algorithms/web/pbkdf2.js';
import { solveChallenge } from '/pages/altcha/pow.js';

self.addEventListener('message', async ({ data: challenge }) => {
  self.postMessage(await solveChallenge({ challenge, deriveKey }));
});
