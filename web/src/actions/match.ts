/** Which commands fit what was typed: all words must occur in one of the texts; those that begin with them come first. */
export function ranked<T>(all: readonly T[], typed: string, texts: (item: T) => readonly string[]): T[] {
  const words = plain(typed).split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return [...all];
  const scored = all.map((item) => ({ item, score: Math.max(...texts(item).map((text) => score(plain(text), words))) }));
  return scored.filter((found) => found.score > 0).sort((a, b) => b.score - a.score).map(({ item }) => item);
}

function plain(text: string): string { return text.toLowerCase().replaceAll('ё', 'е'); }

function score(text: string, words: readonly string[]): number {
  const parts = text.split(/[\s:,(]+/);
  let sum = 0;
  for (const word of words) {
    if (text.startsWith(word)) sum += 4;
    else if (parts.some((part) => part.startsWith(word))) sum += 2;
    else if (text.includes(word)) sum += 1;
    else return 0;
  }
  return sum;
}
