/** Which words of a text are forms of the words looked for, for the eye only: what is found is decided by the server. */

export interface Part { text: string; isFound: boolean }

const WORD = /[\p{L}\p{N}]+/gu;
const fold = (word: string): string => word.toLowerCase().replaceAll('ё', 'е');

/** Enough of a word that its other forms begin so as well. */
function beginning(word: string): string {
  const folded = fold(word);
  return folded.length <= 4 ? folded : folded.slice(0, Math.max(4, folded.length - 2));
}

export function partsOf(text: string, query: string): Part[] {
  const wanted = [...query.matchAll(WORD)].map(([word]) => beginning(word));
  const parts: Part[] = [];
  let reached = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!wanted.some((one) => fold(word).startsWith(one))) continue;
    if (index > reached) parts.push({ text: text.slice(reached, index), isFound: false });
    parts.push({ text: word, isFound: true });
    reached = index + word.length;
  }
  if (reached < text.length) parts.push({ text: text.slice(reached), isFound: false });
  return parts;
}

/** The stretch of a long text with the first word found in sight. */
export function excerpt(parts: readonly Part[], most = 260): Part[] {
  const first = parts.findIndex(({ isFound }) => isFound);
  const before = parts.slice(0, Math.max(0, first)).map(({ text }) => text).join('');
  const rest = parts.slice(Math.max(0, first));
  if (before.length <= most / 3) return [...parts];
  const cut = before.slice(before.length - Math.floor(most / 3));
  return [{ text: `…${cut.slice(Math.max(0, cut.search(/\s/)))}`, isFound: false }, ...rest];
}
