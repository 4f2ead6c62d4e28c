import type { QuoteView } from '../../api/types.ts';

/** Something found; of a passage `id` is its account. */
export interface Hit { id: string; kind: string; title: string; quote: QuoteView | null }

/** Several passages of one account have the same id: the place tells them apart. */
export function keyOf({ id, kind, quote }: Hit): string { return `${kind}.${id}.${quote?.spans[0]?.[0] ?? ''}`; }
