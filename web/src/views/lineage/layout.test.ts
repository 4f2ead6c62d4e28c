import { describe, expect, it } from 'vitest';
import { fitting, layered, lineWidth, picture, wrapped } from './layout.ts';
import type { Node, PairRow } from './types.ts';

const ref = (number: number) => ({ id: `a${number}`, number, label: `Account ${number}`, anchor: '' });
const node = (number: number, earliest: number | null, latest = earliest): Node => ({ account: ref(number), earliest_ms: earliest, latest_ms: latest, written: String(earliest) });
const pair = (from: number, to: number, shared = 500): PairRow => ({ id: `p${from}-${to}`, from: ref(from), to: ref(to), is_directed: true, direction_words: '', shared_permille: shared, passages: 1, edits: 0, is_credited: false });
const numbers = (layers: readonly Node[][]): number[][] => layers.map((layer) => layer.map(({ account }) => account.number));

describe('layers', () => {
  it('stand by time of writing; those whose times overlap stand together, the undated apart', () => {
    const { dated, undated } = layered([node(4, null), node(3, 30), node(2, 8, 20), node(1, 1, 10)]);
    expect(numbers(dated)).toEqual([[1, 2], [3]]);
    expect(numbers([undated])).toEqual([[4]]);
  });

  it('one that follows both does not join them', () => {
    expect(numbers(layered([node(1, 1, 10), node(2, 8, 20), node(3, 15, 18)]).dated)).toEqual([[1, 2], [3]]);
  });

  it('who is known to copy stands after whom they copy, even in a circle', () => {
    expect(numbers(layered([node(1, 1, 9), node(2, 1, 9), node(3, 2, 9)], [pair(2, 1)]).dated)).toEqual([[2, 3], [1]]);
    expect(numbers(layered([node(1, 1), node(2, 1)], [pair(1, 2), pair(2, 1)]).dated).flat().sort()).toEqual([1, 2]);
  });

  it('too many are joined where they lie closest', () => {
    expect(numbers(layered([node(1, 1), node(2, 100), node(3, 101)], [], 2).dated)).toEqual([[1], [2, 3]]);
  });
});

describe('the picture', () => {
  it('has each account once, the older left, and a line for each pair', () => {
    const { placed, lines } = picture([node(1, 1), node(2, 50), node(3, null)], [pair(1, 2), pair(3, 2)]);
    expect(placed.map(({ node: { account }, x }) => [account.number, x])).toEqual([[1, 12], [2, 284], [3, 556]]);
    expect(lines.map((line) => line.pair.id)).toEqual(['p1-2', 'p3-2']);
  });

  it('is empty when there is nothing', () => { expect(picture([], []).placed).toEqual([]); });

  it('holds no more accounts than fit, those that share most', () => {
    expect(fitting([pair(1, 2, 100), pair(3, 4, 900), pair(4, 1, 50)], 3).map(({ id }) => id)).toEqual(['p3-4', 'p4-1']);
  });

  it('a wider line shares more', () => { expect([lineWidth(0), lineWidth(1000), lineWidth(9999)]).toEqual([1.5, 6, 6]); });
});

describe('labels', () => {
  it('take two lines at most', () => {
    expect(wrapped('The harbour office on the night')).toEqual(['The harbour office on', 'the night']);
    expect(wrapped('One two three four five six seven eight nine ten eleven')).toEqual(['One two three four five', 'six seven eight nine…']);
    expect(wrapped('Donaudampfschifffahrtsgesellschaft')).toEqual(['Donaudampfschifffahrts…']);
  });
});
