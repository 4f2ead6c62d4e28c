/** What stands under what in the picture: pure, so that it can be tested. */
import { byLane, packed, type Placed } from '../../marks/lanes.ts';
import { isSeen, xOf, type Range, type Stretch } from '../../marks/scale.ts';
import type { EntryRow, GapRow } from './types.ts';

export const sections = ['background', 'core', 'planned', 'aftermath', 'undated'] as const;
export type Section = (typeof sections)[number];
export const laneKinds = ['none', 'place', 'account'] as const;
export type LaneKind = (typeof laneKinds)[number];

/** Folded until asked for: what came long before and after. */
const FOLDED_AT_FIRST: ReadonlySet<Section> = new Set<Section>(['background', 'aftermath']);

export type Line =
  | { kind: 'head'; key: string; section: Section; count: number; isOpen: boolean }
  | { kind: 'entry'; key: string; entry: EntryRow }
  | { kind: 'gap'; key: string; gap: GapRow }
  | { kind: 'lane'; key: string; name: string | null; isFirst: boolean; count: number; bars: Placed<EntryRow>[] }
  | { kind: 'gaps'; key: string; gaps: GapRow[] };

export interface Filter { q: string | null; place: string | null; account: number | null; only: string | null }

export function rangeOf({ earliest_ms, latest_ms }: EntryRow): Range { return { earliest: earliest_ms, latest: latest_ms }; }

export function sectionOf({ phase, is_planned, earliest_ms, latest_ms }: EntryRow): Section {
  if (phase === 'undated' || (earliest_ms === null && latest_ms === null)) return 'undated';
  return is_planned ? 'planned' : phase;
}

export function fits(entry: EntryRow, { q, place, account, only }: Filter): boolean {
  const words = q?.toLowerCase().split(/\s+/).filter((word) => word !== '') ?? [];
  const text = `${entry.title} ${entry.when} ${entry.place ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word)) && (place === null || entry.place === place) && (account === null || entry.accounts.includes(account))
    && (only === null || (only === 'disputed' && entry.is_disputed) || (only === 'unordered' && entry.is_unordered) || (only === 'several' && entry.accounts.length > 1));
}

/** Which sections are open: `changed` names those that are not as at first. */
export function openSections(changed: string | null): ReadonlySet<Section> {
  const other = new Set((changed ?? '').split('.'));
  return new Set(sections.filter((section) => FOLDED_AT_FIRST.has(section) === other.has(section)));
}

export function toggledSection(changed: string | null, section: Section): string {
  const other = new Set((changed ?? '').split('.').filter((name) => name !== ''));
  if (!other.delete(section)) other.add(section);
  return [...other].sort().join('.');
}

/** Entries by section, each in the order of the server: the order that is known. */
export function bySection(entries: readonly EntryRow[]): ReadonlyMap<Section, EntryRow[]> {
  const found = new Map<Section, EntryRow[]>(sections.map((section) => [section, []]));
  for (const entry of entries) found.get(sectionOf(entry))?.push(entry);
  return found;
}

/** One row for each entry; what nobody tells of stands where it would be told. */
export function entryLines(entries: readonly EntryRow[], gaps: readonly GapRow[], open: ReadonlySet<Section>): Line[] {
  const parts = bySection(entries);
  return sections.flatMap((section) => {
    const own = parts.get(section) ?? [];
    if (own.length === 0) return [];
    const lines = section === 'core' ? withGaps(own, gaps) : own.map(entryLine);
    return [...headOf(section, own.length, open), ...(open.has(section) ? lines : [])];
  });
}

/** The core needs no heading: it is the picture. */
function headOf(section: Section, count: number, open: ReadonlySet<Section>): Line[] {
  return section === 'core' ? [] : [{ kind: 'head', key: `head ${section}`, section, count, isOpen: open.has(section) }];
}

function entryLine(entry: EntryRow): Line { return { kind: 'entry', key: entry.id, entry }; }

function withGaps(entries: readonly EntryRow[], gaps: readonly GapRow[]): Line[] {
  const left = [...gaps].sort((a, b) => a.from_ms - b.from_ms);
  const lines: Line[] = [];
  for (const entry of entries) {
    for (let gap = left[0]; gap !== undefined && entry.earliest_ms !== null && gap.to_ms <= entry.earliest_ms; gap = left[0]) {
      lines.push(gapLine(gap));
      left.shift();
    }
    lines.push(entryLine(entry));
  }
  return [...lines, ...left.map(gapLine)];
}

function gapLine(gap: GapRow): Line { return { kind: 'gap', key: `gap ${gap.from_ms}`, gap }; }

export interface Space { stretch: Stretch; width: number; /** Pixels that the words beside a bar take. */ words: number }

/** Pixels where the bar of an entry ends, and with an open side where its picture does. */
export function endsOf(entry: EntryRow, { stretch, width }: Space): [x1: number | null, x2: number | null] {
  const x = (at: number | null): number | null => (at === null ? null : xOf(at, stretch, width));
  return [x(entry.earliest_ms), x(entry.latest_ms)];
}

/** Bars of places or accounts on as few rows as hold them, of what lies in sight; below them the folded and the undated. */
export function laneLines(entries: readonly EntryRow[], gaps: readonly GapRow[], open: ReadonlySet<Section>, names: readonly string[], namesOf: (entry: EntryRow) => readonly string[], space: Space): Line[] {
  const parts = bySection(entries);
  const told = (['background', 'core', 'aftermath'] as const).filter((section) => open.has(section)).flatMap((section) => parts.get(section) ?? []);
  const seen = (all: readonly EntryRow[]): EntryRow[] => all.filter((entry) => isSeen(rangeOf(entry), space.stretch));
  const gapsSeen = gaps.filter(({ from_ms, to_ms }) => from_ms <= space.stretch.to && to_ms >= space.stretch.from);
  const lanes = byLane(seen(told), names, namesOf).flatMap(([name, all]) => rowsOf(`lane ${name ?? ''}`, name, all, space));
  const planned = parts.get('planned') ?? [];
  const undated = parts.get('undated') ?? [];
  return [
    ...(gapsSeen.length === 0 ? [] : [{ kind: 'gaps', key: 'gaps', gaps: gapsSeen } as const]), ...lanes,
    ...(['background', 'aftermath'] as const).flatMap((section) => { const all = parts.get(section) ?? []; return all.length === 0 ? [] : headOf(section, all.length, open); }),
    ...(planned.length === 0 ? [] : [...headOf('planned', planned.length, open), ...(open.has('planned') ? rowsOf('planned', null, seen(planned), space, false) : [])]),
    ...(undated.length === 0 ? [] : [...headOf('undated', undated.length, open), ...(open.has('undated') ? undated.map(entryLine) : [])]),
  ];
}

function rowsOf(key: string, name: string | null, entries: readonly EntryRow[], space: Space, isNamed = true): Line[] {
  const ends = (entry: EntryRow): [number, number] => {
    const [x1, x2] = endsOf(entry, space);
    // Where the words would stick out of the picture, they end with it.
    const left = Math.max(0, Math.min(x1 ?? 0, space.width - space.words));
    return [left, Math.max(Math.min(space.width, x2 ?? space.width), left + space.words)];
  };
  return packed(entries, ends).map((bars, at) => ({ kind: 'lane', key: `${key} ${at}`, name, isFirst: isNamed && at === 0, count: entries.length, bars }));
}

/** The place of the first row of which something is in sight, if none of those shown is; null: stay. */
export function nearest(lines: readonly Line[], shown: readonly [from: number, to: number], stretch: Stretch): number | null {
  const isIn = (line: Line | undefined): boolean => line?.kind === 'entry' && isSeen(rangeOf(line.entry), stretch) && (line.entry.earliest_ms ?? -Infinity) >= stretch.from;
  for (let at = shown[0]; at < shown[1]; at += 1) if (isIn(lines[at])) return null;
  const found = lines.findIndex(isIn);
  return found < 0 ? null : found;
}
