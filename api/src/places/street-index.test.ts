import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildStreetIndex, isOneSlipOff } from './street-index.ts';
import { readTypedAddress } from './street-words.ts';

const STREETS = [
  ['HIGH STREET', 'BELPER'],
  ['HIGH STREET', 'BAKEWELL'],
  ['HIGHFIELD ROAD', 'BELPER'],
  ['BELPER ROAD', 'DERBY'],
  ["ST MARY'S GATE", 'DERBY'],
  ['STATION ROAD', 'HOPE'],
  ['CHURCH LANE', 'HIGHAM'],
] as const;

async function* pages() {
  yield STREETS.map(([name, town], at) => ({
    usrn: `${at}`,
    name,
    locality: null,
    town,
    custodian: '1050',
    easting: null,
    northing: null,
  }));
}
const index = await buildStreetIndex(pages());
const find = (typed: string, limit = 8) => index.find(readTypedAddress(typed).words, limit).items.map(({ label }) => label);

describe('a street is found', () => {
  test('by the beginning of each word, in any order, the whole word first', () => {
    assert.deepEqual(find('high'), ['High Street, Bakewell', 'High Street, Belper', 'Highfield Road, Belper', 'Church Lane, Higham']);
    assert.deepEqual(find('high bel'), ['High Street, Belper', 'Highfield Road, Belper']);
    assert.deepEqual(find('belper high street'), ['High Street, Belper']);
    assert.deepEqual(find('belper'), ['Belper Road, Derby', 'High Street, Belper', 'Highfield Road, Belper']);
  });

  test('by usual short forms', () => {
    assert.deepEqual(find('high st bakewell'), ['High Street, Bakewell']);
    assert.deepEqual(find('church ln'), ['Church Lane, Higham']);
    assert.deepEqual(find('saint marys gate'), []);
    assert.deepEqual(find('st marys gt'), []);
    assert.deepEqual(find('st marys gate'), ["St Mary's Gate, Derby"]);
    assert.deepEqual(find('st hope'), ['Station Road, Hope']);
  });

  test('with one slip in a word of four letters or more', () => {
    assert.deepEqual(find('hgih street belper'), ['High Street, Belper']);
    assert.deepEqual(find('stattion rd'), ['Station Road, Hope']);
    assert.deepEqual(find('chrch lane'), ['Church Lane, Higham']);
    assert.deepEqual(find('xhurch'), []);
  });

  test('and no more than asked for, with the number of all', () => {
    const { items, total } = index.find(['road'], 2);
    assert.deepEqual([items.length, total], [2, 3]);
    assert.deepEqual(index.find(['zebra'], 8), { items: [], total: 0 });
  });
});

test('a slip is one letter wrong, missing, added, or two exchanged', () => {
  for (const typed of ['chirch', 'chrch', 'churrch', 'chucrh', 'church', 'chur', 'chir'])
    assert.equal(isOneSlipOff(typed, 'church'), true, typed);
  for (const typed of ['chorhc', 'cxx', 'chapel']) assert.equal(isOneSlipOff(typed, 'church'), false, typed);
});

test('a typed address is taken apart', () => {
  assert.deepEqual(readTypedAddress('Flat 3, 12a High St'), {
    part: 'flat 3',
    number: '12a',
    words: ['high', 'st'],
    whole: 'flat 3 12a high st',
  });
  assert.deepEqual(readTypedAddress('12-14 Mill Lane').number, '14');
  assert.deepEqual(readTypedAddress('hometay house').number, null);
  assert.deepEqual(readTypedAddress('').words, []);
});
