import type { PostcodeFileKind } from './source.ts';

const NAMES: Readonly<Record<PostcodeFileKind, string>> = {
  'code-point-open': 'OS Code-Point Open',
  nspl: 'ONS postcode directory',
  nsul: 'ONS National Statistics UPRN Lookup',
};

export const datasetName = (kind: PostcodeFileKind): string => NAMES[kind];

/** The statements that the licences of OS and ONS ask for, with the year of the data. */
export const attributionOf = (kind: PostcodeFileKind | 'boundaries', edition: string | null, now: Date): string => {
  const year = edition?.slice(0, 4) ?? String(now.getUTCFullYear());
  const os = `Contains OS data © Crown copyright and database right ${year}.`;
  const royalMail = `Contains Royal Mail data © Royal Mail copyright and database right ${year}.`;
  const ons = 'Source: Office for National Statistics licensed under the Open Government Licence v3.0.';
  if (kind === 'boundaries') return `${ons} ${os}`;
  return kind === 'code-point-open' ? `${os} ${royalMail} ${ons}` : `${ons} ${os} ${royalMail}`;
};
