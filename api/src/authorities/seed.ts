import { Authority } from '@dtp/contract/authorities.ts';
import { z } from 'zod';
import starter from '../../data/authorities.json' with { type: 'json' };
import type { Database } from '../store/connect.ts';
import { bumpVersion } from '../store/versions.ts';
import { createAuthorityRepository } from './repository.ts';

/** Writes the thirteen partners. Call inside a unit of work; safe to repeat. */
export const seedAuthorities = async (db: Database, now: Date): Promise<number> => {
  const partners = z.array(Authority).parse(starter.authorities);
  const repository = createAuthorityRepository(db);
  let changed = 0;
  for (const partner of partners) if (await repository.save(partner)) changed++;
  if (changed > 0) await bumpVersion(db, 'authorities', now);
  return partners.length;
};
