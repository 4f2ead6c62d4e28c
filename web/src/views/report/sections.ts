/** Which parts of the report are wanted, in which order. The accounts that are cited and the method always come last. */

export const SECTIONS = ['findings', 'questions', 'chronicle', 'lineage', 'voices', 'people'] as const;
export const LAST = ['accounts', 'method'] as const;
export type Section = (typeof SECTIONS)[number];

export interface Choice { section: Section; isWanted: boolean }

const isSection = (text: string): text is Section => (SECTIONS as readonly string[]).includes(text);

/** From the address: `questions,findings,-people`; what it does not name follows as it usually stands, and is wanted. */
export function parseChoices(text: string | null): Choice[] {
  const named = (text ?? '').split(',').flatMap((part): Choice[] => {
    const section = part.replace(/^-/, '');
    return isSection(section) ? [{ section, isWanted: !part.startsWith('-') }] : [];
  });
  const first = named.filter(({ section }, at) => named.findIndex((one) => one.section === section) === at);
  return [...first, ...SECTIONS.filter((section) => !first.some((one) => one.section === section)).map((section) => ({ section, isWanted: true }))];
}

/** Nothing when all stand as usual. */
export function formatChoices(choices: readonly Choice[]): string | null {
  const text = choices.map(({ section, isWanted }) => (isWanted ? section : `-${section}`)).join(',');
  return text === SECTIONS.join(',') ? null : text;
}

export function moved(choices: readonly Choice[], at: number, by: number): Choice[] {
  const to = Math.max(0, Math.min(choices.length - 1, at + by));
  const next = [...choices];
  next.splice(to, 0, ...next.splice(at, 1));
  return next;
}

/** As the server takes them: in order, without those that are not wanted. */
export function wanted(choices: readonly Choice[]): string[] {
  const chosen = choices.filter(({ isWanted }) => isWanted).map(({ section }) => section);
  return [...chosen, ...LAST];
}

/** A, B … Z, AA, AB …: for pseudonyms. */
export function letters(at: number): string {
  const rest = Math.floor(at / 26);
  return `${rest === 0 ? '' : letters(rest - 1)}${String.fromCharCode(65 + (at % 26))}`;
}
