import { recordFileText } from '../records/record-file.ts';
import type { ContactRecord } from './record.ts';

/** The whole contact centre as JSON, one entry a line so that changes show in a comparison. Importing it again changes nothing. */
export const contactToJson = ({ lines, exceptions, notices, signposts }: ContactRecord): string =>
  recordFileText({ lines, exceptions, notices, signposts });
