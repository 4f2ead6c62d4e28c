import { say } from '../words/index.ts';
import type { Action } from './registry.svelte.ts';

/** `t`: the picture or its table. */
export function twin(toggle: () => void): Action[] {
  return [{ name: 'table', group: 'here', label: (l) => say.in(l).actions.table, keys: ['KeyT'], run: toggle }];
}
