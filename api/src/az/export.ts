import { recordFileText } from '../records/record-file.ts';
import { answersToCsv, servicesToCsv } from './csv.ts';
import type { AzRecord } from './record.ts';

/** The whole A to Z as JSON, one entry a line so that changes show in a comparison. Importing it again changes nothing. */
export const recordToJson = ({ categories, services, answers }: AzRecord): string => recordFileText({ categories, services, answers });

/** One of the two tables as CSV (RFC 4180), for spreadsheets. Categories travel in JSON only. */
export const recordToCsv = ({ services, answers }: AzRecord, table: 'services' | 'answers'): string =>
  table === 'services' ? servicesToCsv(services) : answersToCsv(answers);
