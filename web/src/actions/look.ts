import { look } from '../state/look.svelte.ts';
import { language, languages, say } from '../words/index.ts';
import { actions, type Action } from './registry.svelte.ts';

/** How the page looks and speaks. */
export const lookActions: Action[] = [
  { name: 'theme', group: 'everywhere', label: (l) => say.in(l).actions.theme, run: () => look.nextTheme() },
  { name: 'keys-off', group: 'everywhere', label: (l) => say.in(l).actions.keysOff, run: () => actions.switchSingleKeys(!actions.areSingleKeysOn) },
  { name: 'print', group: 'everywhere', label: (l) => say.in(l).actions.print, run: () => print() },
  ...languages.map((which): Action => ({
    name: `language-${which}`,
    group: 'everywhere',
    label: (l) => say.in(l).actions.language(say.in(which).languageName),
    run: () => language.choose(which),
  })),
];
