import type { AuthorityRef } from '@dtp/contract/authorities.ts';
import { type Bounds, type Layer, LayerId, LayerRole } from '@dtp/contract/map.ts';
import { z } from 'zod';
import type { AuthorityBook } from '../authorities/book.ts';
import { ownerOn } from '../authorities/ref.ts';
import { londonDay } from '../http/clock.ts';
import { notFound } from '../http/problem.ts';
import type { MapModel } from './model.ts';
import type { LayerRow } from './repository.ts';

const GeometryKind = z.enum(['point', 'line', 'polygon', 'mixed']);

/** A layer as it is shown. */
export const asLayer = (row: LayerRow, owner: AuthorityRef | null, bounds: Bounds | null): Layer => ({
  id: LayerId.parse(row.id),
  title: row.title,
  singular: row.singular,
  description: row.description,
  owner,
  category: row.category,
  role: LayerRole.parse(row.role),
  geometry: GeometryKind.parse(row.geometry),
  licence: { name: row.licence, url: row.licenceUrl },
  attribution: row.attribution,
  source: row.source,
  isVerified: row.isVerified,
  isSample: row.isSample,
  style: row.style,
  edition: row.edition,
  updatedAt: row.updatedAt,
  status: { refreshes: row.sourceUrl !== null, lastTriedAt: row.lastTriedAt, fault: row.fault },
  count: row.count,
  bounds,
});

export type LayerBook = {
  /** By title. */
  all(): readonly Layer[];
  get(id: string): Layer | undefined;
  /** Throws a 404. */
  need(id: string): Layer;
};

export type LayerBookDeps = { map: MapModel; authorities: AuthorityBook; now: () => Date };

/** The layers on record, as they are today. */
export const createLayerBook = ({ map, authorities, now }: LayerBookDeps): LayerBook => {
  const ownerOf = ({ owner }: LayerRow): AuthorityRef | null => (owner && ownerOn(owner, authorities, londonDay(now()))) || null;
  const shown = (row: LayerRow): Layer => asLayer(row, ownerOf(row), map.bounds(row.id));
  const get = (id: string): Layer | undefined => {
    const row = map.layer(id);
    return row && shown(row);
  };
  return {
    all: () => map.layers().map(shown),
    get,
    need: id => {
      const layer = get(id);
      if (!layer) throw notFound('No layer has this id.');
      return layer;
    },
  };
};
