import type { AroundReply, Layer, MapFeature, NearestReply, NearFeature, Spot } from '@dtp/contract/map.ts';
import type { Area } from '@dtp/contract/places.ts';
import { html } from 'hono/html';
import type { AuthorityBook } from '../authorities/book.ts';
import { hoursLines } from '../hours/week-table.ts';
import { londonDay, longDay } from '../http/clock.ts';
import type { Markup } from '../http/page-shell.ts';
import { phoneLink } from '../http/phone-link.ts';
import { COUNCIL_FINDER_URL } from '../places/resolve.ts';
import { distanceWords } from './distance.ts';
import { COUNTY, DISTRICTS, PARK } from './ground.ts';
import { featureAddress, type MapAddress, mapAddress, pictureAddress } from './page-address.ts';
import { words } from './page-messages.ts';

const faultSummary = (fault: string | null): Markup | '' =>
  fault === null
    ? ''
    : html`<div class="note problem" role="alert"><h2>${words.problemTitle}</h2>
    <p><a href="#near">${fault}</a></p>
    <p><a href="${COUNCIL_FINDER_URL}">${words.finder}</a></p>
  </div>`;

const option = (id: string, title: string, chosen: string | undefined): Markup =>
  html`<option value="${id}" ${id === (chosen ?? '') ? html`selected` : ''}>${title}</option>`;

/** The form, with what is wrong with the place above it. */
export const searchForm = (address: MapAddress, layers: readonly Layer[], fault: string | null): Markup => html`${faultSummary(fault)}
    <form class="search find" action="/map" method="get" role="search">
      <div class="field">
        <label for="near">${words.place} <span class="hint" id="near-hint">${words.placeHint}</span></label>
        ${fault ? html`<p class="fault" id="near-fault">${fault}</p>` : ''}
        <input id="near" name="near" maxlength="100" autocomplete="postal-code" value="${address.near ?? ''}" ${fault ? html`aria-invalid="true"` : ''} aria-describedby="near-hint${fault ? ' near-fault' : ''}">
      </div>
      <div class="field">
        <label for="layer">${words.what}</label>
        <select id="layer" name="layer">${option('', words.everything, address.layer)}${layers
          .filter(layer => layer.role === 'places' || layer.id === address.layer)
          .map(layer => option(layer.id, layer.title, address.layer))}</select>
      </div>
      ${address.authority ? html`<input type="hidden" name="authority" value="${address.authority}">` : ''}
      <button>${words.search}</button>
    </form>`;

const addressLine = ({ address, postcode }: MapFeature): string =>
  [address, address?.includes(postcode ?? '') ? null : postcode].filter(part => part).join(', ');

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** How far it is; of an area that contains the place, that it does. */
const distanceOf = ({ distanceM }: NearFeature, layer: Layer, from: Spot): string =>
  distanceM === 0 && layer.geometry === 'polygon' ? words.contains : sentence(distanceWords(distanceM, from.precision));

/** What a list says of one: enough to choose by, and to go there or call. */
const facts = (feature: MapFeature, distance: string | null): Markup => html`
    ${distance || feature.open ? html`<p>${distance ? html`<span class="distance">${distance}</span>` : ''}${distance && feature.open ? html`<br>` : ''}${feature.open?.text ?? ''}</p>` : ''}
    ${feature.summary ? html`<p class="muted">${feature.summary}</p>` : ''}
    ${addressLine(feature) ? html`<p>${addressLine(feature)}</p>` : ''}
    ${feature.phone ? html`<p>${words.phone}: ${phoneLink(feature.phone)}</p>` : ''}`;

/** `number` is the one its pin has in the picture; `level` that of its heading, under which the list stands. */
type Item = {
  readonly layer: Layer;
  readonly feature: MapFeature;
  readonly distance?: string;
  readonly number?: number;
  readonly level: 2 | 3;
};

const item = ({ layer, feature, distance, number, level }: Item, address: MapAddress): Markup => {
  const link = html`<a href="${featureAddress(layer.id, feature.id, address)}">${feature.title}</a>`;
  const heading = html`${number === undefined ? '' : html`<span class="number">${number}</span> `}${link}`;
  return html`<li>
    ${level === 2 ? html`<h2>${heading}</h2>` : html`<h3>${heading}</h3>`}
    ${facts(feature, distance ?? null)}
  </li>`;
};

/** The nearest, with the numbers that their pins have in the picture. */
export const nearestList = ({ layer, items, from }: NearestReply, address: MapAddress): Markup =>
  html`<ol class="places">${items.map((near, at) => item({ layer, feature: near, distance: distanceOf(near, layer, from), number: at + 1, level: 2 }, address))}</ol>`;

export const featureList = (layer: Layer, features: readonly MapFeature[], address: MapAddress): Markup =>
  html`<ul class="places">${features.map(feature => item({ layer, feature, level: 2 }, address))}</ul>`;

/** Of each layer the one nearest thing, and the way to the others. */
export const nearestOfEach = (replies: readonly NearestReply[], address: MapAddress): Markup =>
  html`${replies.map(({ layer, items: [first], from }) =>
    first
      ? html`<section><h2>${words.nearestOf(layer.singular)}</h2>
        <ul class="places">${item({ layer, feature: first, distance: distanceOf(first, layer, from), level: 3 }, address)}</ul>
        ${layer.isVerified || first.verifiedOn ? '' : html`<p class="muted small">${words.notCheckedHere}</p>`}
        <p><a href="${mapAddress({ ...address, layer: layer.id })}">${words.near(layer.title, from.label)}</a></p></section>`
      : '',
  )}`;

const layerItem = (
  layer: Layer,
  address: MapAddress,
): Markup => html`<li><a href="${mapAddress({ layer: layer.id, authority: address.authority })}">${layer.title}</a>
    <span class="muted">${layer.role === 'areas' ? words.areaCount(layer.count) : words.count(layer.count)}. ${layer.description}</span></li>`;

/** The way in without a place: every list there is. */
export const layerLists = (layers: readonly Layer[], address: MapAddress): Markup => {
  const places = layers.filter(layer => layer.role === 'places');
  const areas = layers.filter(layer => layer.role === 'areas');
  const list = (title: string, some: readonly Layer[]) =>
    some.length > 0 ? html`<section><h2>${title}</h2><ul class="plain">${some.map(layer => layerItem(layer, address))}</ul></section>` : '';
  return html`${list(words.browse, places)}${list(words.areas, areas)}`;
};

/** The picture; the list has the same in words, so that its text says only what it is. */
export const picture = (address: MapAddress, layer: Layer | null, place: string | null): Markup => {
  const alt = layer ? (place ? words.pictureOfPlaces : words.pictureOfLayer(layer.title)) : words.pictureOfCounty;
  const source = pictureAddress(address.authority, layer?.id, place ?? undefined);
  return html`<section class="picture"><h2>${words.picture}</h2><img src="${source}" width="480" height="600" alt="${alt}" loading="lazy"></section>`;
};

type Body = { readonly label: string; readonly id: string };

/** Who serves the area: in Derby one council does the work of two, and only inside the park is planning apart. */
const bodiesOf = ({ serves }: Area): readonly Body[] => [
  { label: serves.district === serves.county ? words.council : words.district, id: serves.district },
  ...(serves.district === serves.county ? [] : [{ label: words.county, id: serves.county }]),
  ...(serves.planning === serves.district ? [] : [{ label: words.planning, id: serves.planning }]),
  { label: words.police, id: serves.police },
  { label: words.fire, id: serves.fire },
];

const fact = (label: string, text: Markup | string): Markup => html`<div><dt>${label}</dt><dd>${text}</dd></div>`;

const bodyFact = ({ label, id }: Body, authorities: AuthorityBook): Markup | '' => {
  const body = authorities.get(id);
  return body ? fact(label, html`<a href="${body.homeUrl}">${body.name}</a>`) : '';
};

const isPostcode = ({ precision }: Spot): boolean => precision === 'postcode' || precision === 'sector';

const azPlace = ({ label }: Spot, { authority }: MapAddress): string =>
  `/az?${new URLSearchParams({ postcode: label, ...(authority ? { authority } : {}) })}`;

/** Named already by who serves the place. */
const SERVED_LAYERS: readonly string[] = [DISTRICTS, COUNTY, PARK];

/** Who serves the place and what contains it; where that is not settled, what it may be and where to choose. */
export const areaBox = (
  { from, areas, containing, message, source }: AroundReply,
  address: MapAddress,
  authorities: AuthorityBook,
): Markup => {
  const [only, ...others] = areas;
  const inside = containing.filter(({ layer }) => !SERVED_LAYERS.includes(layer));
  return html`<section class="note area"><h2>${isPostcode(from) ? words.yourArea : words.areaOf(from.label)}</h2>
    <p>${message}</p>
    ${only ? '' : html`<p><a href="${COUNCIL_FINDER_URL}">${words.finder}</a></p>`}
    ${others.length > 0 ? html`<p>${words.mayBe}</p><ul>${areas.map(area => html`<li>${area.name}</li>`)}</ul>` : ''}
    <dl class="facts">
      ${only && others.length === 0 ? bodiesOf(only).map(body => bodyFact(body, authorities)) : ''}
      ${inside.map(({ label, feature }) => fact(label, feature.title))}
    </dl>
    ${only && isPostcode(from) ? html`<p><a href="${azPlace(from, address)}">${others.length > 0 ? words.choose : words.services(from.label)}</a></p>` : ''}
    ${source ? html`<p class="muted small">${words.places(source.name, source.edition)}</p>` : ''}
  </section>`;
};

/** Said wherever facts show that nobody has checked. */
export const standing = (layer: Layer, verifiedOn: string | null): Markup | '' => {
  if (layer.isSample) return html`<p class="note">${words.sample}</p>`;
  if (verifiedOn) return html`<p class="muted">${words.checked(longDay(verifiedOn))}</p>`;
  return layer.isVerified ? '' : html`<p class="note">${words.notChecked}</p>`;
};

/** Whose data it is, how old, and on what terms. `source` is the feature's own, where it has one. */
export const aboutLayer = (layer: Layer, source: string | null): Markup => html`<section class="muted small"><h2>${words.about}</h2>
    <p>${layer.description}</p>
    <p>${layer.owner ? `${words.owner(layer.owner.name)} ` : ''}${words.source(source ?? layer.source)}${layer.edition ? ` ${words.edition(layer.edition)}` : ''} ${words.updated(longDay(londonDay(new Date(layer.updatedAt))))}</p>
    ${layer.status.fault ? html`<p>${words.stale(layer.status.fault)}</p>` : ''}
    <p>${words.licence} ${layer.licence.url ? html`<a href="${layer.licence.url}">${layer.licence.name}</a>` : layer.licence.name}. ${layer.attribution}</p>
  </section>`;

/** The same for several lists at once: what has to be named of each. */
export const aboutLayers = (layers: readonly Layer[]): Markup => html`<section class="muted small"><h2>${words.aboutAll}</h2>
    ${[...new Set(layers.map(layer => layer.attribution))].map(attribution => html`<p>${attribution}</p>`)}
  </section>`;

const hoursTable = ({ hours, open }: MapFeature): Markup | '' => {
  if (!hours) return '';
  return html`<h2>${words.hours}</h2>
    ${open ? html`<p><strong>${open.text}</strong></p>` : ''}
    <table class="hours"><thead><tr><th scope="col">${words.day}</th><th scope="col">${words.time}</th></tr></thead>
    <tbody>${hoursLines(hours).map(({ days, times }) => html`<tr><th scope="row">${days}</th><td>${times}</td></tr>`)}</tbody></table>
    <p class="muted small">${words.hoursHint}</p>`;
};

/** Only what can be nothing but an address of mail is a link. */
const mail = (email: string): Markup | string => (/^[\w.+-]+@[\w.-]+$/.test(email) ? html`<a href="mailto:${email}">${email}</a>` : email);

/** Everything on record about a feature. */
export const featureDetails = (feature: MapFeature): Markup => html`<dl class="facts">
      ${addressLine(feature) ? fact(words.address, addressLine(feature)) : ''}
      ${feature.phone ? fact(words.phone, phoneLink(feature.phone)) : ''}
      ${feature.email ? fact(words.email, mail(feature.email)) : ''}
      ${feature.url ? fact(words.website, html`<a href="${feature.url}">${words.visit(feature.title)}</a>`) : ''}
    </dl>
    ${hoursTable(feature)}
    ${feature.notes.length > 0 ? html`<h2>${words.more}</h2><dl class="facts">${feature.notes.map(({ label, text }) => fact(label, text))}</dl>` : ''}`;
