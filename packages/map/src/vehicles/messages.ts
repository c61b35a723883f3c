import type { TreatedReply, VehicleFix } from '@dtp/contract/vehicles.ts';

/** The words of the list of vehicles: plain, short, sentence case. */

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const counted = (count: number, one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count} ${many}`);

/** "less than a minute ago", "12 minutes ago", "1 hour ago". */
export const ageWords = (seconds: number): string => {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return 'less than a minute ago';
  return minutes < 60 ? `${counted(minutes, 'minute', 'minutes')} ago` : `${counted(Math.floor(minutes / 60), 'hour', 'hours')} ago`;
};

export const messages = {
  title: 'Gritters',
  /** What stands beside the name of a made-up one. */
  sample: 'a made-up example',
  where: ({ where, treating }: VehicleFix, seconds: number): string => {
    const doing = treating ? 'spreading salt' : 'not spreading salt';
    return `${capitalised(where ?? doing)}${where === null ? '' : `, ${doing}`}, ${ageWords(seconds)}.`;
  },
  silent: 'We have not heard from it since.',
  offDuty: (count: number) => `${counted(count, 'gritter is', 'gritters are')} off duty and not shown.`,
  none: 'No gritters are on the list yet.',
  trail: 'Show on the map the way it came',
  noTrail: 'The way it came could not be loaded. Try again in a minute.',
  connecting: 'Loading where the gritters are…',
  live: (out: number) => (out === 0 ? 'No gritters are out at the moment.' : `${counted(out, 'gritter is', 'gritters are')} out. Live.`),
  lost: 'The live connection was lost. What you see may be old. We keep trying.',
  unavailable: 'Sorry, we cannot show where the gritters are at the moment. We keep trying.',
  treated: {
    title: 'When was my street last treated?',
    label: 'Street and town, or postcode',
    hint: 'Such as Dale Road, Matlock, or DE45 1ES',
    ask: 'Find out',
    missing: 'Enter a street and its town, or a postcode',
    asking: 'Looking it up…',
    answer: ({ message }: TreatedReply) => message,
    unavailable: 'Sorry, we cannot look this up at the moment. We keep trying.',
  },
} as const;
