/** What a view asks the server for: asked again when its path, the case's revision or the language changes. */
import { get, peek } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { language } from '../words/index.ts';
import { session } from './session.svelte.ts';
import { workbench } from './workbench.svelte.ts';

export class Loaded<T> {
  /** What came last; it stays on the screen while it is asked for again. */
  data = $state.raw<T | null>(null);
  problem = $state.raw<Problem | null>(null);
  isLoading = $state(false);
  #again = $state(0);

  constructor(path: () => string | null) {
    let last: string | null = null;
    $effect(() => {
      const asked = path();
      void workbench.revision;
      void language.current;
      void session.entered;
      void this.#again;
      if (asked === null) { this.data = null; last = null; return undefined; }
      const kept = peek<T>(asked);
      if (kept !== null) this.data = kept;
      else if (thing(asked) !== thing(last)) this.data = null;
      last = asked;
      return this.#ask(asked);
    });
  }

  again(): void { this.#again += 1; }

  #ask(path: string): () => void {
    let isWanted = true;
    this.isLoading = true;
    get<T>(path).then((data) => {
      if (!isWanted) return;
      this.data = data;
      this.problem = null;
    }).catch((error: unknown) => {
      if (isWanted) this.problem = error instanceof Problem ? error : new Problem(500, 'about:blank', String(error), null);
    }).finally(() => { if (isWanted) this.isLoading = false; });
    return () => { isWanted = false; };
  }
}

/** A path without its query: a filter that changes keeps the old rows until the new ones are there. */
function thing(path: string | null): string | null { return path === null ? null : (path.split('?')[0] ?? path); }

/** To be called while a component is made. */
export function load<T>(path: () => string | null): Loaded<T> { return new Loaded<T>(path); }
