import type { AuthorityList } from '@dtp/contract/authorities.ts';
import type {
  Answer,
  AskedPlace,
  BrowseReply,
  IndexReply,
  SearchReply,
  Service,
  ServiceAnswers,
  ServiceReply,
  SuggestReply,
} from '@dtp/contract/az.ts';
import type { AddressList, Area } from '@dtp/contract/places.ts';
import type { z } from 'zod';

/** Sample content for the tests, in the shapes that cross the wire. Numbers and addresses are made up. */

type Wire<Schema extends z.ZodType> = z.input<Schema>;
export type Body = Wire<typeof Answer>['authority'];

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
export const park: Body = {
  id: 'peak-district',
  name: 'Peak District National Park Authority',
  shortName: 'Peak District',
  kind: 'park',
  homeUrl: 'https://park.example/',
};

export const answerOf = (authority: Body, more: Partial<Wire<typeof Answer>> = {}): Wire<typeof Answer> => ({
  authority,
  responsible: 'yes',
  because: `${authority.name} looks after this.`,
  status: 'provided',
  summary: null,
  actions: [],
  contact: { label: 'Customer services', phone: '01629 000000', url: null, source: null, verifiedOn: null },
  open: null,
  cost: null,
  eligibility: null,
  alert: null,
  lastReviewed: null,
  ...more,
});

const serviceOf = (id: string, title: string, more: Partial<Wire<typeof Service>>): Wire<typeof Service> => ({
  id,
  lgsl: null,
  title,
  summary: `${title}, in a sentence.`,
  action: 'find-out',
  tier: 'county',
  categories: [],
  ...more,
});

export const pothole = serviceOf('report-a-pothole', 'Report a pothole', { action: 'report', categories: ['roads'] });
export const streetLight = serviceOf('report-a-street-light', 'Report a broken street light', { action: 'report', categories: ['roads'] });
export const roadworks = serviceOf('roadworks', 'See where roadworks are', { categories: ['roads'] });
export const planning = serviceOf('planning-permission', 'Apply for planning permission', {
  action: 'apply',
  tier: 'planning',
  categories: ['planning'],
});

export const area = (id: string, name: string, inPark = false): Wire<typeof Area> => ({
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
export const outOfPark = area('derbyshire-dales', 'Derbyshire Dales, outside the national park');

type Place = Wire<typeof AskedPlace>;

/** What every answer about a place says. */
const said = {
  beyond: [],
  finderUrl: 'https://www.gov.uk/find-local-council',
};
const sheffieldBeyond = { gss: 'E08000019', name: 'Sheffield' };

const source = { name: 'Sample postcodes', edition: 'November 2025', importedOn: '2025-11-20', attribution: 'Contains sample data.' };

export const bakewell: Place = {
  kind: 'settled',
  ...said,
  postcode: 'DE45 1ES',
  areas: [inPark],
  message: `DE45 1ES is in ${inPark.name}.`,
  source,
};
export const edge: Place = {
  kind: 'ambiguous',
  ...said,
  postcode: 'DE45 1ZZ',
  areas: [inPark, outOfPark],
  reason: 'boundary',
  message: 'DE45 1ZZ is close to the edge of the national park. Choose whether your home is inside or outside it.',
  source,
};
export const sector: Place = {
  kind: 'sector',
  ...said,
  sector: 'DE4 3',
  postcode: 'DE4 3XX',
  areas: [outOfPark],
  message: 'DE4 3XX is not in our list, so this goes by DE4 3. DE4 3 is in Derbyshire Dales.',
  source,
};
export const sectorOfTwo: Place = {
  ...sector,
  kind: 'sector',
  areas: [outOfPark, inPark],
  message: 'Part of DE4 3 is inside the national park and part is outside it. Choose where you live.',
};
export const sectorBeyond: Place = {
  ...sector,
  kind: 'sector',
  sector: 'DE13 9',
  postcode: 'DE13 9AA',
  areas: [outOfPark],
  beyond: [{ gss: 'E07000193', name: 'East Staffordshire' }],
  message: 'Most of DE13 9 is in East Staffordshire, part of it is in Derbyshire Dales. Choose where your home is.',
};
export const straddling: Place = {
  ...edge,
  kind: 'ambiguous',
  postcode: 'S21 1AA',
  reason: 'addresses',
  beyond: [sheffieldBeyond, { gss: 'E08000018', name: 'Rotherham' }],
  message: 'Most homes in S21 1AA are in Derbyshire Dales. Some are outside Derbyshire. Choose where yours is.',
};
export const retired: Place = {
  kind: 'retired',
  ...said,
  postcode: 'DE45 1OO',
  areas: [inPark],
  retiredOn: '2015-03-01',
  message: 'DE45 1OO went out of use in March 2015. It was in Derbyshire Dales.',
  source,
};
export const sheffield: Place = {
  ...said,
  kind: 'outside',
  postcode: 'S1 2HH',
  areas: [],
  council: { gss: 'E08000019', name: 'Sheffield City Council' },
  message: 'S1 2HH is in Sheffield City Council, outside Derbyshire. GOV.UK can tell you which council is yours.',
  source,
};
export const border: Place = {
  ...sheffield,
  kind: 'outside',
  postcode: 'S17 3AA',
  areas: [outOfPark],
  beyond: [sheffieldBeyond],
  message: 'S17 3AA is in Sheffield City Council, outside Derbyshire. It is very near Derbyshire Dales.',
};
export const notFound: Place = { kind: 'not-found', postcode: 'DE99 9ZZ', message: 'We do not know DE99 9ZZ. Check it for typing slips.' };
export const notAPostcode: Place = {
  kind: 'not-a-postcode',
  postcode: 'hello',
  message: 'That is not a UK postcode. A postcode looks like DE45 1ES.',
};

/** Every sample place by what is typed for it, without spaces. */
export const places = new Map(
  [bakewell, edge, sector, sectorBeyond, straddling, retired, sheffield, border, notFound, notAPostcode].map(place => [
    plain(place.postcode),
    place,
  ]),
);

/** The addresses of a postcode that straddles a boundary, as far as they are on record. */
export const addressList = (items: Wire<typeof AddressList>['items']): Wire<typeof AddressList> => ({
  postcode: edge.postcode,
  items,
  total: items.length,
  page: 1,
  pageSize: 100,
  source: null,
});

/** A postcode as a key: upper case, without spaces. */
export function plain(postcode: string): string {
  return postcode.replaceAll(' ', '').toUpperCase();
}

const settled = (service: Wire<typeof Service>, ...answers: Wire<typeof Answer>[]): Wire<typeof ServiceAnswers> => ({
  service,
  responsibility: 'settled',
  answers,
});

/** A service asked about from outside the partnership. */
const elsewhere = (service: Wire<typeof Service>): Wire<typeof ServiceAnswers> => ({ service, responsibility: 'elsewhere', answers: [] });

/** What holds within the partnership, unless the person has said that their home is outside it. */
const within = (chosen: string | null, answers: Wire<typeof ServiceAnswers>): Wire<typeof ServiceAnswers> =>
  chosen === 'outside' ? elsewhere(answers.service) : answers;

const reportOnline = { kind: 'report', label: 'Report a pothole online', url: 'https://county.example/potholes' } as const;

export const potholeAnswers = settled(
  pothole,
  answerOf(county, {
    actions: [reportOnline, { kind: 'find-out', label: 'How fast we mend it', url: 'https://county.example/potholes/mending' }],
    summary: 'Say where it is, and send a picture if you can.',
    cost: 'Free',
    eligibility: 'Anyone',
    alert: 'Repairs are slow this week because of snow.',
    lastReviewed: '2026-03-04',
    contact: { label: 'Call Derbyshire', phone: '01629 533190', url: null, source: null, verifiedOn: '2026-03-04' },
  }),
);
export const lightAnswers = settled(streetLight, answerOf(county, { status: 'unknown' }));
export const roadworksAnswers = settled(roadworks, answerOf(dales, { status: 'not-provided' }));

const inside = answerOf(park, { because: 'Your home is inside the national park, where the park authority decides planning.' });
const outside = answerOf(dales, { because: 'You chose Derbyshire Dales.' });

/** Planning, which the park's boundary decides. */
export function planningAnswers(place: Place | null, chosen: string | null): Wire<typeof ServiceAnswers> {
  const known = place && 'areas' in place ? place : null;
  if (known?.areas.length === 0 || chosen === 'outside') return elsewhere(planning);
  const possible = (known?.areas ?? [inPark, outOfPark]).filter(({ id }) => chosen === null || id === chosen);
  if (possible.length === 1 && (chosen !== null || known?.beyond.length === 0))
    return settled(planning, possible[0]?.inPark ? inside : outside);
  const bodies = possible.map(area => (area.inPark ? inside : outside));
  const answers = bodies.map(answer => ({
    ...answer,
    responsible: 'possible' as const,
    because: `If you live where ${answer.authority.name} decides.`,
  }));
  return { service: planning, responsibility: 'depends', answers };
}

export const searchReply = (query: string, place: Place | null = null, chosen: string | null = null): Wire<typeof SearchReply> => ({
  query,
  corrected: null,
  place,
  total: 4,
  items: [potholeAnswers, planningAnswers(place, chosen), lightAnswers, roadworksAnswers].map(answers => within(chosen, answers)),
});

export const serviceReply = (id: string, place: Place | null = null, chosen: string | null = null): Wire<typeof ServiceReply> => {
  const answers = [potholeAnswers, lightAnswers, roadworksAnswers].find(({ service }) => service.id === id);
  return { ...within(chosen, answers ?? planningAnswers(place, chosen)), synonyms: [], categoryTitles: [], place };
};

export const browseReply = (page: number, place: Place | null = null): Wire<typeof BrowseReply> => ({
  items: [
    { ...potholeAnswers, listedAs: 'Hole in the road' },
    { ...lightAnswers, listedAs: streetLight.title },
  ],
  total: 120,
  page,
  pageSize: 50,
  place,
});

export const indexReply: Wire<typeof IndexReply> = {
  letters: [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map(letter => ({ letter, count: letter === 'X' ? 0 : 2 })),
  categories: [
    { id: 'roads', title: 'Roads, parking and travel', summary: 'Potholes, street lights and permits', count: 3 },
    { id: 'planning', title: 'Planning and building', summary: 'Planning permission and building control', count: 1 },
    { id: 'empty', title: 'Nothing here', summary: 'Nothing at all', count: 0 },
  ],
  popular: [pothole, planning],
  total: 4,
};

export const suggestReply = (query: string): Wire<typeof SuggestReply> => ({
  query,
  items: [
    { id: pothole.id, title: pothole.title, alias: null },
    { id: streetLight.id, title: streetLight.title, alias: 'Lamp post out' },
    { id: planning.id, title: planning.title, alias: null },
  ],
});

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
