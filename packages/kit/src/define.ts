/** An element class that knows which release it comes from. */
type Versioned = CustomElementConstructor & { readonly version?: string };

/**
 * Registers an element once. The first script on the page wins; a second copy of the same version is silent, another version is told so on
 * the console, because the page then runs on the first one whatever the second has to offer.
 */
export function define(tag: string, element: Versioned): void {
  const first: Versioned | undefined = customElements.get(tag);
  if (!first) customElements.define(tag, element);
  else if (first.version !== element.version)
    console.warn(`<${tag}> ${first.version} is already on this page, so ${element.version} was not used. Load one version of dtp.js.`);
}
