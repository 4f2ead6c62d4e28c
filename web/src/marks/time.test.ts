import { describe, expect, it } from 'vitest';
import { byLane, packed } from './lanes.ts';
import { labelsIn, momentIn, zoneWords } from './labels.ts';
import { DAY, extent, HOUR, isSeen, LONGEST, MINUTE, moved, revealing, SHORTEST, timeAt, xOf, zoomed } from './scale.ts';
import { axisOf, stepFor, ticksOf } from './ticks.ts';
import { instantOf, knownZone, offsetAt, wallAt } from './zone.ts';

const day = Date.UTC(2022, 0, 4);
const stretch = { from: day, to: day + DAY };

describe('scale', () => {
  it('goes to pixels and back', () => {
    expect(xOf(day + 6 * HOUR, stretch, 400)).toBe(100);
    expect(timeAt(xOf(day + 7 * HOUR, stretch, 391), stretch, 391)).toBeCloseTo(day + 7 * HOUR);
  });
  it('zooms around a moment that stays in its place', () => {
    const at = day + 6 * HOUR;
    const near = zoomed(stretch, 0.25, at);
    expect(near.to - near.from).toBe(6 * HOUR);
    expect(xOf(at, near, 400)).toBeCloseTo(100);
  });
  it('stops at both ends', () => {
    expect(zoomed(stretch, 1e-9).to - zoomed(stretch, 1e-9).from).toBe(SHORTEST);
    const far = zoomed(stretch, 1e12);
    expect(far.to - far.from).toBeLessThanOrEqual(LONGEST);
    expect(Number.isFinite(new Date(moved(far, 1e9).to).getTime())).toBe(true);
  });
  it('sees open ranges and not the timeless', () => {
    expect(isSeen({ earliest: null, latest: day + HOUR }, stretch)).toBe(true);
    expect(isSeen({ earliest: day + 2 * DAY, latest: null }, stretch)).toBe(false);
    expect(isSeen({ earliest: null, latest: null }, stretch)).toBe(false);
  });
  it('shows what lies elsewhere, and stays where it is otherwise', () => {
    expect(revealing({ earliest: day + HOUR, latest: day + 2 * HOUR }, stretch)).toBe(stretch);
    const shown = revealing({ earliest: day + 9 * DAY, latest: day + 12 * DAY }, stretch);
    expect(shown.from).toBeLessThan(day + 9 * DAY);
    expect(shown.to).toBeGreaterThan(day + 12 * DAY);
  });
  it('takes ranges together', () => {
    expect(extent([{ earliest: null, latest: null }])).toBeNull();
    expect(extent([{ earliest: 5, latest: 9 }, { earliest: null, latest: 20 }])).toEqual({ from: 5, to: 20 });
  });
});

describe('zone', () => {
  it('follows the history of a zone', () => {
    expect(offsetAt(Date.UTC(2022, 0, 4), 'Asia/Almaty')).toBe(6 * HOUR);
    expect(offsetAt(Date.UTC(2025, 0, 4), 'Asia/Almaty')).toBe(5 * HOUR);
  });
  it('goes to the clock and back, across a change of clocks', () => {
    for (const at of [Date.UTC(2022, 2, 27, 0, 59), Date.UTC(2022, 2, 27, 1, 1), Date.UTC(2022, 6, 1, 12, 30), Date.UTC(1931, 11, 14, 18, 0)]) {
      expect(instantOf(wallAt(at, 'Europe/Berlin'), 'Europe/Berlin')).toBe(at);
    }
  });
  it('takes what it does not know for UTC', () => {
    expect(knownZone('Nowhere/Here')).toBe('UTC');
    expect(knownZone(null)).toBe('UTC');
    expect(knownZone('Asia/Almaty')).toBe('Asia/Almaty');
  });
});

describe('ticks', () => {
  it('takes the finest step there is room for', () => {
    expect(stepFor(stretch, 800)).toEqual({ unit: 'hour', by: 3 });
    expect(stepFor({ from: day, to: day + HOUR }, 800)).toEqual({ unit: 'minute', by: 10 });
    expect(stepFor({ from: day, to: day + 10 * DAY }, 800)).toEqual({ unit: 'day', by: 1 });
    expect(stepFor({ from: 0, to: LONGEST }, 800).unit).toBe('year');
  });
  it('begins days where they begin in the zone', () => {
    const marks = ticksOf(stretch, { unit: 'day', by: 1 }, 'Asia/Almaty');
    expect(marks[0]).toBe(Date.UTC(2022, 0, 3, 18));
    expect(marks.every((at) => wallAt(at, 'Asia/Almaty').hour === 0)).toBe(true);
  });
  it('has a day of 23 hours where clocks change', () => {
    const marks = ticksOf({ from: Date.UTC(2022, 2, 26), to: Date.UTC(2022, 2, 28) }, { unit: 'day', by: 1 }, 'Europe/Berlin');
    expect(marks.map((at, n) => at - (marks[n - 1] ?? at)).filter((length) => length === 23 * HOUR)).toHaveLength(1);
  });
  it('weeks begin on Monday, months on the first', () => {
    const weeks = ticksOf({ from: day, to: day + 30 * DAY }, { unit: 'day', by: 7 }, 'UTC');
    expect(new Set(weeks.map((at) => new Date(at).getUTCDay()))).toEqual(new Set([1]));
    const quarters = ticksOf({ from: day, to: day + 300 * DAY }, { unit: 'month', by: 3 }, 'UTC');
    expect(quarters.map((at) => new Date(at).getUTCMonth())).toEqual([0, 3, 6, 9, 0]);
  });
  it('never stands still and never runs away', () => {
    for (let span = 5 * MINUTE; span < LONGEST; span *= 3) {
      const { ticks } = axisOf({ from: day, to: day + span }, 700, 'Asia/Almaty', labelsIn('en', 'Asia/Almaty'));
      expect(ticks.length).toBeLessThanOrEqual(12);
    }
  });
  it('says the day over the hours', () => {
    const { contexts, ticks } = axisOf(stretch, 800, 'Asia/Almaty', labelsIn('en', 'Asia/Almaty'));
    expect(contexts.map(({ label }) => label)).toEqual(['Tue, Jan 4, 2022', 'Wed, Jan 5, 2022']);
    expect(ticks[0]?.label).toBe('06:00');
  });
});

it('names moments and zones', () => {
  expect(momentIn('ru', 'Asia/Almaty', day)).toContain('06:00');
  expect(zoneWords('Asia/Almaty', day)).toBe('Asia/Almaty (UTC+6)');
  expect(zoneWords('UTC', day)).toBe('UTC');
});

describe('lanes', () => {
  it('puts bars side by side where they fit', () => {
    const rows = packed([[0, 10], [5, 20], [16, 30], [40, 50]] as const, (bar) => bar);
    expect(rows.map((row) => row.map(({ x1 }) => x1))).toEqual([[0, 16, 40], [5]]);
    for (const row of rows) row.slice(1).forEach(({ x1 }, n) => expect(x1).toBeGreaterThan(row[n]?.x2 ?? 0));
  });
  it('gives each name its lane, the nameless the last', () => {
    const lanes = byLane([{ in: ['b', 'a'] }, { in: [] as string[] }, { in: ['a'] }], ['a', 'b', 'c'], (item) => item.in);
    expect(lanes.map(([name, items]) => [name, items.length])).toEqual([['a', 2], ['b', 1], [null, 1]]);
  });
});
