import { token } from '@dtp/kit/styles.ts';
import { css } from 'lit';

/**
 * The look of the drawn map. MapLibre's own sheet is not used: of its 70 kB we need the few rules at the beginning, which place what it
 * makes; its controls are not ours.
 */
export const engineStyles = css`
  .dtp-map {
    display: grid;
    grid-template-rows: minmax(16em, 1fr) auto;
  }
  .maplibregl-map {
    position: relative;
    overflow: hidden;
    min-block-size: 0;
    background: ${token('color.surface')};
    -webkit-tap-highlight-color: transparent;
    -webkit-touch-callout: none;
  }
  .maplibregl-canvas-container {
    position: absolute;
    inset: 0;
  }
  .maplibregl-canvas {
    position: absolute;
    inset-block-start: 0;
    left: 0;
  }
  .maplibregl-interactive {
    cursor: grab;
    user-select: none;
  }
  .maplibregl-interactive:active {
    cursor: grabbing;
  }
  .maplibregl-interactive.on-dot {
    cursor: pointer;
  }
  .picks .maplibregl-interactive {
    cursor: crosshair;
  }
  .maplibregl-touch-zoom-rotate.maplibregl-touch-drag-pan,
  .maplibregl-touch-zoom-rotate.maplibregl-touch-drag-pan .maplibregl-canvas {
    touch-action: pan-x pan-y;
  }
  .maplibregl-boxzoom {
    position: absolute;
    inset-block-start: 0;
    left: 0;
    background: ${token('color.background')};
    border: 2px dotted ${token('color.text')};
    opacity: 0.5;
  }
  .maplibregl-marker {
    position: absolute;
    inset-block-start: 0;
    left: 0;
    will-change: transform;
  }
  .maplibregl-cooperative-gesture-screen {
    position: absolute;
    inset: 0;
    z-index: 4;
    display: grid;
    place-items: center;
    padding: ${token('space.m')};
    color: #fff;
    background: rgb(0 0 0 / 0.6);
    font-weight: 700;
    text-align: center;
    opacity: 0;
    pointer-events: none;
    transition: opacity 1s 1s;
  }
  .maplibregl-show {
    opacity: 1;
    transition: opacity 0.05s;
  }
  .maplibregl-mobile-message {
    display: none;
  }
  @media (hover: none), (pointer: coarse) {
    .maplibregl-desktop-message {
      display: none;
    }
    .maplibregl-mobile-message {
      display: block;
    }
  }
  .maplibregl-canvas:focus-visible {
    outline-offset: -0.1875em;
  }

  .pin {
    z-index: 1;
    inline-size: 2.75em;
    block-size: 3em;
    padding: 0;
    border: 0;
    background: none;
    color: ${token('color.action.background')};
    border-radius: ${token('radius')};
    cursor: pointer;
  }
  .pin svg {
    display: block;
    block-size: 100%;
    margin-inline: auto;
    overflow: visible;
    pointer-events: none;
  }
  .pin path {
    fill: ${token('color.background')};
    stroke: currentColor;
    stroke-width: 2.5;
  }
  .pin text {
    fill: ${token('color.text')};
    font-weight: 700;
  }
  .pin:hover,
  .pin:focus-visible {
    z-index: 3;
  }
  .pin.selected {
    z-index: 2;
    inline-size: 3.5em;
    block-size: 4em;
  }
  .pin.selected path {
    fill: currentColor;
    stroke: ${token('color.background')};
  }
  .pin.selected text {
    fill: ${token('color.action.text')};
  }
  .name {
    display: none;
    position: absolute;
    inset-block-start: calc(100% + 0.25em);
    left: 50%;
    translate: -50%;
    inline-size: max-content;
    max-inline-size: 14em;
    padding: 0.125em 0.5em;
    color: ${token('color.text')};
    background: ${token('color.background')};
    border: ${token('border.width')} solid ${token('color.border')};
    border-radius: ${token('radius')};
    font-size: 0.875em;
    font-weight: 700;
    pointer-events: none;
  }
  .pin.selected .name,
  .pin:focus-visible .name {
    display: block;
  }
  .spot {
    inline-size: 2em;
    block-size: 2em;
    pointer-events: none;
  }
  .spot .ring {
    fill: ${token('color.background')};
    stroke: ${token('color.text')};
    stroke-width: 3;
  }
  .spot .dot {
    fill: ${token('color.text')};
  }

  .vehicle {
    inline-size: 2.5em;
    block-size: 2.5em;
    pointer-events: none;
  }
  .vehicle circle,
  .vehicle path {
    fill: ${token('color.background')};
    stroke: ${token('color.text')};
    stroke-width: 3;
  }
  .vehicle.treating circle {
    fill: ${token('color.text')};
  }
  .vehicle:not(.heading) path {
    display: none;
  }

  .zoom {
    position: absolute;
    z-index: 2;
    inset-block-start: 0.625em;
    inset-inline-end: 0.625em;
    display: grid;
  }
  .zoom button {
    inline-size: 2.75em;
    block-size: 2.75em;
    padding: 0;
    color: ${token('color.text')};
    background: ${token('color.background')};
    border: ${token('border.width')} solid ${token('color.border')};
    font-weight: 700;
    line-height: 1;
  }
  .zoom button:first-child {
    border-end-start-radius: 0;
    border-end-end-radius: 0;
  }
  .zoom button:last-child {
    border-block-start: 0;
    border-start-start-radius: 0;
    border-start-end-radius: 0;
  }
  .zoom button:hover {
    background: ${token('color.surface')};
  }
  .zoom button:focus-visible {
    position: relative;
    z-index: 1;
    outline-offset: -0.1875em;
  }
  .zoom [aria-disabled='true'] {
    color: ${token('color.border')};
    cursor: default;
  }

  .cross {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    pointer-events: none;
  }
  .cross svg {
    inline-size: 3em;
    block-size: 3em;
  }
  .cross path {
    fill: none;
    stroke: ${token('color.text')};
    stroke-width: 2.5;
  }
  .cross .halo {
    stroke: ${token('color.background')};
    stroke-width: 6;
  }
  .mark {
    position: absolute;
    z-index: 2;
    inset-block-end: 0.625em;
    left: 50%;
    translate: -50%;
    inline-size: max-content;
    max-inline-size: calc(100% - 1.25em);
    padding: 0.5625em 1.25em;
    color: ${token('color.action.text')};
    background: ${token('color.action.background')};
    border: ${token('border.width')} solid ${token('color.background')};
    font-weight: 700;
  }
  .mark:hover {
    background: ${token('color.action.background-hover')};
  }

  .credits {
    padding: 0.25em 0.5em;
    color: ${token('color.text-muted')};
    font-size: 0.75em;
    line-height: 1.4;
  }
  .credits:empty {
    display: none;
  }

  @media (prefers-reduced-motion: reduce) {
    .maplibregl-cooperative-gesture-screen {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .pin,
    .zoom button,
    .mark {
      color: ButtonText;
    }
    .pin path,
    .vehicle circle,
    .vehicle path {
      fill: Canvas;
      stroke: CanvasText;
    }
    .vehicle.treating circle {
      fill: CanvasText;
    }
    .spot .ring {
      fill: Canvas;
      stroke: CanvasText;
    }
    .pin text,
    .spot .dot {
      fill: CanvasText;
    }
    .pin.selected path {
      fill: Highlight;
      stroke: HighlightText;
    }
    .pin.selected text {
      fill: HighlightText;
    }
    .cross path {
      stroke: CanvasText;
    }
    .cross .halo {
      stroke: Canvas;
    }
    .zoom [aria-disabled='true'] {
      color: GrayText;
    }
  }
  @media print {
    .dtp-map {
      display: none;
    }
  }
`;
