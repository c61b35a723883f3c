import type { Outcome } from './client.ts';

/**
 * Something to ask for whose code is loaded when it is asked: what few people need does not weigh on all. Where the code cannot be had the
 * outcome is that of an API which cannot be reached, and it is asked for again like one.
 * @param load Imports the code.
 * @param ask What to do with it.
 */
export const withCode = <Code, Value>(load: () => Promise<Code>, ask: (code: Code) => Promise<Outcome<Value>>): Promise<Outcome<Value>> =>
  load().then(ask, () => ({ kind: navigator.onLine ? 'unavailable' : 'offline' }));
