/** Bars on as few rows as they fit on without lying over each other. */

export interface Placed<T> { item: T; x1: number; x2: number }

/**
 * Rows of bars, in the order they begin. `ends` gives where a bar begins and ends in pixels, with the words beside it;
 * `gap` pixels stay free between two bars of a row.
 */
export function packed<T>(items: readonly T[], ends: (item: T) => readonly [x1: number, x2: number], gap = 6): Placed<T>[][] {
  const placed = items.map((item) => { const [x1, x2] = ends(item); return { item, x1, x2 }; });
  placed.sort((a, b) => a.x1 - b.x1 || b.x2 - a.x2);
  const rows: Placed<T>[][] = [];
  const reached: number[] = [];
  for (const one of placed) {
    const free = reached.findIndex((x) => x + gap <= one.x1);
    const at = free < 0 ? rows.length : free;
    (rows[at] ??= []).push(one);
    reached[at] = one.x2;
  }
  return rows;
}

/** Items by a name that each may have several of or none; names in the order given, the nameless last (null). */
export function byLane<T>(items: readonly T[], names: readonly string[], namesOf: (item: T) => readonly string[]): [name: string | null, items: T[]][] {
  const lanes = new Map<string | null, T[]>(names.map((name) => [name, []]));
  for (const item of items) {
    const own = namesOf(item);
    for (const name of own.length === 0 ? [null] : own) {
      const lane = lanes.get(name);
      if (lane === undefined) lanes.set(name, [item]); else lane.push(item);
    }
  }
  return [...lanes].filter(([, all]) => all.length > 0).sort(([a], [b]) => Number(a === null) - Number(b === null));
}
