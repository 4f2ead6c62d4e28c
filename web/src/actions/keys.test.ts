import { describe, expect, it } from 'vitest';
import { isCombined, names, readable, resolve, type Stroke } from './keys.ts';

const stroke = (code: string, key: string, more: Partial<Stroke> = {}): Stroke => ({ code, key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
const table = [['KeyJ', 'next'], ['KeyG KeyI', 'inbox'], ['KeyG KeyF', 'first'], ['Shift+KeyZ', 'redo'], ['KeyZ', 'undo'], ['=?', 'help'], ['=/', 'filter'], ['Ctrl+KeyK', 'palette'], ['Ctrl+Shift+KeyZ', 'redo']] as const;

describe('keys', () => {
  it('act by their place, so that a Cyrillic layout works', () => {
    expect(resolve(table, null, stroke('KeyJ', 'о'))).toEqual({ kind: 'run', value: 'next' });
  });

  it('wait for the second of two', () => {
    expect(resolve(table, null, stroke('KeyG', 'п'))).toEqual({ kind: 'wait', prefix: 'KeyG' });
    expect(resolve(table, 'KeyG', stroke('KeyI', 'ш'))).toEqual({ kind: 'run', value: 'inbox' });
    expect(resolve(table, 'KeyG', stroke('KeyJ', 'j'))).toEqual({ kind: 'none' });
  });

  it('a sign is found wherever the layout has it', () => {
    expect(resolve(table, null, stroke('Slash', '?', { shiftKey: true }))).toEqual({ kind: 'run', value: 'help' });
    expect(resolve(table, null, stroke('Digit7', '?', { shiftKey: true }))).toEqual({ kind: 'run', value: 'help' });
  });

  it('Shift, Ctrl and Cmd are told apart, Alt is left to the browser', () => {
    expect(resolve(table, null, stroke('KeyZ', 'Z', { shiftKey: true }))).toEqual({ kind: 'run', value: 'redo' });
    expect(resolve(table, null, stroke('KeyZ', 'z'))).toEqual({ kind: 'run', value: 'undo' });
    expect(resolve(table, null, stroke('KeyK', 'k', { metaKey: true }))).toEqual({ kind: 'run', value: 'palette' });
    expect(resolve(table, null, stroke('KeyJ', 'j', { ctrlKey: true }))).toEqual({ kind: 'none' });
    expect(names(stroke('KeyJ', 'j', { altKey: true }))).toEqual([]);
  });

  it('what was added last wins', () => {
    expect(resolve([['KeyA', 1], ['KeyA', 2]], null, stroke('KeyA', 'a'))).toEqual({ kind: 'run', value: 2 });
  });

  it('only combined ones act while text is typed', () => {
    expect(['Ctrl+KeyK', 'Escape', 'KeyA', 'KeyG KeyI', '=?'].map(isCombined)).toEqual([true, true, false, false, false]);
  });

  it('are shown with the letter of the layout in use', () => {
    const russian = new Map([['KeyG', 'п'], ['KeyI', 'ш']]);
    expect(readable('KeyG KeyI', russian)).toBe('g (п) i (ш)');
    expect(readable('Shift+KeyZ', null)).toBe('Shift+z');
    expect(readable('=?', russian)).toBe('?');
    expect(['NumpadAdd', 'Numpad0'].map((key) => readable(key, null))).toEqual(['Num +', 'Num 0']);
  });
});
