/** Moments on axes in the words of a language and the clocks of a zone. */
import { localesOf, type Language } from '../words/plural.ts';
import type { Label, Unit } from './ticks.ts';

const kept = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, zone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${name}`;
  let found = kept.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(localesOf(language), { timeZone: zone, ...options });
    kept.set(key, found);
  }
  return found;
}

/** Where a browser has no month names in this language, figures say it: not the names of another language. */
function monthStyle(language: Language, style: 'short' | 'long'): 'short' | 'long' | '2-digit' {
  const tried = new Intl.DateTimeFormat(localesOf(language), { month: 'short', timeZone: 'UTC' }).format(0);
  return Intl.DateTimeFormat.supportedLocalesOf(language).length > 0 && !/^M?\d/.test(tried) ? style : '2-digit';
}

export function labelsIn(language: Language, zone: string): Label {
  const short = monthStyle(language, 'short');
  const marks: Record<Unit, Intl.DateTimeFormatOptions> = {
    minute: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, hour: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    day: { day: 'numeric', month: short }, month: { month: short, year: 'numeric' }, year: { year: 'numeric' },
  };
  const contexts: Partial<Record<Unit, Intl.DateTimeFormatOptions>> = { day: { weekday: 'short', day: 'numeric', month: short, year: 'numeric' }, month: { month: monthStyle(language, 'long'), year: 'numeric' } };
  if (short === '2-digit' && contexts.day !== undefined) delete contexts.day.weekday;
  return (unit, at, isContext) => format(language, zone, `${unit}${isContext}`, (isContext ? contexts[unit] : undefined) ?? marks[unit]).format(at);
}

/** "16 Dec 2011, 05:00": a moment in full. */
export function momentIn(language: Language, zone: string, at: number): string {
  return format(language, zone, 'full', { day: 'numeric', month: monthStyle(language, 'short'), year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** The zone as people write it: its name and how far it was from UTC at a moment. */
export function zoneWords(zone: string, at: number): string {
  if (zone === 'UTC') return 'UTC';
  const part = format('en', zone, 'offset', { timeZoneName: 'shortOffset' }).formatToParts(at).find(({ type }) => type === 'timeZoneName');
  return `${zone} (${(part?.value ?? 'UTC').replace('GMT', 'UTC')})`;
}
