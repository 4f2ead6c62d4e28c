import { describe, expect, it } from 'vitest';
import { csv, moved, sorted, tsv, windowOf, type Column, returning } from './table.ts';

interface Row { name: string; n: number | null }
const columns: Column<Row>[] = [
  { key: 'name', label: 'Name', track: '1fr', text: ({ name }) => name },
  { key: 'n', label: 'Number', track: '1fr', text: ({ n }) => String(n ?? ''), order: ({ n }) => n },
];
const rows: Row[] = [{ name: 'Ёлка', n: 2 }, { name: 'Жук', n: null }, { name: 'Ель', n: 10 }];
const names = (key: string, isDown: boolean): string[] => sorted(rows, columns, { key, isDown }, 'ru').map(({ name }) => name);

describe('order', () => {
  it('is that of the language for words', () => { expect(names('name', false)).toEqual(['Ёлка', 'Ель', 'Жук']); });
  it('is that of numbers for numbers, and nothing comes last either way', () => {
    expect(names('n', false)).toEqual(['Ёлка', 'Ель', 'Жук']);
    expect(names('n', true)).toEqual(['Ель', 'Ёлка', 'Жук']);
  });
  it('without one nothing moves', () => { expect(sorted(rows, columns, null, 'ru')).toEqual(rows); });
});

describe('as a file', () => {
  const line = (name: string): string | undefined => csv([{ name, n: 1 }], columns).split('\r\n')[1];
  it('is in quotation marks and says its letters', () => { expect(csv([], columns)).toBe('\ufeff"Name","Number"\r\n'); });
  it('keeps what is in a cell, and hands over no formula', () => {
    expect(line('a,"b"')).toBe('"a,""b""","1"');
    expect(line('=1+1')).toBe('"\'=1+1","1"');
    expect(line('\tcmd')).toBe('"\'\tcmd","1"');
  });
});

describe('for a spreadsheet', () => {
  const copied = (name: string): string => tsv([{ name, n: 1 }], columns).split('\n').slice(1).join('\n');
  it('has the labels on top', () => { expect(tsv(rows, columns).split('\n')[0]).toBe('Name\tNumber'); });
  it('keeps tabs, quotes and line ends inside a cell', () => { expect(copied('a\t"b"\nc')).toBe('"a\t""b""\nc"\t1'); });
  it('hands over no formula', () => {
    expect(copied('=HYPERLINK("x")')).toBe('"\'=HYPERLINK(""x"")"\t1');
    expect(copied('@cmd')).toBe("'@cmd\t1");
    expect(copied('-2+3')).toBe("'-2+3\t1");
  });
  it('leaves negative numbers and plain words alone', () => {
    expect(copied('-14')).toBe('-14\t1');
    expect(copied('a = b')).toBe('a = b\t1');
  });
});

describe('window', () => {
  it('holds what is seen and some more, never beyond the ends', () => {
    expect(windowOf(0, 300, 30, 10_000)).toEqual([0, 22]);
    expect(windowOf(3_000, 300, 30, 10_000)).toEqual([88, 122]);
    expect(windowOf(299_990, 300, 30, 10_000)[1]).toBe(10_000);
    expect(windowOf(5_000, 300, 30, 3)).toEqual([154, 154]);
  });
});

describe('keys of the grid', () => {
  const size = { rows: 100, columns: 3, page: 10 };
  it('stay inside', () => {
    expect(moved('ArrowUp', false, { row: 0, column: 0 }, size)).toEqual({ row: 0, column: 0 });
    expect(moved('PageDown', false, { row: 95, column: 1 }, size)).toEqual({ row: 99, column: 1 });
    expect(moved('End', true, { row: 5, column: 1 }, size)).toEqual({ row: 99, column: 1 });
    expect(moved('End', false, { row: 5, column: 1 }, size)).toEqual({ row: 5, column: 2 });
  });
  it('leave others alone', () => { expect(moved('x', false, { row: 0, column: 0 }, size)).toBeNull(); });
});

describe('a table that may come back', () => {
  const rows = [{ id: 'finding-1', verdict: 'reject', what: 'noon' }];
  const columns = [{ key: 'what', label: 'Value', track: '1fr', text: ({ what }: { what: string }) => what }, ...returning<(typeof rows)[number]>({ id: 'Ид.', decision: 'Решение', why: 'Почему', of: (row) => row })];
  it('has the names at which it is listened to over decision, reason and id, and over nothing else', () => {
    expect(tsv(rows, columns)).toBe('Value *\tdecision\twhy\tid\nnoon\treject\t\tfinding-1');
  });
});
