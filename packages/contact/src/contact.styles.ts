import { token } from '@dtp/kit/styles.ts';
import { css } from 'lit';

/** What only the contact widget looks like. */
export const contactStyles = css`
  .urgent {
    margin-block-end: ${token('space.l')};
    border: 0.1875em solid ${token('color.error')};
    background: none;
  }
  .call .phone {
    font-size: 1.375em;
    font-weight: 700;
  }
  .of {
    font-weight: 400;
  }
  .open {
    color: ${token('color.success')};
    font-weight: 700;
  }
  .results > li {
    padding-block: ${token('space.m')} ${token('space.l')};
  }
  .results > li:last-child {
    border: 0;
  }
  .others li {
    padding-block: ${token('space.xs')};
  }
  li > p,
  .pairs,
  .others {
    margin-block: ${token('space.s')};
  }
  .call .phone,
  .pairs a,
  .body > p > .step {
    display: inline-block;
    max-inline-size: 100%;
    padding-block: 0.625em;
  }
  summary {
    padding-block: 0.625em;
    color: ${token('color.link')};
    font-weight: 700;
    cursor: pointer;
  }
  @container (min-width: 34em) {
    .pairs {
      display: grid;
      grid-template-columns: minmax(11em, auto) 1fr;
      gap: ${token('space.xs')} ${token('space.m')};
      align-items: baseline;
    }
    .pairs dt {
      margin: 0;
    }
  }
  @container (min-width: 44em) {
    .search .action {
      align-self: end;
    }
    .search:has([role='combobox']) {
      grid-template-columns: 1fr 1fr auto;
      padding: ${token('space.l')};
    }
  }
  @media print {
    .others {
      display: none;
    }
    details::details-content {
      content-visibility: visible;
    }
    a[href^='http']::after {
      content: ' (' attr(href) ')';
    }
  }
`;
