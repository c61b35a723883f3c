import { number } from '../../places/import-messages.ts';

/** Why a layer kept its old data though its source sent something. Shown in its status to everyone, so no address and nothing of the machine is in it. */
export const refreshWords = {
  shrunken: (features: number, before: number) =>
    `The source sent ${number(features)} features, and the layer has ${number(before)}: that is under 70 %, so it looks incomplete.`,
  /** `why` completes a sentence: "is broken: 3 of its 4 features cannot be used". */
  unusable: (why: string) => `The file that the source sent ${why.replace(/ Nothing was changed\.$/, '')}`,
  unread: 'The file that the source sent could not be read.',
} as const;
