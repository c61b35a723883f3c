/** Headers of every hosted page: nothing but our own scripts and styles, no framing, no address sent on. */
export const pageSecurityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
};

/** The same for our pages that embed the widgets: the map draws in a worker, and may ask where the device is. */
export const embeddingPageSecurityHeaders: Readonly<Record<string, string>> = {
  ...pageSecurityHeaders,
  'content-security-policy': `${pageSecurityHeaders['content-security-policy']}; worker-src 'self' blob:`,
  'permissions-policy': 'camera=(), microphone=(), geolocation=(self)',
};
