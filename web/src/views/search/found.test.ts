import { describe, expect, it } from 'vitest';
import { excerpt, partsOf } from './found.ts';

const found = (text: string, query: string): string[] => partsOf(text, query).filter(({ isFound }) => isFound).map(({ text: word }) => word);

describe('words that are marked in results', () => {
  it('forms of the words looked for', () => {
    expect(found('Погибших хоронили ночью, погибшие были не все', 'погибшие')).toEqual(['Погибших', 'погибшие']);
    expect(found('The gates were opened at the gate', 'gate')).toEqual(['gates', 'gate']);
    expect(found('Ёлки стояли', 'елка')).toEqual([]);
    expect(found('Ёлки стояли', 'елки')).toEqual(['Ёлки']);
  });

  it('short words only whole or begun', () => { expect(found('14 of 140 in 2014', '14')).toEqual(['14', '140']); });

  it('nothing is lost and nothing is looked for in an empty query', () => {
    expect(partsOf('a (b] $& c', '').map(({ text }) => text).join('')).toBe('a (b] $& c');
    expect(partsOf('', 'a')).toEqual([]);
    expect(partsOf('x (b] y', '(b]').map(({ text }) => text).join('')).toBe('x (b] y');
  });

  it('a long beginning is left out', () => {
    const parts = excerpt(partsOf(`${'word '.repeat(100)}sluice gate`, 'sluice'));
    expect(parts[0]?.text.startsWith('… word')).toBe(true);
    expect(parts.map(({ text }) => text).join('').length).toBeLessThan(120);
  });
});
