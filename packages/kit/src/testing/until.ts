const DEADLINE = 4_000;
const native = globalThis.setTimeout;

/** Resolves with the first truthy value of `look`, which is asked again and again; fails after four seconds, naming what was awaited. */
export async function until<Value>(look: () => Value | null | undefined | false, what: string): Promise<Value> {
  const end = performance.now() + DEADLINE;
  while (performance.now() < end) {
    const value = look();
    if (value) return value;
    await new Promise(resolve => native(resolve, 5));
  }
  throw new Error(`Still waiting for: ${what}`);
}
