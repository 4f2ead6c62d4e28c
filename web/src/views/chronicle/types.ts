/** The chronicle as the server gives it. */
import type * as schema from '../../api/schema.d.ts';
import type { QuoteView, Verdict } from '../../api/types.ts';

export type Phase = 'core' | 'background' | 'aftermath' | 'undated';
export type GapRow = schema.GapRow;
export type EntryRow = Omit<schema.EntryRow, 'phase' | 'verdict'> & { phase: Phase; verdict: Verdict | null };
export type ChronicleView = Omit<schema.Chronicle, 'rows'> & { rows: EntryRow[] };
export type EntryView = Omit<schema.EntryView, 'supports' | 'disputes'> & { supports: QuoteView[]; disputes: QuoteView[] };
