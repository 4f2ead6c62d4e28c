/** Figures over time: where each stands, in pixels. Pure; the drawing is `FigureSteps.svelte`. */
import { extent, padded, xOf, type Stretch } from './scale.ts';

export interface Given {
  key: string;
  /** Whose figures are joined by steps. */
  speaker: string;
  low: number;
  /** null: open above. */
  high: number | null;
  /** As of when; milliseconds, null: not known on that side. */
  earliest: number | null;
  latest: number | null;
  /** Figures of one root go back to one telling. */
  root: string;
}

export type Scaling = 'linear' | 'log';
export type Spacing = 'time' | 'order';

export interface Scale { y: (value: number) => number; ticks: number[] }

export interface Mark {
  key: string;
  x: number;
  /** Its figure; with a range its lower end, "at most" its upper one. */
  y: number;
  yLow: number;
  /** null: open above. */
  yHigh: number | null;
  /** From when to when it can have been so; null where that is not drawn. */
  x1: number | null;
  x2: number | null;
  /** Another figure of its root was there before. */
  isRepeat: boolean;
}

export interface Layout {
  marks: Mark[];
  /** Steps of those who give several figures, as paths. */
  steps: { speaker: string; d: string }[];
  /** Of the time axis; null where figures stand in their order. */
  stretch: Stretch | null;
  /** Where those begin that have no time, or in order those whose beginning is not known; null: there are none. */
  undatedFrom: number | null;
}

/** So many times the least makes small figures unreadable on even steps. */
const LOG_FROM = 20;

export function scalingFor(values: readonly number[]): Scaling {
  const positive = values.filter((value) => value > 0);
  return positive.length > 1 && Math.max(...positive) / Math.min(...positive) >= LOG_FROM ? 'log' : 'linear';
}

/** The numbers that decide the scale. */
export function valuesOf(given: readonly Given[], bounds: readonly (number | null)[] = []): number[] {
  return [...given.flatMap(({ low, high }) => (high === null ? [low] : low === 0 ? [high] : [low, high])), ...bounds.filter((bound) => bound !== null)];
}

const ZERO_IN_LOG = 0.7;

/** From `bottom` to `top` in pixels; a linear scale begins at nothing. */
export function scaleOf(values: readonly number[], scaling: Scaling, top: number, bottom: number): Scale {
  const most = Math.max(1, ...values);
  if (scaling === 'linear') {
    const step = niceStep(most / 4);
    const end = Math.max(step, Math.ceil((most * 1.04) / step) * step);
    return { y: (value) => bottom - (value / end) * (bottom - top), ticks: Array.from({ length: Math.round(end / step) + 1 }, (_, n) => n * step) };
  }
  const least = Math.max(ZERO_IN_LOG, Math.min(...values.filter((value) => value > 0), most));
  const [from, to] = [Math.log10(least / 1.25), Math.log10(most * 1.25)];
  const ticks: number[] = [];
  for (let power = Math.floor(from); power <= to; power += 1) for (const by of to - from > 3 ? [1] : [1, 2, 5]) ticks.push(by * 10 ** power);
  return {
    y: (value) => Math.min(bottom, bottom - ((Math.log10(Math.max(value, ZERO_IN_LOG)) - from) / (to - from)) * (bottom - top)),
    ticks: ticks.filter((tick) => tick >= 1 && Math.log10(tick) >= from && Math.log10(tick) <= to),
  };
}

/** 1, 2, 5, 10, 20 …: whole, for things that are counted. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return ([1, 2, 5, 10].find((by) => by * power >= least) ?? 10) * power;
}

const moment = ({ earliest, latest }: Given): number | null => (earliest === null ? latest : latest === null ? earliest : (earliest + latest) / 2);

/** In their order, the timeless last. */
export function inOrder(given: readonly Given[]): Given[] {
  return given.map((one, at) => ({ one, at })).sort((a, b) => (moment(a.one) ?? Infinity) - (moment(b.one) ?? Infinity) || a.at - b.at).map(({ one }) => one);
}

/** In their order where on an axis of time most would lie over each other. */
export function spacingFor(given: readonly Given[], width: number): Spacing {
  const LEAST = 20;
  const times = given.map(moment).filter((at) => at !== null).sort((a, b) => a - b);
  const whole = extent(given);
  if (whole === null || times.length < 2) return 'order';
  const x = times.map((at) => xOf(at, padded(whole), width));
  const crowded = x.filter((at, n) => n > 0 && at - (x[n - 1] ?? 0) < LEAST).length;
  return crowded * 2 >= x.length ? 'order' : 'time';
}

export function layoutOf(given: readonly Given[], spacing: Spacing, width: number, scale: Scale): Layout {
  const whole = extent(given);
  const stretch = spacing === 'time' && whole !== null ? padded(whole, 0.06) : null;
  const isLast = (one: Given): boolean => (stretch === null ? one.earliest === null : moment(one) === null);
  const all = stretch === null ? given : inOrder(given);
  const ordered = [...all.filter((one) => !isLast(one)), ...all.filter(isLast)];
  const last = ordered.filter(isLast).length;
  // Those without a time stand in a band of their own at the end.
  const column = stretch === null ? width / Math.max(1, ordered.length) : BAND_COLUMN;
  const room = Math.max(1, width - column * last);
  const roots = new Set<string>();
  const marks = ordered.map((one, at): Mark => {
    const isRepeat = roots.has(one.root);
    roots.add(one.root);
    const when = moment(one);
    const x = stretch === null ? column * (at + 0.5) : when === null ? room + column * (at - (ordered.length - last) + 0.5) : xOf(when, stretch, room);
    const end = (time: number | null): number | null => (stretch === null || time === null ? null : xOf(time, stretch, room));
    return { key: one.key, x, y: scale.y(mainOf(one)), yLow: scale.y(one.low), yHigh: one.high === null ? null : scale.y(one.high), x1: end(one.earliest), x2: end(one.latest), isRepeat };
  });
  if (stretch !== null) spread(marks.slice(0, ordered.length - last), room);
  return { marks, steps: stepsOf(ordered, marks), stretch, undatedFrom: last === 0 ? null : room };
}

const BAND_COLUMN = 26;

function mainOf({ low, high }: Given): number { return low === 0 && high !== null ? high : low; }

/** Marks that would lie over each other stand side by side. */
function spread(marks: readonly Mark[], width: number): void {
  const APART = 15;
  const done: Mark[] = [];
  for (const mark of [...marks].sort((a, b) => a.x - b.x)) {
    for (const other of done) if (Math.abs(other.y - mark.y) < APART && mark.x - other.x < APART) mark.x = other.x + APART;
    done.push(mark);
  }
  const over = Math.max(0, ...done.map(({ x }) => x - width + APART / 2));
  if (over > 0) for (const mark of done) if (mark.x + over > width) mark.x -= over;
}

/**
 * A figure stands until its speaker gives the next; after the last nothing is drawn. Where nothing says which of two came
 * first, they are not joined.
 */
function stepsOf(ordered: readonly Given[], marks: readonly Mark[]): { speaker: string; d: string }[] {
  const bySpeaker = new Map<string, { d: string; joined: number; latest: number | null }>();
  ordered.forEach((one, at) => {
    const mark = marks[at];
    if (mark === undefined || one.earliest === null) return;
    const before = bySpeaker.get(one.speaker);
    const [x, y] = [round(mark.x), round(mark.y)];
    const follows = before !== undefined && before.latest !== null && before.latest <= one.earliest;
    bySpeaker.set(one.speaker, { d: `${before?.d ?? ''}${follows ? `H${x}V${y}` : `M${x} ${y}`}`, joined: (before?.joined ?? 0) + Number(follows), latest: one.latest });
  });
  return [...bySpeaker].filter(([, { joined }]) => joined > 0).map(([speaker, { d }]) => ({ speaker, d }));
}

function round(value: number): number { return Math.round(value * 10) / 10; }
