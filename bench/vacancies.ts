// What made-up vacancies of the benches are made of.

export const TITLES = [
  'Care worker',
  'Cleaner',
  'Planning officer',
  'Web developer',
  'Refuse loader',
  'Teaching assistant',
  'Ranger',
  'Solicitor',
];
export const PLACES = ['Belper', 'Matlock', 'Buxton', 'Ilkeston', 'Chesterfield', 'Derby', 'Swadlincote', 'Bolsover'];
export const DUTIES =
  'You will help people, keep records, drive a van, answer calls, plan visits and work with a team on nights and at weekends.';

/** The values over and over. */
export const from = <Value>(values: readonly Value[], at: number): Value => {
  const value = values[at % values.length];
  if (value === undefined) throw new RangeError('There is nothing to take from.');
  return value;
};
