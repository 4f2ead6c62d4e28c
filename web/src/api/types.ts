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
  /** Absent: it stands where it says. */
  state?: 'stands' | 'moved' | 'missing';
}

export interface Diagnostic { severity: string; id: string; message: string; place: string | null; hint: string | null }

export type BuildState = 'none' | 'opening' | 'adding' | 'reading' | 'reckoning' | 'checking' | 'ready' | 'failed';

export interface BuildView {
  /** `none`: no case is open. */
  state: BuildState;
  done: number;
  /** 0 where nobody knows. */
  total: number;
  /** Why it failed, or what is worked on. */
  why: string | null;
}

export interface CaseView { dir: string; title: string; zone: string | null; is_read_only: boolean }

export interface RecentCase { dir: string; title: string; at: string }

export interface CaseCounts {
  originals: number; accounts: number; times: number; figures: number; statements: number; claims: number;
  copied_passages: number; questions: number; findings: number; chronicle_entries: number; decisions: number;
}

export interface StatusView {
  version: string;
  actor: string | null;
  case: CaseView | null;
  recent: RecentCase[];
  build: BuildView;
  /** Changes with everything that is derived. */
  revision: string | null;
  /** What would be taken back, and made again. */
  undo: string | null;
  redo: string | null;
  counts: CaseCounts | null;
  diagnostics: Diagnostic[];
  more_diagnostics: number;
}

/** Part of a list. */
export interface Rows<T> { total: number; offset: number; rows: T[] }

export type Verdict = 'accept' | 'reject' | 'unsure';

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
  is_sharp: boolean; verdict: Verdict | null; decided: string | null;
}

export interface KindCount { kind: string; title: string; count: number; open: number }

export interface FindingsView { kinds: KindCount[]; open: number; found: Rows<FindingRow> }

export interface AccountView {
  id: string; number: number; anchor: string; label: string; title: string | null; source: string | null;
  author: string | null; language: string; file: string | null; original: string; is_dated: boolean; written: string;
  reasons: { why: string; quote: QuoteView | null }[];
  layers: { opening: QuoteView; written: string; reasons: { why: string; quote: QuoteView | null }[] }[];
  why_here: string[]; words: string; figures: number; statements: number; times: number; names: number;
}

export type AccountsView = Rows<AccountView>;

export type MarkKind = 'time' | 'figure' | 'name' | 'quote' | 'claim' | 'finding';

export interface MarkView {
  id: string;
  kind: MarkKind;
  /** Kebab-case: the measure of a figure, the kind of a name or finding. */
  sort: string;
  /** What was understood, in words. */
  title: string;
  detail: string | null;
  start: number;
  end: number;
  rule: string;
  verdict: Verdict | null;
}

export interface TextPiece {
  start: number;
  text: string;
  /** Places in the list of marks. */
  marks: number[];
}

export interface BlockView {
  start: number;
  end: number;
  /** `title`, `heading`, `paragraph`, `speaker`, `list`, `byline` or `furniture`. */
  kind: string;
  /** The number of the paragraph. */
  number: number | null;
  /** It goes on where the block before stopped. */
  is_continued: boolean;
  pieces: TextPiece[];
}

export interface TextView {
  account: AccountView;
  /** The number of the first block of the window, from 0. */
  first: number;
  /** Blocks of the whole account. */
  total: number;
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

export interface Bounds { low: number | null; high: number | null; best: number | null }

export interface ChangedView {
  figures_gained: number;
  figures_lost: number;
  findings_gained: string[];
  findings_lost: string[];
  entries_gained: string[];
  entries_lost: string[];
  /** Entries that keep their title and have other times. */
  entries_moved: string[];
  bounds: { question: string; before: Bounds; after: Bounds }[];
}

export interface DecisionAnswer {
  made: { seq: number; standing: string }[];
  /** Absent while it is still being reckoned: then it comes by the status. */
  changed: ChangedView | null;
  revision: string;
}
