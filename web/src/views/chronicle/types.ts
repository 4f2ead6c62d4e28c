/** The chronicle as the server gives it. */
import type { QuoteView, Verdict } from '../../api/types.ts';

export type Phase = 'core' | 'background' | 'aftermath' | 'undated';

export interface EntryRow {
  id: string;
  title: string;
  when: string;
  /** Milliseconds since 1970; null: no bound on that side. */
  earliest_ms: number | null;
  latest_ms: number | null;
  place: string | null;
  /** Numbers of the accounts that tell it. */
  accounts: number[];
  support: string;
  roots: number;
  is_disputed: boolean;
  is_planned: boolean;
  /** Other entries lie within its time, and nothing says which came first. */
  is_unordered: boolean;
  phase: Phase;
  weight: number;
  verdict: Verdict | null;
}

export interface GapRow { from_ms: number; to_ms: number; words: string }

export interface ChronicleView {
  zone: string;
  /** Of the core. */
  earliest_ms: number | null;
  latest_ms: number | null;
  places: string[];
  rows: EntryRow[];
  gaps: GapRow[];
}

export interface EntryView {
  id: string; title: string; when: string; is_same_when: boolean; is_title_quoted: boolean; place: string | null;
  is_disputed: boolean; is_planned: boolean; is_unordered: boolean; support: string; supports: QuoteView[]; disputes: QuoteView[];
}
