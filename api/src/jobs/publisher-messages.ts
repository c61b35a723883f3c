/** What a partner's system is told. The same for every key that does not open. */
export const publisherProblems = {
  unauthorised: { status: 401, title: 'Not authorised', detail: 'Send a valid publisher key: Authorization: Bearer …' },
  flood: { status: 429, title: 'Too much at once', detail: 'Nothing was kept. Wait as long as Retry-After says, then send it again.' },
  busy: {
    status: 503,
    title: 'Busy',
    detail: 'The record is being written to by something else. Nothing was kept: send it again in a few seconds.',
  },
  other: (reference: string) => ({
    status: 409,
    title: 'There is one already',
    detail: `You have another vacancy with the reference ${reference}. To change it, send this by PUT to its own address.`,
  }),
  withdrawn: (reference: string) => ({
    status: 409,
    title: 'It was withdrawn',
    detail: `Your vacancy ${reference} was withdrawn. To publish it again, send it by PUT to its own address.`,
  }),
} as const;

export const publisherWords = {
  notYours: 'can only be the body of the key',
  otherReference: 'is not that of the address',
  unknown: 'You have no vacancy with this reference.',
} as const;
