import { say } from '../words/index.ts';
import type { Action } from './registry.svelte.ts';

export interface Walking {
  /** By how many rows: 1 or -1. */
  move: (by: number) => void;
  open: () => void;
}

/** `j k ↵` through any list. */
export function walking({ move, open }: Walking): Action[] {
  return [
    { name: 'next', group: 'list', label: (l) => say.in(l).actions.next, keys: ['KeyJ'], run: () => move(1) },
    { name: 'previous', group: 'list', label: (l) => say.in(l).actions.previous, keys: ['KeyK'], run: () => move(-1) },
    { name: 'open', group: 'list', label: (l) => say.in(l).actions.open, keys: ['Enter'], run: open },
  ];
}
