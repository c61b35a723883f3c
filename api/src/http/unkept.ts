/** An answer that is right only now, or for one person: nobody keeps it, and anyone's page may read it. */
export const unkeptHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
};

export const unkept = (answer: unknown): Response =>
  new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json; charset=utf-8', ...unkeptHeaders } });
