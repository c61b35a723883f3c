import type { Area } from '@dtp/contract/places.ts';

/** Whether a choice among these areas is about the park's boundary alone: one district, so only planning depends on it. */
export const differOnlyByPark = (areas: readonly Area[]): boolean => new Set(areas.map(area => area.serves.district)).size === 1;
