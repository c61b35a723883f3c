/** Where a verb writes. `line` is the result, `note` is about the work: progress, warnings, faults. */
export type Output = {
  line(text: string): void;
  note(text: string): void;
  /** True when `note` reaches a terminal, where a line can be drawn over. */
  readonly isTerminal: boolean;
  /** Draws over the current line of a terminal; an empty text clears it. Only when `isTerminal`. */
  redraw(text: string): void;
};

/** `… | head` closes its end when it has enough: then there is nobody left to write for. */
const endWithReader = (fault: Error): void => {
  if ('code' in fault && fault.code === 'EPIPE') process.exit(0);
  throw fault;
};

/** Result to stdout, notes to stderr, so that `> file` catches the result alone. */
export const consoleOutput = (): Output => {
  if (!process.stdout.listeners('error').includes(endWithReader)) process.stdout.on('error', endWithReader);
  return printed;
};

const printed: Output = {
  line: text => process.stdout.write(`${text}\n`),
  note: text => process.stderr.write(`${text}\n`),
  isTerminal: process.stderr.isTTY === true,
  redraw: text => process.stderr.write(`\r\u001b[2K${text}`),
};

/** For tests and for callers that show the lines themselves. */
export const collectedOutput = (): Output & { readonly lines: string[]; readonly notes: string[] } => {
  const lines: string[] = [];
  const notes: string[] = [];
  return { lines, notes, line: text => lines.push(text), note: text => notes.push(text), isTerminal: false, redraw: () => undefined };
};
