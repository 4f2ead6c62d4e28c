/** What a decision changed, in short lines: "3 findings gone", "floor 14 → 15". */
import type { Bounds, ChangedView } from '../api/types.ts';
import { language, say } from '../words/index.ts';

export function effectOf(changed: ChangedView): string[] {
  const words = say.t.counted;
  const counts: [(n: number) => string, number][] = [
    [words.findingsGone, changed.findings_lost.length], [words.findingsNew, changed.findings_gained.length],
    [words.figuresGone, changed.figures_lost], [words.figuresNew, changed.figures_gained],
    [words.entriesGone, changed.entries_lost.length], [words.entriesNew, changed.entries_gained.length], [words.entriesMoved, changed.entries_moved.length],
  ];
  const lines = [...counts.filter(([, n]) => n > 0).map(([told, n]) => told(n)), ...changed.bounds.flatMap(({ question, before, after }) => boundsOf(question, before, after))];
  return lines.length === 0 ? [say.t.decide.nothingChanged] : lines;
}

function boundsOf(question: string, before: Bounds, after: Bounds): string[] {
  const words = say.t.bounds;
  const number = (n: number | null): string => (n === null ? words.none : language.number(n));
  const moved = ([['low', words.floor], ['high', words.ceiling], ['best', words.best]] as const)
    .filter(([key]) => before[key] !== after[key]).map(([key, told]) => told(number(before[key]), number(after[key])));
  return moved.length === 0 ? [] : [`${question}: ${moved.join(', ')}`];
}
