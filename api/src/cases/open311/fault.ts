import type { Open311Error } from '@dtp/contract/cases.ts';

/** An answer that says what is wrong, in the form of the specification. 404: not found, 403: the key, 400: all else. */
export class Open311Fault extends Error {
  readonly status: number;
  readonly errors: readonly Open311Error[];
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, descriptions: readonly string[], headers: Readonly<Record<string, string>> = {}) {
    super(descriptions.join(' '));
    this.name = 'Open311Fault';
    this.status = status;
    this.errors = descriptions.map(description => ({ code: status, description }));
    this.headers = headers;
  }
}

export const notFound = (description: string): Open311Fault => new Open311Fault(404, [description]);
export const badRequest = (...descriptions: readonly string[]): Open311Fault => new Open311Fault(400, descriptions);
