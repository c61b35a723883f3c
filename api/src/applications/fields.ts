import { cleanText } from '@dtp/contract/text.ts';
import { isMailAddress } from '../mail/address.ts';
import { canBeCalled } from '../records/phone.ts';
import { cleanLines } from '../records/typed-lines.ts';
import { faults } from './page-messages.ts';
import type { ApplicationPerson, FileRecord } from './record.ts';

export type FieldName = 'name' | 'email' | 'phone' | 'address' | 'statement' | 'cv';
export type FieldFault = { readonly field: FieldName; readonly message: string };

/** The most characters of a supporting statement, in UTF-16 units. */
export const LONGEST_STATEMENT = 20_000;
const LONGEST = { name: 100, phone: 40, address: 500 } as const;
/** What is kept of one field although it is too long; what is longer still was not typed by a person. */
const MOST_KEPT = 2000;

type Field = (name: string) => string | null;

const orNull = (text: string): string | null => (text === '' ? null : text);

/** The contact details of a form, as they are kept and shown back: without what cannot be typed, right or not. */
export const readDetails = (field: Field): Omit<ApplicationPerson, 'statement'> => {
  const line = (name: string) => orNull(cleanText((field(name) ?? '').slice(0, MOST_KEPT)));
  return {
    name: line('name'),
    email: line('email'),
    phone: line('phone'),
    address: orNull(cleanLines((field('address') ?? '').slice(0, MOST_KEPT))),
  };
};

/** The same of the statement, which is kept whole however long it is. */
export const readStatement = (field: Field): Pick<ApplicationPerson, 'statement'> => ({
  statement: orNull(cleanLines(field('statement') ?? '')),
});

const found = (all: readonly (readonly [FieldName, string | null])[]): readonly FieldFault[] =>
  all.flatMap(([field, message]) => (message === null ? [] : [{ field, message }]));

const lengthFault = (text: string | null, most: number): string | null =>
  text !== null && text.length > most ? faults.tooLong(most) : null;

/** What is wrong with the contact details, in the order of the form. */
export const detailFaults = ({ name, email, phone, address }: ApplicationPerson): readonly FieldFault[] =>
  found([
    ['name', name === null ? faults.noName : lengthFault(name, LONGEST.name)],
    ['email', email === null ? faults.noEmail : isMailAddress(email) ? null : faults.email],
    ['phone', phone === null || (phone.length <= LONGEST.phone && canBeCalled(phone)) ? null : faults.phone],
    ['address', lengthFault(address, LONGEST.address)],
  ]);

export const statementFaults = ({ statement }: ApplicationPerson): readonly FieldFault[] =>
  found([
    [
      'statement',
      statement !== null && statement.length > LONGEST_STATEMENT ? faults.statementTooLong(statement.length - LONGEST_STATEMENT) : null,
    ],
  ]);

/** Whether a file goes along with the application: an infected one is gone. */
export const isUsable = (file: FileRecord | undefined): file is FileRecord => file !== undefined && file.state !== 'infected';

/** All that stands against sending. */
export const sendingFaults = (person: ApplicationPerson, file: FileRecord | undefined): readonly FieldFault[] => [
  ...detailFaults(person),
  ...statementFaults(person),
  ...found([['statement', person.statement === null && !isUsable(file) ? faults.nothingSaid : null]]),
];
