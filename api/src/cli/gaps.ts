import { parseArgs } from 'node:util';
import { createAuthorityRepository } from '../authorities/repository.ts';
import { countGaps, GAP_KINDS, type Gap, type GapCount, gapsOn, gapsToCsv } from '../az/gaps.ts';
import { createAzRepository } from '../az/repository.ts';
import { createContactRepository } from '../contact/repository.ts';
import { londonDay } from '../http/clock.ts';
import { parseArguments } from './arguments.ts';
import { gapLines } from './contact-lines.ts';
import { UsageError, type Verb } from './verb.ts';

const OPTIONS = { authority: { type: 'string' }, format: { type: 'string', default: 'table' } } as const;

const HEADINGS = {
  unknown: 'unknown',
  'no-page': 'no page',
  'not-reviewed': 'not reviewed',
  'no-phone': 'no phone',
  'unverified-phone': 'unverified phone',
} as const;

/** Services shown in the table; the CSV has them all. */
const MOST_SERVICES = 40;

const tableOf = (title: string, counts: readonly GapCount[]): string[] => {
  const width = Math.max(title.length, ...counts.map(({ name }) => name.length));
  const row = (name: string, cells: readonly string[]) =>
    `${name.padEnd(width)}  ${cells.map((cell, at) => cell.padStart(HEADINGS[GAP_KINDS[at] ?? 'unknown'].length)).join('  ')}`;
  return [
    row(
      title,
      GAP_KINDS.map(kind => HEADINGS[kind]),
    ),
    ...counts.map(count =>
      row(
        count.name,
        GAP_KINDS.map(kind => String(count[kind])),
      ),
    ),
  ];
};

const asText = (gaps: readonly Gap[]): string => {
  if (gaps.length === 0) return 'There are no gaps.';
  const services = countGaps(gaps, gap => gap.service.title);
  const left = services.length - MOST_SERVICES;
  return [
    ...tableOf(
      'By authority',
      countGaps(gaps, gap => gap.authority.name).sort((a, b) => a.name.localeCompare(b.name)),
    ),
    '',
    ...tableOf('By service, most wanted first', services.slice(0, MOST_SERVICES)),
    ...(left > 0 ? [`and ${left} more services; --format csv has them all`] : []),
  ].join('\n');
};

export const gapsVerb: Verb = {
  name: 'gaps',
  usage: '[--authority ID] [--format table|csv]',
  summary: 'What the A to Z does not know yet, by authority and by service',
  run: async (args, { store, out, now }) => {
    const { values } = parseArguments(() => parseArgs({ args: [...args], options: OPTIONS }));
    if (values.format !== 'table' && values.format !== 'csv') throw new UsageError('--format should be table or csv.');
    const authorities = await createAuthorityRepository(store.read).all();
    const chosen = values.authority === undefined ? authorities : authorities.filter(({ id }) => id === values.authority);
    if (chosen.length === 0)
      throw new UsageError(`There is no authority ${values.authority}. There are: ${authorities.map(({ id }) => id).join(', ')}.`);
    const gaps = gapsOn(await createAzRepository(store.read).all(), chosen, londonDay(now()));
    out.line(values.format === 'csv' ? gapsToCsv(gaps).trimEnd() : asText(gaps));
    const { lines } = await createContactRepository(store.read).all();
    const ofLines = gapLines(lines.filter(line => chosen.some(({ id }) => id === line.authority)));
    if (ofLines.length > 0) out.note(['', 'Contact lines, which "lines --gaps" lists:', ...ofLines].join('\n'));
    return 0;
  },
};
