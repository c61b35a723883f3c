import type { JobApplication } from '@dtp/contract/applications.ts';
import { writeTable } from '../records/csv-table.ts';

const COLUMNS = ['reference', 'sent_at', 'name', 'email', 'phone', 'address', 'statement', 'cv_state', 'cv_notice', 'cv_url'] as const;

/** Applications as a table (RFC 4180), safe to open in a spreadsheet. */
export const applicationsCsv = (applications: readonly JobApplication[]): string =>
  writeTable(
    COLUMNS,
    applications.map(({ reference, sentAt, name, email, phone, address, statement, cv }) =>
      [reference, sentAt, name, email, phone, address, statement, cv?.state, cv?.notice, cv?.url].map(cell => cell ?? ''),
    ),
  );
