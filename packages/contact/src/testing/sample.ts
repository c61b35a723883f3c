import type { AuthorityList } from '@dtp/contract/authorities.ts';
import type { AskedPlace, SuggestReply } from '@dtp/contract/az.ts';
import type { ContactLine, ContactReply, Signpost } from '@dtp/contract/contact.ts';
import type { AddressList, Area } from '@dtp/contract/places.ts';
import type { z } from 'zod';

/** Sample content for the tests, in the shapes that cross the wire. Numbers and addresses are made up. */

type Wire<Schema extends z.ZodType> = z.input<Schema>;
export type Line = Wire<typeof ContactLine>;
export type Reply = Wire<typeof ContactReply>;
type Body = Line['authority'];
type Place = Wire<typeof AskedPlace>;

export const county: Body = {
  id: 'derbyshire',
  name: 'Derbyshire County Council',
  shortName: 'Derbyshire',
  kind: 'county',
  homeUrl: 'https://county.example/',
};
export const dales: Body = {
  id: 'derbyshire-dales',
  name: 'Derbyshire Dales District Council',
  shortName: 'Derbyshire Dales',
  kind: 'district',
  homeUrl: 'https://dales.example/',
};

export const OPEN = { open: true, text: 'Open now, closes 8pm', nextChange: null };
export const CLOSED = { open: false, text: 'Closed, opens Monday 8am', nextChange: null };

export const lineOf = (authority: Body, more: Partial<Line> = {}): Line => ({
  id: `${authority.id}-main`,
  authority,
  title: 'Customer services',
  purpose: null,
  responsible: 'yes',
  because: null,
  phone: '01629 000000',
  relay: '18001 01629 000000',
  textPhone: null,
  sms: null,
  email: null,
  formUrl: null,
  bslUrl: null,
  address: null,
  languages: [],
  hours: null,
  week: null,
  open: null,
  datedHours: [],
  outOfHours: [],
  notices: [],
  source: null,
  verifiedOn: null,
  ...more,
});

const weekday = { days: 'Monday to Saturday', times: '8am to 8pm' };

/** A line with everything on record. */
export const callDerbyshire = lineOf(county, {
  id: 'call-derbyshire',
  title: 'Call Derbyshire',
  purpose: 'Roads, schools, social care and libraries.',
  because: 'Derbyshire County Council looks after roads here.',
  phone: '01629 533190',
  relay: '18001 01629 533190',
  textPhone: '01629 585400',
  sms: '86555',
  email: 'customer.services.team@county-council.example',
  formUrl: 'https://county.example/contact',
  bslUrl: 'https://county.example/bsl',
  address: 'County Hall, Matlock, DE4 3AG',
  languages: ['Polish', 'Urdu'],
  hours: [weekday, { days: 'Sunday', times: 'closed' }],
  open: OPEN,
  datedHours: [{ date: '2026-12-25', day: 'Friday 25 December', times: 'closed', reason: 'Christmas Day' }],
  outOfHours: [
    {
      service: { id: 'emergency-homelessness', title: 'Nowhere to sleep tonight' },
      title: 'Night line',
      phone: '01629 532600',
      note: 'Say where you are.',
      open: { open: true, text: 'Open now, closes 8am', nextChange: null },
      verifiedOn: '2026-03-04',
    },
    { service: null, title: 'If someone is in danger, call 999.', phone: null, note: null, open: null, verifiedOn: null },
  ],
  verifiedOn: '2026-03-04',
});

export const dalesLine = lineOf(dales, { purpose: 'Bins, council tax and housing.' });

export const gas: Wire<typeof Signpost> = {
  id: 'gas',
  title: 'Do you smell gas?',
  advice: 'Go outside, and call from there.',
  phone: '0800 111 999',
  text: '18001 0800 111 999',
  bslUrl: 'https://bsl.example/',
  url: 'https://gas.example/',
};

export const pothole = { id: 'report-a-pothole', title: 'Report a pothole' };
export const tree = { id: 'report-a-tree', title: 'Report a fallen tree' };

const area = (id: string, name: string, inPark: boolean): Wire<typeof Area> => ({
  id,
  name,
  inPark,
  serves: {
    district: 'derbyshire-dales',
    county: 'derbyshire',
    planning: inPark ? 'peak-district' : 'derbyshire-dales',
    police: 'derbyshire-constabulary',
    fire: 'derbyshire-fire-rescue',
  },
  share: null,
});
export const inPark = area('derbyshire-dales.park', 'Derbyshire Dales, inside the Peak District National Park', true);
export const outOfPark = area('derbyshire-dales', 'Derbyshire Dales, outside the national park', false);

const said = {
  beyond: [],
  finderUrl: 'https://www.gov.uk/find-local-council',
  source: { name: 'Sample postcodes', edition: 'November 2025', importedOn: '2025-11-20', attribution: 'Contains sample data.' },
};

export const bakewell: Place = {
  ...said,
  kind: 'settled',
  postcode: 'DE45 1ES',
  areas: [inPark],
  message: `DE45 1ES is in ${inPark.name}.`,
};
export const edge: Place = {
  ...said,
  kind: 'ambiguous',
  postcode: 'DE45 1ZZ',
  areas: [inPark, outOfPark],
  reason: 'boundary',
  message: 'DE45 1ZZ is close to the edge of the national park.',
};
export const sheffield: Place = {
  ...said,
  kind: 'outside',
  postcode: 'S1 2HH',
  areas: [],
  council: { gss: 'E08000019', name: 'Sheffield City Council' },
  message: 'S1 2HH is in Sheffield City Council, outside Derbyshire.',
};
export const notFound: Place = { kind: 'not-found', postcode: 'DE99 9ZZ', message: 'We do not know DE99 9ZZ. Check it for typing slips.' };
export const notAPostcode: Place = {
  kind: 'not-a-postcode',
  postcode: 'hello',
  message: 'That is not a UK postcode. A postcode looks like DE45 1ES.',
};

/** A postcode as a key: upper case, without spaces. */
const plain = (postcode: string): string => postcode.replaceAll(' ', '').toUpperCase();

const places = new Map([bakewell, edge, sheffield, notFound, notAPostcode].map(place => [plain(place.postcode), place]));

export const placeOf = (postcode: string): Place | null => places.get(plain(postcode)) ?? null;

export const reply = (more: Partial<Reply> = {}): Reply => {
  const items = more.items ?? [dalesLine];
  return {
    topic: null,
    place: null,
    responsibility: 'settled',
    emergencies: [],
    items,
    total: items.length,
    page: 1,
    pageSize: items.length,
    holidays: { knownUntil: '2028-12-26', checkedOn: '2026-11-24', warning: null },
    nextChange: null,
    ...more,
  };
};

/** What the sample API answers: everything is about potholes but gas, and what nobody has on record. */
export function replyTo(url: URL): Reply {
  const words = url.searchParams.get('topic') ?? '';
  const place = placeOf(url.searchParams.get('postcode') ?? '');
  const isOutside = place?.kind === 'outside' || url.searchParams.get('area') === 'outside';
  if (isOutside) return reply({ place, responsibility: 'elsewhere', items: [], ...(words && { topic: topicOf(words) }) });
  if (!words) return reply({ place, items: place ? [callDerbyshire, dalesLine] : [dalesLine] });
  const topic = topicOf(words);
  const isOpen = place?.kind === 'ambiguous' && !url.searchParams.has('area');
  return reply({
    topic,
    place,
    responsibility: isOpen ? 'depends' : 'settled',
    emergencies: words.includes('gas') ? [gas] : [],
    items: topic.service ? [callDerbyshire] : [dalesLine],
  });
}

const topicOf = (words: string): NonNullable<Reply['topic']> =>
  words === 'xyzzy'
    ? { words, corrected: null, service: null, others: [] }
    : words === tree.id
      ? { words, corrected: null, service: { ...tree, summary: `${tree.title}, in a sentence.` }, others: [] }
      : {
          words,
          corrected: words === 'pothol' ? 'pothole' : null,
          service: { ...pothole, summary: `${pothole.title}, in a sentence.` },
          others: words === pothole.id ? [] : [tree],
        };

export const suggestReply = (query: string): Wire<typeof SuggestReply> => ({
  query,
  items: [
    { ...pothole, alias: null },
    { ...tree, alias: 'Branch in the road' },
  ],
});

/** The addresses of a postcode: none are on record. */
export const addressList: Wire<typeof AddressList> = { postcode: 'DE45 1ZZ', items: [], total: 0, page: 1, pageSize: 100, source: null };

export const authorities: Wire<typeof AuthorityList> = {
  items: [
    {
      ...dales,
      gss: 'E07000035',
      register: null,
      custodian: null,
      contact: { label: 'Customer services', phone: '01629 761100', url: null, source: null, verifiedOn: null },
      activeFrom: null,
      activeTo: null,
      successors: [],
    },
  ],
  total: 1,
  page: 1,
  pageSize: 50,
};
