import type { AlertTopic } from '@dtp/contract/alerts.ts';

/** Something new, as a mail names it. `publishedAt` is ISO 8601 in UTC. */
export type AlertItem = {
  readonly id: string;
  readonly title: string;
  /** In one line: whose it is, where, what it pays, when it closes. */
  readonly line: string;
  readonly url: string;
  readonly publishedAt: string;
};

/** A filter as a topic understands it: `filter` so that equal filters are equal texts, `label` in words, `url` of all that it finds. */
export type ParsedFilter =
  | { readonly ok: true; readonly filter: string; readonly label: string; readonly url: string }
  | { readonly ok: false; readonly message: string };

/**
 * Finds what is new for a filter, newest first. Asked for tens of thousands of filters at once, of which many are alike. A promise, as a place
 * in a filter ("near=Belper") is looked up in the record.
 */
export type Matcher = { match(filter: string): Promise<readonly AlertItem[]> };

/** What alerts can be about: handed over by the service that has it. */
export type Topic = {
  parse(filter: string): Promise<ParsedFilter>;
  /** Over what was published after `from` and until `to`, and is still open. */
  matcher(from: Date, to: Date): Promise<Matcher>;
};

/** A topic that is not there yet is refused in plain words. */
export type AlertTopics = Readonly<Partial<Record<AlertTopic, Topic>>>;
