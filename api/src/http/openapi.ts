import { askForAlert } from '@dtp/contract/alerts.ts';
import { listApplications } from '@dtp/contract/applications.ts';
import { listAuthorities } from '@dtp/contract/authorities.ts';
import { azIndex, browseServices, getService, searchServices, suggestServices } from '@dtp/contract/az.ts';
import { getJob, listJobs } from '@dtp/contract/jobs.ts';
import { aroundPlace, aroundSpot, getFeature, listFeatures, listLayers, nearestFeatures, nearestToSpot } from '@dtp/contract/map.ts';
import { getPlace, listAddresses, suggestPlaces } from '@dtp/contract/places.ts';
import { Problem } from '@dtp/contract/problem.ts';
import { deleteVacancy, listPublished, postVacancy, putVacancy } from '@dtp/contract/publisher.ts';
import type { RouteContract } from '@dtp/contract/route.ts';
import { getTrail, lastTreated, listVehicles, sendPositions } from '@dtp/contract/vehicles.ts';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { type Page, page } from './page-shell.ts';

/** Every public route. A service that is added adds its contracts here, and they stand in the document and the reference. */
const CONTRACTS: readonly RouteContract[] = [
  listAuthorities,
  getPlace,
  listAddresses,
  suggestPlaces,
  azIndex,
  suggestServices,
  searchServices,
  browseServices,
  getService,
  listLayers,
  listFeatures,
  getFeature,
  nearestFeatures,
  nearestToSpot,
  aroundPlace,
  aroundSpot,
  listVehicles,
  getTrail,
  lastTreated,
  sendPositions,
  listJobs,
  getJob,
  askForAlert,
  listPublished,
  postVacancy,
  putVacancy,
  deleteVacancy,
  listApplications,
];

const openApiPath = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

const problemContent = { 'application/problem+json': { schema: Problem } };

const operation = (contract: RouteContract): ZodOpenApiOperationObject => {
  const words = { 400: 'Something in the request is wrong; every fault is listed', ...contract.problems, 500: 'A fault of ours' };
  const problems = Object.fromEntries(
    Object.entries(words).map(([status, description]) => [status, { description, content: problemContent }]),
  );
  return {
    operationId: `${contract.method === 'get' ? '' : `${contract.method}-`}${openApiPath(contract.path)}`
      .replace(/\/api\/v1\//, '')
      .replace(/[{}]/g, '')
      .replace(/\//g, '-'),
    summary: contract.summary,
    ...(contract.description ? { description: contract.description } : {}),
    tags: [contract.tag],
    requestParams: {
      ...(contract.params instanceof z.ZodObject ? { path: contract.params } : {}),
      ...(contract.query instanceof z.ZodObject ? { query: contract.query } : {}),
    },
    ...(contract.body ? { requestBody: { required: true, content: { 'application/json': { schema: contract.body } } } } : {}),
    responses: {
      200: { description: 'The answer', content: { 'application/json': { schema: contract.reply } } },
      304: { description: 'Unchanged since the ETag sent' },
      ...problems,
    },
  };
};

/** The OpenAPI 3.1 document of all public routes. */
export const openApiDocument = (publicUrl: string, version: string) => {
  const paths: ZodOpenApiPathsObject = {};
  for (const contract of CONTRACTS) {
    const path = openApiPath(contract.path);
    paths[path] = { ...paths[path], [contract.method]: operation(contract) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Derbyshire shared services',
      version,
      description:
        'Public and anonymous. Every reply to a GET has an ETag; answers for a place hold nothing about a person. Unknown parameters are refused.',
    },
    servers: [{ url: publicUrl }],
    paths,
  });
};

type Schema = {
  type?: string | string[];
  enum?: unknown[];
  description?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  pattern?: string;
};

const typeWords = (schema: Schema): string => {
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : (schema.type ?? 'string');
  const bounds =
    schema.minimum !== undefined && schema.maximum !== undefined && schema.maximum < 1e9 ? `, ${schema.minimum} to ${schema.maximum}` : '';
  const fallback = schema.default === undefined ? '' : `, default ${String(schema.default)}`;
  return `${type}${bounds}${fallback}`;
};

const parameterRows = (contract: RouteContract) => {
  const groups: [string, z.ZodType | undefined][] = [
    ['path', contract.params],
    ['query', contract.query],
    ['body', contract.body],
  ];
  return groups.flatMap(([where, schema]) => {
    if (!(schema instanceof z.ZodObject)) return [];
    const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    const required = new Set(json.required ?? []);
    return Object.entries((json.properties ?? {}) as Record<string, Schema>).map(
      ([name, property]) =>
        html`<tr><th scope="row"><code>${name}</code></th><td>${where}${required.has(name) ? ', required' : ''}</td><td>${typeWords(property)}</td><td>${property.description ?? ''}</td></tr>`,
    );
  });
};

const section = (contract: RouteContract) => {
  const rows = parameterRows(contract);
  const problems = Object.entries(contract.problems ?? {});
  return html`<section>
    <h2>${contract.summary}</h2>
    <p><code>${contract.method.toUpperCase()} ${contract.path}</code></p>
    ${contract.description ? html`<p>${contract.description}</p>` : ''}
    ${rows.length > 0 ? html`<div class="scroll" tabindex="0" role="region" aria-label="Parameters of ${contract.summary}"><table><thead><tr><th scope="col">Parameter</th><th scope="col">Where</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead><tbody>${rows}</tbody></table></div>` : html`<p>No parameters.</p>`}
    ${problems.length > 0 ? html`<ul>${problems.map(([status, words]) => html`<li>${status}: ${words}</li>`)}</ul>` : ''}
  </section>`;
};

const referencePage = (): Page => ({
  title: 'API reference',
  description: 'Every public address of the shared services, for developers.',
  index: true,
  main: html`<h1>API reference</h1>
    <p class="lead">Public and free to read, from any website, with no key and no cookies. The same in a form for machines: <a href="/openapi.json">OpenAPI 3.1 document</a>.</p>
    <p>Faults come as problem details (RFC 9457) that list everything wrong at once. Replies have an ETag and may be kept for a minute.</p>
    <p>The layers of the map are also there for GIS software, as OGC API Features and vector tiles: <a href="/ogc">geographic data</a>.</p>
    ${CONTRACTS.map(section)}`,
});

export type OpenApiDeps = { publicUrl: string; version: string };

export const openApiRoutes = ({ publicUrl, version }: OpenApiDeps): Hono => {
  const routes = new Hono();
  const document = JSON.stringify(openApiDocument(publicUrl, version));
  routes.get(
    '/openapi.json',
    () =>
      new Response(document, {
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'cache-control': 'public, max-age=300',
          'access-control-allow-origin': '*',
        },
      }),
  );
  routes.get('/docs', async () => page(referencePage()));
  return routes;
};
