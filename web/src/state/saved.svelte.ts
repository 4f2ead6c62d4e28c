/** Views that a person wants to find again: addresses with names, by case, kept on this machine. */
import { format } from '../router/route.ts';
import { router } from '../router/router.svelte.ts';
import { workbench } from './workbench.svelte.ts';

export interface Saved { name: string; address: string }

const KEY = 'recount-views';

type All = Record<string, Saved[]>;

function read(): All {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof found === 'object' && found !== null ? (found as All) : {};
  } catch { return {}; }
}

class SavedViews {
  #all = $state.raw<All>(typeof localStorage === 'undefined' ? {} : read());
  /** The name of the next one is being typed. */
  isNaming = $state(false);

  get #case(): string { return workbench.caseKey; }
  get here(): readonly Saved[] { const found = this.#all[this.#case]; return Array.isArray(found) ? found : []; }

  save(name: string): void {
    const address = format(router.route);
    this.#keep([...this.here.filter((view) => view.name !== name), { name, address }]);
  }

  drop(name: string): void { this.#keep(this.here.filter((view) => view.name !== name)); }

  #keep(views: Saved[]): void {
    this.#all = { ...this.#all, [this.#case]: views };
    localStorage.setItem(KEY, JSON.stringify(this.#all));
  }
}

export const saved = new SavedViews();
