import { type CaseReference, CaseStatus, LONGEST_CASE_WORDS } from '@dtp/contract/cases.ts';
import type { LatLng } from '@dtp/contract/map.ts';
import { cleanText, isPrintable } from '@dtp/contract/text.ts';
import { z } from 'zod';
import { isMailAddress } from '../../mail/address.ts';
import { webUrl } from '../../records/fields.ts';
import { canBeCalled } from '../../records/phone.ts';
import { evenLines, typedLines } from '../../records/typed-lines.ts';
import { readPosition } from '../position.ts';
import { readReference } from '../reference.ts';
import { badRequest } from './fault.ts';
import { faults } from './messages.ts';

/** A parameter by its name; empty where it is not there, which the specification says is the same ("Optional Arguments"). */
export type Parameters = (name: string) => string;

export const parametersOf =
  (values: URLSearchParams): Parameters =>
  name =>
    (values.get(name) ?? '').trim();

const LONGEST = { address_string: 300, email: 254, first_name: 60, last_name: 60, phone: 40, media_url: 2000 } as const;
type Line = keyof typeof LONGEST;

/** What a report says, once it is right. */
export type Report = {
  readonly point: LatLng | null;
  readonly addressId: string | null;
  readonly place: string | null;
  readonly words: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mediaUrl: string | null;
};

const lineFaults = (read: Parameters): string[] =>
  Object.entries(LONGEST).flatMap(([field, most]) => {
    const text = read(field);
    if (text.length > most) return [faults.tooLong(field, most)];
    return isPrintable(text) ? [] : [faults.characters(field)];
  });

const readPoint = (read: Parameters): { point: LatLng | null; faults: string[] } => {
  const [lat, long] = [read('lat'), read('long')];
  if (lat === '' && long === '') return { point: null, faults: [] };
  if (lat === '' || long === '') return { point: null, faults: [faults.halfPlace] };
  const point = readPosition(lat, long);
  return { point, faults: point ? [] : [faults.badPlace] };
};

const wordsFaults = (words: string): string[] => {
  if (words.length > LONGEST_CASE_WORDS) return [faults.tooLong('description', LONGEST_CASE_WORDS)];
  return typedLines(LONGEST_CASE_WORDS).safeParse(words).success ? [] : [faults.characters('description')];
};

const orNull = (text: string): string | null => (text === '' ? null : text);

/** The report that was posted. Throws a 400 with every fault. */
export const readReport = (read: Parameters): Report => {
  const { point, faults: pointFaults } = readPoint(read);
  const line = (name: Line): string | null => orNull(cleanText(read(name)));
  const [addressId, place, words] = [orNull(read('address_id').slice(0, 40)), line('address_string'), evenLines(read('description'))];
  const [email, phone, mediaUrl] = [line('email'), line('phone'), line('media_url')];
  const isPlaced = point !== null || addressId !== null || place !== null || pointFaults.length > 0;
  const found = [
    ...(isPlaced ? [] : [faults.noPlace]),
    ...pointFaults,
    ...lineFaults(read),
    ...wordsFaults(words),
    ...(email === null || isMailAddress(email) ? [] : [faults.email]),
    ...(phone === null || canBeCalled(phone) ? [] : [faults.phone]),
    ...(mediaUrl === null || webUrl.safeParse(mediaUrl).success ? [] : [faults.media]),
  ];
  if (found.length > 0) throw badRequest(...found);
  const name = orNull([line('first_name'), line('last_name')].filter(part => part !== null).join(' '));
  return { point, addressId, place, words, name, email, phone, mediaUrl };
};

const DAY_MS = 24 * 60 * 60_000;
const LONGEST_SPAN_MS = 90 * DAY_MS;
/** "GET Service Requests", Response Volume. */
export const MOST_REQUESTS = 1000;

const Instant = z.iso.datetime({ offset: true });

/** A plus sign that nobody encoded arrives as a space. */
const readInstant = (text: string): number | undefined => {
  const given = text.replace(/ (?=\d\d:?\d\d$)/, '+');
  return Instant.safeParse(given).success ? Date.parse(given) : undefined;
};

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '');

export type Wanted =
  | { readonly kind: 'these'; readonly references: readonly CaseReference[] }
  | {
      readonly kind: 'all';
      readonly services: readonly string[] | undefined;
      readonly statuses: readonly CaseStatus[] | undefined;
      readonly from: string;
      readonly to: string;
    };

/** The span that is meant: 90 days back from its end, or on from its beginning, where only one is said. */
const spanOf = (start: number | undefined, end: number | undefined, now: number): { from: number; to: number } => {
  if (start !== undefined) return { from: start, to: end ?? start + LONGEST_SPAN_MS };
  const to = end ?? now;
  return { from: to - LONGEST_SPAN_MS, to };
};

/** Which requests are asked for. Ids override all else. Throws a 400 with every fault. */
export const readWanted = (read: Parameters, now: Date): Wanted => {
  const ids = listOf(read('service_request_id'));
  if (ids.length > 0) return { kind: 'these', references: ids.slice(0, MOST_REQUESTS).flatMap(id => readReference(id) ?? []) };

  const statuses = z.array(CaseStatus).safeParse(listOf(read('status')));
  const [start, end] = [readInstant(read('start_date')), readInstant(read('end_date'))];
  const { from, to } = spanOf(start, end, now.getTime());
  const isSaid = start !== undefined && end !== undefined;
  const found = [
    ...(statuses.success ? [] : [faults.status]),
    ...(read('start_date') !== '' && start === undefined ? [faults.date('start_date')] : []),
    ...(read('end_date') !== '' && end === undefined ? [faults.date('end_date')] : []),
    ...(isSaid && from > to ? [faults.order] : []),
    ...(isSaid && to - from > LONGEST_SPAN_MS ? [faults.span] : []),
  ];
  if (found.length > 0 || !statuses.success) throw badRequest(...found);
  const services = listOf(read('service_code'));
  return {
    kind: 'all',
    services: services.length > 0 ? services : undefined,
    statuses: statuses.data.length > 0 ? statuses.data : undefined,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  };
};
