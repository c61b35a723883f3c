import sectorsFile from '../../../data/sectors.json' with { type: 'json' };
import townsFile from '../../../data/towns.json' with { type: 'json' };
import { toGrid } from '../grid.ts';

// A synthetic county for tests and benches: every street, house and postcode unit in it is made up. Only the towns, the sectors and the
// codes of councils are real, so that it lies where Derbyshire does. None of it may be taken for an address.

export type SyntheticCounty = { readonly addresses: number; readonly seed?: number };

/** Local custodian codes by district: domain.md, "The thirteen partners". */
const CUSTODIANS: Readonly<Record<string, number>> = {
  E07000032: 1005,
  E07000033: 1010,
  E07000034: 1015,
  E06000015: 1055,
  E07000035: 1045,
  E07000036: 1025,
  E07000037: 1030,
  E07000038: 1035,
  E07000039: 1040,
};
const FIRST_UPRN = 100_030_000_000;
const FIRST_USRN = 20_400_001;
const UNIT_LETTERS = 'ABDEFGHJLNPQRSTUWXYZ';
const HOMES_A_UNIT = 15;
const HOME_SPACING_M = 12;
const DAY = '2026-08-01';

const NAMES =
  'Abbey Albert Alder Ashfield Bank Beech Bridge Brook Castle Cavendish Chapel Cherry Church Cromford Dale Derwent Duke Elm Factory Far Field Forge Gate George Glebe Green Hall Hawthorn High Hill Holly Ivy King Lime Long Maple Market Meadow Mill Moor New Nether Oak Old Orchard Park Peak Pinfold Poplar Priory Quarry Queen Railway Rectory River Rose Rowan School Smithy Spring Station Stone Sycamore Thorn Tideswell Union Upper Vicarage Victoria Water Well West Wharf Willow Wood York'.split(
    ' ',
  );
const SECOND = ['', '', '', ' View', ' Bank', ' Hill', ' Field', ' Side', ' Croft', ' Hey'];
const TYPES = 'Street Road Avenue Lane Close Drive Court Crescent Way Grove Place Gardens Terrace Rise Walk'.split(' ');
const HOUSES = 'Cottage House Farm Lodge Barn Villa'.split(' ');

/** A repeatable stream of numbers from 0 to 1 (mulberry32). */
const randomFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

type Part = { readonly gss: string; readonly postcodes: number };
type Sector = {
  readonly sector: string;
  readonly easting: number;
  readonly northing: number;
  readonly parts: readonly Part[];
  readonly town: string;
};

const SECTORS = Object.entries(sectorsFile.sectors) as [string, [number, number, Record<string, number>]][];

const partsOf = (counts: Readonly<Record<string, number>>): Part[] => {
  const byDistrict = new Map<string, number>();
  for (const [spot, postcodes] of Object.entries(counts)) {
    const gss = spot.slice(0, 9);
    if (gss in CUSTODIANS) byDistrict.set(gss, (byDistrict.get(gss) ?? 0) + postcodes);
  }
  return [...byDistrict].map(([gss, postcodes]) => ({ gss, postcodes })).sort((a, b) => b.postcodes - a.postcodes);
};

const nearestTown = (lat: number, lng: number): string =>
  townsFile.towns.reduce<{ name: string; apart: number }>(
    (best, { name, at: [townLat = 0, townLng = 0] }) => {
      const apart = Math.hypot(townLat - lat, (townLng - lng) * 0.6);
      return apart < best.apart ? { name, apart } : best;
    },
    { name: '', apart: Number.POSITIVE_INFINITY },
  ).name;

const sectorsOnOurGround = (): Sector[] =>
  SECTORS.flatMap(([sector, [lat, lng, counts]]) => {
    const parts = partsOf(counts);
    return parts.length > 0 ? [{ sector, ...toGrid({ lat, lng }), parts, town: nearestTown(lat, lng) }] : [];
  });

const text = (value: string): string => `"${value}"`;
const metres = (value: number): string => value.toFixed(2);

type Home = { readonly number: number; readonly suffix: string; readonly name: string; readonly flat: number };

/**
 * A made-up gazetteer in the layout of AddressBase Premium since 2016, record by record with line ends: streets, properties, how they are
 * written, most of their delivery points, and classes. One postcode in forty has homes of two districts, where its sector has. The same
 * `addresses` and `seed` give the same file.
 */
export function* syntheticCounty({ addresses, seed = 2026 }: SyntheticCounty): Generator<string> {
  const random = randomFrom(seed);
  const pick = <Value>(list: readonly Value[]): Value | undefined => list[Math.floor(random() * list.length)];
  const sectors = sectorsOnOurGround();
  const total = sectors.reduce((sum, { parts }) => sum + parts.reduce((all, part) => all + part.postcodes, 0), 0);
  let order = 0;
  let made = 0;
  let usrn = FIRST_USRN;
  const line = (type: number, ...cells: readonly (string | number)[]): string => `${type},"I",${++order},${cells.join(',')}\n`;

  function* streetRecords(
    name: string,
    { town, easting, northing }: Sector,
    custodian: number,
    along: { dx: number; dy: number },
    length: number,
  ) {
    const ends = [easting, northing, '', '', easting + along.dx * length, northing + along.dy * length, '', ''].map(value =>
      typeof value === 'number' ? metres(value) : value,
    );
    yield line(11, usrn, 1, custodian, 2, DAY, 1, 8, 0, DAY, '', DAY, DAY, ...ends, 10);
    yield line(15, usrn, text(name.toUpperCase()), '""', text(town.toUpperCase()), '"DERBYSHIRE"', '"ENG"', DAY, '', DAY, DAY);
  }

  function* homeRecords(home: Home, postcode: string, custodian: number, at: { x: number; y: number }, street: string, town: string) {
    const uprn = FIRST_UPRN + made++;
    const sub = home.flat > 0 ? `FLAT ${home.flat}` : '';
    const number = home.number > 0 ? home.number : '';
    const place = [metres(at.x), metres(at.y), '', '', 1, custodian, '"E"', DAY, '', DAY, DAY, '"D"', text(postcode), 0];
    yield line(21, uprn, 1, 2, DAY, '', ...place);
    const secondary = ['', '""', '', '""', text(sub)];
    const primary = [number, text(home.suffix), '', '""', text(home.name)];
    yield line(
      24,
      uprn,
      text(`${custodian}L${made}`),
      '"ENG"',
      1,
      DAY,
      '',
      DAY,
      DAY,
      ...secondary,
      ...primary,
      usrn,
      '"1"',
      '""',
      '""',
      '"Y"',
    );
    if (random() < 0.9) {
      const building = home.suffix ? `${home.number}${home.suffix}` : home.name;
      const words = ['', '', sub, building, '', street.toUpperCase(), '', '', town.toUpperCase(), postcode].map(text);
      words.splice(4, 0, home.suffix ? '' : String(number));
      yield line(28, uprn, made, ...words, '"S"', '"1A"', '""', '""', '""', '""', '""', '""', DAY, DAY, '', DAY, DAY);
    }
    yield line(32, uprn, text(`${custodian}C${made}`), '"RD04"', '"AddressBase Premium Classification Scheme"', '1.0', DAY, '', DAY, DAY);
  }

  const homeAt = (place: number): Home => {
    const kind = random();
    const none = { number: place, suffix: '', name: '', flat: 0 };
    if (kind < 0.06) return { ...none, number: 0, name: `${pick(NAMES)} ${pick(HOUSES)}`.toUpperCase() };
    if (kind < 0.09) return { ...none, suffix: 'A' };
    return kind < 0.19
      ? { ...none, number: Math.ceil(place / 6), flat: 1 + (place % 6), name: random() < 0.3 ? `${pick(NAMES)} HOUSE`.toUpperCase() : '' }
      : none;
  };

  yield `10,"Synthetic county",9999,${DAY},1,${DAY},08:00:00,"2.2","F"\n`;
  let share = 0;
  for (const sector of sectors) {
    let unit = 0;
    for (const [at, part] of sector.parts.entries()) {
      share += (addresses * part.postcodes) / total;
      const custodian = CUSTODIANS[part.gss] ?? 0;
      const other = CUSTODIANS[sector.parts[at + 1]?.gss ?? ''] ?? custodian;
      while (made < Math.round(share)) {
        const name = `${pick(NAMES)}${pick(SECOND)} ${pick(TYPES)}`;
        const homes = Math.min(Math.round(share) - made, 8 + Math.floor(random() * 60));
        const angle = random() * 2 * Math.PI;
        const along = { dx: Math.cos(angle), dy: Math.sin(angle) };
        const start = { ...sector, easting: sector.easting + (random() - 0.5) * 3000, northing: sector.northing + (random() - 0.5) * 3000 };
        usrn++;
        yield* streetRecords(name, start, custodian, along, homes * HOME_SPACING_M);
        let postcode = '';
        let isStraddling = false;
        for (let place = 1; place <= homes; place++) {
          if ((place - 1) % HOMES_A_UNIT === 0) {
            const letters = UNIT_LETTERS.charAt(Math.floor(unit / 20) % 20) + UNIT_LETTERS.charAt(unit % 20);
            postcode = `${sector.sector}${letters}`;
            isStraddling = unit % 40 === 7;
            unit++;
          }
          const far = place * HOME_SPACING_M;
          const spot = { x: start.easting + along.dx * far, y: start.northing + along.dy * far };
          const isAcross = isStraddling && (place - 1) % HOMES_A_UNIT >= HOMES_A_UNIT / 2;
          yield* homeRecords(homeAt(place), postcode, isAcross ? other : custodian, spot, name, sector.town);
        }
      }
    }
  }
  yield `99,0,${order},${DAY},08:00:00\n`;
}
