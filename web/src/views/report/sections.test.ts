import { describe, expect, it } from 'vitest';
import { formatChoices, letters, moved, parseChoices, SECTIONS, wanted } from './sections.ts';

describe('sections of the report', () => {
  it('all stand as usual when nothing is said', () => {
    expect(parseChoices(null).map(({ section }) => section)).toEqual([...SECTIONS]);
    expect(formatChoices(parseChoices(null))).toBeNull();
  });

  it('an address gives order and choice, whatever else it names', () => {
    const choices = parseChoices('questions,-people,questions,__proto__,-');
    expect(choices.slice(0, 2)).toEqual([{ section: 'questions', isWanted: true }, { section: 'people', isWanted: false }]);
    expect(choices).toHaveLength(SECTIONS.length);
    expect(parseChoices(formatChoices(choices))).toEqual(choices);
  });

  it('what the server is sent has what is wanted, and what always comes last', () => {
    expect(wanted(parseChoices('voices,-findings,-questions,-chronicle,-lineage,-people'))).toEqual(['voices', 'accounts', 'method']);
  });

  it('moves one, and stays inside', () => {
    const names = (at: number, by: number): string => moved(parseChoices(null), at, by).map(({ section }) => section[0]).join('');
    expect([names(1, -1), names(0, -1), names(0, 2), names(5, 3)]).toEqual(['qfclvp', 'fqclvp', 'qcflvp', 'fqclvp']);
  });

  it('letters go on after Z', () => { expect([0, 25, 26, 27, 52].map(letters)).toEqual(['A', 'Z', 'AA', 'AB', 'BA']); });
});
