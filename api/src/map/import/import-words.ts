import { number } from '../../places/import-messages.ts';

/** A text from a file as a message shows it: cut, and marked as not ours. */
export const quoted = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;

/** What is wrong with a file as a whole. Each completes the sentence "<file> …". */
export const fileWords = {
  empty: 'is empty. Nothing was changed.',
  unknown: 'is not GeoJSON, CSV, a GeoPackage or a Shapefile. Nothing was changed.',
  gzip: 'is packed with gzip: unpack it first',
  utf16: 'is in UTF-16: save it as UTF-8',
  notJson: (why: string) => `is not JSON all through, or breaks off: ${why}. Nothing was changed.`,
  notGeoJson: 'is JSON, but not GeoJSON: it should be a FeatureCollection or Features. Nothing was changed.',
  featureTooLong: 'has a feature of more than 64 MB. Nothing was changed.',
  lateSystem: 'names its coordinate system after its features: add --crs, or export it again',
  system: (name: string) =>
    `is in the coordinate system ${quoted(name)}, which we cannot turn into degrees safely: export it as WGS84 (EPSG:4326) or British National Grid (EPSG:27700)`,
  noSystem: 'does not say its coordinate system (it has no .prj): add --crs EPSG:27700 or --crs EPSG:4326',
  noFeatures: 'has no features in it. Nothing was changed.',
  broken: (refused: number, features: number) =>
    `is broken: ${number(refused)} of its ${number(features)} features cannot be used. Nothing was changed.`,
  cutOff: 'breaks off before its end. Fetch it again. Nothing was changed.',
  noHeader:
    'has no column that says where things are: longitude and latitude, easting and northing, postcode or UPRN. The column names should be in the first ten lines. Nothing was changed.',
  noSuchField: (field: string) => `has no column or property called ${quoted(field)}`,
  notAGeoPackage: 'is an SQLite file, but not a GeoPackage. Nothing was changed.',
  severalTables: (tables: readonly string[]) => `has several layers. Say which with --table: ${tables.join(', ')}`,
  noTable: (table: string, tables: readonly string[]) => `has no layer ${quoted(table)}. It has: ${tables.join(', ') || 'none'}`,
  notATable: (table: string) => `has ${quoted(table)} as a view or virtual table: save it as a table of its own`,
  damaged: (why: string) => `is damaged: ${why}. Nothing was changed.`,
  noShapefile: 'is a zip archive without a Shapefile (.shp and .dbf) in it. Nothing was changed.',
  severalShapefiles: (names: readonly string[]) => `holds several Shapefiles (${names.join(', ')}): put each in an archive of its own`,
  noTableBeside: 'has no .dbf file beside it, which holds the names of its features',
  archiveEntries: (most: number) => `is a zip archive of more than ${number(most)} files, so it was not unpacked`,
  archiveSize: (mb: number) => `would unpack to more than ${number(mb)} MB, so it was not unpacked`,
  archiveRatio: 'would unpack to more than 200 times its size, so it was not unpacked: such archives are made to fill disks',
  archiveEncrypted: 'is protected with a password: pack it again without one',
} as const;

/** Why one feature is refused. Each completes the sentence "line 12 …" or "feature 12 …". */
export const featureWords = {
  notJson: 'is not JSON',
  notAFeature: 'is not a GeoJSON Feature',
  noGeometry: 'has no geometry',
  collection: 'is a GeometryCollection: keep points, lines and areas in layers of their own',
  unknownType: (type: string) => `has a geometry of the kind ${quoted(type)}, which GeoJSON does not know`,
  empty: 'has a geometry without positions',
  damaged: 'has a geometry that cannot be read: it breaks off or is of no known kind',
  tooMany: (most: number) => `has more than ${number(most)} positions`,
  lineTooShort: 'has a line of fewer than two different positions',
  ringTooShort: 'has a ring of fewer than four positions',
  ringOpen: 'has a ring that is not closed: its last position should repeat its first',
  ringFlat: 'has a ring without any area',
  tangled: 'has so many edges side by side that nobody can tell whether they cross: simplify the shape',
  crossing: (lng: number, lat: number) => `has a ring that crosses itself or another near latitude ${lat}, longitude ${lng}`,
  wantsGrid: (x: number, y: number) =>
    `has [${x}, ${y}], which looks like easting and northing, not degrees: if the whole file is like this, add --crs EPSG:27700`,
  degreesAmongMetres: (x: number, y: number, system: string) => `has [${x}, ${y}], which looks like degrees, and the file is in ${system}`,
  outside: (x: number, y: number, system: string) => `has [${x}, ${y}] (${system}), which is not in Great Britain`,
  otherSystem: (id: number) => `is in the coordinate system ${id}, and the rest of the layer is not`,
  otherKind: (kind: string, wanted: string) => `is a ${kind}, and the layer holds ${wanted}s`,
  cells: (cells: number, columns: number) => `has ${cells} cells, and there are ${columns} columns`,
  noPlace: 'does not say where it is',
  notNumbers: (x: string, y: string) => `has ${quoted(x)} and ${quoted(y)}, which are not coordinates`,
  notAPostcode: (typed: string) => `has ${quoted(typed)}, which is not a postcode`,
  unknownPostcode: (postcode: string) => `has the postcode ${postcode}, which is not on record: import postcodes first, or check it`,
  unknownUprn: (uprn: string) => `has the UPRN ${quoted(uprn)}, which is not on record, and nothing else that says where it is`,
  noTitle: 'has no name. If another column holds the names, say which with --title-field',
  swappedGrid: (x: number, y: number) => `has easting and northing the wrong way round: ${x}, ${y} should be ${y}, ${x}`,
  noId: (id: string) => `has ${quoted(id)} as its id, which has no letter or digit`,
  twice: (id: string) => `has the id ${id}, which is in the files more than once`,
} as const;

/** About a whole import. */
export const importWords = {
  shrunken: (features: number, before: number) =>
    `There are ${number(features)} features in it, and the layer has ${number(before)}. That is under 70 %, so it looks incomplete, and ` +
    'nothing was changed. If it is right, add --allow-shrink.',
  notRemoved:
    'Some features could not be read, and may be among those that seem to be missing: nothing was taken off the layer. Put the file right and import it again.',
  manyProperties: (most: number) => `Some features have more than ${most} properties: the first ${most} are kept.`,
  noLayer: (id: string, known: readonly string[]) =>
    `There is no layer ${quoted(id)}. ${known.length > 0 ? `There are: ${known.join(', ')}.` : 'There are none yet.'}`,
  incomplete: (id: string, faults: readonly string[]) =>
    [`The layer ${id} cannot be described like this, and nothing was changed:`, ...faults.map(fault => `  ${fault}`)].join('\n'),
  needed: (name: string) => `${name} is needed for a new layer`,
  unknownOwner: (id: string, known: readonly string[]) => `owner: there is no authority ${quoted(id)}. There are: ${known.join(', ')}`,
} as const;
