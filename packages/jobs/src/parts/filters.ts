import type { JobFacet, JobFacets } from '@dtp/contract/jobs.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { type Asked, valuesOf } from '../asked.ts';
import * as messages from '../messages.ts';

type Part = TemplateResult | typeof nothing;
type Kind = keyof JobFacets;

/** Those of which several can be ticked, and those of which one is chosen. */
const GROUPS = ['category', 'authority', 'contract', 'pattern'] as const;
const CHOICES = ['salary', 'closing'] as const;
const KINDS: readonly Kind[] = [...GROUPS, ...CHOICES];

export type FiltersState = {
  readonly asked: Asked;
  readonly facets: JobFacets;
  readonly total: number;
  /** The page is about one category: there is nothing to choose. */
  readonly isCategoryFixed: boolean;
};

export type FilterActions = {
  /** Ticks a value or takes its tick away. */
  readonly onToggle: (kind: Kind, value: string) => void;
  /** Sets what there is one of; empty for any. */
  readonly onSet: (kind: Kind, value: string) => void;
  /** A chip takes its filter away; without one all are taken away. */
  readonly onRemove: (kind?: Kind, value?: string) => void;
  /** Closes the filters and goes to the list. */
  readonly onShow: () => void;
};

/** What would leave no job is not offered; what is chosen stays to be seen all the same. */
const facetsOf = ({ asked, facets }: FiltersState, kind: Kind): readonly JobFacet[] => {
  const chosen = valuesOf(asked, kind);
  const listed = facets[kind].filter(({ id, count }) => count > 0 || chosen.includes(id));
  const missing = chosen.filter(id => !listed.some(one => one.id === id));
  return [...listed, ...missing.map(id => ({ id, label: id, count: 0 }))];
};

/** What was chosen, one chip each, and the way to take it away. */
export function chips(state: FiltersState, { onRemove }: FilterActions): Part {
  const chosen = KINDS.flatMap(kind =>
    facetsOf(state, kind).flatMap(facet => (valuesOf(state.asked, kind).includes(facet.id) ? [{ kind, ...facet }] : [])),
  );
  if (chosen.length === 0) return nothing;
  return html`<ul class="chips" part="chips" aria-label=${messages.applied}>
    ${chosen.map(
      ({ kind, id, label }) =>
        html`<li><button type="button" class="chip" @click=${() => onRemove(kind, id)}><span class="unseen">${messages.remove}: </span>${label} <span aria-hidden="true">×</span></button></li>`,
    )}
    <li><button type="button" class="link" @click=${() => onRemove()}>${messages.clear}</button></li>
  </ul>`;
}

/** All that the list can be narrowed down by, with how many jobs each leaves. A tick works at once; the button leads to the list. */
export function filters(state: FiltersState, actions: FilterActions): TemplateResult {
  const { asked, total, isCategoryFixed } = state;
  const count = KINDS.reduce((sum, kind) => sum + valuesOf(asked, kind).length, 0);
  return html`<details class="filters" part="filters">
    <summary>${messages.filters(count)}</summary>
    <div class="groups">
      ${GROUPS.map(kind => (kind === 'category' && isCategoryFixed ? nothing : group(state, kind, actions)))}
      <div>${CHOICES.map(kind => one(state, kind, actions))}</div>
    </div>
    <button type="button" class="action" @click=${actions.onShow}>${messages.show(total)}</button>
  </details>`;
}

function group(state: FiltersState, kind: (typeof GROUPS)[number], { onToggle }: FilterActions): Part {
  const facets = facetsOf(state, kind);
  if (facets.length === 0) return nothing;
  const chosen = valuesOf(state.asked, kind);
  return html`<fieldset>
    <legend>${messages.kinds[kind]}</legend>
    ${facets.map(
      ({ id, label, count }) =>
        html`<label class="choice"
          ><input type="checkbox" .checked=${chosen.includes(id)} @change=${() => onToggle(kind, id)} /><span>${label} <span class="muted">(${count})</span></span></label
        >`,
    )}
  </fieldset>`;
}

function one(state: FiltersState, kind: (typeof CHOICES)[number], { onSet }: FilterActions): Part {
  const chosen = state.asked[kind];
  const facets = facetsOf(state, kind);
  const take = ({ currentTarget }: Event): void => {
    if (currentTarget instanceof HTMLSelectElement) onSet(kind, currentTarget.value);
  };
  return html`<div class="field">
    <label for=${kind}>${messages.kinds[kind]}</label>
    <select id=${kind} @change=${take}>
      <option value="" ?selected=${!chosen}>${messages.any}</option>
      ${facets.map(({ id, label, count }) => html`<option value=${id} .selected=${id === chosen}>${label} (${count})</option>`)}
    </select>
  </div>`;
}
