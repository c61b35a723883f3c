const SVG = 'http://www.w3.org/2000/svg';

/** An SVG element with its attributes. Made by hand: the map's own parts are no Lit templates. */
export function svg(name: string, attributes: Readonly<Record<string, string>>, ...children: readonly (Element | string)[]): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
