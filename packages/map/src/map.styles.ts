import { token } from '@dtp/kit/styles.ts';
import { css } from 'lit';

/** What only the map looks like. The drawn map brings its own sheet with its code. */
export const mapStyles = css`
  /* Beside a field with a hint the two still stand on one line. */
  .field select {
    margin-block-start: auto;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: ${token('space.s')};
  }
  .views {
    display: grid;
    gap: ${token('space.l')};
    align-items: start;
    margin-block-start: ${token('space.m')};
  }
  .views > * {
    min-inline-size: 0;
  }
  .body .heading {
    margin-block-start: 0;
  }
  .body > .back {
    margin-block-end: ${token('space.s')};
  }
  .results p + p {
    margin-block-start: ${token('space.xs')};
  }
  .near {
    display: flex;
    flex-wrap: wrap;
    gap: 0 ${token('space.m')};
  }
  .open {
    color: ${token('color.success')};
    font-weight: 700;
  }
  .names {
    padding-inline-start: 1.25em;
    list-style: disc;
  }
  .show {
    margin-block: ${token('space.s')};
  }
  th,
  td {
    padding: ${token('space.xs')} ${token('space.m')} ${token('space.xs')} 0;
    font-weight: 400;
    text-align: start;
    vertical-align: top;
  }
  .area {
    margin-block-start: ${token('space.m')};
  }
  summary {
    padding-block: 0.625em;
    color: ${token('color.link')};
    font-weight: 700;
    cursor: pointer;
  }
  .panel > * + * {
    margin-block-start: ${token('space.s')};
  }
  .map {
    block-size: min(34em, 80vh);
    background: ${token('color.surface')};
    border: 1px solid ${token('color.divider')};
  }
  .picture {
    display: block;
    inline-size: auto;
    max-inline-size: 100%;
    block-size: auto;
    max-block-size: 24em;
    border: 1px solid ${token('color.divider')};
  }
  .picture[hidden] {
    display: none;
  }
  @container (min-width: 34em) {
    .search:has(select) {
      grid-template-columns: 1fr 1fr;
    }
    .acts {
      grid-column: 1 / -1;
    }
  }
  @container (min-width: 52em) {
    .views {
      grid-template-columns: 1fr minmax(0, 26em);
    }
    .views:has(.map) {
      grid-template-columns: 1fr 1.25fr;
    }
    .picture {
      max-block-size: none;
    }
    .to-map {
      display: none;
    }
  }
  @media print {
    .panel,
    .show {
      display: none;
    }
    .results a[href]::after,
    dd a[href^='http']::after {
      content: ' (' attr(href) ')';
    }
  }
`;
