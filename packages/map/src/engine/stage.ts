import { engineStyles } from './engine.styles.ts';

/** What a drawn map stands in: the frame it is drawn into, and under it the line of credits, which never covers it. */
export type Stage = { readonly frame: HTMLElement; readonly credits: HTMLElement; clear(): void };

const CLASS = 'dtp-map';

const child = (of: HTMLElement, name: string): HTMLElement => {
  const element = document.createElement('div');
  element.className = name;
  of.append(element);
  return element;
};

/** Makes the sheet part of the widget's shadow root, once. A constructed sheet is what a strict policy of the page allows. */
function adoptStyles(container: HTMLElement): void {
  const root = container.getRootNode();
  const sheet = engineStyles.styleSheet;
  if (!sheet || !(root instanceof ShadowRoot || root instanceof Document) || root.adoptedStyleSheets.includes(sheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

export function setStage(container: HTMLElement): Stage {
  adoptStyles(container);
  container.classList.add(CLASS);
  const frame = child(container, 'frame');
  const credits = child(container, 'credits');
  return {
    frame,
    credits,
    clear: () => {
      frame.remove();
      credits.remove();
      container.classList.remove(CLASS);
    },
  };
}
