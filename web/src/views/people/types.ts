/** Everybody and everything that is named, as `/api/people` tells it. */
import type { AccountRef, Span } from '../../api/types.ts';

export interface MentionView { account: AccountRef; anchor: string; count: number }
export interface EntityView { id: string; name: string; variants: string[]; roles: string[]; mentions: number; accounts: MentionView[] }
export interface PeopleView { total: number; groups: { title: string; entities: EntityView[] }[] }

/** The bytes of the first mention in an account: its anchor is `p-<account>-<start>-<end>`. */
export function spanOf({ anchor }: MentionView): Span | null {
  const found = /^p-\d+-(\d+)-(\d+)$/.exec(anchor);
  return found === null ? null : [Number(found[1]), Number(found[2])];
}
