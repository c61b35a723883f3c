/** The words about a postcode that was given, and the choice between its areas. */
export const placeMessages = {
  plain: (postcode: string, area: string) => `${postcode} is in ${area}.`,
  known: (postcode: string) => `For ${postcode}:`,
  change: 'Change',
  which: 'Which of these is your home in?',
  elsewhere: ([council, ...others]: readonly { readonly name: string }[]) =>
    council && others.length === 0 ? `Somewhere else, in ${council.name}` : 'Somewhere else',
  continue: 'Continue',
  finder: 'Find your council on GOV.UK',
  source: (name: string, edition: string | null) => `Postcodes: ${name}${edition ? `, ${edition}` : ''}.`,
  address: 'Choose your address',
  addressHint: 'It tells us which of the areas is yours. If it is not in the list, choose the area below.',
  addresses: (count: number) => (count === 1 ? '1 address' : `${count} addresses`),
} as const;
