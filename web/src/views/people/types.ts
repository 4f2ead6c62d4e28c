/** Everybody and everything that is named, as `/api/people` tells it. */
import type { Span } from '../../api/types.ts';
import type { MentionView } from '../../api/schema.d.ts';

export type { EntityView, MentionView, PeopleView } from '../../api/schema.d.ts';

/** The bytes of the first mention in an account: its anchor is `p-<account>-<start>-<end>`. */
export function spanOf({ anchor }: MentionView): Span | null {
  const found = /^p-\d+-(\d+)-(\d+)$/.exec(anchor);
  return found === null ? null : [Number(found[1]), Number(found[2])];
}
