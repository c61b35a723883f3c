/** Fails the test with `message` unless the condition holds. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** Fails unless both are the same, compared by their JSON. */
export function equal(actual: unknown, expected: unknown, message = 'Values differ'): void {
  const [one, other] = [actual, expected].map(value => JSON.stringify(value));
  assert(one === other, `${message}\n  expected ${other}\n  actual   ${one}`);
}

/** Fails unless `text` contains every one of the parts. */
export function includes(text: string, ...parts: readonly string[]): void {
  for (const part of parts) assert(text.includes(part), `“${part}” is missing in:\n${text}`);
}

/** Fails if `text` contains one of the parts. */
export function excludes(text: string, ...parts: readonly string[]): void {
  for (const part of parts) assert(!text.includes(part), `“${part}” should not be in:\n${text}`);
}
