import type { Map as MapLibreMap } from 'maplibre-gl';

/** Text and links of markup, and nothing else of it: no picture that would be asked of a third party, nothing that runs. */
function plainly(node: Node): Node[] {
  if (node instanceof Text) return [new Text(node.data)];
  if (!(node instanceof Element) || /^(script|style|template)$/.test(node.localName)) return [];
  const inside = [...node.childNodes].flatMap(plainly);
  const href = node.localName === 'a' ? node.getAttribute('href') : null;
  if (!href || !/^https?:\/\//.test(href)) return inside;
  const link = document.createElement('a');
  link.href = href;
  link.append(...inside);
  return [link];
}

/** What the sources ask to be said of them; a layer's owner or a foreign map wrote it. */
const attributions = (map: MapLibreMap): readonly string[] => {
  const all = Object.keys(map.getStyle().sources).map(id => map.getSource(id)?.attribution?.trim() ?? '');
  return [...new Set(all.filter(text => text !== ''))];
};

/** Keeps the line of credits as the sources on the map have it. */
export function showCredits(map: MapLibreMap, line: HTMLElement): void {
  let written = '';
  const write = (): void => {
    const texts = attributions(map);
    if (texts.join('\n') === written) return;
    written = texts.join('\n');
    const parser = new DOMParser();
    const parts = texts.map(text => plainly(parser.parseFromString(text, 'text/html').body));
    line.replaceChildren(...parts.flatMap((part, at) => (at === 0 ? part : [' ', ...part])));
  };
  map.on('sourcedata', event => {
    // The address of a source may bring its attribution only later.
    if (event.sourceDataType === 'metadata') write();
  });
}
