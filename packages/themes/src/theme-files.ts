import amberValley from './tokens/amber-valley.json' with { type: 'json' };
import bolsover from './tokens/bolsover.json' with { type: 'json' };
import chesterfield from './tokens/chesterfield.json' with { type: 'json' };
import defaultTheme from './tokens/default.json' with { type: 'json' };
import derby from './tokens/derby.json' with { type: 'json' };
import derbyshire from './tokens/derbyshire.json' with { type: 'json' };
import derbyshireConstabulary from './tokens/derbyshire-constabulary.json' with { type: 'json' };
import derbyshireDales from './tokens/derbyshire-dales.json' with { type: 'json' };
import derbyshireFireRescue from './tokens/derbyshire-fire-rescue.json' with { type: 'json' };
import erewash from './tokens/erewash.json' with { type: 'json' };
import highPeak from './tokens/high-peak.json' with { type: 'json' };
import northEastDerbyshire from './tokens/north-east-derbyshire.json' with { type: 'json' };
import peakDistrict from './tokens/peak-district.json' with { type: 'json' };
import southDerbyshire from './tokens/south-derbyshire.json' with { type: 'json' };

/** Every theme's DTCG document by the id used in `theme="…"`. A partner's theme has the partner's id. */
const DOCUMENTS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['default', defaultTheme],
  ['amber-valley', amberValley],
  ['bolsover', bolsover],
  ['chesterfield', chesterfield],
  ['derby', derby],
  ['derbyshire', derbyshire],
  ['derbyshire-constabulary', derbyshireConstabulary],
  ['derbyshire-dales', derbyshireDales],
  ['derbyshire-fire-rescue', derbyshireFireRescue],
  ['erewash', erewash],
  ['high-peak', highPeak],
  ['north-east-derbyshire', northEastDerbyshire],
  ['peak-district', peakDistrict],
  ['south-derbyshire', southDerbyshire],
]);

/** The ids of all themes, the default first. */
export const THEME_IDS: readonly string[] = [...DOCUMENTS.keys()];

/** A theme's document; the default's for an id that has none, so that a new body is served before it has drawn its palette. */
export const themeDocument = (id: string): unknown => DOCUMENTS.get(id) ?? defaultTheme;
