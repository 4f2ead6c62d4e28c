/**
 * The screens, in the order of the rail. A screen is its folder `views/<name>/` with `View.svelte` in it, a line here,
 * and its title and what it shows in `words/*.ts`. A line whose folder is not there is left out.
 */
import type { Component } from 'svelte';
import type { Words } from './words/en.ts';

export type ScreenName = keyof Words['screens'];

export interface Screen {
  name: ScreenName;
  /** The key after `g`, by its place on the keyboard. */
  code: string;
  /** Shows the details of what is selected itself, so that the pane shows the passage only. */
  hasDetail?: boolean;
  /** Uses the whole width: no passage pane beside it. */
  isWhole?: boolean;
  /** Nothing is selected at first: the passage pane comes when it is asked for. */
  isPaneLate?: boolean;
  /** Not in the rail: reached from elsewhere. */
  isHidden?: boolean;
}

type View = { default: Component };

const found = import.meta.glob<View>('./views/*/View.svelte');

const lines: Screen[] = [
  { name: 'first', code: 'KeyF', isPaneLate: true },
  { name: 'chronicle', code: 'KeyC' },
  { name: 'figures', code: 'KeyQ' },
  { name: 'findings', code: 'KeyI', hasDetail: true },
  { name: 'reader', code: 'KeyR', isWhole: true },
  { name: 'lineage', code: 'KeyL', isPaneLate: true },
  { name: 'voices', code: 'KeyV' },
  { name: 'people', code: 'KeyP' },
  { name: 'evidence', code: 'KeyE', isWhole: true },
  { name: 'report', code: 'KeyX', isWhole: true },
  { name: 'search', code: 'KeyS', isHidden: true },
];

export const screens: readonly Screen[] = lines.filter(({ name }) => `./views/${name}/View.svelte` in found);

export function screenNamed(name: string): Screen | null { return screens.find((screen) => screen.name === name) ?? null; }

/** Loads the code of a screen; kept by the browser from then on. */
export async function loadScreen(name: ScreenName): Promise<Component> {
  const load = found[`./views/${name}/View.svelte`];
  if (load === undefined) throw new Error(`no view ${name}`);
  return (await load()).default;
}
