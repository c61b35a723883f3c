import { join } from 'node:path';
import type { WeeklySpan } from '@dtp/contract/hours.ts';
import { csvRows, OPEN_DATA_ATTRIBUTION } from '../shared-data.ts';
import { addressOf, OPEN_GOVERNMENT_LICENCE, pointAt, type StarterFeature, type StarterLayer, slugOf } from './layer.ts';
import type { PostcodePoints } from './postcode-points.ts';

export const LIBRARY_FILES = ['libraries/libraries-derbyshire-cc.csv', 'libraries/libraries-derby-city.csv'] as const;

export const librariesLayer: StarterLayer = {
  id: 'libraries',
  title: 'Libraries',
  singular: 'library',
  description:
    'Public libraries of Derbyshire County Council and Derby City Council, with opening hours. Each stands at the middle of its postcode.',
  owner: null,
  category: 'Leisure and culture',
  role: 'places',
  geometry: 'point',
  ...OPEN_GOVERNMENT_LICENCE,
  attribution: `Contains public sector information licensed under the Open Government Licence v3.0. ${OPEN_DATA_ATTRIBUTION}`,
  source:
    'The councils’ published lists of libraries. The lists carry no date; the latest year they name is 2022 for the county and 2019 for Derby.',
  isVerified: false,
  isSample: false,
  style: { tone: 'accent', minZoom: 0, labels: true, order: 60 },
  edition: null,
};

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const SPAN = /(\d{2}:\d{2})\s*-\s*(\d{2}:\d{2})/g;

/** Staffed hours, which every library of the lists has or leaves open: none has unstaffed ones. "00:00" alone, as one row has it, is no span. */
export const hoursOf = (row: Readonly<Record<string, string>>): WeeklySpan[] =>
  DAYS.flatMap((day, index) =>
    [...(row[`${day} staffed hours`] ?? '').matchAll(SPAN)].flatMap(([, opens, closes]) =>
      opens && closes ? [{ day: index + 1, opens, closes }] : [],
    ),
  );

/** The lists say "Belper" for Belper Library, and "Springwood (In the Springwood Sports Centre)" for where it is. */
const nameOf = (listed: string): { title: string; within: string | undefined } => {
  const [, name = listed, within] = listed.match(/^(.*?)\s*(?:\(((?:In|Located in) .*)\))?$/i) ?? [];
  return { title: /library/i.test(name) ? name.trim() : `${name.trim()} Library`, within };
};

/** The code of the national list of libraries for one that the community runs. */
const COMMUNITY_RUN = 'CRL';

const featureOf = (row: Readonly<Record<string, string>>, points: PostcodePoints): StarterFeature => {
  const { title, within } = nameOf(row['Library name'] ?? '');
  const postcode = row.Postcode?.trim() ?? '';
  const at = points(postcode);
  if (!at) throw new Error(`${title}: the postcode ${postcode} is not in Code-Point Open`);
  const summary = [row['Type of library'] === COMMUNITY_RUN ? 'Run by the community.' : '', within ? `${within}.` : '']
    .filter(Boolean)
    .join(' ');
  const hours = hoursOf(row);
  const { URL: url = '', 'Email address': email = '' } = row;
  return {
    id: slugOf(title),
    title,
    ...(summary && { summary }),
    geometry: pointAt(at.point),
    address: addressOf([row['Address 1'] ?? '', row['Address 2'] ?? '', row['Address 3'] ?? '']),
    postcode,
    ...(email && { email: email.trim() }),
    ...(/^https?:\/\//.test(url) && { url: url.trim() }),
    ...(hours.length > 0 && { hours }),
    source: `${row['Local authority']}, list of libraries`,
  };
};

/** Libraries that the lists do not say have closed, by title. */
export const readLibraries = async (data: string, points: PostcodePoints): Promise<StarterFeature[]> => {
  const features: StarterFeature[] = [];
  for (const file of LIBRARY_FILES)
    for await (const row of csvRows(join(data, file))) if (!row['Year closed']?.trim()) features.push(featureOf(row, points));
  return features.sort((a, b) => a.title.localeCompare(b.title, 'en'));
};
