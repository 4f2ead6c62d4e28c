import { expect, it } from 'vitest';
import { startWords } from '../shell/start-words.ts';
import { words as zoneWords } from '../shell/zone-words.ts';
import { languages, say } from './index.ts';
import { plural } from './plural.ts';

type Found = Record<string, unknown>;

function leaves(tree: unknown, path = ''): [string, unknown][] {
  return typeof tree === 'object' && tree !== null ? Object.entries(tree as Found).flatMap(([key, value]) => leaves(value, `${path}.${key}`)) : [[path, tree]];
}

const views = import.meta.glob<{ words?: { in: (which: 'en' | 'ru' | 'kk') => object } }>('../views/*/words.ts', { eager: true });
const catalogues = [['frame', say], ['start', startWords], ['zone', zoneWords], ...Object.entries(views).flatMap(([path, { words }]) => (words === undefined ? [] : [[path, words] as const]))] as const;

it.each(catalogues)('%s: every language has every word, none is empty', (_, words) => {
  const english = leaves(words.in('en')).map(([path]) => path);
  for (const language of languages) {
    const own = leaves(words.in(language));
    expect(own.map(([path]) => path)).toEqual(english);
    for (const [path, value] of own) expect(typeof value === 'function' || (typeof value === 'string' && value.trim() !== ''), `${language}${path}`).toBe(true);
  }
});

it.each(catalogues)('%s: nothing Russian or Kazakh is still English', (_, words) => {
  const english = new Map(leaves(words.in('en')));
  // Names of formats and methods (CSV, SHA-256) are the same everywhere.
  const allowed = /^[^\p{Lowercase}]*$|Recount/u;
  for (const language of ['ru', 'kk'] as const) {
    const same = leaves(words.in(language)).filter(([path, value]) => typeof value === 'string' && value === english.get(path) && !allowed.test(value));
    expect(same.map(([path]) => `${language}${path}`)).toEqual([]);
  }
});

it('counts as each language does', () => {
  const findings = say.in('ru').counted.findings;
  expect([1, 2, 5, 11, 21, 22].map((n) => findings(n))).toEqual(['1 находка', '2 находки', '5 находок', '11 находок', '21 находка', '22 находки']);
  expect([1, 2, 0].map((n) => say.in('en').counted.findings(n))).toEqual(['1 finding', '2 findings', '0 findings']);
  expect(plural('en', { one: '# row', other: '# rows' })(12_345)).toBe('12,345 rows');
});
