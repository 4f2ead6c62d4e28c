import { look } from '../state/look.svelte.ts';
import { overlays } from '../state/overlays.svelte.ts';
import { router } from '../router/router.svelte.ts';
import { say } from '../words/index.ts';
import type { Action } from './registry.svelte.ts';

/** Opens and closes what lies over or beside the view. */
export const overlayActions: Action[] = [
  { name: 'palette', group: 'everywhere', label: (l) => say.in(l).actions.palette, keys: ['Ctrl+KeyK'], run: () => overlays.show('palette') },
  { name: 'help', group: 'everywhere', label: (l) => say.in(l).actions.help, keys: ['=?'], run: () => overlays.show('help') },
  { name: 'filter', group: 'everywhere', label: (l) => say.in(l).actions.filter, keys: ['=/', 'Slash', 'KeyF'], run: focusFilter },
  { name: 'pane', group: 'everywhere', label: (l) => say.in(l).actions.pane, keys: ['KeyP'], run: () => look.togglePane() },
  { name: 'back', group: 'everywhere', label: (l) => say.in(l).actions.back, keys: ['Escape'], run: back },
];

/** The filter of the view if it has one, else the search of the case. */
function focusFilter(): void {
  const field = document.querySelector<HTMLInputElement>('[data-filter]') ?? document.querySelector<HTMLInputElement>('[data-search]');
  field?.focus();
  field?.select();
}

/** One step back: out of a field, out of what the pane followed, out of the pane. */
function back(): void {
  if (overlays.current !== null) overlays.close();
  else if (document.activeElement instanceof HTMLInputElement || document.activeElement instanceof HTMLTextAreaElement) document.activeElement.blur();
  else if (router.param('show') !== null) router.set({ show: null, quote: null });
  else if (look.isSheetOpen) look.isSheetOpen = false;
  else if (router.selected !== null) router.select(null);
}
