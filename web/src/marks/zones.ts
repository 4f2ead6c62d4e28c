/** The zones that a person can choose from. */
import { localesOf, type Language } from '../words/plural.ts';

export interface Zone {
  /** IANA. */
  name: string;
  /** As the language calls it; empty where the browser does not know. */
  called: string;
}

/** The zone of this browser first, then the others by name. */
export function zonesFrom(own: string, known: readonly string[]): string[] {
  const others = [...new Set([...known, 'UTC'])].filter((name) => name !== own);
  return own === '' ? others : [own, ...others];
}

/** "Восточный Казахстан": what a zone is called in a language, so that it is found by that too. */
export function calledIn(language: Language, name: string): string {
  try {
    const parts = new Intl.DateTimeFormat(localesOf(language), { timeZone: name, timeZoneName: 'longGeneric' }).formatToParts(0);
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  } catch { return ''; }
}

export function ownZone(): string { return Intl.DateTimeFormat().resolvedOptions().timeZone; }
