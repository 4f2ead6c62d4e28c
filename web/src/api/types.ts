/** The read models of the server, as `ARCHITECTURE.md` describes them. All words in them are in the language asked for. */

export type Span = [start: number, end: number];

export interface Piece { text: string; is_marked: boolean }

export interface AccountRef { id: string; number: number; label: string; anchor: string }

export interface QuoteView {
  account: AccountRef;
  /** Where in the account: "¶ 5", "title". */
  place: string;
  speaker: string | null;
  anchor: string;
  spans: Span[];
  language: string;
  pieces: Piece[];
  state: 'stands' | 'moved' | 'missing';
}

export interface Diagnostic { severity: string; id: string; message: string; place: string | null; hint: string | null }

export interface BuildView {
  state: 'none' | 'reading' | 'reckoning' | 'ready' | 'failed';
  done: number;
  total: number;
  why: string | null;
}

export interface CaseView { dir: string; title: string; zone: string; is_read_only: boolean }

export interface RecentCase { dir: string; title: string; at: string }

export interface CaseCounts {
  originals: number; accounts: number; times: number; figures: number; statements: number; claims: number;
  copied_passages: number; questions: number; findings: number; chronicle_entries: number;
}

export interface StatusView {
  version: string;
  actor: string;
  language: string;
  case: CaseView | null;
  recent: RecentCase[];
  build: BuildView;
  revision: string | null;
  undo: { label: string } | null;
  redo: { label: string } | null;
  counts: CaseCounts | null;
  diagnostics: Diagnostic[];
}

export interface FindingView {
  id: string; kind: string; kind_words: string; title: string; hold: string; hold_words: string;
  is_sharp: boolean; decided: string | null; why: string[]; quotes: QuoteView[];
}

export interface FirstView {
  title: string;
  date_line: string | null;
  standfirst: string;
  counts: { number: string; noun: string; anchor: string }[];
  sharpest: FindingView[];
  happened: { anchor: string; when: string; title: string; why: string; is_disputed: boolean }[];
  missing: { text: string; detail: string | null; anchor: string }[];
}

export interface FindingRow {
  id: string; kind: string; kind_words: string; title: string; hold: string; hold_words: string;
  is_sharp: boolean; decided: string | null;
}

export interface FindingsView {
  total: number;
  kinds: { kind: string; title: string; count: number; open: number }[];
  rows: FindingRow[];
}

export interface AccountView {
  id: string; number: number; anchor: string; label: string; title: string | null; source: string | null;
  author: string | null; language: string; file: string | null; original: string; is_dated: boolean; written: string;
  reasons: { why: string; quote: QuoteView | null }[];
  layers: { opening: QuoteView; written: string; reasons: { why: string; quote: QuoteView | null }[] }[];
  why_here: string[]; words: string; figures: number; statements: number; times: number; names: number;
}

export interface AccountsView { total: number; rows: AccountView[] }

export type MarkKind = 'time' | 'figure' | 'name' | 'quote' | 'claim' | 'finding';

export interface MarkView { id: string; kind: MarkKind; title: string; start: number; end: number; state: string }

export interface TextPiece { text: string; start: number; marks: string[] }

export interface BlockView { start: number; end: number; kind: string; number: number | null; pieces: TextPiece[] }

export interface TextView {
  account: AccountView;
  /** Blocks that stand before and after the window. */
  before: number;
  after: number;
  blocks: BlockView[];
  marks: MarkView[];
}

export interface ThingRef { id: string; kind: string; title: string }

export interface DecisionRow { seq: number; act: string; who: string; at: string; why: string | null; standing: string }

export interface ThingView {
  id: string;
  kind: string;
  title: string;
  lines: [label: string, value: string][];
  quotes: QuoteView[];
  stands_on: ThingRef[];
  used_by: ThingRef[];
  decisions: DecisionRow[];
  can: string[];
}

export type Act = 'accept' | 'reject' | 'unsure' | 'set' | 'merge' | 'split' | 'withdraw';

export interface DecisionRequest { id: string; act: Act; why?: string; with?: string; field?: string; to?: string }

export interface ChangedView { lines: string[] }

export interface DecisionAnswer {
  made: { seq: number; standing: string }[];
  /** Absent while it is still being reckoned: then it comes by the status. */
  changed: ChangedView | null;
  status: StatusView;
}
