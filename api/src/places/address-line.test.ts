import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AddressableObject, addressLine, deliveryObjects, NO_OBJECT } from './address-line.ts';
import { plainCase, streetLabel } from './street-names.ts';

const object = (more: Partial<AddressableObject>): AddressableObject => ({ ...NO_OBJECT, ...more });
const label = (primary: Partial<AddressableObject>, secondary: Partial<AddressableObject> = {}): string | undefined => {
  const line = addressLine(object(primary), object(secondary));
  return line && `${line.front}High Street, Belper`;
};

test('an address is put together from its two objects and its street', () => {
  assert.equal(label({ startNumber: '2' }), '2 High Street, Belper');
  assert.equal(label({ startNumber: '2', startSuffix: 'a' }), '2A High Street, Belper');
  assert.equal(label({ startNumber: '12', endNumber: '14', endSuffix: 'B' }), '12-14B High Street, Belper');
  assert.equal(label({ text: 'HOMETAY HOUSE' }), 'Hometay House, High Street, Belper');
  assert.equal(label({ startNumber: '2', text: 'HOMETAY HOUSE' }, { text: 'FLAT 28' }), 'Flat 28, Hometay House, 2 High Street, Belper');
  assert.equal(label({ startNumber: '2' }, { startNumber: '28' }), '28, 2 High Street, Belper');
  assert.equal(label({ startNumber: '2' }, { text: 'FLAT', startNumber: '1', startSuffix: 'A' }), 'Flat 1A, 2 High Street, Belper');
  assert.equal(label({}), undefined);
});

test('it is looked for by its number, or by a name of its own', () => {
  const line = (primary: Partial<AddressableObject>, secondary: Partial<AddressableObject> = {}) => {
    const { number, name } = addressLine(object(primary), object(secondary)) ?? { number: '', name: '' };
    return [number, name];
  };
  assert.deepEqual(line({ startNumber: '2', startSuffix: 'A' }), ['2a', null]);
  assert.deepEqual(line({ text: "ST MARY'S LODGE" }), [null, 'st marys lodge']);
  assert.deepEqual(line({ startNumber: '2' }, { text: 'GROUND FLOOR FLAT' }), ['2', null]);
  assert.deepEqual(line({ startNumber: '2' }, { text: 'THE COACH HOUSE' }), ['2', 'the coach house']);
});

test('addresses sort by number, then by flat, and names come last', () => {
  const keys = [
    addressLine(object({ startNumber: '9' }), NO_OBJECT),
    addressLine(object({ startNumber: '10' }), object({ text: 'FLAT 2' })),
    addressLine(object({ startNumber: '10' }), object({ text: 'FLAT 10' })),
    addressLine(object({ startNumber: '10', startSuffix: 'A' }), NO_OBJECT),
    addressLine(object({ text: 'ASH COTTAGE' }), NO_OBJECT),
  ].map(line => line?.sortKey ?? '');
  assert.deepEqual([...keys].sort(), keys);
});

test('Royal Mail’s building names that are numbers are read as numbers', () => {
  assert.equal(deliveryObjects('', '12A', '').primary.startSuffix, 'A');
  assert.equal(deliveryObjects('', '12-14', '').primary.endNumber, '14');
  assert.equal(deliveryObjects('', 'THE MILL', '3').primary.text, 'THE MILL');
});

test('capitals become names as people write them', () => {
  assert.equal(plainCase('STOKE-ON-TRENT'), 'Stoke-on-Trent');
  assert.equal(plainCase("O'BRIEN'S WAY"), "O'Brien's Way");
  assert.equal(plainCase('MCDONALD CLOSE'), 'McDonald Close');
  assert.equal(plainCase('Already right'), 'Already right');
  assert.equal(
    streetLabel({ name: 'THE GREEN', locality: 'ASHFORD IN THE WATER', town: 'ASHFORD IN THE WATER' }),
    'The Green, Ashford in the Water',
  );
});
