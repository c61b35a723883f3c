/** One measured figure beside its target. */
export type BenchRow = { name: string; figure: string; target: string; met: boolean };

/** A file in bench/ exports this as `run`. */
export type Bench = () => Promise<BenchRow[]>;
