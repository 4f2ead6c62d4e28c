/** Who bears which pseudonym in the report. Kept for this tab and this case alone: neither in the address nor in the case. */

export interface Renaming { name: string; pseudonym: string }

const KEY = 'recount-pseudonyms';

function stored(dir: string): Renaming[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    const { dir: of, rows } = (found ?? {}) as { dir?: unknown; rows?: unknown };
    return of === dir && Array.isArray(rows) ? rows.map(({ name, pseudonym }) => ({ name: String(name), pseudonym: String(pseudonym) })) : [];
  } catch { return []; }
}

class Renamed {
  rows = $state.raw<readonly Renaming[]>([]);
  #dir: string | null = null;

  /** Of the case that is open. */
  of(dir: string): void {
    if (dir === this.#dir) return;
    this.#dir = dir;
    this.rows = stored(dir);
  }

  set(rows: readonly Renaming[]): void {
    this.rows = rows;
    sessionStorage.setItem(KEY, JSON.stringify({ dir: this.#dir, rows }));
  }

  /** As the server takes them: those that are filled in. */
  get names(): Record<string, string> {
    return Object.fromEntries(this.rows.map(({ name, pseudonym }) => [name.trim(), pseudonym.trim()]).filter(([name, pseudonym]) => name !== '' && pseudonym !== ''));
  }
}

export const renamed = new Renamed();
