import record from '../../../api/data/authorities.json' with { type: 'json' };

/** Each partner's name and phone as a small file, by its path in the release. The widgets read one when the API fails from the start. */
export const hostFiles = (): [path: string, text: string][] =>
  record.authorities.flatMap(({ id, name, contact: { phone, verifiedOn } }): [string, string][] =>
    phone === null ? [] : [[`hosts/${id}.json`, JSON.stringify({ name, phone, verified: verifiedOn !== null })]],
  );
