import type { LayerReading } from '../../store/schema.ts';
import { dayOf } from './opening-hours.ts';
import { plainName } from './plain-name.ts';

/** What a property of a feature fills, by its place among the properties. Those that fill nothing are kept as further properties. */
export type FeatureColumns = {
  /** Best first: the first with a value counts. */
  readonly id: readonly number[];
  readonly title: readonly number[];
  readonly summary: readonly number[];
  /** An address in one property; otherwise `addressParts`, in order. */
  readonly address: readonly number[];
  readonly addressParts: readonly number[];
  readonly postcode: readonly number[];
  readonly phone: readonly number[];
  readonly email: readonly number[];
  readonly url: readonly number[];
  readonly hours: readonly number[];
  readonly source: readonly number[];
  readonly verifiedOn: readonly number[];
  /** By day of the week, 1 Monday to 7 Sunday; empty unless most days are there. */
  readonly days: ReadonlyMap<number, number>;
};

/** Plain names, best first. ONS names its codes and names by kind and year: LAD19CD, WD25NM. */
const NAMES = {
  id: [
    /^id$/,
    /^(identifier|reference|ref|refno|slug|gss|gsscode|atcocode|sitecode|siteid|assetid|featureid)$/,
    /^(lad|ltla|utla|ctyua|cty|wd|npark|par|parncp|pcon|ced|lsoa|msoa|pfa)\d\dcd$/,
    /^(code|uprn|uniquepropertyreferencenumber|usrn)$/,
    /^(globalid|fid|objectid|ogcfid|gid)$/,
  ],
  title: [
    /^(title|name)$/,
    /^(sitename|site|libraryname|schoolname|commonname|premisesname|venuename|venue|placename|featurename|label)$/,
    /^(lad|ltla|utla|ctyua|cty|wd|npark|par|parncp|pcon|ced|lsoa|msoa|pfa)\d\dnm$/,
    /^(?!.*(authority|organisation|organization|council|contact|file|user|owner|street|locality|publisher|layer)).*name$/,
  ],
  summary: [/^(summary|description|shortdescription|about)$/],
  address: [/^(address|fulladdress|siteaddress|postaladdress|locationaddress|streetaddress|locationtext)$/],
  addressParts: [
    /^(address|addressline|addr|addrline)1$/,
    /^(address|addressline|addr|addrline)2$/,
    /^(address|addressline|addr|addrline)3$/,
    /^(address|addressline|addr|addrline)4$/,
    /^(street|streetname|road)$/,
    /^(locality|localityname)$/,
    /^(town|city|towncity|posttown)$/,
  ],
  postcode: [/^(site|venue|full)?(postcodes?|postalcode|pcds?|pcode)$/],
  phone: [/^(phone|telephone|tel|phonenumber|telephonenumber|telno|contactnumber|contactphone|contacttelephone|reporttel)$/],
  email: [/^(email|emailaddress|contactemail|reportemail)$/],
  url: [/^(url|website|web|webpage|weblink|link|homepage|websiteurl|infourl|caseurl)$/],
  hours: [/^(hours|openinghours)$/],
  source: [/^source$/],
  verifiedOn: [/^(verifiedon|lastverified|datechecked|lastchecked)$/],
} as const;

/** With fewer days than this in a file, its columns of days are about something else. */
const LEAST_DAYS = 5;

const daysOf = (plain: readonly string[]): ReadonlyMap<number, number> => {
  const days = new Map<number, number>();
  for (const [at, name] of plain.entries()) {
    const day = dayOf(name);
    if (day !== undefined && !days.has(day)) days.set(day, at);
  }
  return days.size >= LEAST_DAYS ? days : new Map();
};

/** What the properties of these names fill. A field that a person names goes before all others. */
export const columnsOf = (names: readonly string[], { idField, titleField }: LayerReading): FeatureColumns => {
  const plain = names.map(plainName);
  const matching = (patterns: readonly RegExp[]): number[] =>
    patterns.flatMap(pattern => plain.flatMap((name, at) => (pattern.test(name) ? [at] : [])));
  const chosen = (field: string | null, patterns: readonly RegExp[]): number[] => {
    if (field === null) return matching(patterns);
    const at = fieldAt(names, field);
    return at < 0 ? [] : [at];
  };
  return {
    id: chosen(idField, NAMES.id),
    title: chosen(titleField, NAMES.title),
    summary: matching(NAMES.summary),
    address: matching(NAMES.address),
    addressParts: matching(NAMES.addressParts),
    postcode: matching(NAMES.postcode),
    phone: matching(NAMES.phone),
    email: matching(NAMES.email),
    url: matching(NAMES.url),
    hours: matching(NAMES.hours),
    source: matching(NAMES.source),
    verifiedOn: matching(NAMES.verifiedOn),
    days: daysOf(plain),
  };
};

/** Where a field that a person names is, as they typed it or nearly so; -1 for none. */
export const fieldAt = (names: readonly string[], field: string): number => {
  const exact = names.indexOf(field);
  return exact >= 0 ? exact : names.findIndex(name => plainName(name) === plainName(field));
};
