import type { DutyState } from '@dtp/contract/vehicles.ts';

/** What is known of a vehicle at an instant. Off duty nothing of where it is is kept, so there is nothing that could be shown. */
export type Fix =
  | {
      readonly at: number;
      readonly onDuty: true;
      readonly lat: number;
      readonly lng: number;
      readonly speed: number | null;
      readonly heading: number | null;
      readonly treating: boolean;
    }
  | { readonly at: number; readonly onDuty: false };
export type WorkingFix = Extract<Fix, { onDuty: true }>;

/** Milliseconds without a fix after which a vehicle at work is called silent. */
export const SILENT_AFTER = 10 * 60_000;
/** Milliseconds without a fix after which it is taken to be off duty: a device that was switched off at home must not show the home. */
export const OFF_AFTER = 2 * 60 * 60_000;

/** What the public sees of a vehicle. */
export type Shown = { readonly state: 'off-duty' } | { readonly state: Exclude<DutyState, 'off-duty'>; readonly fix: WorkingFix };

const OFF: Shown = { state: 'off-duty' };

/**
 * What is shown at `now` (milliseconds since 1970). `newest` is the last fix known; `due` the last one that is old enough for the delay of
 * the fleet. That it went off duty counts at once, that it came on duty after the delay: so neither side of a break is ever shown live.
 */
export const shownAt = (now: number, newest: Fix | undefined, due: Fix | undefined): Shown => {
  if (!newest?.onDuty || !due?.onDuty || now - newest.at > OFF_AFTER) return OFF;
  return { state: now - newest.at > SILENT_AFTER ? 'silent' : 'on-duty', fix: due };
};
