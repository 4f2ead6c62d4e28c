/** What was there when somebody was last here: kept on this machine, by case, so that the first page can tell what has changed. */

export interface Seen {
  /** The number of the last entry of the custody log. */
  seq: number;
  counts: Readonly<Record<string, number>>;
  at: string;
}

/** `before`: as it was when the visit before this one ended; `last`: as it is in this one. */
export interface Visit { before: Seen | null; last: Seen }

/** Who comes back sooner has not been away. */
export const AWAY_MS = 30 * 60_000;
const KEY = 'recount-visits';

/** The visit that goes on, or the next one. */
export function visited(kept: Visit | null, now: Seen): Visit {
  if (kept === null) return { before: null, last: now };
  const wasAway = Date.parse(now.at) - Date.parse(kept.last.at) >= AWAY_MS;
  return { before: wasAway ? kept.last : kept.before, last: now };
}

export interface Entry { seq: number; verb: string; who: string | null }
export interface Deed { verb: string; who: string | null; count: number }

/** What was done since, by what and by whom, the most frequent first. */
export function deedsSince(entries: readonly Entry[], before: Seen): Deed[] {
  const found = new Map<string, Deed>();
  for (const { seq, verb, who } of entries) {
    if (seq <= before.seq) continue;
    const key = `${verb}\n${who ?? ''}`;
    const deed = found.get(key) ?? { verb, who, count: 0 };
    found.set(key, { ...deed, count: deed.count + 1 });
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

/** The counts that are others now. */
export function movedSince(counts: Readonly<Record<string, number>>, before: Seen): { name: string; from: number; to: number }[] {
  return Object.entries(counts).flatMap(([name, to]) => { const from = before.counts[name]; return from === undefined || from === to ? [] : [{ name, from, to }]; });
}

type All = Record<string, Visit>;

function read(): All {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof found === 'object' && found !== null ? (found as All) : {};
  } catch { return {}; }
}

/** Notes that somebody is here, and tells since when what is there counts as new. */
export function visit(caseKey: string, now: Seen): Visit {
  const all = read();
  const next = visited(all[caseKey] ?? null, now);
  try { localStorage.setItem(KEY, JSON.stringify({ ...all, [caseKey]: next })); } catch { /* no room: the next visit tells of an older one */ }
  return next;
}
