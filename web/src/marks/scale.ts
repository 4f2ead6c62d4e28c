/** Time to pixels and back, and how a stretch of time is zoomed and moved. Times are milliseconds since 1970. */

export interface Stretch { from: number; to: number }

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const YEAR = 365.25 * DAY;

export const SHORTEST = 5 * MINUTE;
export const LONGEST = 2_000 * YEAR;
/** Where `Date` ends. */
const EDGE = 8.6e15;

/** Pixels from the left edge of a picture that is `width` wide. */
export function xOf(at: number, { from, to }: Stretch, width: number): number { return ((at - from) / (to - from)) * width; }

export function timeAt(x: number, { from, to }: Stretch, width: number): number { return from + (x / Math.max(1, width)) * (to - from); }

/** No shorter, no longer and no further away than can be drawn. */
export function limited({ from, to }: Stretch): Stretch {
  const span = Math.min(LONGEST, Math.max(SHORTEST, to - from));
  const middle = Math.min(EDGE - span, Math.max(-EDGE + span, (from + to) / 2));
  return { from: Math.round(middle - span / 2), to: Math.round(middle + span / 2) };
}

/** By a factor below 1 nearer, above 1 further; the moment `at` stays where it is. */
export function zoomed({ from, to }: Stretch, factor: number, at = (from + to) / 2): Stretch {
  const span = Math.min(LONGEST, Math.max(SHORTEST, (to - from) * factor));
  const share = (at - from) / (to - from);
  return limited({ from: at - share * span, to: at + (1 - share) * span });
}

/** By a share of its own length: -0.5 half a picture earlier. */
export function moved({ from, to }: Stretch, share: number): Stretch {
  const by = (to - from) * share;
  return limited({ from: from + by, to: to + by });
}

/** As long as said, around the same middle. */
export function spanning({ from, to }: Stretch, span: number, middle = (from + to) / 2): Stretch {
  return limited({ from: middle - span / 2, to: middle + span / 2 });
}

/** With some room on both sides. */
export function padded({ from, to }: Stretch, share = 0.04): Stretch {
  const room = Math.max((to - from) * share, SHORTEST / 2);
  return limited({ from: from - room, to: to + room });
}

export interface Range { earliest: number | null; latest: number | null }

/** True if any moment of a range, which may be open on either side, lies in the stretch. */
export function isSeen({ earliest, latest }: Range, { from, to }: Stretch): boolean {
  if (earliest === null && latest === null) return false;
  return (earliest ?? -Infinity) <= to && (latest ?? Infinity) >= from;
}

/** The stretch moved, and made longer if need be, so that the ends that a range has lie in it. */
export function revealing(range: Range, stretch: Stretch): Stretch {
  const from = range.earliest ?? range.latest;
  const to = range.latest ?? range.earliest;
  if (from === null || to === null) return stretch;
  if (from <= stretch.to && to >= stretch.from) return stretch;
  return spanning(stretch, Math.max(stretch.to - stretch.from, (to - from) * 1.5), (from + to) / 2);
}

/** All bounded ranges together; null when there is none. */
export function extent(ranges: readonly Range[]): Stretch | null {
  let [from, to] = [Infinity, -Infinity];
  for (const { earliest, latest } of ranges) {
    const [low, high] = [earliest ?? latest, latest ?? earliest];
    if (low === null || high === null) continue;
    from = Math.min(from, low);
    to = Math.max(to, high);
  }
  return from > to ? null : { from, to };
}
