/** Why a source did not send what it should. Shown to everyone, so no address and nothing of the machine is in it. */
export const sourceWords = {
  silent: (seconds: number) => `The source did not send the whole file within ${seconds} seconds.`,
  unreachable: 'The source could not be reached.',
  status: (status: number) => `The source answered with ${status} instead of the file.`,
  tooLarge: (mb: number) => `The source sent more than ${mb} MB.`,
  redirects: (most: number) => `The source sent us on more than ${most} times.`,
  redirectTo: 'The source sent us on to an address that we do not follow: not http or https, less secure, or inside a private network.',
} as const;
