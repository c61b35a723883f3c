import type { ServiceAnswers } from '@dtp/contract/az.ts';
import type { ActionKind } from '@dtp/contract/ids.ts';

/** Results by what people do next. Groups stand in the order of their best result, results within one as they were ranked. */
export function groupByAction(items: readonly ServiceAnswers[]): [ActionKind, ServiceAnswers[]][] {
  const groups = new Map<ActionKind, ServiceAnswers[]>();
  for (const item of items) {
    const group = groups.get(item.service.action);
    if (group) group.push(item);
    else groups.set(item.service.action, [item]);
  }
  return [...groups];
}
