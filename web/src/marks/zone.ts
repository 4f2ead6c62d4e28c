/** Instants as the clocks of a zone (IANA) show them, and back: by the history of the zone, never by a fixed offset. */

export interface Wall { year: number; month: number; day: number; hour: number; minute: number }

const formats = new Map<string, Intl.DateTimeFormat>();

/** A zone that the browser knows; UTC where it does not. */
export function knownZone(zone: string | null | undefined): string {
  if (zone == null || zone === '') return 'UTC';
  try { formatOf(zone); return zone; } catch { return 'UTC'; }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let found = formats.get(zone);
  if (found === undefined) {
    found = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { timeZone: zone, era: 'short', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' });
    formats.set(zone, found);
  }
  return found;
}

/** Milliseconds by which the clocks of the zone are ahead of UTC at an instant. */
export function offsetAt(at: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const parts: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) parts[type] = value;
  const number = (name: string): number => Number(parts[name] ?? 0);
  const year = parts['era'] === 'B' || parts['era'] === 'BC' ? 1 - number('year') : number('year');
  const shown = utc({ year, month: number('month'), day: number('day'), hour: number('hour'), minute: number('minute') }) + number('second') * 1_000;
  return shown - Math.floor(at / 1_000) * 1_000;
}

/** As `Date.UTC`, for every year. */
function utc({ year, month, day, hour, minute }: Wall): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute);
  return date.getTime();
}

export function wallAt(at: number, zone: string): Wall {
  const shown = new Date(at + offsetAt(at, zone));
  return { year: shown.getUTCFullYear(), month: shown.getUTCMonth() + 1, day: shown.getUTCDate(), hour: shown.getUTCHours(), minute: shown.getUTCMinutes() };
}

/** The instant at which the clocks show this; fields beyond their range carry over, as in `Date`. */
export function instantOf(wall: Wall, zone: string): number {
  const shown = utc(wall);
  const guess = shown - offsetAt(shown, zone);
  return shown - offsetAt(guess, zone);
}
