/** The part of an account that is in the document: it grows at the end that is read towards, and shrinks at the other. */
import { get } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import type { AccountView, TextView } from '../../api/types.ts';
import { marksOf, placed, type PlacedBlock } from '../../anchors/pieces.ts';
import { textPath } from '../../state/quotes.ts';

const STEP = 8;
const BEFORE = 3;
const MOST = 48;

export class TextWindow {
  account = $state.raw<AccountView | null>(null);
  blocks = $state.raw<readonly PlacedBlock[]>([]);
  /** The number of the first block that is here, and how many there are in all. */
  first = $state(0);
  total = $state(0);
  problem = $state.raw<Problem | null>(null);
  isLoading = $state(false);
  #round = 0;
  readonly #id: string;

  constructor(id: string) { this.#id = id; }

  /** By place, each once, longer ones first. */
  marks = $derived(marksOf(this.blocks));

  get hasBefore(): boolean { return this.first > 0; }
  get hasAfter(): boolean { return this.first + this.blocks.length < this.total; }
  holds(byte: number): boolean { return this.blocks.some(({ start, end }) => start <= byte && byte < end); }

  /** The part around a byte, or the beginning, in place of what is here. */
  async open(at: number | null): Promise<void> {
    await this.#ask(at === null ? { from: 0, before: 0, after: STEP } : { at, before: BEFORE, after: STEP }, (view) => this.#take(placed(view), view));
  }

  /** The same part again, after the case has changed. */
  async renew(): Promise<void> {
    if (this.blocks.length > 0) await this.#ask({ from: this.first, before: 0, after: this.blocks.length - 1 }, (view) => this.#take(placed(view), view));
  }

  async more(where: 'before' | 'after'): Promise<void> {
    if (this.isLoading || !(where === 'before' ? this.hasBefore : this.hasAfter)) return;
    const count = where === 'before' ? Math.min(STEP, this.first) : STEP;
    const from = where === 'before' ? this.first - count : this.first + this.blocks.length;
    await this.#ask({ from, before: 0, after: count - 1 }, (view) => {
      const added = placed(view);
      if (where === 'before') this.#take([...added, ...this.blocks].slice(0, MOST), view);
      else {
        const all = [...this.blocks, ...added];
        const kept = all.slice(-MOST);
        this.#take(kept, { ...view, first: this.first + all.length - kept.length });
      }
    });
  }

  #take(blocks: readonly PlacedBlock[], { account, first, total }: TextView): void {
    this.account = account;
    this.blocks = blocks;
    this.first = first;
    this.total = total;
  }

  async #ask(window: { at?: number; from?: number; before: number; after: number }, then: (view: TextView) => void): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    this.isLoading = true;
    try {
      const view = await get<TextView>(textPath(this.#id, window));
      if (round !== this.#round) return;
      this.problem = null;
      then(view);
    } catch (error) {
      if (round === this.#round) this.problem = error instanceof Problem ? error : new Problem(500, 'about:blank', String(error), null);
    } finally { if (round === this.#round) this.isLoading = false; }
  }
}
