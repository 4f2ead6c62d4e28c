/** The figures as the server gives them. */
import type { QuoteView, Rows } from '../../api/types.ts';

export interface QuestionRow {
  id: string; title: string; scope: string; measure: string; measure_words: string; answers: number; accounts: number; roots: number;
  span_words: string; bounds_words: string; low: number | null; high: number | null; conflicts: number;
}

export interface MeasureCount { measure: string; title: string; count: number }

export interface Ledger { measures: MeasureCount[]; found: Rows<QuestionRow> }

export interface AnswerView {
  figure: string;
  /** From 1, inside the question. */
  number: number;
  speaker: string;
  /** "Velin Gazette → port authority" */
  chain: string;
  value: string;
  /** ">20" */
  short_value: string;
  as_of: string;
  /** Answers with the same letter go back to one telling. */
  root: string;
  role: string;
  role_words: string;
  quote: QuoteView;
}

/** Where an answer stands on the axes. */
export interface Point { figure: string; low: number; /** null: open above. */ high: number | null; earliest_ms: number | null; latest_ms: number | null }

export interface ConflictView { id: string; hold: string; hold_words: string; members: string[]; why: string[] }

export interface RelationView { a: string; b: string; relation: string; is_conflict: boolean; why: string }

export interface QuestionView {
  id: string; title: string; scope: string; has_conflict: boolean; span_words: string; bounds_words: string; low: number | null; high: number | null; best: string | null;
  missing: string[]; codings: string[]; count: string; answers: AnswerView[]; conflicts: ConflictView[]; relations: RelationView[]; more_relations: number;
}

export interface Related { id: string; title: string }

export interface QuestionDetail { question: QuestionView; points: Point[]; wider: Related[]; narrower: Related[] }
