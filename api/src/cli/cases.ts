import { parseArgs } from 'node:util';
import type { CaseReference } from '@dtp/contract/cases.ts';
import { cleanText } from '@dtp/contract/text.ts';
import { authorityBook } from '../authorities/book.ts';
import { ownersMeant } from '../authorities/owners.ts';
import { ownerOn } from '../authorities/ref.ts';
import { createAuthorityRepository } from '../authorities/repository.ts';
import { createAzRepository } from '../az/repository.ts';
import { type Changed, closeCase, reopenCase } from '../cases/closing.ts';
import type { CaseNames } from '../cases/mail-messages.ts';
import type { CasePerson, CaseRecord } from '../cases/record.ts';
import { readReference } from '../cases/reference.ts';
import { createCaseRepository } from '../cases/repository.ts';
import { createContactRepository } from '../contact/repository.ts';
import { londonDay } from '../http/clock.ts';
import type { Store } from '../store/connect.ts';
import { parseArguments } from './arguments.ts';
import { type CliContext, CliFault, UsageError, type Verb } from './verb.ts';

/** Enough to work through by hand; the newest come first. */
const MOST_LISTED = 1000;
const LONGEST_NOTE = 600;

const OPTIONS = { authority: { type: 'string' }, open: { type: 'boolean' }, 'with-people': { type: 'boolean' } } as const;

const bookOf = async (store: Store) => authorityBook(await createAuthorityRepository(store.read).all());

/** The bodies whose cases someone means who names one by its id of whatever day; undefined for all. */
const ownersOf = async ({ store, now }: CliContext, asked: string | undefined): Promise<readonly string[] | undefined> => {
  if (asked === undefined) return undefined;
  const book = await bookOf(store);
  if (!book.get(asked))
    throw new UsageError(
      `There is no authority ${asked}. There are: ${book
        .all()
        .map(({ id }) => id)
        .join(', ')}.`,
    );
  return [...ownersMeant(asked, await createCaseRepository(store.read).authorities(), book, londonDay(now()))];
};

const minute = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;

const caseLine = ({ reference, authority, service, status, requestedAt }: CaseRecord): string =>
  `${reference}  ${minute(requestedAt)}  ${status.padEnd(6)}  ${authority}  ${service ?? 'a question or report'}`;

const quoted = (text: string): readonly string[] => text.split('\n').map(line => `    > ${line}`);

/** What there is beside the line of a case: a report's own words, or those that are kept with the person. */
const detailLines = ({ description, place, postcode, lat, lng, mediaUrl }: CaseRecord, person: CasePerson | undefined): string[] => {
  const known: readonly (readonly [string, string | number | null | undefined])[] = [
    ['Place', place ?? person?.place],
    ['Postcode', postcode ?? person?.postcode],
    ['Latitude', lat ?? person?.lat],
    ['Longitude', lng ?? person?.lng],
    ['Picture', mediaUrl ?? person?.mediaUrl],
    ['Name', person?.name],
    ['Email', person?.email],
    ['Phone', person?.phone],
  ];
  const facts = known.flatMap(([label, value]) => (value === null || value === undefined ? [] : [`    ${label}: ${value}`]));
  const words = description || person?.words;
  return [...facts, ...(words ? quoted(words) : [])];
};

/** The bodies of these cases that have no address to hear of them at: their cases wait in this list. */
const unheardBodies = async ({ store }: CliContext, records: readonly CaseRecord[]): Promise<string[]> => {
  const { lines } = await createContactRepository(store.read).all();
  const heard = new Set<string>(lines.filter(({ email, verifiedOn }) => email !== null && verifiedOn !== null).map(one => one.authority));
  return [...new Set(records.map(({ authority }) => authority))].filter(id => !heard.has(id)).sort();
};

export const casesVerb: Verb = {
  name: 'cases',
  usage: '[--authority ID] [--open] [--with-people]',
  summary: 'List what people asked and reported, newest first; --with-people also shows who they are and what they wrote',
  run: async (args, context) => {
    const { store, out } = context;
    const { values } = parseArguments(() => parseArgs({ args: [...args], options: OPTIONS }));
    const repository = createCaseRepository(store.read);
    const records = await repository.list({
      authorities: await ownersOf(context, values.authority),
      statuses: values.open ? ['open'] : undefined,
      most: MOST_LISTED,
    });
    if (records.length === 0) out.line('There are no cases.');
    for (const record of records) {
      out.line(caseLine(record));
      if (!values['with-people']) continue;
      for (const line of detailLines(record, await repository.personOf(record.reference))) out.line(line);
    }
    const unheard = await unheardBodies(context, records);
    if (unheard.length > 0)
      out.note(`Nobody was sent a mail about the cases of ${unheard.join(', ')}: none of their lines has an email that was checked.`);
    if (records.length === MOST_LISTED) out.note(`Only the newest ${MOST_LISTED} are listed. Name a body with --authority to see more.`);
    return 0;
  },
};

const referenceOf = (positionals: readonly string[]): CaseReference => {
  // People read "7K4M 29QX" off a screen: the shell makes two words of it.
  const reference = readReference(positionals.join(''));
  if (!reference) throw new UsageError('Name one case by its reference, such as 7K4M-29QX.');
  return reference;
};

/** Names for the mails about a case. */
const namesFor = async ({ store, now, publicUrl }: CliContext): Promise<(record: CaseRecord) => CaseNames> => {
  const book = await bookOf(store);
  const titles = new Map((await createAzRepository(store.read).all()).services.map(({ id, title }) => [id as string, title]));
  if (publicUrl === undefined)
    throw new CliFault(
      'The mail that tells who asked has a link in it. Set PUBLIC_URL as the server has it (http://localhost:8787 with npm start alone), and try again.',
    );
  return ({ authority, service }) => ({
    publicUrl,
    body: ownerOn(authority, book, londonDay(now()))?.name ?? authority,
    service: service === null ? null : (titles.get(service) ?? null),
  });
};

const explain = (changed: Changed, reference: CaseReference, unchanged: string): Extract<Changed, { kind: 'changed' }> => {
  if (changed.kind === 'unknown') throw new CliFault(`There is no case ${reference}: npm run dtp -- cases lists them.`);
  if (changed.kind === 'unchanged') throw new CliFault(unchanged);
  return changed;
};

export const closeCaseVerb: Verb = {
  name: 'close case',
  usage: 'REFERENCE [--note "What was done"]',
  summary: 'Close a case; the note is shown to anyone who has the reference, and mailed to who asked',
  run: async (args, context) => {
    const options = { note: { type: 'string' } } as const;
    const { values, positionals } = parseArguments(() => parseArgs({ args: [...args], options, allowPositionals: true }));
    const reference = referenceOf(positionals);
    const note = cleanText(values.note ?? '');
    if (note.length > LONGEST_NOTE) throw new UsageError(`--note should have at most ${LONGEST_NOTE} characters.`);
    const names = await namesFor(context);
    const changed = await closeCase(context.store, reference, note === '' ? null : note, names, context.now());
    const { isTold } = explain(changed, reference, `${reference} is closed already. To close it with another note, reopen it first.`);
    context.out.line(
      `${reference} is closed.${isTold ? ' The person who asked gets a mail.' : ' Nobody gets a mail: the person left no address.'}`,
    );
    return 0;
  },
};

export const reopenCaseVerb: Verb = {
  name: 'reopen case',
  usage: 'REFERENCE',
  summary: 'Open a closed case again, without its note',
  run: async (args, { store, out, now }) => {
    const { positionals } = parseArguments(() => parseArgs({ args: [...args], options: {}, allowPositionals: true }));
    const reference = referenceOf(positionals);
    explain(await reopenCase(store, reference, now()), reference, `${reference} is open already.`);
    out.line(`${reference} is open again.`);
    return 0;
  },
};
