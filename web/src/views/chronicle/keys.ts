/** The keys of the chronicle beside those of every list. */
import type { Action } from '../../actions/registry.svelte.ts';
import { words } from './words.ts';

export interface ChronicleKeys {
  zoom: (factor: number) => void;
  move: (share: number) => void;
  fit: () => void;
  unit: (unit: 'day' | 'hour' | 'minute') => void;
  lanes: () => void;
  pick: () => void;
  merge: () => void;
  isPictured: () => boolean;
  canPick: () => boolean;
  canMerge: () => boolean;
}

export const NEARER = 0.6;

export function chronicleKeys(on: ChronicleKeys): Action[] {
  const here = 'here' as const;
  const pictured = on.isPictured;
  return [
    { name: 'nearer', group: here, label: (l) => words.in(l).nearer, keys: ['=+', '==', 'NumpadAdd'], isPossible: pictured, run: () => on.zoom(NEARER) },
    { name: 'further', group: here, label: (l) => words.in(l).further, keys: ['=-', 'Minus', 'NumpadSubtract'], isPossible: pictured, run: () => on.zoom(1 / NEARER) },
    { name: 'fit', group: here, label: (l) => words.in(l).fit, keys: ['Digit0', 'Numpad0'], isPossible: pictured, run: on.fit },
    { name: 'earlier', group: here, label: (l) => words.in(l).earlier, keys: ['ArrowLeft'], isPossible: pictured, run: () => on.move(-0.25) },
    { name: 'later', group: here, label: (l) => words.in(l).later, keys: ['ArrowRight'], isPossible: pictured, run: () => on.move(0.25) },
    { name: 'days', group: here, label: (l) => words.in(l).days, keys: ['Digit1'], isPossible: pictured, run: () => on.unit('day') },
    { name: 'hours', group: here, label: (l) => words.in(l).hours, keys: ['Digit2'], isPossible: pictured, run: () => on.unit('hour') },
    { name: 'minutes', group: here, label: (l) => words.in(l).minutes, keys: ['Digit3'], isPossible: pictured, run: () => on.unit('minute') },
    { name: 'lanes', group: here, label: (l) => words.in(l).cycle, keys: ['KeyL'], isPossible: pictured, run: on.lanes },
    { name: 'pick', group: 'decide', label: (l) => words.in(l).pick, keys: ['KeyX'], isPossible: on.canPick, run: on.pick },
    { name: 'merge', group: 'decide', label: (l) => words.in(l).merge, keys: ['KeyM'], isPossible: on.canMerge, run: on.merge },
  ];
}
