import { readFileSync } from 'node:fs';
import { OUTSIDE_AREA } from '@dtp/contract/ids.ts';
import { z } from 'zod';
import type { AuthorityBook } from './authorities/book.ts';
import { inForce } from './authorities/succession.ts';
import { provides } from './az/browse.ts';
import type { AzReadModel } from './az/read-model.ts';
import type { ServiceRecord } from './az/record.ts';
import { responsibilityFor } from './az/responsibility.ts';
import { holdsOn } from './az/services.ts';
import type { CaseCatalogue, CaseService, Responsible } from './cases/catalogue.ts';
import { linesFor } from './contact/lines.ts';
import type { ContactReadModel } from './contact/read-model.ts';
import { londonDay } from './http/clock.ts';
import type { PlaceFinder } from './places/finder.ts';
import { openAreas } from './places/page-parts.ts';
import { type AskedWhere, createLocator, type Situation } from './places/whereabouts.ts';

export type CatalogueDeps = {
  readonly az: AzReadModel;
  readonly authorities: AuthorityBook;
  readonly places: PlaceFinder;
  readonly contact: Pick<ContactReadModel, 'emergencies'>;
  readonly now: () => Date;
};

const REPORTED: readonly string[] = ['report', 'request'];

/** The services whose reports anyone may see: things outdoors, never about a person or a home. What is not in the list is private. */
const readPublicReports = (): ReadonlySet<string> => {
  const file = new URL('../data/public-reports.json', import.meta.url);
  return new Set(
    z.strictObject({ note: z.string(), services: z.array(z.string()) }).parse(JSON.parse(readFileSync(file, 'utf8'))).services,
  );
};

/**
 * Where a body wants to hear of cases: the address of its line for the service, or else of its general one. Only an address that somebody has
 * checked with the body: what people write is private.
 */
export const caseAddresses =
  (contact: Pick<ContactReadModel, 'linesOf'>, az: Pick<AzReadModel, 'service'>) =>
  (authority: string, service: string | null): string | null => {
    const ofBody = contact.linesOf(authority);
    const topic = (service !== null && az.service(service)) || null;
    const lines = [...linesFor(ofBody, topic), ...linesFor(ofBody, null)];
    return lines.find(({ email, verifiedOn }) => email !== null && verifiedOn !== null)?.email ?? null;
  };

/** The A to Z, as the room of cases needs it. */
export const caseCatalogue = ({ az, authorities, places, contact, now }: CatalogueDeps): CaseCatalogue => {
  const locator = createLocator({ authorities, places, now });
  const publicReports = readPublicReports();

  const urgentOf = (id: string): string | null => {
    const [first] = contact.emergencies({ words: [], service: id });
    return first ? `${first.advice} (${first.phone})` : null;
  };

  const caseService = ({ id, title, summary, categories, synonyms }: ServiceRecord): CaseService => ({
    id,
    title,
    summary,
    categories: categories
      .flatMap(category => az.category(category) ?? [])
      .map(({ id: categoryId, title: name }) => ({ id: categoryId, title: name })),
    synonyms,
    isPublic: publicReports.has(id),
    urgent: publicReports.has(id) ? null : urgentOf(id),
  });

  const isRefused = (service: string, authority: string, day: string): boolean => {
    const answer = az.answersOf(service).get(authority);
    return answer !== undefined && holdsOn(answer, day) && answer.status === 'not-provided';
  };

  /** Where they are, leaving out what the record does not know: an address may be old, or written by anyone. */
  const situationOf = async ({ postcode, area, authority }: AskedWhere): Promise<Situation> => {
    const host = authority && authorities.get(authority) ? authority : undefined;
    const day = londonDay(now());
    const place = postcode ? await places.find(postcode, day) : null;
    const known = place && 'areas' in place ? place.areas : authorities.all().flatMap(one => places.areasOf(one.id, day));
    const isKnown = area === OUTSIDE_AREA || known.some(one => one.id === area);
    return locator.situation({ postcode, authority: host, area: isKnown ? area : undefined });
  };

  const responsible = ({ tier }: ServiceRecord, { place, where, hosts, day }: Situation): Responsible => {
    if (place && !('areas' in place)) return { kind: 'wrong-place', message: place.message };
    const parks = authorities.all().filter(one => one.kind === 'park' && inForce(one, day));
    const found = responsibilityFor(
      tier,
      where,
      parks.map(({ id }) => id),
    );
    if (found.kind === 'elsewhere') return { kind: 'elsewhere' };
    if (found.kind === 'settled') {
      const bodies = found.holders.map(({ authority }) => authority);
      const host = bodies.find(id => hosts.some(one => one.id === id));
      const [only, ...others] = bodies;
      const settled = others.length === 0 ? only : host;
      return settled === undefined ? { kind: 'choose-body', bodies } : { kind: 'settled', authority: settled };
    }
    const areas = openAreas(place);
    if (!place || areas.length === 0) return { kind: 'needs-place' };
    return {
      kind: 'choose-area',
      message: place.message,
      areas: areas.map(({ id, name }) => ({ id, name })),
      beyond: place.beyond.map(({ name }) => name),
    };
  };

  return {
    service: id => {
      const service = az.service(id);
      return service && caseService(service);
    },
    publicOnes: () => [...publicReports].flatMap(id => az.service(id) ?? []).map(caseService),
    of: authority => {
      const body = authorities.get(authority);
      if (!body) return [];
      const day = londonDay(now());
      return az
        .shelf()
        .inCategory(null)
        .map(({ service }) => service)
        .filter(({ id, action, tier }) => REPORTED.includes(action) && provides(body.kind, tier) && !isRefused(id, authority, day))
        .map(caseService);
    },
    responsible: async ({ service: id, ...asked }) => {
      const service = az.service(id);
      return service ? responsible(service, await situationOf(asked)) : { kind: 'needs-place' };
    },
  };
};
