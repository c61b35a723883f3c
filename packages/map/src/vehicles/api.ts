import type { getTrail, lastTreated, STREAM_PATH } from '@dtp/contract/vehicles.ts';
import type { Client } from '@dtp/kit/client.ts';

/** The routes of the API that the list of vehicles calls. */

const STREAM: typeof STREAM_PATH = '/api/v1/vehicles/stream';

/** The address of the live stream; with an authority only of its vehicles. */
export const streamUrl = (client: Client, authority: string): string => client.url(STREAM, { authority });

export const fetchTreated = (client: Client, near: string, signal: AbortSignal) =>
  client.get<typeof lastTreated>('/api/v1/vehicles/treated', { near }, [], signal);

export const fetchTrail = (client: Client, vehicle: string, signal: AbortSignal) =>
  client.get<typeof getTrail>(`/api/v1/vehicles/${encodeURIComponent(vehicle)}/trail`, {}, ['points'], signal);
