import { describe, expect, it } from 'vitest';
import type { MarkKind, MarkView } from '../api/types.ts';
import { byteLength, indexOfByte, keyOf, linesOf, runsOf } from './pieces.ts';

const mark = (id: string, start: number, end: number, kind: MarkKind = 'claim'): MarkView => ({ id, kind, sort: '', title: id, detail: null, start, end, rule: '', verdict: null });

describe('bytes', () => {
  it.each(['', 'sluice', 'шлюз', 'Ұқыпты', '洪水', '👩‍👧 at six', 'e\u0301'])('counts %j as the server does', (text) => {
    expect(byteLength(text)).toBe(new TextEncoder().encode(text).length);
    expect(indexOfByte(text, byteLength(text))).toBe(text.length);
  });

  it('inside a letter is before it', () => {
    expect(indexOfByte('ёж', 1)).toBe(0);
    expect(indexOfByte('a👩b', 3)).toBe(1);
  });
});

describe('runs', () => {
  const [outer, inner] = [mark('outer', 0, 40), mark('inner', 10, 20, 'figure')];

  it('cuts where the passage begins and ends, and loses no letter', () => {
    const text = 'погибли не менее 14 человек';
    const runs = runsOf([{ text, start: 100, marks: [] }], [[115, 131]], null);
    expect(runs.map((run) => run.text).join('')).toBe(text);
    expect(runs.filter(({ isQuoted }) => isQuoted).map((run) => run.text)).toEqual(['не менее ']);
    expect(runs.map(({ start }) => start)).toEqual([100, 115, 131]);
  });

  it('puts the longer mark outside', () => {
    const [run] = runsOf([{ text: 'x', start: 10, marks: [inner, outer] }], [], null);
    expect(run?.marks.map(({ id }) => id)).toEqual(['outer', 'inner']);
  });

  it('shows only the kinds that are wanted', () => {
    const [run] = runsOf([{ text: 'x', start: 10, marks: [outer, inner] }], [], new Set<MarkKind>(['figure']));
    expect(run?.marks.map(({ id }) => id)).toEqual(['inner']);
  });

  it('a passage of several pieces is quoted in each', () => {
    const pieces = [{ text: 'one ', start: 0, marks: [] }, { text: 'two ', start: 4, marks: [inner] }, { text: 'three', start: 8, marks: [] }];
    expect(runsOf(pieces, [[4, 13]], null).map(({ isQuoted }) => isQuoted)).toEqual([false, true, true]);
  });

  it('an edge inside a letter leaves the letter whole', () => {
    const runs = runsOf([{ text: 'ёж', start: 0, marks: [] }], [[1, 3]], null);
    expect(runs.map((run) => run.text).join('')).toBe('ёж');
  });
});

describe('lines', () => {
  it('marks that overlap get different lines, others share one', () => {
    const marks = [mark('a', 0, 30), mark('b', 10, 20), mark('c', 15, 25), mark('d', 30, 40), mark('e', 20, 24)];
    const lines = linesOf(marks);
    const line = (at: number): number => lines.get(keyOf(marks[at] as MarkView)) ?? -1;
    for (const [i, a] of marks.entries()) for (const [j, b] of marks.entries()) if (i < j && a.start < b.end && b.start < a.end) expect(line(i)).not.toBe(line(j));
    expect([line(0), line(1), line(2), line(3), line(4)]).toEqual([0, 1, 2, 0, 1]);
  });

  it('two of a kind on the same words are one line', () => {
    const marks = [mark('a', 0, 9), mark('b', 0, 9), mark('c', 0, 9, 'time')];
    const lines = linesOf(marks);
    expect(marks.map((one) => lines.get(keyOf(one)))).toEqual([0, 0, 1]);
  });

  it('one finding at two places is two marks', () => {
    expect(keyOf(mark('f', 0, 3))).not.toBe(keyOf(mark('f', 9, 12)));
  });
});
