import type { PickEvent } from '@dtp/map/events.ts';
import { MESSAGES } from './messages.ts';

/** What a council's own form does with the map: it listens to the element, keeps the spot, and sends it with the rest. */
const byId = <Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind => {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`The page has no ${kind.name} with the id "${id}"`);
  return element;
};

const form = byId('report', HTMLFormElement);
const spot = byId('spot', HTMLElement);
const sent = byId('sent', HTMLElement);
const sentText = byId('sent-text', HTMLElement);
let picked: PickEvent | undefined;

form.querySelector('dtp-map')?.addEventListener('dtp-pick', event => {
  picked = event;
  spot.textContent = MESSAGES.spot(event.address ?? event.street ?? `${event.lat.toFixed(5)}, ${event.lng.toFixed(5)}`);
});

form.addEventListener('submit', event => {
  event.preventDefault();
  sent.hidden = picked === undefined;
  if (!picked) {
    spot.textContent = MESSAGES.missing;
    return;
  }
  const { lat, lng, address, authorities } = picked;
  sentText.textContent = JSON.stringify({ what: new FormData(form).get('what'), lat, lng, address, authorities }, null, 2);
  sent.focus();
});
