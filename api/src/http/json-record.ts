/** Whether a value that was read as JSON is an object, not an array, a plain value or null. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
