/** Where a passage stands in its account, for asking for the text around it. */
import { query } from '../api/client.ts';
import type { QuoteView, Span } from '../api/types.ts';

/** A window of an account: around a byte (`at`) or a block by its number (`from`). */
export function textPath(account: string, window: { at?: number; from?: number; before: number; after: number }): string {
  return query(`/api/accounts/${encodeURIComponent(account)}/text`, window);
}

export function startOf(quote: QuoteView): number { return quote.spans[0]?.[0] ?? 0; }

/** Where it begins and where it ends, over all its parts. */
export function extentOf(quote: QuoteView): Span { return [startOf(quote), quote.spans.at(-1)?.[1] ?? 0]; }
