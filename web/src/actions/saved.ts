import { look } from '../state/look.svelte.ts';
import { overlays } from '../state/overlays.svelte.ts';
import { saved } from '../state/saved.svelte.ts';
import { workbench } from '../state/workbench.svelte.ts';
import { say } from '../words/index.ts';
import type { Action } from './registry.svelte.ts';

/** Saves the view with its filters under a name, which is typed in the rail. */
export const savedActions: Action[] = [
  {
    name: 'save-view',
    group: 'everywhere',
    label: (l) => say.in(l).actions.saveView,
    keys: ['KeyB'],
    isPossible: () => workbench.hasCase,
    run: () => {
      if (look.isNarrow) overlays.show('menu');
      saved.isNaming = true;
    },
  },
];
