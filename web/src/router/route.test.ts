import { describe, expect, it } from 'vitest';
import { format, parse, withParams } from './route.ts';

describe('addresses', () => {
  it('an empty one is the first page', () => {
    expect(parse('')).toEqual({ screen: 'first', path: null, params: {} });
    expect(parse('#/')).toEqual({ screen: 'first', path: null, params: {} });
  });

  it.each([
    '#/case/findings',
    '#/case/findings?kind=times-exclude&sel=f-1',
    '#/reader/a%2F1?at=120&to=180',
    '#/case/search?q=%D1%88%D0%BB%D1%8E%D0%B7+14',
  ])('%s is itself again', (address) => { expect(format(parse(address))).toBe(address); });

  it('has one form, whatever the order of its parameters', () => {
    expect(format(parse('#/case/findings?sel=f-1&kind=x'))).toBe('#/case/findings?kind=x&sel=f-1');
  });

  it('takes what is broken as it stands', () => {
    expect(parse('#/reader/%E0%A4%A').path).toBe('%E0%A4%A');
    expect(parse('#/case/findings?%%%=1').screen).toBe('findings');
    expect(parse('#/case/a/../../b?x').path).toBe('../../b');
  });

  it('never carries a name that the object prototype has', () => {
    expect(Object.keys(parse('#/case/first?constructor=1').params)).toEqual(['constructor']);
  });
});

describe('parameters', () => {
  it('nothing takes one away, 0 does not', () => {
    expect(withParams({ a: '1', b: '2', c: '3' }, { a: null, b: '', c: undefined, d: 0 })).toEqual({ d: '0' });
  });
});
