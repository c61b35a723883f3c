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
    syncUrl: data.has('sync-url'),
    rememberArea: data.has('remember-area'),
    eager: data.has('eager'),
  };
}

function fallbackFor(id: string): Fallback {
  const text = authority.selectedOptions[0]?.dataset.fallback ?? '';
  return { href: `${BASE}az?authority=${encodeURIComponent(id)}`, text };
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
  const fallback = fallbackFor(options.authority);
  code.textContent = snippetOf(options, release, fallback);
  policy.textContent = policyOf(BASE);
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

/** A mock site links here with its own id. */
function chooseFromAddress(): void {
  const wanted = new URLSearchParams(location.search).get('authority');
  if (wanted && [...authority.options].some(({ value }) => value === wanted)) authority.value = wanted;
}

document.addEventListener('change', show);
form.addEventListener('submit', event => event.preventDefault());
byId('copy-code', HTMLButtonElement).addEventListener('click', () => void copy(code, byId('code-status', HTMLElement)));
byId('copy-policy', HTMLButtonElement).addEventListener('click', () => void copy(policy, byId('policy-status', HTMLElement)));
chooseFromAddress();
show();
