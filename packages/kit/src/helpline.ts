import type { listAuthorities } from '@dtp/contract/authorities.ts';
import type { Client, Outcome } from './client.ts';
import { helplineUrl } from './origin.ts';

/** Whom to call while the website cannot help. `verified` says that somebody has checked the number. */
export type Helpline = { readonly name: string; readonly phone: string; readonly verified: boolean };

const isHelpline = (shipped: Partial<Helpline> | null): shipped is Helpline => !!shipped?.phone;

/** The phone of a partner as the record has it; null where none is on record. */
export async function fetchHelpline(authority: string, client: Client, signal: AbortSignal): Promise<Outcome<Helpline | null>> {
  const outcome = await client.get<typeof listAuthorities>('/api/v1/authorities', {}, ['items'], signal);
  if (outcome.kind !== 'ok') return outcome;
  const host = outcome.value.items.find(({ id }) => id === authority);
  const phone = host?.contact.phone;
  return { kind: 'ok', value: host && phone ? { name: host.name, phone, verified: host.contact.verifiedOn !== null } : null };
}

/**
 * The phone as it was when the bundle was built, from a file beside it: for when the API fails from the start. Null where it cannot be had
 * either. Whoever wants it asks again with each failure of the API.
 */
export async function fetchShippedHelpline(authority: string, _client: Client, signal: AbortSignal): Promise<Outcome<Helpline | null>> {
  try {
    const response = await fetch(helplineUrl(authority), { signal, credentials: 'omit', referrerPolicy: 'origin' });
    const shipped: Partial<Helpline> | null = response.ok ? await response.json() : null;
    return { kind: 'ok', value: isHelpline(shipped) ? shipped : null };
  } catch {
    return { kind: 'ok', value: null };
  }
}
