import { parseArgs } from 'node:util';
import { createAuthorityRepository } from '../authorities/repository.ts';
import { LINE_GAPS, type LineGap, lineGaps, withoutGeneralLine } from '../contact/gaps.ts';
import type { LineRecord } from '../contact/record.ts';
import { createContactRepository } from '../contact/repository.ts';
import { londonDay } from '../http/clock.ts';
import { parseArguments } from './arguments.ts';
import { UsageError, type Verb } from './verb.ts';

const LACKS: Readonly<Record<LineGap, string>> = {
  'not-checked': 'not checked with the body yet',
  'no-hours': 'no hours on record',
  'no-number': 'no number on record',
};

const COUNTED: Readonly<Record<LineGap, (few: string) => string>> = {
  'not-checked': few => `${few} not checked with their body yet`,
  'no-hours': few => `${few} without hours`,
  'no-number': few => `${few} without a telephone number`,
};

/** What the lines lack, a sentence a kind: "12 of 40 lines are not checked with their body yet." */
export const gapLines = (lines: readonly LineRecord[]): string[] =>
  LINE_GAPS.flatMap(gap => {
    const count = lines.filter(line => lineGaps(line).includes(gap)).length;
    const few = `${count} of ${lines.length} lines ${count === 1 ? 'is' : 'are'}`;
    return count === 0 ? [] : [`${COUNTED[gap](few)}.`];
  });

const lineText = (line: LineRecord): string => {
  const lacks = lineGaps(line).map(gap => LACKS[gap]);
  return [`${line.id}  ${line.authority}  ${line.title}${line.phone ? `, ${line.phone}` : ''}`, ...lacks].join('; ');
};

const OPTIONS = { authority: { type: 'string' }, gaps: { type: 'boolean', default: false } } as const;

export const linesVerb: Verb = {
  name: 'lines',
  usage: '[--authority ID] [--gaps]',
  summary: 'List the contact lines with what each lacks; --gaps leaves out those that lack nothing',
  run: async (args, { store, out, now }) => {
    const { values } = parseArguments(() => parseArgs({ args: [...args], options: OPTIONS }));
    const authorities = await createAuthorityRepository(store.read).all();
    const chosen = authorities.filter(({ id }) => values.authority === undefined || id === values.authority);
    if (chosen.length === 0)
      throw new UsageError(`There is no authority ${values.authority}. There are: ${authorities.map(({ id }) => id).join(', ')}.`);
    const { lines } = await createContactRepository(store.read).all();
    const own = lines.filter(line => values.authority === undefined || line.authority === values.authority);
    for (const line of own) if (!values.gaps || lineGaps(line).length > 0) out.line(lineText(line));
    if (own.length === 0) out.line('There are no contact lines.');
    for (const { name } of withoutGeneralLine(lines, chosen, londonDay(now()))) out.line(`${name} has no general line.`);
    for (const note of gapLines(own)) out.note(note);
    return 0;
  },
};
