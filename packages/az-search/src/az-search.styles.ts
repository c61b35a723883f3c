import { token } from '@dtp/kit/styles.ts';
import { css } from 'lit';

/** What only the A to Z looks like. */
export const azSearchStyles = css`
  .columns {
    columns: 18em;
    column-gap: ${token('space.xl')};
  }
  .columns > li {
    break-inside: avoid;
    padding-block-end: ${token('space.s')};
  }
  .steps li {
    padding-block: 0.625em;
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
  .steps {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: ${token('space.l')};
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
    .letters a {
      border: 1px solid;
    }
  }
  @media print {
    .letters {
      display: none;
    }
    .results a[href]::after,
    .answer a[href^='http']::after {
      content: ' (' attr(href) ')';
    }
  }
`;
