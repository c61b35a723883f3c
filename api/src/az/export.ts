import { answersToCsv, servicesToCsv } from './csv.ts';
import type { AzRecord } from './record.ts';

/** The whole A to Z as JSON, one entry a line so that changes show in a comparison. Importing it again changes nothing. */
export const recordToJson = ({ categories, services, answers }: AzRecord): string => {
  const list = (entries: readonly unknown[]) => `[\n${entries.map(entry => `    ${JSON.stringify(entry)}`).join(',\n')}\n  ]`;
  return `{\n  "categories": ${list(categories)},\n  "services": ${list(services)},\n  "answers": ${list(answers)}\n}\n`;
};

/** One of the two tables as CSV (RFC 4180), for spreadsheets. Categories travel in JSON only. */
export const recordToCsv = ({ services, answers }: AzRecord, table: 'services' | 'answers'): string =>
  table === 'services' ? servicesToCsv(services) : answersToCsv(answers);
