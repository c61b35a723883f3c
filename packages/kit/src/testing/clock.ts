/** Waits that the test decides over. Shorter ones, as a pause in typing, stay real. */
const LEAST = 500;

type Timer = { readonly due: number; readonly run: () => void };

export type Clock = { advance(ms: number): void; uninstall(): void };

/** Takes over timers of half a second and more; they run when the test says that the time has passed. */
export function installClock(): Clock {
  const { setTimeout: nativeSet, clearTimeout: nativeClear } = globalThis;
  const held = new Map<number, Timer>();
  let now = 0;
  let last = 1_000_000_000;

  const set = (run: () => void, wait = 0): number => {
    if (wait < LEAST) return Number(nativeSet(run, wait));
    held.set(++last, { due: now + wait, run });
    return last;
  };
  const clear = (id: number): void => {
    if (!held.delete(id)) nativeClear(id);
  };
  Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });

  return {
    advance(ms) {
      now += ms;
      for (const [id, { due, run }] of held) {
        if (due > now) continue;
        held.delete(id);
        run();
      }
    },
    uninstall: () => Object.assign(globalThis, { setTimeout: nativeSet, clearTimeout: nativeClear }),
  };
}
