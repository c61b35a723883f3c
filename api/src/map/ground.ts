/** The starter layers that other parts of the map stand on (scripts/build-layers.ts). Where one is not on record, what needs it is left out. */
export const DISTRICTS = 'districts';
export const COUNTY = 'county';
export const PARK = 'park';
export const SETTLEMENTS = 'settlements';
