import type {
  CaseReference,
  Open311Created,
  Open311Discovery,
  Open311Request,
  Open311Service,
  Open311ServiceDefinition,
  Open311Token,
} from '@dtp/contract/cases.ts';
import { ServiceId } from '@dtp/contract/ids.ts';
import type { CaseService } from '../catalogue.ts';
import type { CaseRecord } from '../record.ts';
import { words } from './messages.ts';

const SPECIFICATION = 'http://wiki.open311.org/GeoReport_v2';

/** W3C's note on dates and times has fractions of a second, but few apps do. */
const toTheSecond = (instant: string): string => `${instant.slice(0, 19)}Z`;

export const discovery = (publicUrl: string, changedAt: string, needsKey: boolean): Open311Discovery => {
  const changeset = toTheSecond(changedAt);
  return {
    changeset,
    contact: words.contact(publicUrl),
    key_service: needsKey ? words.keyNeeded(publicUrl) : words.noKey,
    endpoints: [
      {
        specification: SPECIFICATION,
        url: `${publicUrl}/open311/v2`,
        changeset,
        type: 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  };
};

export const serviceEntry = ({ id, title, summary, categories, synonyms }: CaseService): Open311Service => ({
  service_code: ServiceId.parse(id),
  service_name: title,
  description: summary,
  metadata: false,
  type: 'realtime',
  keywords: synonyms.map(name => name.replace(/,/g, ' ')).join(', '),
  group: categories[0]?.title ?? '',
});

export const serviceDefinition = ({ id }: CaseService): Open311ServiceDefinition => ({ service_code: ServiceId.parse(id), attributes: [] });

export const created = (reference: CaseReference, body: string, isPublic: boolean): Open311Created => ({
  service_request_id: reference,
  service_notice: words.notice(body, isPublic),
  account_id: null,
});

export const tokenOf = (reference: CaseReference): Open311Token => ({ service_request_id: reference, token: reference });

/** A case as anyone may read it. `agency` is the name of the body that has it now, `service` the title of what it is about. */
export const requestOf = (record: CaseRecord, agency: string, service: string | null): Open311Request => ({
  service_request_id: record.reference,
  status: record.status,
  status_notes: record.statusNote,
  service_name: service,
  service_code: record.service,
  description: record.description,
  agency_responsible: agency,
  service_notice: null,
  requested_datetime: toTheSecond(record.requestedAt),
  updated_datetime: toTheSecond(record.updatedAt),
  expected_datetime: null,
  address: record.place,
  address_id: null,
  zipcode: record.postcode,
  lat: record.lat,
  long: record.lng,
  media_url: record.mediaUrl,
});
