/**
 * The read models that several screens share. What the server describes is generated (`schema.d.ts`, `npm run types`); here
 * are shorter names, and what its description leaves open. All words in them are in the language asked for.
 */
import type * as schema from './schema.d.ts';

export type { AccountRef, AccountView, BuildState, FindingView, KindCount, RecentCase } from './schema.d.ts';
export type StatusView = schema.Status;
export type StatusAnswer = schema.StatusAnswer;
export type Diagnostic = schema.Note;
export type FirstView = schema.FirstScreenView;
export type FindingsView = schema.Inbox;
export type FindingRow = schema.RowsFindingRow['rows'][number];
export type AccountsView = schema.RowsAccountView;
export type Bounds = schema.Bounds;
export type ChangedView = schema.Changed;
export type DecisionAnswer = schema.Decided;
export type Piece = schema.PieceView;

export type Span = [start: number, end: number];
export type Verdict = 'accept' | 'reject' | 'unsure';
export type Act = 'accept' | 'reject' | 'unsure' | 'set' | 'merge' | 'split' | 'withdraw' | 'add';
export type MarkKind = 'time' | 'figure' | 'name' | 'quote' | 'claim' | 'finding';

/** Part of a list. */
export interface Rows<T> { total: number; offset: number; rows: T[] }

/** `state`: `stands`, `moved` or `missing`; absent: it stands where it says. `was`: where it was, if it is not there any more. */
export type QuoteView = Omit<schema.QuoteView, 'state' | 'was'> & { state?: string; was?: schema.WasView | null };

export type MarkView = Omit<schema.MarkView, 'kind'> & { kind: MarkKind };
/** A run of words under the same marks; `marks` are places in the list of marks. */
export interface TextPiece { start: number; text: string; marks: number[] }
export type BlockView = Omit<schema.BlockView, 'pieces'> & { pieces: TextPiece[] };
export type TextView = Omit<schema.ReaderView, 'marks' | 'blocks'> & { marks: MarkView[]; blocks: BlockView[] };

/** What a person adds at a passage of an account: one of `time`, `figure` and `statement`. */
export interface Addition {
  quote: string;
  span: Span;
  time?: string | null;
  figure?: string | null;
  statement?: string | null;
  measure?: string | null;
  counted?: string | null;
  group?: string | null;
  place?: string | null;
  as_of?: string | null;
  speaker?: string | null;
}

/** `id`: of the thing; for `add` of the account, for `withdraw` the number of the decision. */
export interface DecisionRequest { id: string; act: Act; why?: string; with?: string; field?: string; to?: string; addition?: Addition }

export type ThingRef = schema.ThingRef;
export type DecisionRow = schema.ThingDecision;
export type ThingView = Omit<schema.ThingView, 'quotes'> & { quotes: QuoteView[] };
