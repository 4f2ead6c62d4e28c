/** Where an axis of time has its marks: whole minutes, hours, days, months or years of a zone, as dense as there is room. */
import { DAY, HOUR, MINUTE, type Stretch } from './scale.ts';
import { instantOf, wallAt, type Wall } from './zone.ts';

export type Unit = 'minute' | 'hour' | 'day' | 'month' | 'year';
export interface Step { unit: Unit; by: number }

const LENGTH: Record<Unit, number> = { minute: MINUTE, hour: HOUR, day: DAY, month: 30.44 * DAY, year: 365.25 * DAY };
const BY: readonly (readonly [Unit, readonly number[]])[] = [
  ['minute', [1, 2, 5, 10, 15, 30]], ['hour', [1, 2, 3, 6, 12]], ['day', [1, 2, 7, 14]], ['month', [1, 2, 3, 6]], ['year', [1, 2, 5, 10, 20, 50, 100, 200, 500]],
];
const STEPS: readonly Step[] = BY.flatMap(([unit, all]) => all.map((by) => ({ unit, by })));
const MOST = 400;

/** The finest step whose marks stand at least `room` pixels apart. */
export function stepFor({ from, to }: Stretch, width: number, room = 72): Step {
  const perPixel = (to - from) / Math.max(1, width);
  return STEPS.find(({ unit, by }) => LENGTH[unit] * by >= room * perPixel) ?? { unit: 'year', by: 1_000 };
}

/** The instants of the marks, from the last one before the stretch to the first one after it. */
export function ticksOf(stretch: Stretch, step: Step, zone: string): number[] {
  const marks: number[] = [];
  const start = begin(wallAt(stretch.from, zone), step);
  for (let n = 0; n < MOST; n += 1) {
    const at = instantOf(ahead(start, step, n), zone);
    if (at > (marks.at(-1) ?? -Infinity)) marks.push(at);
    if (at > stretch.to) break;
  }
  return marks;
}

/** The clock time at or before `wall` at which a step begins. */
function begin(wall: Wall, { unit, by }: Step): Wall {
  const floor = (value: number): number => Math.floor(value / by) * by;
  switch (unit) {
    case 'minute': return { ...wall, minute: floor(wall.minute) };
    case 'hour': return { ...wall, hour: floor(wall.hour), minute: 0 };
    case 'day': return { ...wall, day: wall.day - daysInto(wall, by), hour: 0, minute: 0 };
    case 'month': return { ...wall, month: floor(wall.month - 1) + 1, day: 1, hour: 0, minute: 0 };
    case 'year': return { year: floor(wall.year), month: 1, day: 1, hour: 0, minute: 0 };
  }
}

/** Days since the step began: weeks begin on Monday. */
function daysInto({ year, month, day }: Wall, by: number): number {
  const FIRST_MONDAY = 4;
  const days = Math.floor(Date.UTC(year, month - 1, day) / DAY) - FIRST_MONDAY;
  return ((days % by) + by) % by;
}

function ahead(wall: Wall, { unit, by }: Step, n: number): Wall { return { ...wall, [unit]: wall[unit] + by * n }; }

/** What stands above the marks, so that each need not say it: the day of an hour, the month of a day. */
export function contextOf({ unit }: Step): Unit | null {
  const above: Record<Unit, Unit | null> = { minute: 'day', hour: 'day', day: 'month', month: 'year', year: null };
  return above[unit];
}

/** What an axis is made of, in pixels; the words are given by `label`. */
export interface Tick { x: number; at: number; label: string }
export interface Axis { step: Step; ticks: Tick[]; contexts: Tick[] }
export type Label = (unit: Unit, at: number, isContext: boolean) => string;

export function axisOf(stretch: Stretch, width: number, zone: string, label: Label): Axis {
  const step = stepFor(stretch, width);
  const x = (at: number): number => ((at - stretch.from) / (stretch.to - stretch.from)) * width;
  const ticks = ticksOf(stretch, step, zone).filter((at) => at >= stretch.from && at <= stretch.to).map((at) => ({ x: x(at), at, label: label(step.unit, at, false) }));
  const above = contextOf(step);
  if (above === null) return { step, ticks, contexts: [] };
  const starts = ticksOf(stretch, { unit: above, by: 1 }, zone).filter((at) => at < stretch.to);
  const contexts = starts.map((at) => ({ x: Math.max(0, x(at)), at, label: label(above, at, true) }));
  // The first one stands at the left edge; where the next begins too soon, the first one makes way.
  const LEAST = 96;
  return { step, ticks, contexts: contexts.filter((context, n) => n > 0 || (contexts[1]?.x ?? Infinity) - context.x >= LEAST) };
}
