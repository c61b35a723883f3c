import { STYLE_PATH, StyleQuery } from '@dtp/contract/map.ts';
import { theme } from '@dtp/themes/theme-css.ts';
import { Hono } from 'hono';
import type { AuthorityBook } from '../authorities/book.ts';
import { readQuery } from '../http/input.ts';
import type { ResponseCache } from '../http/response-cache.ts';
import type { Basemap } from './basemap.ts';
import { mapColours } from './map-colours.ts';
import type { MapModel } from './model.ts';
import type { LayerRow, MapRepository } from './repository.ts';
import { type DrawnLayer, mapStyle } from './style.ts';

export type StyleDeps = {
  publicUrl: string;
  cache: ResponseCache;
  authorities: AuthorityBook;
  map: MapModel;
  mapRecord: MapRepository;
  basemap: Basemap | null;
  basemapStyleUrl: string | null;
};

/** Areas whose names stand in the style itself. */
const MOST_NAMES = 300;
const TITLE = 'Derbyshire shared map';

/** `/map/style.json`: what a MapLibre map, or QGIS, draws our tiles with, in a partner's colours. */
export const styleRoutes = ({ publicUrl, cache, authorities, map, mapRecord, basemap, basemapStyleUrl }: StyleDeps): Hono => {
  const routes = new Hono();

  const namesOf = async (row: LayerRow): Promise<DrawnLayer['names']> => {
    if (!row.style.labels || row.geometry !== 'polygon' || row.count > MOST_NAMES) return [];
    return (await mapRecord.byTitle(row.id, 0, MOST_NAMES)).flatMap(({ number, title }) => {
      const at = map.pin(row.id, number);
      return at ? [{ title, at }] : [];
    });
  };

  const drawn = (row: LayerRow, isAsked: boolean): Promise<DrawnLayer> =>
    namesOf(row).then(names => ({ row, bounds: map.bounds(row.id), names, isAsked }));

  routes.get(
    STYLE_PATH,
    cache.json(['authorities', 'map'], async c => {
      const query = readQuery(c, StyleQuery);
      // A layer that is no more is left out: the rest of the map is worth having.
      const asked = new Set(query.layers?.split(','));
      const rows = map.layers().filter(row => row.role !== 'places' || asked.has(row.id));
      return mapStyle({
        publicUrl,
        title: TITLE,
        colours: mapColours(theme(query.authority ?? 'default')),
        layers: await Promise.all(rows.map(row => drawn(row, asked.has(row.id)))),
        own: query.authority ? (authorities.get(query.authority)?.gss ?? null) : null,
        basemap,
        basemapStyleUrl,
      });
    }),
  );
  return routes;
};
