import type { QuoteView } from '../api/types.ts';
import { say } from '../words/index.ts';

/** Where a passage stood that is elsewhere or nowhere now; nothing where that is not known. */
export function stoodAt({ was }: QuoteView): string {
  const place = [was?.account?.label, was?.place].filter((part) => part != null && part !== '').join(', ');
  return place === '' ? '' : ` (${say.t.quote.stood(place)})`;
}
