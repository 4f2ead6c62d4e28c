/** Everything a person can do from the keyboard or the command palette. Screens add theirs while they are shown. */
import { onDestroy } from 'svelte';
import type { Language } from '../words/index.ts';
import { isCombined, resolve } from './keys.ts';

export type Group = 'here' | 'list' | 'decide' | 'go' | 'everywhere';

export interface Action {
  name: string;
  group: Group;
  /** In any language: the palette finds an action by its words in the language of the interface and in English. */
  label: (language: Language) => string;
  /** As `keys.ts` writes them; none: by the palette only. */
  keys?: readonly string[];
  /** Absent: always. */
  isPossible?: () => boolean;
  run: () => void;
}

const OFF = 'recount-single-keys';
const WAIT_FOR_SECOND_KEY_MS = 2_000;

class Actions {
  all = $state.raw<readonly Action[]>([]);
  /** The first of two keys, while the second is awaited. */
  prefix = $state<string | null>(null);
  areSingleKeysOn = $state(typeof localStorage === 'undefined' || localStorage.getItem(OFF) !== 'off');
  /** As `all`. While a component is destroyed, state reads as it was before: what the next one has added would be lost. */
  #kept: readonly Action[] = [];
  #timer = 0;

  register(added: readonly Action[]): () => void {
    this.#kept = [...this.#kept, ...added];
    this.all = this.#kept;
    return () => {
      this.#kept = this.#kept.filter((action) => !added.includes(action));
      this.all = this.#kept;
    };
  }

  get possible(): Action[] { return this.all.filter((action) => action.isPossible?.() ?? true); }

  run(name: string): void { this.possible.findLast((action) => action.name === name)?.run(); }

  switchSingleKeys(on: boolean): void {
    this.areSingleKeysOn = on;
    localStorage.setItem(OFF, on ? 'on' : 'off');
  }

  /** Acts on a key; true if it meant something. */
  press(event: KeyboardEvent): boolean {
    if (event.defaultPrevented || event.isComposing || isPressing(event)) return false;
    const typing = isTyping(event.target);
    const table = this.possible.flatMap((action) => (action.keys ?? []).map((key) => [key, action] as const));
    const allowed = typing || !this.areSingleKeysOn ? table.filter(([key]) => isCombined(key)) : table;
    const found = resolve(allowed, this.prefix, event);
    this.#wait(found.kind === 'wait' ? found.prefix : null);
    if (found.kind === 'run') found.value.run();
    return found.kind !== 'none';
  }

  #wait(prefix: string | null): void {
    clearTimeout(this.#timer);
    this.prefix = prefix;
    if (prefix !== null) this.#timer = window.setTimeout(() => { this.prefix = null; }, WAIT_FOR_SECOND_KEY_MS);
  }
}

export const actions = new Actions();

/** Adds actions for as long as the component lives. */
export function useActions(added: readonly Action[]): void { onDestroy(actions.register(added)); }

/** Enter and Space on a link or a button are its own. */
function isPressing(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' && event.key !== ' ') return false;
  return event.target instanceof Element && event.target.closest('a[href], button, summary, label, [role="option"]') !== null;
}

const NOT_TYPED_IN = new Set(['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'file', 'color']);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !NOT_TYPED_IN.has(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}
