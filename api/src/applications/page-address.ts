/** Where an application for a vacancy begins. */
export const applyAddress = (vacancy: string): string => `/jobs/${vacancy}/apply`;

export type Step = 'details' | 'statement' | 'cv' | 'check';

/** The secret link to an application, or to one of its steps. */
export const applicationAddress = (token: string, step?: Step | 'withdraw'): string =>
  `/applications/${token}${step === undefined ? '' : `/${step}`}`;
