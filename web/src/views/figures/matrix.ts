/** Claims by account or by time: who said it down, where or as of when across; a cell may hold several figures. */
import type { AnswerView } from './types.ts';

export type Across = 'account' | 'time';
export interface Heading { key: string; label: string }
export interface MatrixRow { chain: string; cells: AnswerView[][] }
export interface Matrix { columns: Heading[]; rows: MatrixRow[] }

export function matrixOf(answers: readonly AnswerView[], across: Across): Matrix {
  const columns = new Map<string, Heading>();
  for (const answer of answers) {
    const heading = headingOf(answer, across);
    if (!columns.has(heading.key)) columns.set(heading.key, heading);
  }
  const ordered = [...columns.values()];
  if (across === 'account') ordered.sort((a, b) => Number(a.key) - Number(b.key));
  const rows = new Map<string, AnswerView[]>();
  for (const answer of answers) rows.set(rowOf(answer, across), [...(rows.get(rowOf(answer, across)) ?? []), answer]);
  return { columns: ordered, rows: [...rows].map(([chain, own]) => ({ chain, cells: ordered.map(({ key }) => own.filter((answer) => headingOf(answer, across).key === key)) })) };
}

/** By account the account is in the heading: then the row is who speaks there. */
function rowOf({ chain, speaker }: AnswerView, across: Across): string { return across === 'account' ? speaker : chain; }

/** Answers come in the order of their times. */
function headingOf({ quote, as_of }: AnswerView, across: Across): Heading {
  return across === 'account' ? { key: String(quote.account.number), label: quote.account.label } : { key: as_of, label: as_of };
}
