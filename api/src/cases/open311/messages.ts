/** What Open311 says to people and to those who write apps. */
export const words = {
  contact: (publicUrl: string) => `Who to call, and how to write to us: ${publicUrl}/contact`,
  noKey: 'No key is needed.',
  keyNeeded: (publicUrl: string) => `Reading needs no key. Ask for one to send reports: ${publicUrl}/contact`,
  notice: (body: string, isPublic: boolean) =>
    `This goes to ${body}. ${isPublic ? 'Anyone can read what was written and where it is; who sent it is private.' : 'What was written and who sent it are private.'}`,
} as const;

export const faults = {
  noJurisdiction: 'jurisdiction_id is missing: give the id of a body, such as amber-valley.',
  unknownJurisdiction: 'jurisdiction_id was not found: give the id of a body, such as amber-valley.',
  split: (names: readonly string[]) => `jurisdiction_id names a body that others have taken over from. Use one of: ${names.join(', ')}.`,
  noService: 'service_code is missing.',
  unknownService: 'service_code was not found for this jurisdiction_id.',
  urgent: (advice: string) => `This is not taken here, for nobody may read it at once. ${advice}`,
  otherBody: (id: string) => `At lat and long this service is that of another body: send it with jurisdiction_id ${id}.`,
  noPlace: 'A location is missing: give lat and long, or address_string, or address_id.',
  halfPlace: 'lat and long both have to be sent.',
  badPlace: 'lat and long should be degrees in WGS84, such as 53.0236 and -1.4797.',
  elsewhere: 'lat and long are outside the area of this jurisdiction_id.',
  unknownAddress: 'address_id was not found: give a UPRN on our record, or lat and long.',
  email: 'email should be an email address.',
  phone: 'phone should be a telephone number.',
  media: 'media_url should be a full address that starts with https:// or http://.',
  tooLong: (field: string, most: number) => `${field} is longer than ${most} characters.`,
  characters: (field: string) => `${field} has characters that cannot be typed.`,
  status: 'status should be open or closed.',
  date: (field: string) => `${field} should be a date and time with its zone, such as 2010-01-01T00:00:00Z.`,
  order: 'start_date should be before end_date.',
  span: 'start_date and end_date should be at most 90 days apart.',
  unknownRequest: 'service_request_id was not found.',
  unknownToken: 'token was not found.',
  key: 'api_key is missing or not right.',
  tooMany: (seconds: number) => `Too many reports at once. Try again in ${seconds} seconds.`,
  nothingHere: 'There is nothing at this address. discovery.json lists what there is.',
  ours: 'The fault is ours and has been recorded. Try again in a few minutes.',
} as const;
