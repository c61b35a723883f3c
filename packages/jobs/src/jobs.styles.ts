import { token } from '@dtp/kit/styles.ts';
import { css } from 'lit';

/** What only the job board looks like. */
export const jobsStyles = css`
  summary {
    padding-block: 0.625em;
    color: ${token('color.link')};
    font-weight: 700;
    cursor: pointer;
  }
  .filters[open] {
    padding: 0 ${token('space.m')} ${token('space.m')};
    background: ${token('color.surface')};
    border-radius: ${token('radius')};
  }
  .groups {
    columns: 16em;
    column-gap: ${token('space.xl')};
  }
  .groups > * {
    break-inside: avoid;
    padding-block-end: ${token('space.m')};
  }
  .whose,
  .chips,
  .steps {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: ${token('space.s')};
    margin-block: ${token('space.s')};
  }
  .steps {
    column-gap: ${token('space.l')};
  }
  [aria-pressed='true'] {
    border-width: 0.1875em;
  }
  [aria-pressed='true']::before {
    content: '✓ ' / '';
  }
  .chip {
    padding: 0.25em 0.75em;
    color: ${token('color.text')};
    background: ${token('color.surface')};
    border: 1px solid ${token('color.border')};
  }
  .sort {
    max-inline-size: 18em;
  }
  .badge {
    display: inline-block;
    margin-block-end: 0.25em;
    padding-inline: 0.375em;
    font-size: max(0.875em, 14px);
    background: ${token('color.warning-background')};
    color: ${token('color.text')};
    border: 1px solid;
  }
  .alert,
  .ask {
    margin-block-start: ${token('space.l')};
  }
  .advert > * + * {
    margin-block-start: ${token('space.s')};
  }
  .advert li {
    list-style: disc;
    margin-inline-start: 1.25em;
  }
  .advert ol > li {
    list-style: decimal;
  }
  .told:empty {
    display: none;
  }
  .groups .field + .field,
  .alert fieldset,
  .alert .field {
    margin-block-start: ${token('space.m')};
  }
  .field select {
    margin-block-start: auto;
  }
  article > p,
  .advert {
    margin-block: ${token('space.m')};
  }
  @container (min-width: 34em) {
    .search {
      grid-template-columns: 1fr 1fr;
    }
    .search .action {
      align-self: end;
    }
    .pairs {
      display: grid;
      grid-template-columns: minmax(8em, auto) 1fr;
      gap: ${token('space.xs')} ${token('space.m')};
    }
    .pairs dt {
      margin: 0;
    }
  }
  @container (min-width: 52em) {
    .search {
      grid-template-columns: 1fr 1fr auto auto;
      padding: ${token('space.l')};
    }
  }
  @media print {
    .filters,
    .whose,
    .chips,
    .sort,
    .ask,
    .steps {
      display: none;
    }
    .action {
      padding: 0;
      color: inherit;
      background: none;
    }
    .action[href]::after {
      content: ' (' attr(href) ')';
    }
    .ask .action::after {
      content: none;
    }
  }
`;
