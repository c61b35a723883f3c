import { type CSSResult, css, unsafeCSS } from 'lit';
import { type TokenPath, tokenValue } from './tokens.ts';

/** A token in a sheet. The build writes its value there instead (packages/embed/build/inline-tokens.ts), so name the token outright. */
export const token = (path: TokenPath): CSSResult => unsafeCSS(tokenValue(path));

/**
 * What all widgets look like. Sizes are in `em` of the host's text; nothing is coloured alone, nothing moves.
 * The least target is 2.75em, which is 44 px at the smallest text size we allow (SC 2.5.5).
 */
export const baseStyles = css`
  :host {
    display: block;
    font-family: ${token('font.body')};
    font-size: ${token('font.size')};
    line-height: ${token('line-height')};
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
  }
  .root {
    container-type: inline-size;
    color: ${token('color.text')};
    background: ${token('color.background')};
    overflow-wrap: break-word;
    text-align: start;
  }
  h2,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  [role='heading'] {
    font-family: ${token('font.heading')};
    font-weight: 700;
    line-height: 1.25;
  }
  .heading,
  .group {
    font-size: 1.375em;
    margin-block: ${token('space.l')} ${token('space.s')};
  }
  .muted {
    color: ${token('color.text-muted')};
  }
  a,
  .link {
    color: ${token('color.link')};
    text-decoration: underline;
    text-decoration-thickness: max(1px, 0.0625em);
    text-underline-offset: 0.15em;
  }
  a:hover,
  .link:hover {
    color: ${token('color.link-hover')};
    text-decoration-thickness: max(2px, 0.125em);
  }
  button,
  input,
  select {
    font: inherit;
    line-height: inherit;
    margin: 0;
    min-block-size: 2.75em;
    border-radius: ${token('radius')};
  }
  button {
    cursor: pointer;
    touch-action: manipulation;
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    text-align: start;
  }
  .action {
    display: inline-block;
    padding: 0.5625em 1.5em;
    border: ${token('border.width')} solid transparent;
    font-weight: 700;
    color: ${token('color.action.text')};
    background: ${token('color.action.background')};
    border-radius: ${token('radius')};
    text-decoration: none;
  }
  .action:hover {
    color: ${token('color.action.text')};
    background: ${token('color.action.background-hover')};
    text-decoration: none;
  }
  .action.quiet {
    color: ${token('color.link')};
    background: ${token('color.background')};
    border-color: currentColor;
  }
  .action.quiet:hover {
    color: ${token('color.link-hover')};
  }
  input[type='text'],
  select {
    inline-size: 100%;
    padding: 0.25em 0.625em;
    color: ${token('color.text')};
    background: ${token('color.background')};
    border: ${token('border.width')} solid ${token('color.border')};
  }
  input[aria-invalid] {
    border-color: ${token('color.error')};
    box-shadow: inset 0 0 0 1px ${token('color.error')};
  }
  :focus-visible {
    outline: 0.1875em solid ${token('color.focus')};
    outline-offset: 0.125em;
  }
  label,
  legend {
    display: block;
    padding: 0;
    font-weight: 700;
  }
  .hint {
    color: ${token('color.text-muted')};
  }
  .fault {
    color: ${token('color.error')};
    font-weight: 700;
  }
  .notice {
    margin-block: ${token('space.s')};
    padding: ${token('space.m')};
    border-inline-start: 0.25em solid ${token('color.notice')};
    background: ${token('color.surface')};
  }
  .wrong {
    margin-block-end: ${token('space.m')};
    border: 0.1875em solid ${token('color.error')};
    background: none;
  }
  .notice > * + * {
    margin-block-start: ${token('space.s')};
  }
  .choice {
    display: flex;
    gap: 0.75em;
    align-items: start;
    padding-block: 0.625em;
    font-weight: 400;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .choice input {
    flex: none;
    inline-size: 1.5em;
    block-size: 1.5em;
    min-block-size: 0;
    accent-color: ${token('color.action.background')};
  }
  .pager {
    display: flex;
    flex-wrap: wrap;
    gap: ${token('space.s')} ${token('space.l')};
    align-items: center;
    margin-block-start: ${token('space.m')};
  }
  .search {
    display: grid;
    gap: ${token('space.m')};
    padding: ${token('space.l')} ${token('space.m')};
    background: ${token('color.surface')};
    border-radius: ${token('radius')};
  }
  .field {
    position: relative;
    display: flex;
    flex-direction: column;
  }
  .field input {
    margin-block-start: auto;
  }
  .field p {
    margin-block-end: ${token('space.xs')};
  }
  .optional {
    font-weight: 400;
  }
  .search .action {
    justify-self: start;
  }
  [role='listbox'] {
    position: absolute;
    z-index: 1;
    inset-block-start: 100%;
    inset-inline: 0;
    background: ${token('color.background')};
    border: 1px solid ${token('color.border')};
    border-radius: ${token('radius')};
    box-shadow: 0 0.25em 1em rgb(0 0 0 / 0.15);
  }
  [role='option'] {
    padding: 0.625em;
    cursor: pointer;
  }
  [role='option'] + [role='option'] {
    border-block-start: 1px solid ${token('color.divider')};
  }
  [role='option']:hover,
  [role='option'][aria-selected='true'] {
    background: ${token('color.surface')};
  }
  [role='option'][aria-selected='true'] {
    outline: 0.1875em solid ${token('color.focus')};
    outline-offset: -0.1875em;
  }
  .status {
    margin-block: ${token('space.m')};
  }
  .status:empty {
    margin: 0;
  }
  div.place {
    margin-block: ${token('space.m')};
  }
  .back,
  .add {
    display: block;
    min-inline-size: 2.75em;
  }
  .results > li,
  .list > li {
    padding-block: ${token('space.s')} ${token('space.m')};
    border-block-end: 1px solid ${token('color.divider')};
  }
  .title {
    font-size: 1.125em;
  }
  .small {
    font-size: 1.125em;
    margin-block: ${token('space.m')} 0;
  }
  .columns a,
  .list a,
  .title a {
    display: inline-block;
    padding-block: 0.625em;
  }
  .step,
  .phone {
    padding-block: 0.875em;
  }
  dl {
    margin-block: ${token('space.s')};
  }
  dd + dt {
    margin-block-start: ${token('space.s')};
  }
  dt {
    font-weight: 700;
  }
  .source {
    margin-block-start: ${token('space.l')};
    font-size: 0.875em;
  }
  .body {
    min-block-size: 2em;
  }
  .waiting {
    min-block-size: 20em;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    .action {
      border-color: ButtonBorder;
    }
    .notice {
      border-color: CanvasText;
    }
    [role='option'][aria-selected='true'] {
      outline-color: Highlight;
    }
  }
  @media print {
    .root {
      color: #000;
      background: none;
    }
    form,
    .search,
    .pager,
    .link,
    .back,
    .status {
      display: none;
    }
    .results > li {
      break-inside: avoid;
    }
  }
`;
