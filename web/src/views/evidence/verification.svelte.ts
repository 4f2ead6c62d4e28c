/** The last check of this session: it goes on, and its result stays, whatever screen is shown. */
import { post } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { workbench } from '../../state/workbench.svelte.ts';
import type { Verified } from './types.ts';

class Verification {
  result = $state.raw<Verified | null>(null);
  problem = $state.raw<Problem | null>(null);
  at = $state<string | null>(null);
  isRunning = $state(false);
  /** Of which case the result is. */
  #dir = $state<string | null>(null);

  get isOfThisCase(): boolean { return this.#dir !== null && this.#dir === (workbench.status?.case?.dir ?? null); }

  async run(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    this.problem = null;
    this.#dir = workbench.status?.case?.dir ?? null;
    try {
      this.result = await post<Verified>('/api/verify');
      this.at = new Date().toISOString();
    } catch (error) {
      this.result = null;
      this.problem = error instanceof Problem ? error : new Problem(500, 'about:blank', String(error), null);
    } finally { this.isRunning = false; }
  }
}

export const verification = new Verification();
