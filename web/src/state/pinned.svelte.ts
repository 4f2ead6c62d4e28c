/** A passage that a view shows in the pane itself, for what has no page of its own among the things: one side of a pair, a search result. */
import type { QuoteView } from '../api/types.ts';

class Pinned { quote = $state.raw<QuoteView | null>(null); }

export const pinned = new Pinned();

/** For as long as the component lives. To be called while it is made. */
export function pin(quote: () => QuoteView | null): void {
  $effect(() => { pinned.quote = quote(); });
  $effect(() => () => { pinned.quote = null; });
}
