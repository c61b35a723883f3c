import townsFile from '../../api/data/towns.json' with { type: 'json' };
import { COUNCIL_NAMES } from '../council-names.ts';
import { OPEN_GOVERNMENT_LICENCE, pointAt, type StarterFeature, type StarterLayer } from './layer.ts';

export const settlementsLayer: StarterLayer = {
  id: 'settlements',
  title: 'Towns and villages',
  singular: 'town or village',
  description:
    'Towns, villages, suburbs and hamlets by name, larger ones first. The smaller ones are complete for the middle and west of the county only.',
  owner: null,
  category: 'Places',
  role: 'background',
  geometry: 'point',
  ...OPEN_GOVERNMENT_LICENCE,
  attribution: townsFile.attribution,
  source: 'OS Open Names',
  isVerified: true,
  isSample: false,
  style: { tone: 'muted', minZoom: 8, labels: true, order: 30 },
  edition: null,
};

/** OS Open Names' kinds of populated place, largest first. */
const SIZES = ['City', 'Town', 'Village', 'Suburban Area', 'Hamlet', 'Other Settlement'];
const WORDS: Readonly<Record<string, string>> = { 'Suburban Area': 'Suburb', 'Other Settlement': 'Settlement' };

/** The towns of the type-ahead as features, larger ones first: of two labels that collide the first is drawn. */
export const settlementFeatures = (): StarterFeature[] =>
  townsFile.towns
    .toSorted(
      (a, b) => SIZES.indexOf(a.kind) - SIZES.indexOf(b.kind) || a.name.localeCompare(b.name, 'en') || a.id.localeCompare(b.id, 'en'),
    )
    .map(({ id, name, kind, spot, at: [lat = Number.NaN, lng = Number.NaN] }) => {
      const council = COUNCIL_NAMES[spot.slice(0, 9)];
      const word = WORDS[kind] ?? kind;
      const where = council && council !== name ? `${word} in ${council}` : word;
      return {
        id,
        title: name,
        summary: spot.endsWith('.park') ? `${where}, in the Peak District National Park` : where,
        geometry: pointAt({ lat, lng }),
        properties: { kind: word },
        ...(id.startsWith('main-') && { source: 'Placed by hand at the middle of its postcode sector' }),
      };
    });
