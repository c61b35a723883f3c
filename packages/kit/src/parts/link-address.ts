/**
 * An address fit for a link, or undefined. Records come from many hands: what is not the web, mail or a phone (`javascript:` above all) is
 * not linked.
 */
export const linkAddress = (url: string | null): string | undefined => (url && /^(https?:\/\/|mailto:|tel:)/i.test(url) ? url : undefined);
