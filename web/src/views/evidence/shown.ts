/** How hashes, sizes and the details of a log entry are written. */

/** Enough of a hash to tell originals apart by eye; the whole one is copied. */
export function shortHash(hash: string): string { return hash.length > 16 ? `${hash.slice(0, 8)}…${hash.slice(-4)}` : hash; }

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

export function sizeOf(bytes: number, locale: string | string[]): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1000 && unit < UNITS.length - 1) { value /= 1000; unit += 1; }
  return new Intl.NumberFormat(locale, { style: 'unit', unit: UNITS[unit] ?? 'byte', unitDisplay: unit === 0 ? 'long' : 'short', maximumFractionDigits: unit === 0 || value >= 100 ? 0 : 1 }).format(value);
}

export interface Decided { /** As the server names acts: `reject`, `set value 14`. */ act: string; quote: string; why: string }

/** What a decision in the log says; null: it is none, or cannot be read. */
export function decidedIn({ decision, subject, reason }: Readonly<Record<string, unknown>>): Decided | null {
  const [made, of] = [object(decision), object(subject)];
  if (typeof made?.['act'] !== 'string') return null;
  const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  return { act: [made['act'], text(made['field']), text(made['to'])].filter((part) => part !== '').join(' '), quote: text(of?.['quote']), why: text(reason) };
}

function object(written: unknown): Record<string, unknown> | null {
  try {
    const found: unknown = typeof written === 'string' ? JSON.parse(written) : written;
    return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : null;
  } catch { return null; }
}

/** `bytes 59537 · name a.txt`: what a log entry says, without what is not set. Hashes are shortened; `called` has names for fields. */
export function detailsOf(args: Readonly<Record<string, unknown>>, called: Readonly<Record<string, string>> = {}, before = ''): string {
  const parts = Object.entries(args).flatMap(([key, value]): string[] => {
    const path = before === '' ? key : `${before}.${key}`;
    const name = called[path] ?? path;
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return [];
    if (Array.isArray(value)) return [`${name} ${value.map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one))).join(', ')}`];
    if (typeof value === 'object') { const inner = detailsOf(value as Record<string, unknown>, called, path); return inner === '' ? [] : [inner]; }
    const text = String(value);
    return [`${name} ${/^[0-9a-f]{64}$/.test(text) ? shortHash(text) : text}`];
  });
  return parts.join(' · ');
}
