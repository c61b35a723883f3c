import type { z } from 'zod';

/** A public route: enough to validate a request, type a client and write the OpenAPI document from. */
export type RouteContract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> = {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Hono's path pattern; OpenAPI's is derived from it. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  readonly params?: Params;
  readonly query?: Query;
  /** What a POST or PUT sends as JSON. */
  readonly body?: z.ZodType;
  readonly reply: Reply;
  /** Problem statuses this route may answer with, each with the words for the reference. */
  readonly problems?: Readonly<Record<number, string>>;
};

/** Keeps the exact types of a route's schemas. */
export const route = <const Contract extends RouteContract>(contract: Contract): Contract => contract;

/** A list reply: one page of `items` out of `total`; `page` counts from 1. */
export type Page<Item> = { items: Item[]; total: number; page: number; pageSize: number };

/** What a caller may put in the query of a route, before defaults and transforms. For typed clients; costs nothing at run time. */
export type QueryOf<Route extends { readonly query?: z.ZodType }> = z.input<NonNullable<Route['query']>>;

/** What a route answers with. */
export type ReplyOf<Route extends { readonly reply: z.ZodType }> = z.output<Route['reply']>;

/** What a caller sends as the body of a route, before defaults and transforms. */
export type BodyOf<Route extends { readonly body?: z.ZodType }> = z.input<NonNullable<Route['body']>>;
