/** A service as people report to it, or ask about it. */
export type CaseService = {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly categories: readonly { readonly id: string; readonly title: string }[];
  readonly synonyms: readonly string[];
  /** Whether it is about something outdoors that everyone can see, so that a report by Open311 may be shown to anyone. */
  readonly isPublic: boolean;
  /** Whom to call at once, in words, where it is about an emergency; null where it is not. */
  readonly urgent: string | null;
};

/** Where somebody is, as they said it. Ids are looked up, so plain strings do; what is unknown counts as not said. */
export type AskedResponsibility = {
  readonly service: string;
  readonly postcode?: string | undefined;
  readonly area?: string | undefined;
  /** The body whose site they came from. */
  readonly authority?: string | undefined;
};

/** Areas to choose among, and the councils outside the partnership that it may be in as well. */
export type AreaChoice = {
  readonly message: string;
  readonly areas: readonly { readonly id: string; readonly name: string }[];
  readonly beyond: readonly string[];
};

/**
 * Whose a service is at a place.
 * - `choose-body`: several bodies do it there, each for its own part
 * - `needs-place`: a postcode would tell
 * - `elsewhere`: outside the partnership
 * - `wrong-place`: the postcode cannot be used; the message says what to do
 */
export type Responsible =
  | { readonly kind: 'settled'; readonly authority: string }
  | { readonly kind: 'choose-body'; readonly bodies: readonly string[] }
  | ({ readonly kind: 'choose-area' } & AreaChoice)
  | { readonly kind: 'needs-place' }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'wrong-place'; readonly message: string };

/** What people report or ask of a body: the A to Z's services, as this room needs them. */
export type CaseCatalogue = {
  service(id: string): CaseService | undefined;
  /** All services whose reports anyone may see. */
  publicOnes(): readonly CaseService[];
  /** The services that a body takes reports and requests for, by title; none for an id that is not on record. */
  of(authority: string): readonly CaseService[];
  responsible(asked: AskedResponsibility): Promise<Responsible>;
};
