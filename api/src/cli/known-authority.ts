import { createAuthorityRepository } from '../authorities/repository.ts';
import type { Store } from '../store/connect.ts';
import { UsageError } from './verb.ts';

/** Makes sure that an id that was typed is a partner's. Throws UsageError naming those there are. */
export const knownAuthority = async (store: Store, typed: string): Promise<void> => {
  const authorities = await createAuthorityRepository(store.read).all();
  if (authorities.some(({ id }) => id === typed)) return;
  throw new UsageError(`There is no authority ${typed}. There are: ${authorities.map(({ id }) => id).join(', ')}.`);
};
