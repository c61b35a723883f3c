/** What applying needs to know of a vacancy. `authority` is the id of the body whose post it is, `closesAt` an instant in ISO 8601, UTC. */
export type ApplyVacancy = {
  readonly id: string;
  readonly title: string;
  readonly authority: string;
  readonly closesAt: string;
  /** The instant from which it was withdrawn; null where it was not. */
  readonly withdrawnAt: string | null;
  readonly applyKind: 'link' | 'form';
  /** How many months applications are kept after it closed or was withdrawn, whichever came first. */
  readonly retentionMonths: number;
  /** True for a made-up vacancy, which nobody should take for a real one. */
  readonly isSample: boolean;
  readonly state: 'draft' | 'scheduled' | 'open' | 'closed' | 'withdrawn';
};

/** The vacancy of an id, as it stands now; undefined where none has it. */
export type FindVacancy = (id: string) => Promise<ApplyVacancy | undefined>;
