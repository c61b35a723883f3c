import type { PostcodeFileKind } from './source.ts';

type Named = PostcodeFileKind | 'gazetteer' | 'open-uprn';

const NAMES: Readonly<Record<Named, string>> = {
  'code-point-open': 'OS Code-Point Open',
  nspl: 'ONS postcode directory',
  nsul: 'ONS National Statistics UPRN Lookup',
  gazetteer: 'Address gazetteer',
  'open-uprn': 'OS Open UPRN',
};

export const datasetName = (kind: Named): string => NAMES[kind];

/** The statements that the licences of OS and ONS ask for, with the year of the data. */
export const attributionOf = (kind: Named | 'boundaries', edition: string | null, now: Date): string => {
  const year = edition?.slice(0, 4) ?? String(now.getUTCFullYear());
  const os = `Contains OS data © Crown copyright and database right ${year}.`;
  const royalMail = `Contains Royal Mail data © Royal Mail copyright and database right ${year}.`;
  const ons = 'Source: Office for National Statistics licensed under the Open Government Licence v3.0.';
  if (kind === 'open-uprn') return os;
  if (kind === 'gazetteer') return `${os} ${royalMail}`;
  if (kind === 'boundaries') return `${ons} ${os}`;
  return kind === 'code-point-open' ? `${os} ${royalMail} ${ons}` : `${ons} ${os} ${royalMail}`;
};
