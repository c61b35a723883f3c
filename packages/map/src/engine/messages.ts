/** The words on and about the drawn map. */
export const messages = {
  browse: 'Map. Use the arrow keys to move it, and plus and minus to zoom. Tab goes to the pins, Escape back to the list.',
  pick: 'Map. Use the arrow keys to bring the spot under the cross in the middle, plus and minus to zoom, and Enter to mark it. Escape goes back.',
  pin: (number: number, title: string) => `${number}, ${title}`,
  from: 'Distances are measured from here',
  marked: 'The spot you marked',
  mark: 'Mark this spot',
  zoom: 'Zoom',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  wheel: 'Hold Ctrl and scroll to zoom the map',
  wheelOnMac: 'Hold ⌘ and scroll to zoom the map',
  touch: 'Use two fingers to move the map',
} as const;
