/**
 * Lit's `css-tag` for browsers that have constructable style sheets, which are all that can run our scripts (ES2022). Lit's own also serves
 * older ones, through style elements that a strict policy of the host would refuse. Shapes as in `@lit/reactive-element/css-tag.js`.
 */
export const supportsAdoptingStyleSheets = true;

export class CSSResult {
  readonly cssText: string;
  #sheet: CSSStyleSheet | undefined;

  constructor(cssText: string) {
    this.cssText = cssText;
  }

  get styleSheet(): CSSStyleSheet {
    if (!this.#sheet) {
      this.#sheet = new CSSStyleSheet();
      this.#sheet.replaceSync(this.cssText);
    }
    return this.#sheet;
  }

  toString(): string {
    return this.cssText;
  }
}

type Style = CSSResult | CSSStyleSheet;

export const unsafeCSS = (value: unknown): CSSResult => new CSSResult(String(value));

/** Values are tokens and numbers of ours: Lit's check of them runs in the tests. */
export const css = (pieces: TemplateStringsArray, ...values: readonly unknown[]): CSSResult =>
  unsafeCSS(String.raw({ raw: pieces }, ...values));

export const getCompatibleStyle = (style: Style): Style => style;

export const adoptStyles = (root: ShadowRoot, styles: readonly Style[]): void => {
  root.adoptedStyleSheets = styles.map(style => (style instanceof CSSStyleSheet ? style : style.styleSheet));
};
