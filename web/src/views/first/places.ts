/** Where the anchors of the first page lead: its sections are screens here. */
import { href, readerHref } from '../../router/router.svelte.ts';
import { screenNamed } from '../../screens.ts';

const screenOf: Record<string, string> = {
  accounts: 'reader', findings: 'findings', chronicle: 'chronicle', questions: 'figures', figures: 'figures', lineage: 'lineage', voices: 'voices', people: 'people', method: 'evidence',
};

/** Null: nothing to open there. An anchor that is no section is an account, or a thing, opened where its kind is at home. */
export function addressOf(anchor: string, accounts: readonly { id: string; anchor: string }[] = []): string | null {
  const account = accounts.find((one) => one.anchor === anchor);
  if (account !== undefined) return readerHref(account.id);
  const section = screenOf[anchor];
  if (section !== undefined) return screenNamed(section) === null ? null : href(section);
  const home = [['question-', 'figures'], ['finding-', 'findings'], ['entry-', 'chronicle']].find(([start]) => anchor.startsWith(start ?? ''))?.[1];
  return home === undefined || screenNamed(home) === null ? null : href(home, { sel: anchor });
}
