import { describe, expect, it } from 'vitest';
import { decidedIn, detailsOf, shortHash, sizeOf } from './shown.ts';

const hash = 'ab'.repeat(32);

describe('what is shown of evidence', () => {
  it('a hash is shortened, a short text is not', () => {
    expect(shortHash(hash)).toBe('abababab…abab');
    expect(shortHash('none')).toBe('none');
  });

  it('a size has a unit that fits', () => {
    expect(sizeOf(512, 'en')).toBe('512 bytes');
    expect(sizeOf(59_537, 'en')).toBe('59.5 kB');
    expect(sizeOf(999_600, 'en')).toBe('1,000 kB');
    expect(sizeOf(3_200_000_000, 'ru')).toBe('3,2 ГБ');
  });

  it('details leave out what is not set, and go into what is nested', () => {
    expect(detailsOf({ name: 'a.txt', sha256: hash, settings: { title: 'Harbour', zone: null }, tags: [], pages: [1, 2] })).toBe('name a.txt · sha256 abababab…abab · settings.title Harbour · pages 1, 2');
    expect(detailsOf({})).toBe('');
    expect(detailsOf({ bytes: 7, settings: { title: 'Harbour' }, odd: 1 }, { bytes: 'байт', 'settings.title': 'название' })).toBe('байт 7 · название Harbour · odd 1');
  });
});

describe('a decision in the log', () => {
  it('is told by its act, the words it is about and its reason', () => {
    expect(decidedIn({ decision: '{"act":"reject"}', subject: '{"kind":"finding","quote":"noon"}', reason: 'seen' })).toEqual({ act: 'reject', quote: 'noon', why: 'seen' });
    expect(decidedIn({ decision: '{"act":"set","field":"value","to":"14"}', subject: '{}', reason: null })).toEqual({ act: 'set value 14', quote: '', why: '' });
  });
  it('is none where nothing can be read', () => { for (const decision of [undefined, 'no', '[]', '{"act":3}']) expect(decidedIn({ decision })).toBeNull(); });
});
