import { isRecordBusy } from '../store/connect.ts';
import type { Output } from './output.ts';
import { CliFault, UsageError, type Verb } from './verb.ts';

const BUSY = 'Another import is running on this record. Nothing was changed. Wait until it has finished, then try again.';

/** How a verb is called: "npm run dtp -- backup FILE". */
export const callOf = (verb: Verb): string => `npm run dtp -- ${verb.name} ${verb.usage}`.trimEnd();

/** Says why a verb stopped and answers its exit code. A stack is shown only for what nobody foresaw. */
export const explainFault = (fault: unknown, verb: Verb, out: Output): number => {
  if (fault instanceof UsageError) {
    out.note(`${fault.message}\n\nUsage: ${callOf(verb)}`);
    return 2;
  }
  if (fault instanceof CliFault) out.note(fault.message);
  else if (isRecordBusy(fault)) out.note(BUSY);
  else out.note(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault));
  return 1;
};
