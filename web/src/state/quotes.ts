/** Where a passage stands in its account, for asking for the text around it. */
import { query } from '../api/client.ts';
import type { QuoteView, Span } from '../api/types.ts';

export function textPath(account: string, at: number, blocks: number): string {
  return query(`/api/accounts/${encodeURIComponent(account)}/text`, { at, blocks });
}

export function startOf(quote: QuoteView): number { return quote.spans[0]?.[0] ?? 0; }

/** Where it begins and where it ends, over all its parts. */
export function extentOf(quote: QuoteView): Span { return [startOf(quote), quote.spans.at(-1)?.[1] ?? 0]; }
