import type { AlertFrequency } from '@dtp/contract/alerts.ts';

/** The words of the form that asks for emails about jobs, loaded with it. */

export const title = 'Email me jobs like these';
export const intro = 'We email you a link first. Nothing is sent before you open it, and every email has a way to stop.';
export const email = 'Your email address';
export const often = 'How often?';
export const frequencies: Readonly<Record<AlertFrequency, string>> = {
  immediate: 'At once, when a job is published',
  daily: 'Once a day, in the morning',
  weekly: 'Once a week, on Monday morning',
};
export const send = 'Send me the link';
export const cancel = 'Not now';
export const sending = 'Sending';
export const missing = 'Enter your email address, like name@example.com';
export const wrong = (words: string) => `Your email address ${words}`;
export const failed = {
  unavailable: 'That did not go through. Nothing is lost: wait a little, then send it again.',
  offline: 'You seem to be offline. Send it again when you are connected.',
} as const;
