import { render } from 'lit';
import { longDate } from '../dates.ts';
import { viewPlace } from '../place-view.ts';
import { assert, equal } from '../testing/assert.ts';
import { heading } from './heading.ts';
import { linkAddress } from './link-address.ts';
import { pager } from './pager.ts';
import { postcodeFault } from './postcode-field.ts';

const draw = (part: unknown): HTMLElement => {
  const stage = document.createElement('div');
  render(part, stage);
  return stage;
};

const words = (element: Element): string[] => [...element.querySelectorAll('nav > *')].map(one => one.textContent ?? '');

describe('small parts', () => {
  it('write dates in full, whatever the zone', () => {
    equal(longDate('2026-03-04'), '4 March 2026');
    equal(longDate('2026-12-31'), '31 December 2026');
  });

  it('link only to the web, to mail and to phones', () => {
    for (const fine of ['https://a.example/', 'HTTP://a.example/', 'mailto:a@a.example', 'tel:01629533190']) equal(linkAddress(fine), fine);
    for (const other of [
      'javascript:alert(1)',
      ' https://a.example',
      'data:text/html,x',
      '//a.example',
      'blob:https://a.example',
      '',
      null,
    ])
      equal(linkAddress(other), undefined);
  });

  it('page a list only where there is more than one page', () => {
    const went: number[] = [];
    const go = (page: number): number => went.push(page);
    equal(draw(pager({ page: 1, pageSize: 50, total: 50 }, go)).textContent?.trim(), '');
    equal(words(draw(pager({ page: 1, pageSize: 50, total: 51 }, go))), ['Page 1 of 2', 'Next page']);
    equal(words(draw(pager({ page: 2, pageSize: 50, total: 51 }, go))), ['Previous page', 'Page 2 of 2']);
    const middle = draw(pager({ page: 2, pageSize: 10, total: 25 }, go));
    for (const button of middle.querySelectorAll('button')) button.click();
    equal(went, [1, 3]);
  });

  it('keep heading levels between one and six', () => {
    const level = (asked: number): string | null | undefined => draw(heading(asked, 'x')).firstElementChild?.ariaLevel;
    equal([2, 9, 0, -1, Number.NaN].map(level), ['2', '6', '2', '1', '2']);
  });

  it('refuse only postcodes that no server needs to see', () => {
    assert(
      postcodeFault('DE45 1ES') === null && postcodeFault('') === null && postcodeFault('hello') === null,
      'These are for the API to judge',
    );
    assert(postcodeFault('D E 4 5   1 E S') === null && postcodeFault('D'.repeat(60)) === null, 'So are these');
    assert(postcodeFault('D'.repeat(61)) !== null, 'This is too long');
  });

  it('read a place for the screen', () => {
    const gone = viewPlace({ kind: 'not-found', postcode: 'DE99 9ZZ', message: 'We do not know it.' }, null);
    equal(gone, { kind: 'wrong', message: 'We do not know it.' });
  });
});
