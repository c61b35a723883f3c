import type { Format } from './query.ts';

/** How much each form is wanted, by the Accept header (RFC 9110 section 12.5.1); a form that is not named is wanted as little as nothing. */
const weightOf = (accept: string, types: RegExp): number => {
  let most = 0;
  for (const part of accept.split(',')) {
    const [type = '', ...parameters] = part.split(';').map(one => one.trim());
    if (!types.test(type)) continue;
    const quality = parameters.find(one => one.startsWith('q='))?.slice(2);
    most = Math.max(most, quality === undefined ? 1 : Number(quality) || 0);
  }
  return most;
};

const HTML = /^(text\/html|application\/xhtml\+xml)$/i;
const JSON_TYPES = /^application\/(json|geo\+json|vnd\.oai\.openapi\+json)$/i;

/** A browser names HTML and gets pages; whoever names JSON, or nothing, gets JSON. */
export const formByAccept = (accept: string | undefined): Format => {
  if (!accept) return 'json';
  return weightOf(accept, HTML) > weightOf(accept, JSON_TYPES) ? 'html' : 'json';
};
