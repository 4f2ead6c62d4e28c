import { describe, expect, it } from 'vitest';
import { detailsOf, shortHash, sizeOf } from './shown.ts';

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
  });
});
