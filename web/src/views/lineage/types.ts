/** Who copied whom, as `/api/lineage` tells it. */
export type { AlignmentView, EditView, Lineage as LineageView, Node, PairRow, PairView, SegmentView, SideView, SpokenView, TalkingPointView, TranslationView } from '../../api/schema.d.ts';
