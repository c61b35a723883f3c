const metres = (distance: number): string =>
  distance < 1 ? 'less than a metre' : `about ${Math.max(Math.round(distance / 5) * 5, 1)} metres`;

/** The words of marking a spot. */
export const pickMessages = {
  start: 'Search for an address, use where you are, or mark the spot on the map.',
  finding: 'Finding out about this spot',
  spot: 'The spot',
  near: (address: string, distance: number) => `Near ${address}, ${metres(distance)} away.`,
  onStreet: (street: string) => `On or near ${street}.`,
  at: (lat: string, lng: string) => `At ${lat} north, ${lng} east.`,
  middle: (postcode: string) => `This is the middle of ${postcode}. If the spot is elsewhere in it, mark it on the map.`,
  along: (street: string) => `This is somewhere on ${street}. Mark the spot on the map to be exact.`,
  rough: (postcode: string) => `We only know roughly where ${postcode} is. Enter a street or address, or mark the spot on the map.`,
  wide: (place: string) => `${place} is too wide to be one spot. Enter a street or postcode, or mark the spot on the map.`,
  responsible: 'Who looks after this spot',
  question: 'Is this right?',
  yes: 'Yes, use this spot',
  no: 'No, choose another',
  chosen: 'You chose this spot.',
  change: 'Choose another spot',
} as const;
