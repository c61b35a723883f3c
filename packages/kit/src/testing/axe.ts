import 'axe-core';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';

declare global {
  /** axe-core puts itself here when it is loaded as a script. */
  var axe: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> };
}

/** A widget is part of a page: rules for whole pages are the host's. */
const OPTIONS: RunOptions = { rules: { region: { enabled: false } } };

/** Fails with every accessibility fault axe-core sees in the element, shadow root included. */
export async function passesAxe(element: Element): Promise<void> {
  const { violations } = await globalThis.axe.run(element, OPTIONS);
  const faults = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => `    ${html}`).join('\n')}`);
  if (faults.length > 0) throw new Error(`axe found:\n  ${faults.join('\n  ')}`);
}
