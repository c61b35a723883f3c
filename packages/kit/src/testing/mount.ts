const stage = document.createElement('main');

/** Puts markup on the page and returns its first element. Clean up with `unmount`. */
export function mount<Kind extends Element>(markup: string, kind: abstract new () => Kind): Kind {
  document.body.append(stage);
  stage.innerHTML = markup;
  const first = stage.firstElementChild;
  if (!(first instanceof kind)) throw new Error(`${markup} is not a ${kind.name}`);
  return first;
}

/** Empties the page. */
export function unmount(): void {
  stage.remove();
  stage.replaceChildren();
}
