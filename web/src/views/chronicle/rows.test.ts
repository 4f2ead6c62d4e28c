import { describe, expect, it } from 'vitest';
import { bySection, entryLines, fits, laneLines, nearest, openSections, sectionOf, toggledSection, type Line } from './rows.ts';
import type { EntryRow, GapRow } from './types.ts';

const HOUR = 3_600_000;
let next = 0;
function entry(given: Partial<EntryRow>): EntryRow {
  next += 1;
  return {
    id: `e${next}`, title: 'The gates open', when: '', earliest_ms: 0, latest_ms: HOUR, place: null, accounts: [1], support: '', roots: 1, is_disputed: false, is_planned: false,
    is_unordered: false, phase: 'core', weight: 1, verdict: null, ...given,
  };
}
const kinds = (lines: readonly Line[]): string[] => lines.map((line) => (line.kind === 'head' ? `${line.section} ${line.isOpen ? '-' : '+'}` : line.kind));
const gap = (from: number, to: number): GapRow => ({ from_ms: from * HOUR, to_ms: to * HOUR, words: '' });
const atFirst = openSections(null);

describe('sections', () => {
  it('never places what has no time, planned or not', () => {
    expect(sectionOf(entry({ earliest_ms: null, latest_ms: null }))).toBe('undated');
    expect(sectionOf(entry({ phase: 'undated', is_planned: true }))).toBe('undated');
    expect(sectionOf(entry({ is_planned: true, phase: 'aftermath' }))).toBe('planned');
    expect(sectionOf(entry({ latest_ms: null }))).toBe('core');
  });
  it('folds what came long before and after, until asked', () => {
    expect([...atFirst]).toEqual(['core', 'planned', 'undated']);
    const changed = toggledSection(null, 'background');
    expect(openSections(changed).has('background')).toBe(true);
    expect(toggledSection(changed, 'background')).toBe('');
  });
  it('loses nothing', () => {
    const all = [entry({}), entry({ phase: 'background' }), entry({ is_planned: true }), entry({ phase: 'undated' }), entry({ phase: 'aftermath' })];
    expect([...bySection(all).values()].flat()).toHaveLength(all.length);
  });
});

describe('rows', () => {
  it('a gap stands before what follows it', () => {
    const lines = entryLines([entry({}), entry({ earliest_ms: 5 * HOUR, latest_ms: 6 * HOUR })], [gap(1, 5)], atFirst);
    expect(kinds(lines)).toEqual(['entry', 'gap', 'entry']);
  });
  it('sections have heads; folded ones have nothing else', () => {
    const lines = entryLines([entry({ phase: 'background' }), entry({}), entry({ phase: 'undated' })], [], atFirst);
    expect(kinds(lines)).toEqual(['background +', 'entry', 'undated -', 'entry']);
  });
  it('lanes: once in each account, what is out of sight is not drawn, the undated apart', () => {
    const all = [entry({ accounts: [1, 2] }), entry({ accounts: [2], earliest_ms: 90 * HOUR, latest_ms: 91 * HOUR }), entry({ phase: 'undated', accounts: [1] }), entry({ is_planned: true })];
    const lines = laneLines(all, [gap(2, 4)], atFirst, ['1', '2'], ({ accounts }) => accounts.map(String), { stretch: { from: 0, to: 10 * HOUR }, width: 500, words: 80 });
    expect(kinds(lines)).toEqual(['gaps', 'lane', 'lane', 'planned -', 'lane', 'undated -', 'entry']);
    expect(lines.flatMap((line) => (line.kind === 'lane' ? line.bars.map(({ item }) => item.id) : []))).toEqual([all[0]?.id, all[0]?.id, all[3]?.id]);
  });
  it('what lies over each other takes two rows of a lane', () => {
    const lines = laneLines([entry({ place: 'Quay' }), entry({ place: 'Quay' })], [], atFirst, ['Quay'], ({ place }) => (place === null ? [] : [place]), { stretch: { from: 0, to: HOUR }, width: 500, words: 80 });
    expect(lines.map((line) => line.kind === 'lane' && line.isFirst)).toEqual([true, false]);
  });
  it('follows the axis only when nothing in sight is on it', () => {
    const lines = entryLines([0, 1, 2, 3].map((at) => entry({ earliest_ms: at * 10 * HOUR, latest_ms: (at * 10 + 1) * HOUR })), [], atFirst);
    expect(nearest(lines, [0, 2], { from: 29 * HOUR, to: 40 * HOUR })).toBe(3);
    expect(nearest(lines, [2, 4], { from: 29 * HOUR, to: 40 * HOUR })).toBeNull();
    expect(nearest(lines, [0, 2], { from: 90 * HOUR, to: 99 * HOUR })).toBeNull();
  });
});

it('filters by words, place, account and state together', () => {
  const one = entry({ place: 'Quay', accounts: [1, 3], is_disputed: true, when: '4 January' });
  const none = { q: null, place: null, account: null, only: null };
  expect(fits(one, { ...none, q: 'GATES january', place: 'Quay', account: 3, only: 'disputed' })).toBe(true);
  expect(fits(one, { ...none, account: 2 })).toBe(false);
  expect(fits(one, { ...none, only: 'unordered' })).toBe(false);
  expect(fits(one, { ...none, only: 'several' })).toBe(true);
  expect(fits(one, { ...none, q: 'gates mill' })).toBe(false);
});
