/** What a table is made of, and the pure parts of `Table.svelte`. */

export interface Column<Row> {
  key: string;
  label: string;
  /** A track of a CSS grid: `6rem`, `minmax(12rem, 1fr)`. */
  track: string;
  /** What the cell says: shown unless the table draws cells itself, sorted by and copied in any case. */
  text: (row: Row) => string;
  /** Another order than that of the words. */
  order?: (row: Row) => number | string | null;
  isNumber?: boolean;
  isSortable?: boolean;
  /** What stands at its head where it is copied: the name by which a table that comes back is understood. */
  head?: string;
  /** Copied with the others, but not shown. */
  isHidden?: boolean;
}

export interface Sort { key: string; isDown: boolean }

/** Rows in the order of a column; rows that have nothing there come last, equal ones keep their order. */
export function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: Sort | null, language: string): Row[] {
  const column = columns.find(({ key }) => key === sort?.key);
  if (sort === null || column === undefined) return [...rows];
  const words = new Intl.Collator(language, { numeric: true });
  const value = column.order ?? column.text;
  const sign = sort.isDown ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (isNothing(x) || isNothing(y)) return Number(isNothing(x)) - Number(isNothing(y));
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : words.compare(String(x), String(y)));
  });
}

function isNothing(value: number | string | null): value is null | '' { return value === null || value === ''; }

/**
 * Rows for a spreadsheet: tab-separated, with the labels of the columns on top. Cells that a spreadsheet would take for a
 * formula get an apostrophe before them.
 */
export function tsv<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const lines = [columns.map(headOf), ...rows.map((row) => columns.map(({ text }) => text(row)))];
  return lines.map((cells) => cells.map(cell).join('\t')).join('\n');
}

/** Names at which a table that comes back is listened to. */
const HEARD = new Set(['id', 'decision', 'why', 'edtf', 'group', 'measure', 'place', 'speaker', 'value']);

/** A label that is such a name by chance, over words that are for reading, gets a star. */
function headOf<Row>({ head, label }: Column<Row>): string { return head ?? (HEARD.has(label.trim().toLowerCase()) ? `${label} *` : label); }

/** What makes a copied row one that can be brought back: its decision to be changed, a reason to be written, its id. */
export function returning<Row>({ id, decision, why, of }: { id: string; decision: string; why: string; of: (row: Row) => { id: string; verdict: string | null } }): Column<Row>[] {
  const hidden = (head: string, label: string, text: (row: Row) => string): Column<Row> => ({ key: head, head, label, track: '0', text, isHidden: true });
  return [hidden('decision', decision, (row) => of(row).verdict ?? ''), hidden('why', why, () => ''), hidden('id', id, (row) => of(row).id)];
}

function harmless(text: string): string { return /^[=+@\t\r]|^-(?![\d.,\s]*$)/.test(text) ? `'${text}` : text; }

function cell(text: string): string {
  const safe = harmless(text);
  return /["\t\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The same as a file: commas, every cell in quotation marks, and a mark at the beginning by which spreadsheets know the letters. */
export function csv<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const lines = [columns.map(headOf), ...rows.map((row) => columns.map(({ text }) => harmless(text(row))))];
  return `\ufeff${lines.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`;
}

/** The rows to draw: what is seen and some more on both sides. */
export function windowOf(scrollTop: number, height: number, rowHeight: number, total: number, spare = 12): [from: number, to: number] {
  const from = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
  const to = Math.min(total, Math.ceil((scrollTop + height) / rowHeight) + spare);
  return [from, Math.max(from, to)];
}

/** Where the active cell goes on a key; null: the key means nothing here. */
export function moved(key: string, ctrl: boolean, at: { row: number; column: number }, size: { rows: number; columns: number; page: number }): { row: number; column: number } | null {
  const row = (to: number): { row: number; column: number } => ({ row: Math.max(0, Math.min(size.rows - 1, to)), column: at.column });
  const column = (to: number): { row: number; column: number } => ({ row: Math.max(0, at.row), column: Math.max(0, Math.min(size.columns - 1, to)) });
  switch (key) {
    case 'ArrowDown': return row(at.row + 1);
    case 'ArrowUp': return row(at.row - 1);
    case 'PageDown': return row(at.row + size.page);
    case 'PageUp': return row(at.row - size.page);
    case 'ArrowRight': return column(at.column + 1);
    case 'ArrowLeft': return column(at.column - 1);
    case 'Home': return ctrl ? row(0) : column(0);
    case 'End': return ctrl ? row(size.rows - 1) : column(size.columns - 1);
    default: return null;
  }
}
