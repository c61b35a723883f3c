import { number } from '../../places/import-messages.ts';

/** Why a layer kept its old data. Shown in its status to everyone, so no address and nothing of the machine is in it. */
export const refreshWords = {
  silent: (seconds: number) => `The source did not send the whole file within ${seconds} seconds.`,
  unreachable: 'The source could not be reached.',
  status: (status: number) => `The source answered with ${status} instead of the file.`,
  tooLarge: (mb: number) => `The source sent more than ${number(mb)} MB.`,
  redirects: (most: number) => `The source sent us on more than ${most} times.`,
  redirectTo: 'The source sent us on to an address that we do not follow: not http or https, less secure, or inside a private network.',
  shrunken: (features: number, before: number) =>
    `The source sent ${number(features)} features, and the layer has ${number(before)}: that is under 70 %, so it looks incomplete.`,
  /** `why` completes a sentence: "is broken: 3 of its 4 features cannot be used". */
  unusable: (why: string) => `The file that the source sent ${why.replace(/ Nothing was changed\.$/, '')}`,
  unread: 'The file that the source sent could not be read.',
} as const;
