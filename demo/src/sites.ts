/** How a mock site is laid out. The thirteen differ so that the widget is seen in headers, columns and fonts of several kinds. */
export type Layout = {
  readonly header: 'solid' | 'plain' | 'tinted' | 'centred';
  /** Where the column beside the widget stands; `none` leaves the widget alone in the middle. */
  readonly aside: 'end' | 'start' | 'none';
  readonly font: 'sans' | 'serif' | 'humanist';
};

/** The words of a mock site. They are about nothing real: no news, names or figures that a visitor could take for the body's own. */
export type Site = { readonly layout: Layout; readonly tagline: string; readonly intro: string };

const site = (header: Layout['header'], aside: Layout['aside'], font: Layout['font'], tagline: string, intro: string): Site => ({
  layout: { header, aside, font },
  tagline,
  intro,
});

/** The mock sites by authority. */
export const SITES: Readonly<Record<string, Site>> = {
  'amber-valley': site(
    'solid',
    'end',
    'sans',
    'Town and valley, from Alfreton to Belper',
    'Tell us what you need, in your own words. We will take you to the right place, even when another body looks after it.',
  ),
  bolsover: site(
    'plain',
    'start',
    'sans',
    'Services for our towns and villages',
    'Find a service here. You do not need to know which council runs it.',
  ),
  chesterfield: site(
    'tinted',
    'end',
    'humanist',
    'The town, the market and everything around it',
    'Bins, parking, housing, schools: search for anything a council does.',
  ),
  derby: site('solid', 'none', 'sans', 'One city, one council', 'Search all our services, or choose a letter.'),
  derbyshire: site(
    'plain',
    'end',
    'sans',
    'Services across the county',
    'Roads, libraries, schools and care, and the way to your own district for the rest.',
  ),
  'derbyshire-constabulary': site(
    'solid',
    'start',
    'sans',
    'Police services for the city and the county',
    'Not an emergency? Find the service you need, whoever provides it. In an emergency, call 999.',
  ),
  'derbyshire-dales': site(
    'centred',
    'end',
    'serif',
    'Market towns, dales and moor',
    'Give your postcode and we will say who looks after what where you live, inside the national park or outside.',
  ),
  'derbyshire-fire-rescue': site(
    'tinted',
    'start',
    'sans',
    'Prevention, protection and rescue',
    'Home safety visits, advice for businesses, and the services of our partners. In an emergency, call 999.',
  ),
  erewash: site('centred', 'none', 'humanist', 'Between the Erewash and the Derwent', 'What can we help with today?'),
  'high-peak': site('tinted', 'none', 'serif', 'From Glossop to Buxton', 'Search our services, or look through them from A to Z.'),
  'north-east-derbyshire': site(
    'plain',
    'end',
    'humanist',
    'A district of villages and small towns',
    'One search for everything the councils around you do.',
  ),
  'peak-district': site(
    'centred',
    'start',
    'serif',
    'Planning, paths and places to visit',
    'We decide planning inside the park. For other services, give your postcode and we will show you whose they are.',
  ),
  'south-derbyshire': site('solid', 'end', 'humanist', 'Growing places, close to the country', 'Start here for any service, big or small.'),
};
