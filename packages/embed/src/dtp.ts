/**
 * The loader that a webmaster pastes. It finds `<dtp-…>` tags and their `data-dtp` form, also ones added later, and loads only the code
 * those need, once they come near the viewport. It leaves nothing on `window`: loaders of one page know each other by an event.
 */

/** The release this loader belongs to; filled in by the build. */
declare const __DTP_VERSION__: string;
/** Each widget's chunk, relative to this script; filled in by the build. */
declare const __DTP_CHUNKS__: Readonly<Record<string, string>>;

const VERSION = __DTP_VERSION__;
const CHUNKS = __DTP_CHUNKS__;
const PREFIX = 'dtp-';
const HELLO = `${PREFIX}loader`;
const CANDIDATES = ':not(:defined),[data-dtp]';

const loads = new Map<string, Promise<unknown>>();
const seen = new WeakSet<Element>();
const waiting = new Set<Element>();
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let warned = false;

const nameOf = (element: Element): string => (element.getAttribute('data-dtp') ?? element.localName).replace(PREFIX, '');

/** Older browsers remember that an address failed (https://github.com/whatwg/html/issues/6768), so each retry has an address of its own. */
const load = (name: string): Promise<unknown> => {
  const under = loads.get(name);
  if (under) return under;
  const file = new URL(CHUNKS[name] + (failures ? `?retry=${failures}` : ''), import.meta.url).href;
  const begun = import(/* @vite-ignore */ file).catch((fault: unknown) => {
    loads.delete(name);
    failures++;
    throw fault;
  });
  loads.set(name, begun);
  return begun;
};

/**
 * Puts the element in the place of its `data-dtp` form. Editors that strip event handlers keep `data-onclick`, so attributes that would
 * run or style something are not carried over.
 */
const unwrap = (form: Element): void => {
  const widget = document.createElement(PREFIX + nameOf(form));
  for (const { name, value } of form.attributes) {
    if (!/^data-(dtp$|on|style)/.test(name)) widget.setAttribute(name.replace('data-', ''), value);
  }
  widget.append(...form.childNodes);
  form.replaceWith(widget);
};

const mount = async (element: Element): Promise<void> => {
  try {
    await load(nameOf(element));
    if (element.hasAttribute('data-dtp')) unwrap(element);
  } catch {
    // The fallback stays, and `retry` tries again: after two seconds, four, … a minute at most, spread so that not every page returns at
    // once. The browser has already said on the console which address failed.
    waiting.add(element);
    clearTimeout(timer);
    timer = setTimeout(retry, Math.min(1e3 * 2 ** failures, 6e4) * (1 + Math.random() / 4));
  }
};

const retry = (): void => {
  if (document.visibilityState === 'hidden') return;
  const again = [...waiting];
  waiting.clear();
  for (const element of again) void mount(element);
};

const near = new IntersectionObserver(
  entries => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      void mount(target);
    }
  },
  { rootMargin: '600px' },
);

const consider = (element: Element): void => {
  const form = element.hasAttribute('data-dtp');
  if (seen.has(element) || !(form || element.localName.startsWith(PREFIX))) return;
  if (!Object.hasOwn(CHUNKS, nameOf(element))) {
    const known = Object.keys(CHUNKS).map(name => `<${PREFIX}${name}>`);
    if (!warned) console.warn(`dtp.js: <${PREFIX}${nameOf(element)}> is not a widget. Widgets: ${known.join(', ')}.`);
    warned = true;
    return;
  }
  seen.add(element);
  if (element.getAttribute(form ? 'data-loading' : 'loading') === 'eager') void mount(element);
  else near.observe(element);
};

const scan = (root: Element | Document): void => {
  if (root instanceof Element && root.matches(CANDIDATES)) consider(root);
  for (const element of root.querySelectorAll(CANDIDATES)) consider(element);
};

const start = (): void => {
  let told = false;
  document.addEventListener(HELLO, event => {
    event.preventDefault();
    const other: unknown = event instanceof CustomEvent ? event.detail : undefined;
    if (other === VERSION || told) return;
    told = true;
    console.warn(`dtp.js ${VERSION} is already on this page, so ${String(other)} was not started. Keep one script tag.`);
  });
  new MutationObserver(records => {
    for (const { target, addedNodes, type } of records) {
      for (const node of type === 'attributes' ? [target] : addedNodes) if (node instanceof Element) scan(node);
    }
  }).observe(document, { subtree: true, childList: true, attributeFilter: ['data-dtp'] });
  addEventListener('online', retry);
  document.addEventListener('visibilitychange', retry);
  scan(document);
};

// An earlier loader cancels the event: the first one on a page does all the work.
if (document.dispatchEvent(new CustomEvent(HELLO, { cancelable: true, detail: VERSION }))) start();
