/** Who copied whom, as `/api/lineage` tells it. */
import type { AccountRef, QuoteView } from '../../api/types.ts';

export interface PairRow {
  id: string; from: AccountRef; to: AccountRef; is_directed: boolean; direction_words: string;
  shared_permille: number; passages: number; edits: number; is_credited: boolean;
}

export interface Node { account: AccountRef; earliest_ms: number | null; latest_ms: number | null; written: string }

export interface SpokenView { speaker: string; chain: string; quote: QuoteView }
export interface TalkingPointView { id: string; words: string; why: string[]; quotes: SpokenView[] }
export interface TranslationView { id: string; one: AccountRef; other: AccountRef; facts: [one: string, other: string][]; why: string[] }

export interface LineageView { nodes: Node[]; pairs: PairRow[]; talking_points: TalkingPointView[]; translations: TranslationView[] }

export interface SegmentView { kind: string; text: string }
export interface SideView { quote: QuoteView; segments: SegmentView[] }
export interface EditView { kind: string; kind_words: string; old: string; new: string }
export interface AlignmentView {
  id: string; is_directed: boolean; kind_words: string; direction_words: string;
  left: SideView; right: SideView; edits: EditView[]; why: string[];
}

export interface PairView {
  id: string; from: AccountRef; to: AccountRef; is_directed: boolean; direction_words: string;
  shared: string; credit: string; why: string[]; alignments: AlignmentView[];
}
