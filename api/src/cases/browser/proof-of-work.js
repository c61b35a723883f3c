// Does the sum that a form asks for, in a worker, and puts its result into the form. What it says stands in the page itself.
const proof = document.querySelector('[data-challenge]');
const form = proof?.closest('form');
const result = form?.elements.namedItem('altcha');

const say = which => {
  proof.textContent = proof.dataset[which];
};

const encode = solved => btoa(JSON.stringify(solved));

const begin = () => {
  const challenge = JSON.parse(proof.dataset.challenge);
  const worker = new Worker('/pages/proof-of-work-worker.js', { type: 'module' });
  let isHeld = false;
  const end = which => {
    say(which);
    worker.terminate();
  };
  worker.addEventListener('message', ({ data }) => {
    if (!data) return end('failed');
    result.value = encode({ challenge, solution: data });
    end('done');
    if (isHeld) form.requestSubmit();
  });
  worker.addEventListener('error', () => end('failed'));
  form.addEventListener('submit', event => {
    // The other button asks for another page of the form, which needs no sum.
    if (result.value !== '' || event.submitter?.name === 'change') return;
    event.preventDefault();
    isHeld = true;
    if (proof.textContent !== proof.dataset.failed) say('held');
  });
  worker.postMessage(challenge);
  say('working');
};

if (proof && form && result && result.value === '') {
  // Web Crypto is there on https and on this machine alone.
  if (globalThis.crypto?.subtle) begin();
  else say('failed');
}
