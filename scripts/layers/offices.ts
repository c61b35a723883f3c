import authoritiesFile from '../../api/data/authorities.json' with { type: 'json' };
import { OPEN_DATA_ATTRIBUTION } from '../shared-data.ts';
import { OPEN_GOVERNMENT_LICENCE, pointAt, type StarterFeature, type StarterLayer, slugOf } from './layer.ts';
import type { PostcodePoints } from './postcode-points.ts';

export const officesLayer: StarterLayer = {
  id: 'council-offices',
  title: 'Council and service offices',
  singular: 'office',
  description:
    'The main office of each of the thirteen partners. Call before you visit: not all of them have a public desk. Each stands at the middle of its postcode.',
  owner: null,
  category: 'Councils and services',
  role: 'places',
  geometry: 'point',
  ...OPEN_GOVERNMENT_LICENCE,
  attribution: OPEN_DATA_ATTRIBUTION,
  source: 'Addresses written from general knowledge, not checked with the partners',
  isVerified: false,
  isSample: false,
  style: { tone: 'strong', minZoom: 0, labels: true, order: 54 },
  edition: null,
};

type Office = { readonly authority: string; readonly address: string; readonly postcode: string; readonly gss: string };

/** Main offices as generally known. `gss`: the district that each has to lie in, so that a postcode misremembered is found out. */
const OFFICES: readonly Office[] = [
  { authority: 'amber-valley', address: 'Town Hall, Market Place, Ripley', postcode: 'DE5 3BT', gss: 'E07000032' },
  { authority: 'bolsover', address: 'The Arc, High Street, Clowne', postcode: 'S43 4JY', gss: 'E07000033' },
  { authority: 'chesterfield', address: 'Town Hall, Rose Hill, Chesterfield', postcode: 'S40 1LP', gss: 'E07000034' },
  { authority: 'derby', address: 'The Council House, Corporation Street, Derby', postcode: 'DE1 2FS', gss: 'E06000015' },
  { authority: 'derbyshire', address: 'County Hall, Matlock', postcode: 'DE4 3AG', gss: 'E07000035' },
  { authority: 'derbyshire-constabulary', address: 'Butterley Hall, Ripley', postcode: 'DE5 3RS', gss: 'E07000032' },
  { authority: 'derbyshire-dales', address: 'Town Hall, Bank Road, Matlock', postcode: 'DE4 3NN', gss: 'E07000035' },
  { authority: 'derbyshire-fire-rescue', address: 'Butterley Hall, Ripley', postcode: 'DE5 3RS', gss: 'E07000032' },
  { authority: 'erewash', address: 'Town Hall, Wharncliffe Road, Ilkeston', postcode: 'DE7 5RP', gss: 'E07000036' },
  { authority: 'high-peak', address: 'Town Hall, Market Place, Buxton', postcode: 'SK17 6EL', gss: 'E07000037' },
  { authority: 'north-east-derbyshire', address: '2013 Mill Lane, Wingerworth, Chesterfield', postcode: 'S42 6NG', gss: 'E07000038' },
  { authority: 'peak-district', address: 'Aldern House, Baslow Road, Bakewell', postcode: 'DE45 1AE', gss: 'E07000035' },
  { authority: 'south-derbyshire', address: 'Civic Offices, Civic Way, Swadlincote', postcode: 'DE11 0AH', gss: 'E07000039' },
];

/** The offices with the names and telephone numbers of api/data/authorities.json, by title. */
export const officeFeatures = (points: PostcodePoints): StarterFeature[] =>
  OFFICES.map(({ authority, address, postcode, gss }): StarterFeature => {
    const known = authoritiesFile.authorities.find(({ id }) => id === authority);
    const at = points(postcode);
    if (!known || at?.gss !== gss) throw new Error(`The office of ${authority} is not in ${gss} by its postcode ${postcode}`);
    const { name, homeUrl, contact } = known;
    return {
      id: slugOf(name),
      title: name,
      summary: 'Main office',
      geometry: pointAt(at.point),
      address,
      postcode,
      ...(contact.phone && { phone: contact.phone }),
      url: homeUrl,
      ...(contact.phone && contact.source && { source: `Address not checked. Telephone: ${contact.source}` }),
    };
  }).sort((a, b) => a.title.localeCompare(b.title, 'en'));
