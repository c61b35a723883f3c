import { escapeHtml } from '../html.ts';

/** What a webmaster chose for the map. Empty strings mean "leave the attribute out". */
export type MapOptions = {
  /** Ids with commas between them. */
  readonly layers: string;
  readonly centre: string;
  readonly zoom: string;
  /** One place alone, as `libraries/bakewell-library`. */
  readonly place: string;
  readonly open: boolean;
};

/** What a webmaster chose for the job board. Empty strings mean "leave the attribute out". */
export type JobsOptions = {
  /** Only jobs of this kind. */
  readonly category: string;
  readonly limit: string;
  /** A few, for a front page. */
  readonly compact: boolean;
};

/** What a webmaster chose. Empty strings mean "leave the attribute out". */
export type SnippetOptions = {
  readonly widget: string;
  readonly authority: string;
  /** `div` is for editors that remove unknown tags. */
  readonly form: 'tag' | 'div';
  /** `moving` follows the releases of version 1; `exact` pins one, with its integrity. */
  readonly script: 'moving' | 'exact';
  readonly theme: string;
  readonly lang: string;
  readonly headingLevel: string;
  /** Of the A to Z. */
  readonly compact: boolean;
  readonly map: MapOptions;
  /** Of the contact widget. */
  readonly topic: string;
  readonly jobs: JobsOptions;
  readonly syncUrl: boolean;
  readonly rememberArea: boolean;
  readonly eager: boolean;
};

/** Where the scripts are served from and what they are called there. */
export type Release = {
  /** Address of the server, ending in a slash. */
  readonly base: string;
  /** The exact version's script, under `embed/`; undefined where it is not known. */
  readonly exact: { readonly path: string; readonly integrity: string } | undefined;
};

/** The words of the link that stands in for the widget. */
export type Fallback = { readonly href: string; readonly text: string };

const DEFAULT_LEVEL = '2';

type Attribute = readonly [name: string, value: string, given: boolean];

const mapAttributes = ({ layers, centre, zoom, place, open }: MapOptions): readonly Attribute[] => [
  ['layers', layers, layers !== ''],
  ['place', place, place !== ''],
  ['centre', centre, centre !== ''],
  ['zoom', zoom, zoom !== ''],
  ['open', '', open],
];

/** The attributes that one widget alone has. */
const ownAttributes = ({ widget, map, topic, jobs, compact }: SnippetOptions): readonly Attribute[] => {
  if (widget === 'map') return mapAttributes(map);
  if (widget === 'jobs') {
    return [
      ['category', jobs.category, jobs.category !== ''],
      ['limit', jobs.limit, jobs.limit !== ''],
      ['compact', '', jobs.compact],
    ];
  }
  return widget === 'contact' ? [['topic', topic, topic !== '']] : [['compact', '', compact]];
};

/** The element's attributes, in the order they are written. An empty value is a switch that is on. */
export function attributesOf(options: SnippetOptions): readonly (readonly [name: string, value: string])[] {
  const all: readonly Attribute[] = [
    ['authority', options.authority, true],
    ['theme', options.theme, options.theme !== ''],
    ['lang', options.lang, options.lang !== ''],
    ['heading-level', options.headingLevel, options.headingLevel !== DEFAULT_LEVEL],
    ...ownAttributes(options),
    ['sync-url', '', options.syncUrl],
    ['remember-area', '', options.rememberArea],
    ['loading', 'eager', options.eager],
  ];
  return all.filter(([, , given]) => given).map(([name, value]) => [name, value]);
}

const attribute = (name: string, value: string): string => (value === '' ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`);

/** The line that loads the script, once a page. */
export function scriptLine({ script }: SnippetOptions, { base, exact }: Release): string {
  if (script === 'moving' || !exact) return `<script type="module" src="${escapeHtml(`${base}embed/v1/dtp.js`)}"></script>`;
  const source = `${base}embed/${exact.path}`;
  return `<script type="module" src="${escapeHtml(source)}"\n  integrity="${escapeHtml(exact.integrity)}" crossorigin="anonymous"></script>`;
}

/** The lines for one widget, with the link that shows until it is ready. */
export function widgetLines(options: SnippetOptions, fallback: Fallback): string {
  const link = `<a href="${escapeHtml(fallback.href)}">${escapeHtml(fallback.text)}</a>`;
  const given = attributesOf(options);
  if (options.form === 'tag') {
    const tag = `dtp-${options.widget}`;
    return `<${tag}${given.map(([name, value]) => attribute(name, value)).join('')}>\n  ${link}\n</${tag}>`;
  }
  const data = given.map(([name, value]) => attribute(`data-${name}`, value)).join('');
  return `<div data-dtp="${escapeHtml(options.widget)}"${data}>\n  ${link}\n</div>`;
}

/** All there is to paste. */
export const snippetOf = (options: SnippetOptions, release: Release, fallback: Fallback): string =>
  `${scriptLine(options, release)}\n\n${widgetLines(options, fallback)}\n`;

/** What a site with a Content Security Policy adds to it. `base` is the server's address; a policy names its origin. */
export function policyOf(base: string, widget: string): string {
  const { origin } = new URL(base);
  const all = `script-src ${origin}; connect-src ${origin}; img-src ${origin} data:`;
  // MapLibre starts its worker from a blob that imports the file on our origin.
  return widget === 'map' ? `${all}; worker-src blob: ${origin}` : all;
}
