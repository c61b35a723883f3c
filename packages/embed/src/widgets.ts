/** The widgets on offer, by name, and the module that registers each. A new widget takes one line here. */
export const WIDGETS = {
  'az-search': '@dtp/az-search/define.ts',
  map: '@dtp/map/define.ts',
  contact: '@dtp/contact/define.ts',
  jobs: '@dtp/jobs/define.ts',
} as const;

/** A widget's name, as in `<dtp-az-search>` and `data-dtp="az-search"`. */
export type WidgetName = keyof typeof WIDGETS;
