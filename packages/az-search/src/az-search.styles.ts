import { token } from '@dtp/kit/styles.ts';
import { css } from 'lit';

/** What only the A to Z looks like. */
export const azSearchStyles = css`
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
  .columns {
    columns: 18em;
    column-gap: ${token('space.xl')};
  }
  .columns > li {
    break-inside: avoid;
    padding-block-end: ${token('space.s')};
  }
  .columns a,
  .list a,
  .title a {
    display: inline-block;
    padding-block: 0.625em;
  }
  .steps li {
    padding-block: 0.625em;
  }
  .step,
  .phone {
    padding-block: 0.875em;
  }
  .columns p {
    margin-block-start: -0.375em;
  }
  .letters {
    display: flex;
    flex-wrap: wrap;
    gap: ${token('space.xs')};
  }
  .letters a,
  .letters li > .muted {
    display: grid;
    place-items: center;
    inline-size: 2.75em;
    block-size: 2.75em;
    border-radius: ${token('radius')};
    text-decoration: none;
  }
  .letters a {
    font-weight: 700;
    background: ${token('color.surface')};
  }
  .letters a:hover,
  .letters a[aria-current] {
    text-decoration: underline;
  }
  .group {
    padding-block-end: ${token('space.xs')};
    border-block-end: 2px solid ${token('color.divider')};
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
  .results p + .muted {
    margin-block-start: ${token('space.xs')};
  }
  .answer {
    margin-block-start: ${token('space.m')};
    padding-inline-start: ${token('space.m')};
    border-inline-start: 0.25em solid ${token('color.divider')};
  }
  .answer > .small {
    margin-block-start: 0;
  }
  dl {
    margin-block: ${token('space.s')};
  }
  dd + dt {
    margin-block-start: ${token('space.s')};
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: ${token('space.l')};
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
  @container (min-width: 44em) {
    .search .action {
      align-self: end;
    }
    .search {
      grid-template-columns: 1fr 1fr auto;
      padding: ${token('space.l')};
    }
  }
  @media (forced-colors: active) {
    [role='option'][aria-selected='true'] {
      outline-color: Highlight;
    }
    .letters a {
      border: 1px solid;
    }
  }
  @media print {
    .letters,
    .back,
    .status {
      display: none;
    }
    .results > li {
      break-inside: avoid;
    }
    .results a[href]::after,
    .answer a[href^='http']::after {
      content: ' (' attr(href) ')';
    }
  }
`;
