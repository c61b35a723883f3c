/** Words that every hosted page with a postcode field has. What is known of a place is said by `messages.ts`. */
export const placeWords = {
  postcode: 'Your postcode',
  postcodeHint: 'Optional, like DE45 1ES',
  problemTitle: 'There is a problem',
  chooseTitle: 'Which of these is your home in?',
  chooseHint: 'Your postcode alone does not settle it. If you are not sure, your council tax bill names your council.',
  chooseParkHint: 'Only planning depends on it. If you are not sure, you can leave this open.',
  choose: 'Continue',
  beyond: (councils: readonly string[]) => (councils.length === 1 ? `Somewhere else, in ${councils[0]}` : 'Somewhere else'),
  change: 'Change',
  source: (name: string, edition: string | null) => `Postcodes: ${name}${edition ? `, ${edition}` : ''}.`,
  errorTitle: (title: string) => `Error: ${title}`,
  forPlace: (postcode: string, area: string) => `${postcode}: ${area}`,
  outsideChosen: (postcode: string) => `${postcode}: outside our area`,
  finder: 'Find the council for your address on GOV.UK',
} as const;
