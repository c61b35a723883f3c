import { attributesOf, type Fallback, policyOf, type Release, type SnippetOptions, snippetOf } from './code.ts';
import { MESSAGES } from './messages.ts';

/** Where the server is, seen from this script at `/demo/snippet/builder.js`. */
const script = import.meta.url;
const BASE = new URL('../../', script).href;

const byId = <Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind => {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`The page has no ${kind.name} with the id "${id}"`);
  return element;
};

const form = byId('options', HTMLFormElement);
const preview = byId('preview', HTMLElement);
const code = byId('code', HTMLElement);
const policy = byId('policy', HTMLElement);
const authority = byId('authority', HTMLSelectElement);
const widget = byId('widget', HTMLSelectElement);

/** The release the demo was built with, written into the page by the build. */
const { exactPath, integrity } = form.dataset;
const release: Release = { base: BASE, exact: exactPath && integrity ? { path: exactPath, integrity } : undefined };

function readOptions(): SnippetOptions {
  const data = new FormData(form);
  const text = (name: string): string => String(data.get(name) ?? '');
  return {
    widget: text('widget'),
    authority: text('authority'),
    form: text('form') === 'div' ? 'div' : 'tag',
    script: text('script') === 'exact' ? 'exact' : 'moving',
    theme: text('theme'),
    lang: text('lang'),
    headingLevel: text('heading-level'),
    compact: data.has('compact'),
    topic: text('topic').trim(),
    jobs: { category: text('category'), limit: text('limit'), compact: data.has('few-jobs') },
    map: {
      layers: data.getAll('layer').join(','),
      centre: text('centre').replace(/\s+/g, ''),
      zoom: text('zoom'),
      place: text('place').trim(),
      open: data.has('open'),
    },
    syncUrl: data.has('sync-url'),
    rememberArea: data.has('remember-area'),
    eager: data.has('eager'),
  };
}

/** The hosted page that shows the same, and what the link to it is called. */
function fallbackFor({ widget: name, authority: id }: SnippetOptions): Fallback {
  const page = name === 'az-search' ? 'az' : name;
  const text = (name === 'az-search' ? authority : widget).selectedOptions[0]?.dataset.fallback ?? '';
  // Of the job board `authority` would be a filter: the host is who is named first.
  const parameter = name === 'jobs' ? 'host' : 'authority';
  return { href: `${BASE}${page}?${parameter}=${encodeURIComponent(id)}`, text };
}

/** Fields of one widget are shown for it alone. */
function showFieldsOf(name: string): void {
  for (const field of document.querySelectorAll<HTMLElement>('[data-for]')) field.hidden = field.dataset.for !== name;
}

const isLayer = (value: unknown): value is { id: string; title: string; role: string } =>
  typeof value === 'object' && value !== null && 'id' in value && 'title' in value && 'role' in value;

/** The layers on this server, to choose from. Should they not come, all are shown, as without the attribute. */
async function offerLayers(): Promise<void> {
  const response = await fetch(`${BASE}api/v1/map/layers`);
  const list: unknown = response.ok ? await response.json() : undefined;
  const items = typeof list === 'object' && list !== null && 'items' in list && Array.isArray(list.items) ? list.items : [];
  const choices = items.filter(isLayer).filter(({ role }) => role === 'places');
  byId('layers', HTMLElement).append(...choices.map(({ id, title }) => layerChoice(id, title)));
}

function layerChoice(id: string, title: string): HTMLElement {
  const choice = document.createElement('div');
  choice.className = 'choice';
  const box = Object.assign(document.createElement('input'), { type: 'checkbox', name: 'layer', value: id, id: `layer-${id}` });
  const label = Object.assign(document.createElement('label'), { htmlFor: box.id, textContent: title });
  choice.append(box, label);
  return choice;
}

/** A fresh element, as a page that was loaded with these options would have it. */
function liveElement(options: SnippetOptions, fallback: Fallback): HTMLElement {
  const inDiv = options.form === 'div';
  const element = document.createElement(inDiv ? 'div' : `dtp-${options.widget}`);
  if (inDiv) element.dataset.dtp = options.widget;
  for (const [name, value] of attributesOf(options)) element.setAttribute(inDiv ? `data-${name}` : name, value);
  const link = document.createElement('a');
  link.href = fallback.href;
  link.textContent = fallback.text;
  element.append(link);
  return element;
}

let shown = '';

function show(): void {
  const options = readOptions();
  const fallback = fallbackFor(options);
  showFieldsOf(options.widget);
  code.textContent = snippetOf(options, release, fallback);
  policy.textContent = policyOf(BASE, options.widget);
  preview.dataset.width = String(new FormData(form).get('width'));
  const live = liveElement(options, fallback);
  if (live.outerHTML === shown) return;
  shown = live.outerHTML;
  preview.replaceChildren(live);
}

function selectText(element: HTMLElement): void {
  const selection = getSelection();
  selection?.selectAllChildren(element);
  element.focus();
}

async function copy(source: HTMLElement, told: HTMLElement): Promise<void> {
  told.textContent = '';
  try {
    await navigator.clipboard.writeText(source.textContent);
    told.textContent = MESSAGES.copied;
  } catch {
    // No clipboard on an insecure address, or the person said no: they can still copy by hand.
    selectText(source);
    told.textContent = MESSAGES.select;
  }
}

/** A mock site links here with its own id, and with the widget that it shows. */
function chooseFromAddress(): void {
  const address = new URLSearchParams(location.search);
  for (const select of [authority, widget]) {
    const wanted = address.get(select.name);
    if (wanted && [...select.options].some(({ value }) => value === wanted)) select.value = wanted;
  }
}

document.addEventListener('change', show);
form.addEventListener('submit', event => event.preventDefault());
byId('copy-code', HTMLButtonElement).addEventListener('click', () => void copy(code, byId('code-status', HTMLElement)));
byId('copy-policy', HTMLButtonElement).addEventListener('click', () => void copy(policy, byId('policy-status', HTMLElement)));
chooseFromAddress();
show();
void offerLayers().catch(() => undefined);
