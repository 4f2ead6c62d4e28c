import { decisions, stepOf } from '../state/decisions.svelte.ts';
import { workbench } from '../state/workbench.svelte.ts';
import { say } from '../words/index.ts';
import type { Action } from './registry.svelte.ts';

function named(what: string, step: string | null | undefined): string { return step == null ? what : `${what}: ${stepOf(step)}`; }

/** Undo and redo act on the case, whatever is selected. */
export const undoActions: Action[] = [
  { name: 'undo', group: 'decide', label: (l) => named(say.in(l).actions.undo, workbench.status?.undo), keys: ['KeyZ', 'Ctrl+KeyZ'], run: () => void decisions.undo() },
  { name: 'redo', group: 'decide', label: (l) => named(say.in(l).actions.redo, workbench.status?.redo), keys: ['Shift+KeyZ', 'Ctrl+Shift+KeyZ', 'Ctrl+KeyY'], run: () => void decisions.redo() },
];

export interface Judging {
  /** What would be judged now; null: nothing is selected. */
  id: () => string | null;
  /** After an accept, a reject or an unsure. */
  then?: () => void;
  note: () => void;
}

/** `a r u n` on whatever is selected. */
export function judging({ id, then, note }: Judging): Action[] {
  const act = (which: 'accept' | 'reject' | 'unsure') => (): void => {
    const chosen = id();
    if (chosen === null) return;
    void decisions.decide({ id: chosen, act: which });
    then?.();
  };
  const isPossible = (): boolean => id() !== null && decisions.arePossible;
  return [
    { name: 'accept', group: 'decide', label: (l) => say.in(l).actions.accept, keys: ['KeyA'], isPossible, run: act('accept') },
    { name: 'reject', group: 'decide', label: (l) => say.in(l).actions.reject, keys: ['KeyR'], isPossible, run: act('reject') },
    { name: 'unsure', group: 'decide', label: (l) => say.in(l).actions.unsure, keys: ['KeyU'], isPossible, run: act('unsure') },
    { name: 'note', group: 'decide', label: (l) => say.in(l).actions.note, keys: ['KeyN'], isPossible, run: note },
  ];
}
