import { OPEN_GOVERNMENT_LICENCE, type StarterLayer } from './layer.ts';

const ONS =
  'Source: Office for National Statistics licensed under the Open Government Licence v3.0. Contains OS data © Crown copyright and database right 2025.';

const outline = (layer: Pick<StarterLayer, 'id' | 'title' | 'singular' | 'description' | 'owner' | 'style'>): StarterLayer => ({
  category: 'Boundaries',
  role: 'areas',
  geometry: 'polygon',
  ...OPEN_GOVERNMENT_LICENCE,
  attribution: ONS,
  source: 'ONS, local authority districts, December 2019, generalised for drawing',
  isVerified: true,
  isSample: false,
  edition: '2019-12',
  ...layer,
});

/** The layers of api/data/layers/outlines.topo.json; the object of each has the layer's id. */
export const outlineLayers = {
  districts: outline({
    id: 'districts',
    title: 'District, borough and city councils',
    singular: 'local council area',
    description: 'The eight districts and boroughs of Derbyshire, and the city of Derby.',
    owner: null,
    style: { tone: 'boundary', minZoom: 0, labels: true, order: 10 },
  }),
  county: outline({
    id: 'county',
    title: 'Derbyshire County Council area',
    singular: 'county council area',
    description: 'Where Derbyshire County Council provides services: all eight districts, without the city of Derby.',
    owner: 'derbyshire',
    style: { tone: 'boundary', minZoom: 0, labels: false, order: 12 },
  }),
  park: {
    ...outline({
      id: 'park',
      title: 'Peak District National Park',
      singular: 'national park',
      description: 'The national park, which runs beyond Derbyshire. Inside it the park authority decides planning applications.',
      owner: 'peak-district',
      style: { tone: 'green', minZoom: 0, labels: true, order: 0 },
    }),
    attribution:
      'Contains public sector information licensed under the Open Government Licence v3.0. Source: Natural England. Contains OS data © Crown copyright and database right 2025.',
    source: 'Natural England, national parks, generalised for drawing',
    edition: null,
  },
} satisfies Record<'districts' | 'county' | 'park', StarterLayer>;
