/** The words about the area that a place lies in. */
export const areaMessages = {
  mayBe: 'It may be one of these:',
  places: (name: string, edition: string | null) => `Places: ${name}${edition ? `, ${edition}` : ''}.`,
  roles: {
    council: 'Council',
    district: 'District or borough council',
    county: 'County council',
    planning: 'Planning',
    police: 'Police',
    fire: 'Fire and rescue',
  },
} as const;
