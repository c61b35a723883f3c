const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const sentences = (text: string): string[] => text.split(/(?<=\.)\s+/).filter(sentence => sentence !== '');

/**
 * Who is to be credited for several layers, each sentence once, as TileJSON and map styles give it: clients put it into the page as HTML
 * (TileJSON 3.0.0, section 3.2), so what a record says is written as text.
 */
export const creditsOf = (attributions: readonly string[]): string =>
  [...new Set(attributions.flatMap(sentences))].join(' ').replace(/[&<>"']/g, found => ENTITIES[found] ?? found);
