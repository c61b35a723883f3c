import type { Map as MapLibreMap } from 'maplibre-gl';

/** Milliseconds a lost drawing context has to come back. Browsers take it from pages in the background, and give it back. */
const RESTORE_WITHIN = 5000;

/** Whether the browser has no WebGL 2 to give. MapLibre does not export the class of this fault. */
export const isUndrawable = (fault: unknown): boolean => fault instanceof Error && fault.name === 'GPUInitializationError';

/**
 * Calls `onFailure` when the drawing context was lost and has not come back in time, or cannot be made again.
 * @returns what ends the watch
 */
export function watchContext(map: MapLibreMap, onFailure: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => clearTimeout(timer);
  map.on('webglcontextlost', () => {
    stop();
    timer = setTimeout(onFailure, RESTORE_WITHIN);
  });
  map.on('webglcontextrestored', stop);
  map.on('error', ({ error }) => {
    // A tile that cannot be had leaves a gap in the ground, nothing worse; the browser has said so on the console.
    if (!isUndrawable(error)) return;
    stop();
    onFailure();
  });
  return stop;
}
