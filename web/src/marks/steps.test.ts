import { describe, expect, it } from 'vitest';
import { inOrder, layoutOf, scaleOf, scalingFor, spacingFor, valuesOf, type Given } from './steps.ts';

const DAY = 86_400_000;
const one = (key: string, low: number, high: number | null, day: number | null, more: Partial<Given> = {}): Given => ({
  key, speaker: key, low, high, earliest: day === null ? null : day * DAY, latest: day === null ? null : (day + 1) * DAY, root: key, ...more,
});

describe('the scale of numbers', () => {
  it('is logarithmic when the greatest is many times the least', () => {
    expect(scalingFor([3, 22])).toBe('linear');
    expect(scalingFor([14, 400])).toBe('log');
    expect(scalingFor([0, 5])).toBe('linear');
  });
  it('begins at nothing and has whole steps', () => {
    const { y, ticks } = scaleOf([14, 70], 'linear', 0, 100);
    expect(y(0)).toBe(100);
    expect(ticks).toEqual([0, 20, 40, 60, 80]);
    expect(scaleOf([1, 2], 'linear', 0, 100).ticks).toEqual([0, 1, 2, 3]);
  });
  it('keeps nought on a logarithmic scale', () => {
    const { y, ticks } = scaleOf([14, 4_000], 'log', 0, 100);
    expect(y(0)).toBe(100);
    expect(y(14)).toBeGreaterThan(y(4_000));
    expect(ticks).toContain(1_000);
  });
  it('takes the end of "at most", not its nothing', () => {
    expect(valuesOf([one('a', 0, 30, 1), one('b', 25, null, 1)], [14, null])).toEqual([30, 25, 14]);
  });
});

describe('places', () => {
  const scale = scaleOf([10, 70], 'linear', 0, 100);
  it('in time, the timeless last', () => {
    expect(inOrder([one('x', 1, 1, null), one('b', 1, 1, 2), one('a', 1, 1, 1)]).map(({ key }) => key)).toEqual(['a', 'b', 'x']);
  });
  it('a mark whose root was there before is a repeat', () => {
    const { marks } = layoutOf([one('late', 3, 3, 5, { root: 'R' }), one('early', 3, 3, 1, { root: 'R' })], 'time', 400, scale);
    expect(marks.map(({ key, isRepeat }) => [key, isRepeat])).toEqual([['early', false], ['late', true]]);
  });
  it('steps join the figures of one speaker, and go no further than the last', () => {
    const { steps, marks } = layoutOf([one('1', 10, 10, 1, { speaker: 'mayor' }), one('2', 14, 14, 9, { speaker: 'mayor' }), one('3', 70, null, 4)], 'time', 400, scale);
    expect(steps.map(({ speaker }) => speaker)).toEqual(['mayor']);
    expect(steps[0]?.d).toMatch(/^M[\d.]+ [\d.]+H[\d.]+V[\d.]+$/);
    expect(marks.find(({ key }) => key === '3')?.yHigh).toBeNull();
  });
  it('does not join figures of which nothing says which came first', () => {
    const mayor = { speaker: 'mayor' };
    expect(layoutOf([one('1', 10, 10, 1, mayor), one('2', 14, 14, 1, mayor)], 'order', 400, scale).steps).toEqual([]);
    expect(layoutOf([one('1', 10, 10, 1, mayor), one('2', 14, 14, 9, { ...mayor, earliest: null })], 'order', 400, scale).steps).toEqual([]);
    expect(layoutOf([one('1', 10, 10, 1, mayor), one('2', 14, 14, 2, mayor)], 'order', 400, scale).steps).toHaveLength(1);
  });
  it('in order: as given, those whose beginning is not known last', () => {
    const { marks, undatedFrom } = layoutOf([one('1', 1, 1, 9), one('2', 1, 1, 3, { earliest: null }), one('3', 1, 1, 1)], 'order', 300, scale);
    expect(marks.map(({ key, x }) => [key, x])).toEqual([['1', 50], ['3', 150], ['2', 250]]);
    expect(undatedFrom).toBe(200);
  });
  it('what has no time is never on the axis', () => {
    const { marks, undatedFrom } = layoutOf([one('1', 10, 10, 1), one('2', 14, 14, 9), one('3', 70, 70, null)], 'time', 400, scale);
    expect(undatedFrom).toBe(374);
    expect(marks.find(({ key }) => key === '3')?.x).toBeGreaterThan(374);
    expect(marks.filter(({ key }) => key !== '3').every(({ x }) => x < 374)).toBe(true);
  });
  it('no two marks lie over each other', () => {
    const { marks } = layoutOf(Array.from({ length: 9 }, (_, n) => one(String(n), 10, 10, 1)), 'time', 400, scale);
    const x = marks.map((mark) => mark.x).sort((a, b) => a - b);
    x.slice(1).forEach((at, n) => expect(at - (x[n] ?? 0)).toBeGreaterThanOrEqual(14.9));
  });
  it('crowded ones stand in their order', () => {
    expect(spacingFor([one('1', 1, 1, 1), one('2', 1, 1, 2), one('3', 1, 1, 3), one('4', 1, 1, 2_500)], 600)).toBe('order');
    expect(spacingFor([one('1', 1, 1, 1), one('2', 1, 1, 4), one('3', 1, 1, 9)], 600)).toBe('time');
  });
});
