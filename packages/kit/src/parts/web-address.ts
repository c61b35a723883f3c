/** An address fit for a link, or undefined. Records come from many hands: anything but the web (`javascript:` above all) is not linked. */
export const webAddress = (url: string | null): string | undefined => (url && /^https?:\/\//i.test(url) ? url : undefined);
