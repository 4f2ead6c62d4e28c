import { describe, expect, it } from 'vitest';
import { deedsSince, movedSince, visited, type Seen } from './visit.ts';

const seen = (seq: number, at: string, findings = 3): Seen => ({ seq, at, counts: { findings, accounts: 2 } });

describe('a visit', () => {
  it('tells nothing the first time', () => { expect(visited(null, seen(4, '2031-03-04T10:00:00Z')).before).toBeNull(); });
  it('goes on for whoever was away for minutes only', () => {
    const first = visited(null, seen(4, '2031-03-04T10:00:00Z'));
    expect(visited(first, seen(6, '2031-03-04T10:20:00Z'))).toEqual({ before: null, last: seen(6, '2031-03-04T10:20:00Z') });
  });
  it('begins anew after longer, and tells since the end of the last one', () => {
    const last = visited(visited(null, seen(4, '2031-03-04T10:00:00Z')), seen(6, '2031-03-04T10:20:00Z'));
    const next = visited(last, seen(9, '2031-03-05T09:00:00Z'));
    expect(next.before?.seq).toBe(6);
    expect(visited(next, seen(10, '2031-03-05T09:05:00Z')).before?.seq).toBe(6);
  });
});

describe('what changed', () => {
  const before = seen(6, '2031-03-04T10:20:00Z');
  it('is counted by what was done and by whom', () => {
    const entries = [{ seq: 5, verb: 'original.add', who: 'Ilka' }, { seq: 7, verb: 'decision.add', who: 'Ilka' }, { seq: 8, verb: 'decision.add', who: null }, { seq: 9, verb: 'decision.add', who: 'Ilka' }];
    expect(deedsSince(entries, before)).toEqual([{ verb: 'decision.add', who: 'Ilka', count: 2 }, { verb: 'decision.add', who: null, count: 1 }]);
  });
  it('names the counts that moved, and no others', () => { expect(movedSince({ findings: 5, accounts: 2, times: 7 }, before)).toEqual([{ name: 'findings', from: 3, to: 5 }]); });
});
