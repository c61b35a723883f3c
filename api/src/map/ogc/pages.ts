import { html } from 'hono/html';
import { type Markup, type Page, pageText } from '../../http/page-shell.ts';
import type { FeatureRow, LayerRow } from '../repository.ts';
import type { ApiDocument } from './api-document.ts';
import { CRS_LIST, type Crs } from './crs.ts';
import { CONFORMS_TO, type Collection } from './documents.ts';
import { ogcFeature } from './geojson.ts';
import { collectionPath, itemPath, itemsPath, type Link, OGC_PATH, withQuery } from './links.ts';
import { words } from './messages.ts';

type Content = Omit<Page, 'host'>;
/** A name and what it stands for. */
type Entry = [string, Markup | string];
type Trail = readonly { readonly path: string; readonly title: string }[];

const page = (path: string, title: string, trail: Trail, lead: string, main: Markup): Content => ({
  title,
  description: lead,
  index: true,
  canonical: path,
  main: html`${trail.length > 0 ? html`<p>${trail.map(({ path, title }, at) => html`${at > 0 ? ' › ' : ''}<a href="${path}">${title}</a>`)}</p>` : ''}
    <h1>${title}</h1>
    <p class="lead">${lead}</p>
    ${main}`,
});

const HOME = { path: OGC_PATH, title: words.home };
const COLLECTIONS = { path: `${OGC_PATH}/collections`, title: words.collections };
const trailOf = (layer: LayerRow): Trail => [HOME, COLLECTIONS, { path: collectionPath(layer.id), title: layer.title }];

const asJson = (address: string, label: string = words.asJson): Markup =>
  html`<p><a rel="alternate" href="${withQuery(address, { f: 'json' })}">${label}</a></p>`;

const table = (label: string, heads: readonly string[], rows: readonly (readonly (Markup | string)[])[]): Markup =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table>
    <thead><tr>${heads.map(head => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${rows.map(([first, ...rest]) => html`<tr><th scope="row">${first ?? ''}</th>${rest.map(cell => html`<td>${cell}</td>`)}</tr>`)}</tbody>
  </table></div>`;

/** A link only where it leads to the web: what an owner writes may say anything. */
const shown = (value: unknown): Markup | string => {
  const text = value === null ? '' : String(value);
  return /^https?:\/\/\S+$/.test(text) ? html`<a href="${text}" rel="nofollow">${text}</a>` : text;
};

const isoDay = (instant: string): string => instant.slice(0, 10);

export const landingPage = (publicUrl: string): Content =>
  page(
    OGC_PATH,
    words.title,
    [],
    words.lead,
    html`<ul class="plain">
        <li><a rel="data" href="${COLLECTIONS.path}?f=html">${words.collections}</a>: ${words.collectionsLead}</li>
        <li><a rel="service-doc" href="${OGC_PATH}/api?f=html">${words.api}</a></li>
        <li><a rel="conformance" href="${OGC_PATH}/conformance?f=html">${words.conformance}</a></li>
      </ul>
      <h2>${words.connect}</h2>
      <p>${words.connectHow(publicUrl + OGC_PATH)}</p>
      <p>${words.tilesHow}</p>
      ${asJson(OGC_PATH)}`,
  );

export const conformancePage = (): Content => {
  const path = `${OGC_PATH}/conformance`;
  const main = html`<ul>${CONFORMS_TO.map(uri => html`<li><code>${uri}</code></li>`)}</ul>${asJson(path)}`;
  return page(path, words.conformance, [HOME], words.conformanceLead, main);
};

export const apiPage = (document: ApiDocument): Content => {
  const path = `${OGC_PATH}/api`;
  const sections = Object.entries(document.paths).map(([address, { get }]) => {
    const rows = get.parameters.map(one => [html`<code>${one.name}</code>`, one.description]);
    return html`<section><h2>${get.summary}</h2><p><code>GET ${OGC_PATH}${address}</code></p>
      ${table(get.summary, [words.parameter, words.meaning], rows)}</section>`;
  });
  const lead = html`<p>${words.apiLead} <a rel="service-desc" href="${path}?f=json">OpenAPI 3.0</a></p>`;
  return page(path, words.api, [HOME], document.info.description, html`${lead}${sections}`);
};

export const collectionsPage = (layers: readonly LayerRow[]): Content => {
  const items = layers.map(
    layer =>
      html`<li><a href="${collectionPath(layer.id)}?f=html">${layer.title}</a> <span class="muted">${words.count(layer.count)}</span><br>${layer.description}</li>`,
  );
  const main = items.length > 0 ? html`<ul class="plain">${items}</ul>` : html`<p>${words.noCollections}</p>`;
  return page(COLLECTIONS.path, words.collections, [HOME], words.collectionsLead, html`${main}${asJson(COLLECTIONS.path)}`);
};

export const collectionPage = (layer: LayerRow, { extent, links }: Collection): Content => {
  const path = collectionPath(layer.id);
  const [west = 0, south = 0, east = 0, north = 0] = extent.spatial?.bbox[0] ?? [];
  const licence = links.find(link => link.rel === 'license');
  const where: Entry[] = extent.spatial ? [[words.extent, words.extentHow(west, south, east, north)]] : [];
  const edition: Entry[] = layer.edition ? [[words.edition, layer.edition]] : [];
  const rows: Entry[] = [
    ...where,
    [words.updated, isoDay(layer.updatedAt)],
    [words.licence, licence ? html`<a rel="license" href="${licence.href}">${layer.licence}</a>` : layer.licence],
    [words.attribution, layer.attribution],
    [words.source, layer.source],
    ...edition,
    [words.systems, html`${CRS_LIST.map(({ uri }) => html`<code>${uri}</code><br>`)}`],
  ];
  const main = html`${layer.isVerified ? '' : html`<p class="note">${words.unverified}</p>`}
    <p><a rel="items" class="next" href="${itemsPath(layer.id)}?f=html">${words.features}</a> ${words.count(layer.count)}</p>
    ${table(layer.title, [words.property, words.value], rows)}
    <p><a href="/tiles/${layer.id}.json">${words.tilesOf(layer.title)}</a></p>
    ${asJson(path)}`;
  return page(path, layer.title, [HOME, COLLECTIONS], layer.description, main);
};

const pager = (links: readonly Link[], publicUrl: string): Markup | '' => {
  const to = (rel: 'prev' | 'next', label: string) => {
    const link = links.find(one => one.rel === rel);
    return link ? html`<a rel="${rel}" href="${link.href.replace(publicUrl, '')}">${label}</a>` : '';
  };
  return html`<p class="pages">${to('prev', words.previous)} ${to('next', words.next)}</p>`;
};

export type ShownItems = {
  readonly rows: readonly FeatureRow[];
  readonly matched: number;
  readonly offset: number;
  readonly links: readonly Link[];
};

export const itemsPage = (publicUrl: string, layer: LayerRow, { rows, matched, offset, links }: ShownItems): Content => {
  const cells = rows.map(row => [
    html`<a href="${itemPath(layer.id, row.id)}?f=html">${row.title}</a>`,
    [row.address, row.postcode].filter(part => part !== null).join(', '),
    isoDay(row.updatedAt),
  ]);
  const list =
    rows.length > 0
      ? html`<p>${words.shown(offset + 1, offset + rows.length, matched)}</p>${table(layer.title, [words.featureTitle, words.address, words.updated], cells)}`
      : html`<p>${words.none}</p>`;
  const json = links.find(link => link.rel === 'alternate');
  const main = html`${list}${pager(links, publicUrl)}${json ? html`<p><a rel="alternate" href="${json.href.replace(publicUrl, '')}">${words.asGeoJson}</a></p>` : ''}`;
  return page(itemsPath(layer.id), words.itemsOf(layer.title), trailOf(layer), layer.description, main);
};

export const itemPage = (layer: LayerRow, row: FeatureRow, crs: Crs): Content => {
  const { geometry, properties } = ogcFeature(row, crs);
  const where =
    geometry.type === 'Point' ? `${words.geometryKinds.Point}: ${geometry.coordinates.join(', ')}` : words.geometryKinds[geometry.type];
  const rows: Entry[] = [
    ...Object.entries(properties).flatMap(([name, value]): Entry[] => (value === null ? [] : [[name, shown(value)]])),
    [words.geometry, where],
  ];
  const path = itemPath(layer.id, row.id);
  const trail = [...trailOf(layer), { path: `${itemsPath(layer.id)}?f=html`, title: words.itemsOf(layer.title) }];
  const main = html`${layer.isVerified ? '' : html`<p class="note">${words.unverified}</p>`}
    ${table(row.title, [words.property, words.value], rows)}
    <p class="muted">${layer.attribution}</p>
    ${asJson(path, words.asGeoJson)}`;
  return page(path, row.title, trail, row.summary ?? layer.description, main);
};

/** The page as it is sent; its address for search engines is whole. */
export const written = (publicUrl: string, { canonical, ...content }: Content): Promise<string> =>
  pageText({ ...content, canonical: `${publicUrl}${canonical ?? OGC_PATH}` });
