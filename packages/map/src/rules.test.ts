import type { Bounds } from '@dtp/contract/map.ts';
import { equal } from '@dtp/kit/testing/assert.ts';
import { fromPlace, fromUrl, listOf, toUrl } from './asking.ts';
import { boundsOf } from './map-panel.ts';
import { centreIn, idsIn } from './offered.ts';
import { isPostcode, placeNamed, placeSuggested, wordsOf } from './where.ts';

const town = { kind: 'town', label: 'Hope', detail: 'High Peak', postcode: null, uprn: null } as const;

describe('the rules of the map', () => {
  it('read attributes as kindly as they can be read', () => {
    equal(idsIn(' libraries, fire-stations,,bus-stops '), ['libraries', 'fire-stations', 'bus-stops']);
    equal(idsIn(''), []);
    equal(centreIn('53.21,-1.67'), { lat: 53.21, lng: -1.67 });
    equal(centreIn(' 53 , -1 '), { lat: 53, lng: -1 });
    for (const none of ['', '53.21', '91,0', '0,181', 'here,there', '53.21;-1.67', '1,2,3']) equal(centreIn(none), null, none);
    equal(fromPlace('libraries/bakewell'), { layer: 'libraries', page: 1, id: 'bakewell' });
    equal([fromPlace(''), fromPlace('libraries'), fromPlace('/bakewell')], [null, null, null]);
  });

  it('keep in the address only what is not shown anyway', () => {
    equal(toUrl(listOf('libraries'), 'libraries'), {});
    equal(toUrl(listOf('libraries', 3), 'libraries'), { page: '3' });
    equal(toUrl({ layer: 'libraries', page: 1, id: 'a' }, 'libraries'), { layer: 'libraries', id: 'a' });
    equal(fromUrl(toUrl({ layer: 'stops', page: 2, id: 'a' }, 'libraries')), { layer: 'stops', page: 2, id: 'a' });
    equal(fromUrl({ id: 'a', page: 'x' }), { layer: '', page: 1, id: null }, 'An id says nothing without its layer');
  });

  it('tell places apart', () => {
    equal(placeSuggested(town), { kind: 'named', near: 'Hope, High Peak' });
    equal(placeSuggested({ ...town, kind: 'street', label: 'High Street, Belper', detail: 'Street' }), {
      kind: 'named',
      near: 'High Street, Belper',
    });
    const address = placeSuggested({ ...town, kind: 'address', label: '12 High Street, Belper', uprn: '12' });
    equal([address.kind, wordsOf(address)], ['private', '12 High Street, Belper']);
    equal(wordsOf(placeNamed('')), '');
    equal(['DE45 1ES', 'S1 2HH', 'DE45 1', 'Bakewell', 'de45 1es'].map(isPostcode), [true, true, false, false, false]);
  });

  it('see all of a list and where it is measured from', () => {
    const feature = (west: number, south: number) => ({ bounds: [west, south, west + 0.1, south + 0.1] satisfies Bounds });
    equal(boundsOf([], { lat: 53, lng: -1 }), null);
    equal(boundsOf([feature(-2, 53), feature(-1.5, 53.5)], null), [-2, 53, -1.4, 53.6]);
    equal(boundsOf([feature(-2, 53)], { lat: 52, lng: -1 }), [-2, 52, -1, 53.1]);
  });
});
