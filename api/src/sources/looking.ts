/** Something that is looked at from time to time for as long as the server runs. */
export type Looking = { close(): Promise<void> };

/**
 * Looks every `everyMs`, one look at a time, and holds no process up. `look` has to deal with its own faults; its signal says that the server
 * stops. `close` ends what is under way.
 */
export const startLooking = (look: (stop: AbortSignal) => Promise<void>, everyMs: number): Looking => {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= look(stopping.signal).finally(() => {
      running = undefined;
    });
  }, everyMs);
  timer.unref();
  return {
    close: async () => {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
};
