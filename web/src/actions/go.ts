import { router } from '../router/router.svelte.ts';
import { screens } from '../screens.ts';
import { say } from '../words/index.ts';
import type { Action } from './registry.svelte.ts';

/** `g`, then the letter of a screen. */
export const go: Action[] = screens.map(({ name, code }) => ({
  name: `go-${name}`,
  group: 'go',
  label: (language) => say.in(language).actions.goTo(say.in(language).screens[name].title),
  keys: [`KeyG ${code}`],
  // Who is there already keeps what is selected and filtered.
  run: () => { if (router.screen !== name || router.route.path !== null) router.go(name); },
}));
