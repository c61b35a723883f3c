import { equal } from '../testing/assert.ts';
import { readState, writeState } from './url-state.ts';

describe('state in the address', () => {
  it('is read from our parameters alone', () => {
    equal(readState('?q=host&dtp-az.q=bin+day&dtp-az.page=2&dtp-map.q=x', 'dtp-az.'), { q: 'bin day', page: '2' });
    equal(readState('?dtp-az.q=%E0%A4%A', 'dtp-az.'), { q: '\ufffd%A' }, 'Broken encoding is no fault');
  });

  it('is written beside foreign parameters, which stay as they are to the letter', () => {
    const search = '?a=b%20c&dtp-az.q=old&plus=1+1&flag&dtp-map.q=x&=&e=%E0%A4%A';
    equal(writeState(search, 'dtp-az.', { q: 'bin & bag' }), '?a=b%20c&plus=1+1&flag&dtp-map.q=x&=&e=%E0%A4%A&dtp-az.q=bin+%26+bag');
    equal(writeState(search, 'dtp-az.', {}), '?a=b%20c&plus=1+1&flag&dtp-map.q=x&=&e=%E0%A4%A');
  });

  it('leaves no question mark behind', () => {
    equal(writeState('?dtp-az.q=old', 'dtp-az.', {}), '');
    equal(writeState('', 'dtp-az.', {}), '');
  });
});
